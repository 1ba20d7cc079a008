"""From one stage to the next, to a final result, and back: nothing changes unseen."""

from pathlib import Path

import pytest

from competition import JURORS, Folder, build, contents, type_rows
from two_stages import ENTRIES, RULES, STAGES, TOTALS, judged, send, settle, status, unscored


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return judged(tmp_path / "lomba")


def test_a_stage_does_not_begin_with_entries_the_one_before_stopped(folder: Folder) -> None:
    said = folder.run("distribute", "--stage", "T2")
    assert said.code == 3
    assert "INO-0004" in said.err
    assert "sinovik advance --stage T1" in said.err


def test_those_above_the_cut_go_on_and_no_other_gets_a_sheet(folder: Folder) -> None:
    said = folder.json("advance", "--stage", "T1")
    assert said["through"] == ["INO-0001", "INO-0002", "INO-0003"]
    assert (folder.root / "peserta_T2.xlsx").exists()
    sheets = folder.json("distribute", "--stage", "T2")["new"]
    assert [sheet["entries"] for sheet in sheets] == [said["through"]] * 3
    assert [e["entry"] for e in folder.json("rank", "--stage", "T2")["entries"]] == said["through"]
    assert len(folder.json("rank", "--stage", "T1")["entries"]) == 5


def test_a_dry_run_of_advance_writes_nothing(folder: Folder) -> None:
    before = contents(folder.root)
    assert folder.run("advance", "--stage", "T1", "--dry-run").code == 0
    assert contents(folder.root) == before


def test_the_plenary_puts_another_through_and_the_minutes_say_why(folder: Folder) -> None:
    for entry, outcome in (("INO-0003", "tidak"), ("INO-0004", "ya")):
        folder.decide("Pleno", {"Inovasi": entry}, Lolos=outcome, Alasan="sudah menang 2025")
    said = folder.json("advance", "--stage", "T1")
    assert said["through"] == ["INO-0001", "INO-0002", "INO-0004"]
    standing = folder.standing("INO-0004")
    assert (standing["place"], standing["advances"], standing["goes_on"]) == (4, False, True)


def test_a_decision_without_a_reason_keeps_the_result_from_being_final(folder: Folder) -> None:
    folder.decide("Pleno", {"Inovasi": "INO-0003"}, Lolos="tidak")
    said = folder.run("finalize", "--stage", "T1", "--approver", "Ketua", "--json")
    assert said.code == 1
    assert [point["code"].startswith("INO-0003") for point in said.json["open"]] == [True]
    assert status(folder) == "sementara"


def test_places_of_the_plenary_must_fit_together(folder: Folder) -> None:
    folder.decide(
        "Pleno", {"Inovasi": "INO-0002"}, **{"Peringkat Pleno": 1, "Alasan": "dampak lebih luas"}
    )
    assert settle(folder) == 1
    folder.decide("Pleno", {"Inovasi": "INO-0001"}, **{"Peringkat Pleno": 2, "Alasan": "bertukar"})
    assert settle(folder) == 0
    entries = folder.json("rank", "--stage", "T1")["entries"]
    assert [(e["place"], e["settled_place"]) for e in entries][:2] == [(1, 2), (2, 1)]


def test_finalizing_takes_the_mark_away_and_writes_what_is_signed(folder: Folder) -> None:
    assert status(folder) == "sementara"
    assert settle(folder) == 0
    assert status(folder) == "final"
    results = folder.root / "5_hasil" / "T1"
    assert (results / "berita_acara.docx").exists()
    assert len(list((results / "lembar_juri").glob("*.docx"))) == 3
    assert folder.run("verify").code == 0
    assert settle(folder) == 3


def test_nothing_open_may_be_left_without_a_waiver(tmp_path: Path) -> None:
    open_folder = unscored(tmp_path / "lomba")
    send(open_folder, {1: 90, 2: 80, 3: 70, 4: 60})
    open_folder.run("update")
    assert settle(open_folder) == 1
    rows = open_folder.rows("Pengecualian")
    assert len(rows) == 3
    for row in rows:
        open_folder.decide(
            "Pengecualian", {"Kode": row["Kode"]}, Dikecualikan="ya", Oleh="Ketua", Alasan="mundur"
        )
    assert settle(open_folder) == 0
    assert open_folder.standing("INO-0005")["place"] is None


