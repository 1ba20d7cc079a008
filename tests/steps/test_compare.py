"""compare: what differs between two results, and plain words for what is no result."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competition import Folder, contents, distributed, full, restored, run
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.steps.compare import compare, read_result
from sinovik_sheets.text import speaking


@cache
def _ranked() -> Mapping[str, bytes]:
    with TemporaryDirectory() as made:
        folder = distributed(Path(made) / "lomba")
        for juror in ("J01", "J02"):
            folder.send_back(juror, full(80, n2=81.5, n3=60))
        folder.run("update")
        return contents(folder.root)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with the sheets of two of three jurors in, ranked."""
    return restored(tmp_path / "lomba", _ranked())


def result(folder: Folder) -> Path:
    return folder.root / "5_hasil" / "T1" / "hasil.json"


def changed(folder: Folder, change: Callable[[Any], object]) -> Path:
    """Return another result file, changed by hand."""
    held = json.loads(result(folder).read_bytes())
    change(held)
    path = folder.root.parent / "lain.json"
    path.write_text(json.dumps(held), encoding="utf-8")
    return path


def test_rank_writes_what_it_prints_without_words_of_a_language(folder: Folder) -> None:
    printed = folder.json("rank")
    data = result(folder).read_bytes()
    held = json.loads(data)
    assert held == {key: printed[key] for key in held}
    assert set(held) == {"stage", "status", "method", "entries"}
    assert data.endswith(b"}\n")
    first = printed["entries"][0]
    assert (first["plenary"], first["settled_place"], first["goes_on"]) == (None, 1, None)
    assert folder.json("verify")["sound"]
    result(folder).write_bytes(data.replace(b"81.5", b"91.5"))
    assert not folder.json("verify")["sound"]


@pytest.mark.parametrize("named", ["", "5_hasil/T1", "5_hasil/T1/hasil.json"])
def test_folders_and_files_are_understood(named: str, folder: Folder) -> None:
    said = run("compare", str(folder.root / named), str(result(folder)))
    assert said.code == 0
    assert "Identical: 3 entries." in said.out
    said = folder.run("compare", named or ".", "5_hasil/T1", "--json")
    assert (said.code, said.json["identical"], said.json["counts"]) == (0, True, {"compared": 3})


def test_what_another_sheet_changes_is_told(folder: Folder, tmp_path: Path) -> None:
    other = restored(tmp_path / "lain", _ranked())
    other.send_back("J03", full(90, n2=70, n3=60))
    other.run("update")
    said = run("compare", str(folder.root), str(other.root), "--json")
    assert said.code == 1
    assert [entry["entry"] for entry in said.json["changed"]] == [
        "INO-0001",
        "INO-0002",
        "INO-0003",
    ]
    changes = {c["field"]: (c["a"], c["b"]) for c in said.json["changed"][0]["changes"]}
    assert changes["place"] == changes["settled_place"] == (2, 1)
    assert (changes["total"], changes["n"]) == (("80", "83.33"), (2, 3))
    assert said.json["counts"]["place"] == 2
    plain = run("compare", str(folder.root), str(other.root))
    assert "total: 80 → 83.33" in plain.out
    with speaking("id"):
        assert "Entries that differ: 3 of 3" in plain.out


def test_who_goes_on_comes_first(folder: Folder) -> None:
    def change(held: Any) -> None:
        held["status"] = "final"
        first, second, third = held["entries"]
        first["total"] = "99"
        second["place"] = 9
        third["goes_on"] = True
        third["plenary"] = {"place": 1, "advances": True, "reason": "pleno"}

    said = run("compare", str(result(folder)), str(changed(folder, change)), "--json")
    assert said.json["differences"] == [{"field": "status", "a": "sementara", "b": "final"}]
    found = [(e["entry"], [c["field"] for c in e["changes"]]) for e in said.json["changed"]]
    assert found == [
        ("INO-0003", ["goes_on", "plenary"]),
        ("INO-0001", ["place"]),
        ("INO-0002", ["total"]),
    ]


def test_entries_only_in_one_are_told(folder: Folder) -> None:
    def change(held: Any) -> None:
        held["entries"][0]["entry"] = "INO-0009"

    other = str(changed(folder, change))
    said = run("compare", str(result(folder)), other)
    assert said.code == 1
    assert "Only in A: INO-0002." in said.out
    assert "Only in B: INO-0009." in said.out
    assert run("compare", other, str(result(folder)), "--json").json["only_a"] == ["INO-0009"]


