"""The journal: append-only, chained, and never half written."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.problems import SinovikError
from sinovik_sheets.stores.journal import Journal

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)
Change = Callable[[list[bytes]], list[bytes]]
EVENTS = st.dictionaries(TEXTS.map(lambda key: f"x{key}"), TEXTS | st.integers() | st.none())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "arsip" / "jejak.jsonl"


def filled(path: Path) -> Journal:
    journal = Journal(path)
    journal.append([{"kind": "a", "text": "satu"}, {"kind": "b", "text": "dua"}])
    journal.append([{"kind": "a", "text": "tiga"}])
    return journal


def test_a_new_journal_is_empty_and_makes_no_file(path: Path) -> None:
    journal = Journal(path)
    assert (list(journal.events), journal.head) == ([], "")
    journal.append([])
    assert not path.parent.exists()


def test_events_come_back_in_order_and_numbered(path: Path) -> None:
    written = filled(path)
    read = Journal(path)
    assert [(event["n"], event["text"]) for event in read.events] == [
        (1, "satu"),
        (2, "dua"),
        (3, "tiga"),
    ]
    assert [event["text"] for event in read.of_kind("a")] == ["satu", "tiga"]
    assert read.head == written.head == read.events[-1]["hash"]


def test_every_line_names_the_one_before(path: Path) -> None:
    filled(path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["prev"] for line in lines] == ["", lines[0]["hash"], lines[1]["hash"]]


@given(events=st.lists(EVENTS, max_size=5))
def test_whatever_stands_in_an_event_comes_back(
    events: list[dict[str, object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("jejak") / "jejak.jsonl"
    Journal(path).append(events)
    known = [{k: v for k, v in e.items() if k.startswith("x")} for e in Journal(path).events]
    assert known == events


def _changed(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[1].replace(b"dua", b"dus"), lines[2]]


def _deleted(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[2]]


def _swapped(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[2], lines[1]]


def _doubled(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[0], *lines[1:]]


def _blanked(lines: list[bytes]) -> list[bytes]:
    return [lines[0], b"\n", *lines[1:]]


def _garbled(lines: list[bytes]) -> list[bytes]:
    return [lines[0], b'{"kind": \n', lines[2]]


@pytest.mark.parametrize("change", [_changed, _deleted, _swapped, _doubled, _blanked, _garbled])
def test_a_journal_that_was_tampered_with_names_the_line(change: Change, path: Path) -> None:
    filled(path)
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    before = path.read_bytes()
    with pytest.raises(SinovikError, match="2"):
        Journal(path)
    assert path.read_bytes() == before


def test_a_torn_last_line_is_set_aside_when_the_next_one_is_written(path: Path) -> None:
    filled(path)
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"kind": "c", "te')
    journal = Journal(path)
    assert len(journal.events) == 3
    assert path.read_bytes() == whole + b'{"kind": "c", "te'  # reading changes nothing
    journal.append([{"kind": "d", "text": "empat"}])
    assert path.read_bytes().startswith(whole)
    assert path.with_name("jejak.jsonl.sobek").read_bytes() == b'{"kind": "c", "te'
    assert [event["kind"] for event in Journal(path).events] == ["a", "b", "a", "d"]


def test_a_journal_that_holds_only_a_torn_line_starts_anew(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b'{"kin')
    Journal(path).append([{"kind": "a"}])
    assert [event["n"] for event in Journal(path).events] == [1]


def test_two_runs_at_once_cannot_break_the_chain(path: Path) -> None:
    filled(path)
    one, other = Journal(path), Journal(path)
    one.append([{"kind": "a", "text": "empat"}])
    with pytest.raises(SinovikError):
        other.append([{"kind": "a", "text": "lima"}])
    assert [event["text"] for event in Journal(path).events][-1] == "empat"
    one.append([{"kind": "a", "text": "enam"}])
    assert len(Journal(path).events) == 5
