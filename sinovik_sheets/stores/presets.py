"""The presets and tables of grades that come with the package, read from TOML."""

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from sinovik_sheets.model import Grade, GradeTable, Preset, PresetStatus
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.sheets.tables.table import closest
from sinovik_sheets.text import _

_HEAD = "preset"


def preset_names() -> list[str]:
    """Return the names of all presets, sorted."""
    return _names("presets")


def load_preset(name: str) -> Preset:
    """Return the preset of this name; every number in its rows is text with a point.

    SinovikError, with a suggestion, when there is no such preset.
    """
    names = preset_names()
    if name not in names:
        raise SinovikError(
            _("There is no preset “{name}”.").format(name=name), _way_out(name, names)
        )
    content = _read("presets", name)
    head = content.pop(_HEAD)
    return Preset(
        code=name,
        title=head["title"],
        year=head["year"],
        source=head["source"],
        status=PresetStatus(head["status"]),
        note=head["note"],
        tables={sheet: _rows(value) for sheet, value in content.items()},
    )


def load_grades(name: str) -> GradeTable:
    """Return the table of grades of this name: `iid_2023` or `sakip`.

    SinovikError, with a suggestion, when there is no such table.
    """
    names = _names("predikat")
    if name not in names:
        raise SinovikError(
            _("There is no table of grades “{name}”.").format(name=name), _way_out(name, names)
        )
    content = _read("predikat", name)
    head = content["predikat"]
    return GradeTable(
        title=head["title"],
        year=head["year"],
        source=head["source"],
        status=PresetStatus(head["status"]),
        grades=tuple(
            Grade(
                row["label"], Decimal(row["lower"]), Decimal(row["upper"]), row["lower_inclusive"]
            )
            for row in content["grade"]
        ),
    )


def _templates() -> Path:
    """The folder in an installed package, else the one beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def _names(kind: str) -> list[str]:
    return sorted(path.stem for path in (_templates() / kind).glob("*.toml"))


def _read(kind: str, name: str) -> dict[str, Any]:
    text = (_templates() / kind / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def _way_out(name: str, names: Sequence[str]) -> str:
    suggestion = closest(name, names)
    if suggestion:
        return _("Did you mean “{suggestion}”?").format(suggestion=suggestion)
    return _("Choose one of: {choices}.").format(choices=", ".join(names))


def _rows(value: Mapping[str, object] | list[Mapping[str, object]]) -> tuple[dict[str, str], ...]:
    rows = value if isinstance(value, list) else [value]
    return tuple({column: _text(cell) for column, cell in row.items()} for row in rows)


def _text(value: object) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)