def test_the_same_number_written_otherwise_is_no_difference(folder: Folder) -> None:
    def change(held: Any) -> None:
        held["entries"][0]["total"] += ".00" if "." not in held["entries"][0]["total"] else "0"

    assert run("compare", str(result(folder)), str(changed(folder, change))).code == 0


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda held: held.pop("stage"), "stage"),
        (lambda held: held.update(entries={}), "entries"),
        (lambda held: held["entries"].append(7), "entry 4"),
        (lambda held: held["entries"].append(held["entries"][0]), "comes twice"),
        (lambda held: held["entries"][0].update(place="1"), "INO-0002: “place”"),
        (lambda held: held["entries"][0].update(place=True), "place"),
        (lambda held: held["entries"][0].update(total=81.5), "total"),
        (lambda held: held["entries"][0].update(total="1e999999999"), "total"),
        (lambda held: held["entries"][0].update(criteria={"K1": "x"}), "criteria"),
        (lambda held: held["entries"][0].update(plenary={"place": 1}), "plenary"),
        (lambda held: held["entries"][0].pop("goes_on"), "goes_on"),
    ],
)
def test_what_is_wrong_is_named(change: Callable[[Any], object], word: str, folder: Folder) -> None:
    said = run("compare", str(changed(folder, change)), str(result(folder)))
    assert said.code == 3
    assert "lain.json" in said.err
    assert word in said.err


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"[" * 100_000, b"1"])
def test_other_files_are_refused_in_plain_words(data: bytes, folder: Folder) -> None:
    path = folder.root / "lain.json"
    path.write_bytes(data)
    said = run("compare", str(result(folder)), str(path))
    assert said.code == 3
    assert "no result of this program" in said.err


def test_where_there_is_no_result_it_says_so(folder: Folder, tmp_path: Path) -> None:
    for given_path in (tmp_path / "tidak ada", folder.root / "arsip", folder.root / "5_hasil"):
        said = run("compare", str(result(folder)), str(given_path))
        assert said.code == 3
        assert "no result in" in said.err
    assert folder.run("compare", ".", ".", "--stage", "T9").code == 3


def test_of_several_stages_one_must_be_named(folder: Folder) -> None:
    second = folder.root / "5_hasil" / "T2"
    second.mkdir()
    (second / "hasil.json").write_bytes(result(folder).read_bytes())
    said = folder.run("compare", ".", ".")
    assert said.code == 3
    assert "--stage T1" in said.err
    assert folder.run("compare", ".", ".", "--stage", "t1").code == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_input_breaks_it(data: bytes) -> None:
    with pytest.raises(SinovikError):
        read_result(data, "lain.json")


@given(st.data())
def test_any_field_may_hold_anything(data: st.DataObject) -> None:
    held = json.loads(_ranked()["5_hasil/T1/hasil.json"])
    entry = data.draw(st.sampled_from(held["entries"]))
    target = data.draw(st.sampled_from([held, entry]))
    target[data.draw(st.sampled_from(sorted(target)))] = data.draw(JSON)
    try:
        read = read_result(json.dumps(held).encode(), "lain.json")
    except SinovikError:
        return
    assert compare(read, read).identical
    comparison = compare(read_result(_ranked()["5_hasil/T1/hasil.json"], "hasil.json"), read)
    json.dumps(comparison.as_json())
    for change in (*comparison.head, *(c for e in comparison.changed for c in e.changes)):
        assert "→" in change.sentence


def test_that_the_outcome_is_the_same_is_said_first(folder: Folder) -> None:
    def touch(held: Any) -> None:
        held["entries"][2]["total"] = "61"

    sentence = "Who goes on and all places are the same; only what follows differs."
    said = run("compare", str(result(folder)), str(changed(folder, touch))).out
    assert said.index(sentence) < said.index("INO-0003")
    for field, value in (("settled_place", 9), ("goes_on", True), ("entry", "INO-0009")):

        def move(held: Any, field: str = field, value: object = value) -> None:
            held["entries"][2][field] = value

        said = run("compare", str(result(folder)), str(changed(folder, move))).out
        assert sentence not in said
