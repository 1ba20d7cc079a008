"""Nothing decided or registered is undone by later files, settings, backups or accidents."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from competition import fingerprint, type_rows
from registration import UNITS, Registration, fill, innovation, list_of, registering
from sinovik_sheets.workspace.folder import Workspace


@pytest.fixture
def folder(tmp_path: Path) -> Registration:
    return registering(tmp_path / "lomba")


def codes(folder: Registration) -> dict[str, str]:
    """Run roster; return title and code of every entry."""
    return {entry["entry"]: entry["title"] for entry in folder.roster()["entries"]}


def send(folder: Registration, name: str, title: str, unit: dict[str, object], **more: str) -> None:
    """Send the blank form, signed so."""
    folder.arrive(name, fill(folder.form(), [innovation(title, **more)], unit=unit))


# Two innovations are never taken for one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"unit": "SDN 1", "kecamatan": "Kota"}, {"unit": "SDN 1", "kecamatan": "Selatan"}),
        ({"unit": "SDN 1", "kode_unit": "20500004"}, {"unit": "SDN 1", "kode_unit": "20500007"}),
        ({"unit": None}, {"unit": None}),
    ],
    ids=["districts", "codes", "no unit"],
)
def test_like_titles_of_units_nobody_can_tell_apart_stay_two(
    one: dict[str, object], other: dict[str, object], tmp_path: Path
) -> None:
    folder = registering(tmp_path / "lomba", units=())
    send(folder, "a.xlsx", "Sekolah Ramah", one, inovator="Ani")
    folder.roster()
    send(folder, "b.xlsx", "Sekolah Ramah", other, inovator="Budi", bagian_B2="Isi.")
    assert len(folder.roster()["entries"]) == 2


def test_two_like_titles_in_one_list_can_be_kept_as_two(folder: Registration) -> None:
    headings = ["Unit", "Judul Inovasi", "Tanggal Mulai", "Inovator"]
    rows = [["Dinkes", "Aplikasi C", "17/12/2020", one] for one in ("Ani", "Budi")]
    folder.arrive("daftar.xlsx", list_of(headings, rows))
    found = folder.roster()
    assert len(found["entries"]) == 1
    (question,) = found["to_check"]
    folder.type("Perlu Diperiksa", {"Nomor": question["number"]}, Jawaban="baru", Oleh="Ketua")
    assert [e["innovators"] for e in folder.roster()["entries"]] == ["Ani", "Budi"]
    before = fingerprint(folder.root)
    folder.roster()
    assert fingerprint(folder.root) == before


def test_the_same_title_on_the_same_page_is_the_same_innovation(folder: Registration) -> None:
    signed = {"unit": "Puskesmas Contoh Satu"}
    folder.arrive("v1.xlsx", fill(folder.form("OPD01"), [innovation("Layanan")], unit=signed))
    folder.roster()
    folder.arrive("v2.xlsx", fill(folder.form("OPD01"), [innovation("Layanan")]))
    assert codes(folder) == {"INO-0001": "Layanan"}


# What counts is not replaced unasked


def test_a_sound_field_is_never_changed_or_emptied_unasked(folder: Registration) -> None:
    folder.register("OPD01", "Layanan", pernyataan_1=None, inovator="Ani")
    folder.roster()
    folder.register("OPD01", "Layanan", inovator="Budi", name="kedua.xlsx")
    folder.register("OPD01", "Layanan", inovator=None, name="ketiga.xlsx")
    found = folder.roster()
    assert [e["innovators"] for e in found["entries"]] == ["Ani"]
    assert {q["rule"] for q in found["to_check"]} == {"newer-version"}


def test_after_a_decision_even_an_addition_is_asked(folder: Registration) -> None:
    folder.register("OPD01", "Layanan", inovator=None)
    folder.roster()
    folder.type("Inovasi", {"Judul": "Layanan"}, Status_Administrasi="lolos")
    folder.register("OPD01", "Layanan", inovator="Ani", name="kedua.xlsx")
    found = folder.roster()
    assert [e["innovators"] for e in found["entries"]] == [""]
    assert [q["rule"] for q in found["to_check"]] == ["newer-version"]


def test_an_answer_holds_when_settings_change(folder: Registration) -> None:
    folder.register("OPD01", "Layanan", inovator="Ani")
    folder.roster()
    folder.register("OPD01", "Layanan", inovator="Budi", name="kedua.xlsx")
    (question,) = folder.roster()["to_check"]
    folder.type("Perlu Diperiksa", {"Nomor": question["number"]}, Jawaban="abaikan", Oleh="Ketua")
    folder.roster()
    type_rows(
        folder.root / "kompetisi.xlsx",
        {"Formulir": [{"Kode": "B9", "Bagian": "Baru", "Wajib": "ya"}]},
    )
    found = folder.roster()
    assert [e["innovators"] for e in found["entries"]] == ["Ani"]
    assert found["to_check"] == []


def test_going_back_to_the_first_version_is_asked_too(folder: Registration) -> None:
    for name, innovator in (("a", "Ani"), ("b", "Budi")):
        folder.register("OPD01", "Layanan", inovator=innovator, name=f"{name}.xlsx")
        folder.roster()
    (question,) = folder.roster()["to_check"]
    folder.type("Perlu Diperiksa", {"Nomor": question["number"]}, Jawaban="pakai", Oleh="Ketua")
    assert [e["innovators"] for e in folder.roster()["entries"]] == ["Budi"]
    data = fill(folder.form("OPD01"), [innovation("Layanan", inovator="Ani")])
    path = folder.arrive("c.xlsx", _resaved(data))
    assert path.read_bytes() != (folder.root / "1_pendaftaran" / "a.xlsx").read_bytes()
    assert [q["rule"] for q in folder.roster()["to_check"]] == ["newer-version"]


def _resaved(data: bytes) -> bytes:
    import io

    book = load_workbook(io.BytesIO(data))
    book.create_sheet("Lampiran")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# Codes stay


def test_a_version_stays_one_when_the_alias_it_came_by_is_gone(folder: Registration) -> None:
    folder.register("OPD01", "Layanan", inovator="Ani")
    send(folder, "kedua.xlsx", "Layanan", {"unit": "Dinkes"}, inovator="Budi")
    assert codes(folder) == {"INO-0001": "Layanan"}
    units = [{**unit, "Alias": None} for unit in UNITS]
    type_rows(folder.root / "kompetisi.xlsx", {"Unit": units})
    assert codes(folder) == {"INO-0001": "Layanan"}
    type_rows(folder.root / "kompetisi.xlsx", {"Unit": UNITS})
    assert codes(folder) == {"INO-0001": "Layanan"}


def test_a_unit_named_in_the_roster_ties_its_form_to_the_row(folder: Registration) -> None:
    send(folder, "a.xlsx", "Layanan", {"unit": None})
    folder.roster()
    folder.type("Inovasi", {"Judul": "Layanan"}, Kode_Unit="PKM01")
    folder.roster()
    folder.register("PKM01", "Layanan")
    assert codes(folder) == {"INO-0001": "Layanan"}


def test_a_run_that_could_not_write_gives_no_second_code(
    folder: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = load_workbook(folder.book)
    book["Inovasi"].append([None, "Layanan", "OPD01", "Dinas Kesehatan"])
    book.save(folder.book)
    folder.register("OPD01", "Layanan")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "write_two_way", full)
        assert folder.run("roster").code == 3
    assert codes(folder) == {"INO-0001": "Layanan"}


def test_a_renamed_sheet_stops_the_run_before_any_code_is_given(folder: Registration) -> None:
    folder.register("OPD01", "Layanan")
    book = load_workbook(folder.book)
    book["Inovasi"].append(["INO-0007", "Layanan", "OPD01", "Dinas Kesehatan"])
    book["Inovasi"].title = "Peserta Kita"
    book.save(folder.book)
    assert folder.run("roster").code == 3
    book["Peserta Kita"].title = "Inovasi"
    book.save(folder.book)
    assert codes(folder) == {"INO-0007": "Layanan"}


# What people wrote comes back


def test_a_lost_workbook_loses_no_decision(folder: Registration) -> None:
    folder.register("OPD01", "Layanan")
    folder.roster()
    folder.type("Inovasi", {"Judul": "Layanan"}, Status_Administrasi="mundur", Alasan="Surat 1")
    folder.roster()
    folder.book.unlink()
    (entry,) = folder.roster()["entries"]
    assert (entry["status"], entry["reason"]) == ("mundur", "Surat 1")
    (line,) = folder.lines()
    assert (line["Status Administrasi"], line["Alasan"]) == ("mundur", "Surat 1")


def test_a_typed_row_that_is_gone_is_told(folder: Registration) -> None:
    book = load_workbook(folder.book)
    book["Inovasi"].append([None, "Kebun Sekolah", None, "SMP Contoh"])
    book.save(folder.book)
    folder.roster()
    folder.book.unlink()
    found = folder.roster()
    assert [f["value"] for f in found["findings"] if f["rule"] == "typed-row-gone"] == [
        "Kebun Sekolah"
    ]


def test_a_restored_backup_takes_no_answer_and_no_code_back(folder: Registration) -> None:
    book = load_workbook(folder.book)
    book["Inovasi"].append([None, "Kebun Sekolah", None, "SMP Contoh"])
    book.save(folder.book)
    send(folder, "a.xlsx", "Posyandu", {"unit": "Puskesmas Contoh Sattu"})
    backup = folder.book.read_bytes()
    first = codes(folder)
    folder.settle("Puskesmas Contoh Sattu", "PKM01")
    folder.roster()
    folder.book.write_bytes(backup)
    found = folder.roster()
    assert {e["entry"]: e["title"] for e in found["entries"]} == first
    assert {e["unit_code"] for e in found["entries"]} == {"", "PKM01"}
    assert found["to_check"] == []


def test_what_people_typed_into_the_contacts_stays(folder: Registration) -> None:
    unit = {"nip": "123", "penanggung_jawab": "Penanggung Jawab 1"}
    folder.arrive("a.xlsx", fill(folder.form("OPD01"), [innovation("Layanan")], unit=unit))
    assert "contact-nip-wrong" in folder.roster()["entries"][0]["findings"]
    folder.type("Kontak", {"Kode": "INO-0001"}, NIP="198001012005011001")
    assert folder.roster()["entries"][0]["findings"] == []
    assert folder.lines("Kontak")[0]["NIP"] == "198001012005011001"


def test_a_cell_people_typed_back_or_emptied_stays_so(folder: Registration) -> None:
    folder.register("OPD01", "Layanan", inovator="Ani")
    folder.roster()
    folder.type("Inovasi", {"Judul": "Layanan"}, Inovator=None)
    found = folder.roster()
    assert [e["innovators"] for e in found["entries"]] == [""]
    assert folder.lines()[0]["Inovator"] is None


def test_a_code_that_stands_twice_is_told_and_neither_row_is_touched(folder: Registration) -> None:
    folder.register("OPD01", "Layanan")
    folder.roster()
    book = load_workbook(folder.book)
    page = book["Inovasi"]
    page.append([cell.value for cell in page[page.max_row]])
    page.cell(page.max_row - 1, 2).value = "Diperbaiki panitia"
    book.save(folder.book)
    found = folder.roster()
    assert "double-code" in {finding["rule"] for finding in found["findings"]}
    assert {line["Judul"] for line in folder.lines()} == {"Layanan", "Diperbaiki panitia"}


# Files


def test_a_moved_file_keeps_its_question(folder: Registration, tmp_path: Path) -> None:
    other = registering(tmp_path / "lain")
    path = folder.arrive("a.xlsx", fill(other.form("OPD01"), [innovation("Layanan")]))
    assert [q["rule"] for q in folder.roster()["to_check"]] == ["unknown-form-code"]
    moved = folder.root / "1_pendaftaran" / "sub" / "a.xlsx"
    moved.parent.mkdir()
    path.rename(moved)
    assert [q["rule"] for q in folder.roster()["to_check"]] == ["unknown-form-code"]


def test_a_wrong_file_replaced_under_its_name_is_forgotten(folder: Registration) -> None:
    folder.arrive("a.xlsx", b"\xff\xd8\xff\xe0 foto")
    assert folder.run("roster").code == 1
    folder.register("OPD01", "Layanan", name="a.xlsx")
    found = folder.roster()
    assert [f["fate"] for f in found["files"]] == ["used"]
    assert found["findings"] == []


def test_a_form_signed_by_a_unit_nobody_lists_is_asked(folder: Registration) -> None:
    unit = {"unit": "SD Negeri 7 Contoh", "kode_unit": None, "jenis": "SD"}
    folder.arrive("a.xlsx", fill(folder.form("OPD01"), [innovation("Layanan")], unit=unit))
    (question,) = folder.roster()["to_check"]
    assert question["rule"] == "unit-name-changed"
    assert {"OPD01", "tidak terdaftar"} <= set(question["choices"])


def test_earlier_competitions_named_once_are_remembered(
    folder: Registration, tmp_path: Path
) -> None:
    before = registering(tmp_path / "lalu")
    before.register("OPD01", "Layanan Cepat")
    before.roster()
    folder.register("OPD01", "Layanan Cepat")
    folder.run("roster", "--previous", str(before.root))
    assert folder.roster()["entries"][0]["findings"] == ["earlier-title"]
    folder.run("update")
    assert "Layanan Cepat" in str(folder.lines()[0]["Temuan"])


def test_sections_may_name_their_group_by_its_name(tmp_path: Path) -> None:
    folder = registering(
        tmp_path / "lomba",
        Kelompok=[{"Kode": "rep", "Nama": "Replikasi"}],
        Formulir=[{"Kode": "R1", "Bagian": "Asal", "Wajib": "ya", "Kelompok": "Replikasi"}],
    )
    more = {"bagian_B1": None, "kelompok": "rep"}
    folder.arrive("a.xlsx", _without(folder.form("OPD01"), more))
    assert "sections-missing" in folder.roster()["entries"][0]["findings"]


def _without(form: Path, more: Mapping[str, object]) -> bytes:
    answers = {k: v for k, v in innovation("Layanan").items() if not k.startswith("bagian")}
    return fill(form, [answers | {k: v for k, v in more.items() if not k.startswith("bagian")}])


def test_what_was_added_before_a_decision_still_counts_after_it(folder: Registration) -> None:
    folder.register("OPD01", "Layanan", inovator=None)
    folder.roster()
    folder.register("OPD01", "Layanan", inovator="Ani", name="kedua.xlsx")
    folder.roster()
    folder.type("Inovasi", {"Judul": "Layanan"}, Status_Administrasi="lolos")
    found = folder.roster()
    assert [e["innovators"] for e in found["entries"]] == ["Ani"]
    assert found["to_check"] == []
