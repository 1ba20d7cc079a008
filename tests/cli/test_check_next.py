"""check: its last line names a command that can be run as it stands."""

from pathlib import Path

from competition import CRITERIA, build, distributed

STAGES = tuple(
    {"Kode": code, "Nama": f"Tahap {code}", "Urutan": number}
    for number, code in enumerate(("T1", "T2"), start=1)
)
RULES = [
    {"Tahap": stage["Kode"], "Kode": code, "Nama": f"Kriteria {code}", "Bobot": 20}
    for stage in STAGES
    for code in CRITERIA
]


def test_of_several_stages_the_first_not_yet_out_is_named(tmp_path: Path) -> None:
    folder = build(tmp_path / "lomba", Tahap=STAGES, Kriteria=RULES)
    assert "Next: sinovik distribute --stage T1" in folder.run("check").err
    assert folder.run("distribute", "--stage", "T1").code == 0
    assert "Next: sinovik distribute --stage T2" in folder.run("check").err


def test_the_only_stage_need_not_be_named(tmp_path: Path) -> None:
    said = distributed(tmp_path / "lomba").run("check").err
    assert said.rstrip().endswith("Next: sinovik distribute")
