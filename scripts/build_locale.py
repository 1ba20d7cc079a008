"""Keep the Indonesian catalogue in step with the source.

Without an argument: rewrites `sinovik_sheets.po` (known translations stay, new
ones are empty, unused ones go) and compiles `sinovik_sheets.mo`. With
`--check`: writes nothing, prints what is wrong, exits with 1 if anything is.
Run it with the environment's Python, which has Babel.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "sinovik_sheets"
KEYWORDS = {"_": None, "N_": None}
HEADER = "Language: id\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"


class _PlainCatalog(Catalog):
    """A catalogue whose header holds no dates, names or tool versions: small diffs."""

    def __init__(self, messages: Iterable[Message]) -> None:
        super().__init__(header_comment="# Indonesian catalogue of sinovik_sheets.")
        for message in messages:
            self[message.id] = message

    def __iter__(self) -> Iterator[Message]:
        _dated_header, *messages = super().__iter__()
        yield Message("", HEADER)
        yield from messages


def po_path(package: Path) -> Path:
    """Return where the Indonesian catalogue of `package` lies; the `.mo` lies beside it."""
    return package / "locale" / "id" / "LC_MESSAGES" / f"{package.name}.po"


def mo_path(package: Path) -> Path:
    """Return where the compiled catalogue of `package` lies."""
    return po_path(package).with_suffix(".mo")


def known(package: Path) -> dict[str, Message]:
    """Return the entries of the `.po` by source string; none where there is no file.

    Raises Babel's PoFileError where the file is no catalogue.
    """
    path = po_path(package)
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale="id", charset="utf-8", abort_invalid=True)
    return {str(message.id): message for message in catalogue if message.id}


def wanted(package: Path) -> dict[str, Message]:
    """Return the entries the source asks for, with the translations there are.

    They stand in the order of the files, and of the strings in each file.
    """
    old = known(package)
    new: dict[str, Message] = {}
    for path in sorted(package.rglob("*.py")):
        place = (path.relative_to(package.parent).as_posix(), 0)
        for _line, extracted, _comments, _context in extract_from_file("python", path, KEYWORDS):
            source = str(extracted)
            if source not in new:
                before = old.get(source) or Message(source, "")
                new[source] = Message(
                    source,
                    before.string,
                    flags=before.flags & {"fuzzy"},
                    user_comments=before.user_comments,
                )
            if place not in new[source].locations:
                new[source].locations.append(place)
    return new


def po_bytes(messages: Iterable[Message]) -> bytes:
    """Return the `.po` that holds these entries: no dates, no line numbers, no wrapping."""
    file = BytesIO()
    write_po(file, _PlainCatalog(messages), width=0, include_lineno=False)
    return file.getvalue()


def mo_bytes(messages: Iterable[Message]) -> bytes:
    """Return the compiled catalogue; equal entries give equal bytes."""
    file = BytesIO()
    write_mo(file, _PlainCatalog(messages))
    return file.getvalue()


def placeholders(text: str) -> set[tuple[str, str, str | None]]:
    """Return the `{fields}` of a sentence: name, format, conversion.

    Raises ValueError where its braces do not match.
    """
    return {
        (name, form or "", conversion)
        for _text, name, form, conversion in Formatter().parse(text)
        if name is not None
    }


def complaint(message: Message) -> str:
    """Say what is wrong with one entry; empty when nothing is."""
    source, translation = str(message.id), str(message.string or "")
    if not translation:
        return f"empty: {source!r}"
    if message.fuzzy:
        return f"fuzzy: {source!r}"
    try:
        same = placeholders(source) == placeholders(translation)
    except ValueError as error:
        return f"braces ({error}): {source!r} -> {translation!r}"
    return "" if same else f"placeholders differ: {source!r} -> {translation!r}"


def problems(package: Path) -> list[str]:
    """Return everything that is wrong with the catalogue of `package`, one line each."""
    po, mo = po_path(package), mo_path(package)
    entries = wanted(package)
    found = [line for message in entries.values() if (line := complaint(message))]
    if not po.exists() or po.read_bytes() != po_bytes(entries.values()):
        found.append(f"{po.name} is out of date; run scripts/build_locale.py")
    if not mo.exists() or mo.read_bytes() != mo_bytes(known(package).values()):
        found.append(f"{mo.name} is not what {po.name} compiles to; run scripts/build_locale.py")
    return found


def rebuild(package: Path) -> None:
    """Write the `.po` and the `.mo` of `package` anew."""
    entries = wanted(package)
    po_path(package).parent.mkdir(parents=True, exist_ok=True)
    po_path(package).write_bytes(po_bytes(entries.values()))
    mo_path(package).write_bytes(mo_bytes(entries.values()))


def main() -> int:
    """Rebuild or check the catalogue; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say what is wrong")
    if parser.parse_args().check:
        found = problems(PACKAGE)
        print("\n".join(found) or "The catalogue is complete.")
        return 1 if found else 0
    rebuild(PACKAGE)
    missing = [line for message in wanted(PACKAGE).values() if (line := complaint(message))]
    print("\n".join([*missing, f"Written: {po_path(PACKAGE)} and .mo"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
