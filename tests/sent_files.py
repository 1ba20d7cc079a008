"""Files as units send them to registration, and what roster says of them."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from competition import JURORS, contents, fingerprint, restored, type_rows
from registration import SETTINGS, Registration, fill, innovation, registering

NAME = "kiriman aneh.xlsx"
GOOD, GOOD_NAME = "Sekolah Ramah", "betul.xlsx"
"""The innovation and the file of a form with which nothing is wrong."""
OPEN = {**SETTINGS, "pendaftaran ditutup": "28/02/2099"}
"""Registration closes on a day no clock passes while somebody runs these tests."""
HEADINGS = ("Nama Unit", "Judul Inovasi", "Tanggal Mulai")
"""Headings of a list; a row may be `("Dinkes", "Layanan", "17/12/2020")`."""


@cache
def _forms_out(name: str) -> Mapping[str, bytes]:
    with tempfile.TemporaryDirectory() as made:
        return contents(registering(Path(made) / name, settings=OPEN).root)


def forms_out(root: Path, name: str = "lomba") -> Registration:
    """Make a folder whose forms are out; those of another `name` carry other codes."""
    return Registration(restored(root, _forms_out(name)).root)


def form(folder: Registration, *titles: str, unit: str = "OPD01", **more: Any) -> bytes:
    """Return a unit's form with faultless innovations."""
    return fill(folder.form(unit), [innovation(title, **more) for title in titles])


def code_of(folder: Registration, unit: str) -> str:
    """Return the code of the form made for a unit."""
    issued = (event for event in folder.journal() if event["kind"] == "form")
    return str(next(event["code"] for event in issued if event["unit"] == unit))


def send_good_form(folder: Registration) -> None:
    """Put a good form beside what was sent, once."""
    if not (folder.root / "1_pendaftaran" / GOOD_NAME).exists():
        folder.register("OPD02", GOOD, name=GOOD_NAME)


def taken(folder: Registration) -> Any:
    """Run roster over what was sent and one good form; return its JSON.

    Whatever was sent: the run goes on, the good form is taken, every file has one
    fate, is kept byte for byte, and is told of where it was not used; a second run
    changes nothing.
    """
    send_good_form(folder)
    said = folder.run("roster", "--json")
    assert said.code in (0, 1), said.err
    found = said.json
    assert GOOD in {entry["title"] for entry in found["entries"]}
    fates = Counter(file["fate"] for file in found["files"])
    assert {fate: count for fate, count in found["counts"].items() if count} == fates
    _check_each_file(folder, found)
    assert said.code == 1 or not not_used(found)
    before = fingerprint(folder.root)
    assert folder.run("roster").code == said.code
    assert fingerprint(folder.root) == before
    return found


def _check_each_file(folder: Registration, found: Any) -> None:
    """Check that every file that was sent is listed once, kept, and explained."""
    inbox = folder.root / "1_pendaftaran"
    sent = {path.relative_to(inbox).as_posix(): path for path in inbox.rglob("*") if path.is_file()}
    listed = [file["path"] for file in found["files"]]
    assert len(listed) == len(set(listed))
    for name in sent:
        assert any(path == name or path.startswith(f"{name}/") for path in listed)
    for file in found["files"]:
        if file["fate"] != "ignored":
            kept = (folder.root / "arsip" / file["sha256"]).read_bytes()
            assert hashlib.sha256(kept).hexdigest() == file["sha256"]
            assert file["path"] not in sent or kept == sent[file["path"]].read_bytes()
    told = {finding["file"] for finding in found["findings"]}
    assert [path for path in not_used(found) if path not in told] == []


def not_used(found: Any) -> list[str]:
    """Return the files about which people must do something."""
    waiting = ("rejected", "unknown", "conflict")
    return [file["path"] for file in found["files"] if file["fate"] in waiting]


def rules(found: Any, path: str = NAME) -> set[str]:
    """Return the rules of the findings that name a file."""
    return {finding["rule"] for finding in found["findings"] if finding["file"] == path}


def fate(found: Any, path: str = NAME) -> str:
    """Return the fate of a file."""
    (only,) = (file["fate"] for file in found["files"] if file["path"] == path)
    return str(only)


def reason(found: Any, path: str = NAME) -> str:
    """Return why a file was not used."""
    (only,) = (file["reason"] for file in found["files"] if file["path"] == path)
    return str(only)


def entry(found: Any, title: str) -> Any:
    """Return the only entry of a title."""
    (only,) = (entry for entry in found["entries"] if entry["title"] == title)
    return only


def noticed(folder: Registration) -> dict[str, set[str]]:
    """Run roster; return what is noticed about each innovation, by title.

    Whatever is noticed: no innovation is left out, and the roster shows every reason
    beside its innovation.
    """
    found = folder.roster()
    told = {line["Kode"]: str(line["Temuan"] or "").splitlines() for line in folder.lines()}
    for entry in found["entries"]:
        assert entry["takes_part"]
        assert bool(told[entry["entry"]]) == bool(entry["findings"])
        assert len(told[entry["entry"]]) >= len(set(entry["findings"]))
    return {entry["title"]: set(entry["findings"]) for entry in found["entries"]}


def finding(folder: Registration, rule: str) -> Any:
    """Run roster; return the only finding of a rule."""
    (only,) = (one for one in folder.roster()["findings"] if one["rule"] == rule)
    return only


def sheets_out(folder: Registration) -> Path:
    """Take in the good form and send out score sheets; return one of them."""
    send_good_form(folder)
    folder.roster()
    type_rows(folder.root / "kompetisi.xlsx", {"Juri": JURORS})
    said = folder.run("distribute")
    assert said.code == 0, said.err
    return folder.sheet("J01")
