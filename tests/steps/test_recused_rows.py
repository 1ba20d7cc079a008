"""A number in a row that the sheet Konflik takes from a juror does not vanish without a word."""

from pathlib import Path

from competition import CRITERIA, Folder, build, cells, full


def test_a_number_in_a_recused_row_is_noted_with_its_cell(tmp_path: Path) -> None:
    conflict = {"Juri": "J01", "Unit atau Inovasi": "INO-0002", "Alasan": "pembina unit"}
    folder = build(tmp_path / "lomba", Konflik=[conflict])
    assert folder.run("distribute").code == 0
    scores = full(80) | {("INO-0002", criterion): "R" for criterion in CRITERIA}
    scores[("INO-0002", "K2")] = "85,5"
    scores[("INO-0002", "K3")] = 90
    path = folder.send_back("J01", scores)
    folder.run("collect")
    noted = noted_in(folder)
    assert [(f["verdict"], f["entry"], f["criterion"], f["value"], f["cell"]) for f in noted] == [
        ("note", "INO-0002", criterion, value, cells(path)["INO-0002", criterion])
        for criterion, value in (("K2", "85,5"), ("K3", "90"))
    ]
    assert "by the sheet Konflik; the number 85,5 is not counted" in noted[0]["message"]
    assert folder.standing("INO-0002")["n"] == 0


def test_a_row_left_as_it_was_sent_needs_no_word(tmp_path: Path) -> None:
    conflict = {"Juri": "J01", "Unit atau Inovasi": "INO-0002", "Alasan": "pembina unit"}
    folder = build(tmp_path / "lomba", Konflik=[conflict])
    folder.run("distribute")
    folder.send_back("J01", {k: v for k, v in full(80).items() if k[0] != "INO-0002"})
    folder.run("collect")
    assert noted_in(folder) == []


def noted_in(folder: Folder) -> list[dict[str, str]]:
    findings = folder.json("validate")["findings"]
    return [f for f in findings if f["rule"] == "scored-in-conflict"]
