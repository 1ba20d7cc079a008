"""The obvious way to draw jurors anew, in pandas: what the bootstrap is compared with."""

import numpy as np
import pandas as pd

from sinovik_sheets.scoring.diagnostics.matrix import Floats


def pandas_bootstrap(
    scores: Floats, top: int, *, seed: int, rounds: int, places: int | None = None
) -> pd.DataFrame:
    """Return chance, best and worst (5 % and 95 % place) of each entry, one loop per round."""
    frame = pd.DataFrame(scores)
    random = np.random.Generator(np.random.PCG64(seed))
    drawn = random.integers(frame.shape[1], size=(rounds, frame.shape[1]))
    columns = []
    for picks in drawn:
        means = frame.iloc[:, picks].mean(axis=1).round(6 if places is None else places)
        columns.append(means.rank(method="min", ascending=False))
    found = pd.concat(columns, axis=1)
    return pd.DataFrame(
        {
            "chance": (found <= top).sum(axis=1) / found.notna().sum(axis=1),
            "best": found.quantile(0.05, axis=1, interpolation="lower"),
            "worst": found.quantile(0.95, axis=1, interpolation="lower"),
        }
    )
