"""compare over the disk: find the two results that are meant, and read them."""

from pathlib import Path

from sinovik_sheets import layout
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.steps.compare import Comparison, ResultFile, compare, read_result
from sinovik_sheets.text import _, listing

NAME = layout.result("").name


def run_compare(first: Path, second: Path, stage: str | None) -> Comparison:
    """Compare two results: competition folders, folders in 5_hasil, or files hasil.json.

    `stage` is needed where a competition folder holds results of several. SinovikError
    when there is none, or it cannot be read.
    """
    return compare(_result(first, stage), _result(second, stage))


def _result(given: Path, stage: str | None) -> ResultFile:
    path = _file(given, stage)
    try:
        return read_result(path.read_bytes(), str(path))
    except OSError as error:
        raise SinovikError(
            _("{file} cannot be read: {reason}.").format(file=path, reason=error.strerror),
            _("Close the file in other programs, then run the command again."),
        ) from error


def _file(given: Path, stage: str | None) -> Path:
    """Return the file a person means."""
    if given.is_file():
        return given
    if not (given / layout.COMPETITION).is_file():
        if (given / NAME).is_file():
            return given / NAME
        raise _nothing(given)
    found = {path.parent.name: path for path in sorted((given / layout.RESULTS).glob(f"*/{NAME}"))}
    if stage is not None:
        found = {code: path for code, path in found.items() if code.casefold() == stage.casefold()}
    if not found:
        raise _nothing(given)
    if len(found) > 1:
        raise SinovikError(
            _("{folder} holds results of several stages: {stages}.").format(
                folder=given, stages=listing(list(found))
            ),
            _("Name one with --stage, such as --stage {stage}.").format(stage=next(iter(found))),
        )
    return next(iter(found.values()))


def _nothing(given: Path) -> SinovikError:
    return SinovikError(
        _("There is no result in {path}.").format(path=given),
        _(
            "Name a competition folder, a folder in 5_hasil or a hasil.json;"
            " “sinovik rank” writes it."
        ),
    )
