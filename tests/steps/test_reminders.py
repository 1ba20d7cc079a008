"""The message to a juror: what is open, in words that fit a phone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from competition import Folder, distributed, full
from places import TABLE, places_sheets, send
from sinovik_sheets.model import Competition, Juror, Settings, Stage
from sinovik_sheets.steps.reminders import LONGEST, Fault, JurorState, reminder
from sinovik_sheets.text import speaking

STAGE = Stage("T1", "Proposal", (), deadline=date(2027, 3, 14))
JUROR = Juror("J03", "Siti", email="siti@contoh.go.id", whatsapp="081234567890")
COMPETITION = Competition(
    Settings("Lomba Inovasi"), (STAGE,), jurors=(JUROR, Juror("J04", "Budi Santoso"))
)
RETYPE = "Type the score again."


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def text(state: JurorState, stage: Stage = STAGE) -> str:
    return reminder(COMPETITION, stage, JUROR, state)


def codes(count: int) -> tuple[str, ...]:
    return tuple(f"INO-{n:04}" for n in range(1, count + 1))


def faults(count: int, fix: str = RETYPE) -> tuple[Fault, ...]:
    return tuple(Fault(f"G{n}", "Dampak", f"INO-{n:04}", "9O", fix) for n in range(1, count + 1))


def test_missing_entries_are_counted_and_named() -> None:
    assert "2 of 45 innovations are not wholly scored yet: INO-0001, INO-0002." in text(
        JurorState(45, codes(2))
    )


def test_beyond_twelve_entries_the_rest_is_counted() -> None:
    message = text(JurorState(45, codes(15)))
    assert "INO-0012 and 3 more" in message
    assert "INO-0013" not in message


def test_a_fault_says_where_what_is_written_and_what_to_do() -> None:
    message = text(JurorState(45, faults=faults(1)))
    assert "• G1 (INO-0001, Dampak): “9O”\n→ Type the score again." in message


def test_faults_with_the_same_way_out_stand_together() -> None:
    message = text(JurorState(45, faults=(*faults(2), *faults(1, "Ask us."), *faults(3)[2:])))
    assert message.count(RETYPE) == 1
    assert message.index("G3 ") < message.index(RETYPE) < message.index("Ask us.")


def test_beyond_eight_faults_the_rest_is_counted() -> None:
    message = text(JurorState(45, faults=faults(10), repair_file="J03_perbaikan.xlsx"))
    assert "(10):" in message
    assert "… and 2 more, see the sheet Perbaiki." in message
    assert "G9 " not in message


def test_the_file_to_fill_in_and_the_deadline_are_named() -> None:
    message = text(JurorState(45, codes(1), repair_file="J03_perbaikan.xlsx"))
    assert "J03_perbaikan.xlsx" in message
    assert "14 March 2027" in message
    assert "deadline" not in text(JurorState(45, codes(1)), replace(STAGE, deadline=None))


def test_a_sheet_not_received_is_asked_for() -> None:
    message = text(JurorState(45, codes(45), repair_file="J03.xlsx", sheet_received=False))
    assert "have not received your score sheet" in message
    assert "J03.xlsx" in message
    assert "INO-0001" not in message


def test_when_nothing_is_left_to_do_it_only_thanks() -> None:
    message = text(JurorState(45))
    assert "all 45 innovations" in message
    assert "receipt" in message
    assert "fill in" not in message
    assert "deadline" not in message


def test_questions_are_announced() -> None:
    assert "number of questions: 2" in text(JurorState(45, questions=2))


@pytest.mark.parametrize("state", [JurorState(45, questions=2), JurorState(45, undecided=True)])
def test_while_something_must_be_cleared_up_nobody_is_told_that_all_is_there(
    state: JurorState,
) -> None:
    message = text(state)
    assert "Not all of it counts yet" in message
    assert message.count("the secretariat will ask") + message.count("The secretariat will") == 1
    for word in ("all 45", "receipt", "fill in"):
        assert word not in message


def test_rows_that_cannot_be_counted_are_named() -> None:
    message = text(JurorState(45, uncounted=codes(2), repair_file="J03_perbaikan.xlsx"))
    assert "The rows of 2 innovations cannot be counted as they stand: INO-0001" in message
    assert "J03_perbaikan.xlsx" in message


def test_a_file_that_cannot_be_used_is_not_said_to_be_lacking() -> None:
    message = text(JurorState(45, codes(45), refused=True, sheet_received=False))
    assert "it cannot be used as a score sheet" in message
    assert "have not received" not in message
    assert "send it back as .xlsx" in message


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return distributed(tmp_path / "lomba")


def message_of(folder: Folder, juror: str = "J01") -> str:
    """The message that lies ready after validating; people see it in Indonesian."""
    assert folder.run("validate").code in (0, 1)
    path = folder.root / "4_temuan" / "T1" / "pesan" / f"{juror}.txt"
    return path.read_text(encoding="utf-8")


RECEIPT = "anda terima"


def test_two_contradicting_sheets_at_once_are_no_complete_ones(folder: Folder) -> None:
    folder.send_back("J01", full(80), "satu.xlsx")
    folder.send_back("J01", full(70), "dua.xlsx")
    folder.run("collect")
    assert RECEIPT not in message_of(folder)
    folder.answer(satu="pakai", dua="tolak")
    assert RECEIPT in message_of(folder)


def test_a_later_sheet_in_conflict_keeps_the_message_from_saying_all_is_there(
    folder: Folder,
) -> None:
    folder.send_back("J01", full(80), "satu.xlsx")
    folder.run("collect")
    assert RECEIPT in message_of(folder)
    folder.send_back("J01", full(70), "dua.xlsx")
    folder.run("collect")
    assert RECEIPT not in message_of(folder)


def test_a_row_rejected_as_a_whole_is_asked_for(folder: Folder) -> None:
    path = folder.send_back("J01", full(80))
    book = load_workbook(path)
    sheet = book["Lembar Penilaian"]
    rows = [cell for row in sheet.iter_rows() for cell in row if cell.value == "INO-0002"]
    for cell in rows:
        cell.value = "INO-9999"
    book.save(path)
    folder.run("collect")
    message = message_of(folder)
    assert "INO-0002" in message
    assert RECEIPT not in message


def test_a_place_given_twice_is_asked_before_anyone_is_thanked_for_all(tmp_path: Path) -> None:
    folder = places_sheets(tmp_path / "lomba", TABLE)
    send(folder, "J01", {1: 1, 2: 2, 3: 3, 4: 3})
    folder.run("collect")
    assert RECEIPT not in message_of(folder)
    send(folder, "J02", {1: 1, 2: 2, 3: 3})
    folder.run("collect")
    assert RECEIPT in message_of(folder, "J02")


def test_nobody_else_is_named() -> None:
    message = text(JurorState(45, codes(3), faults(3), 1))
    for private in ("Budi", "siti@contoh.go.id", "081234567890"):
        assert private not in message


WORDS = st.text(max_size=300)
FAULTS = st.builds(Fault, st.just("AB1234"), WORDS, st.text(min_size=1, max_size=30), WORDS, WORDS)
STATES = st.builds(
    JurorState,
    st.integers(0, 9999),
    st.lists(st.text(min_size=1, max_size=30), max_size=40).map(tuple),
    st.lists(FAULTS, max_size=20).map(tuple),
    st.integers(0, 999),
    WORDS,
    st.booleans(),
)


@given(STATES, WORDS)
def test_every_message_is_short_greets_and_ends_with_thanks(state: JurorState, name: str) -> None:
    competition = Competition(Settings(name), (STAGE,))
    with speaking("en"):
        message = reminder(competition, STAGE, Juror("J03", name), state)
    assert len(message) <= LONGEST
    assert message.startswith("Dear ")
    assert message.endswith("Thank you very much.")