def test_a_late_sheet_changes_nothing_until_the_stage_is_opened_again(folder: Folder) -> None:
    settle(folder)
    before = contents(folder.root / "5_hasil")
    send(folder, TOTALS | {5: 99}, name=" baru")
    fates = {f["path"]: f["fate"] for f in folder.json("collect")["files"]}
    assert [fate for path, fate in fates.items() if "baru" in path] == ["evidence"] * 3
    folder.run("update")
    assert contents(folder.root / "5_hasil") == before
    assert folder.run("reopen", "--stage", "T1", "--reason", "lembar terlambat diterima").code == 0
    kept = contents(folder.root / "5_hasil" / "T1" / "versi_1")
    assert kept == {Path(name).relative_to("T1").as_posix(): data for name, data in before.items()}
    assert not (folder.root / "5_hasil" / "T1" / "berita_acara.docx").exists()
    assert status(folder) == "sementara"


def test_a_final_result_does_not_follow_changed_settings(folder: Folder) -> None:
    settle(folder)
    before = folder.json("rank", "--stage", "T1")
    type_rows(folder.root / "kompetisi.xlsx", {"Juri": JURORS[:1]})
    assert folder.json("rank", "--stage", "T1") == before
    assert folder.run("verify").code == 0


def test_a_changed_file_of_a_final_result_is_noticed_and_written_again(folder: Folder) -> None:
    settle(folder)
    scores = folder.root / "5_hasil" / "T1" / "nilai.csv"
    before = scores.read_bytes()
    scores.write_bytes(before.replace(b",90,", b",99,", 1))
    said = folder.run("verify", "--json")
    assert said.code == 1
    assert [f["rule"] for f in said.json["findings"]] == ["final-file-differs"]
    folder.run("merge", "--stage", "T1")
    assert scores.read_bytes() == before


def test_a_later_stage_that_counts_an_earlier_one_waits_for_it(tmp_path: Path) -> None:
    stages = (STAGES[0], {**STAGES[1], "Bobot Akhir": "T1=30; T2=70"})
    both = build(tmp_path / "lomba", entries=ENTRIES, Tahap=stages, Kriteria=RULES)
    both.run("distribute", "--stage", "T1")
    send(both, TOTALS)
    both.run("update")
    both.run("advance", "--stage", "T1")
    both.run("distribute", "--stage", "T2")
    send(both, {1: 50, 2: 80, 3: 90}, "T2")
    both.run("update")
    totals = {e["entry"]: e["total"] for e in both.json("rank", "--stage", "T2")["entries"]}
    assert totals == {"INO-0001": "63", "INO-0002": "81", "INO-0003": "85"}
    assert settle(both, "T2") == 1
    assert settle(both, "T1") == 0
    assert settle(both, "T2") == 0
    assert both.run("verify").code == 0
    assert both.run("reopen", "--stage", "T1", "--reason", "x").code == 3


def test_the_plenary_must_say_who_goes_on_where_its_places_cross_the_cut(folder: Folder) -> None:
    for entry, place in (("INO-0003", 4), ("INO-0004", 3)):
        folder.decide("Pleno", {"Inovasi": entry}, **{"Peringkat Pleno": place, "Alasan": "dampak"})
    said = folder.run("finalize", "--stage", "T1", "--approver", "Ketua", "--dry-run", "--json")
    assert {point["code"][:8] for point in said.json["open"]} == {"INO-0003", "INO-0004"}
    folder.decide("Pleno", {"Inovasi": "INO-0003"}, Lolos="tidak")
    folder.decide("Pleno", {"Inovasi": "INO-0004"}, Lolos="ya")
    assert settle(folder) == 0
    assert folder.json("advance", "--stage", "T1")["through"] == [
        "INO-0001",
        "INO-0002",
        "INO-0004",
    ]


def test_people_may_restyle_the_minutes(folder: Folder) -> None:
    assert folder.run("finalize", "--template").code == 0
    template = folder.root / "templat_berita_acara.docx"
    template.write_bytes(b"bukan Word")
    said = folder.run("finalize", "--stage", "T1", "--approver", "Ketua")
    assert said.code == 3
    assert "templat_berita_acara.docx" in said.err
    assert status(folder) == "sementara"
    template.unlink()
    assert settle(folder) == 0


def test_what_is_settled_in_one_stage_leaves_the_results_of_others_as_they_are(
    folder: Folder,
) -> None:
    folder.run("advance", "--stage", "T1")
    folder.run("distribute", "--stage", "T2")
    send(folder, {1: 50, 2: 80, 3: 90}, "T2")
    folder.run("update")
    settle(folder, "T1")
    settle(folder, "T2")
    assert folder.run("verify").code == 0
    refused = folder.run("reopen", "--stage", "T1", "--reason", "x")
    assert (refused.code, "T2" in refused.err) == (3, True)
    for stage in ("T2", "T1"):
        assert folder.run("reopen", "--stage", stage, "--reason", "x").code == 0
    assert folder.run("verify").code == 0
    assert folder.run("explain", "INO-0005", "--stage", "T2").code == 3


def test_who_settles_must_be_named(folder: Folder) -> None:
    assert folder.run("finalize").code == 2
