"""Three competitions from the news: whom they invited, who registered, and who went on.

Kota Pasuruan 2019 (FaktualNews, 12 February 2019), Kabupaten Situbondo 2017
(Bhirawa, 14 December 2017), Kabupaten Sidoarjo 2020 (Bhirawa, 21 January 2020).
Real names come from the reference data; whoever is called "Contoh" is invented.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import load_workbook

from competition import contents, run, type_rows
from office import convert, convert_many
from registration import Registration, fill, find_headings, innovation, list_of, settle, table

CLOSING = {"pendaftaran ditutup": "31/12/2099"}
"""Registration never closes here: none of the reports names the day, and the clock goes on."""
SECTIONS = {
    "Ringkasan": "B1",
    "Latar Belakang dan Tujuan": "B2",
    "Kebaruan": "B3",
    "Manfaat dan Dampak": "B4",
    "Replikasi": "B5",
    "Keberlanjutan": "B6",
}
FLOWERS = (
    "Anggrek", "Bugenvil", "Cempaka", "Dahlia", "Flamboyan", "Kenanga", "Mawar", "Seruni",
    "Teratai", "Wijayakusuma",
)  # fmt: skip
SERVICES = (
    "Ambulans", "Beasiswa", "Imunisasi", "Kearsipan", "Pengaduan", "Perizinan", "Persampahan",
    "Statistik", "Uji Kendaraan",
)  # fmt: skip
TITLES = tuple(f"{flower} {service}" for flower in FLOWERS for service in SERVICES)
"""Invented titles, none like another."""


def made(
    root: Path, preset: str, jurors: int, settings: Mapping[str, Any] = CLOSING
) -> Registration:
    """Make a folder from a preset, with invented jurors."""
    assert run("init", str(root), "--preset", preset).code == 0
    rows = [{"Kode": f"J{n:02d}", "Nama": f"Juri {n}"} for n in range(1, jurors + 1)]
    type_rows(root / "kompetisi.xlsx", {"Juri": rows})
    settle(root / "kompetisi.xlsx", settings)
    return Registration(root)


def imported(folder: Registration, path: Path, *more: str) -> Any:
    """Import a list of units and return what the command says."""
    return folder.json("units", "import", str(path), *more)


def import_examples(folder: Registration, rows: Iterable[Sequence[str]], *headings: str) -> None:
    """Import a list of invented units."""
    path = folder.root.parent / "unit contoh.xlsx"
    path.write_bytes(list_of(headings, rows))
    assert imported(folder, path)["findings"] == []


BOOKS = ("daftar_unit.xlsx", "daftar_peserta.xlsx")

# Kota Pasuruan 2019: 41 heads of perangkat daerah, 34 lurah, 8 heads of puskesmas, 67 heads
# of state SD and SMP, and 5 jurors.


@pytest.fixture(scope="module")
def pasuruan(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Registration:
    folder = made(tmp_path_factory.mktemp("kota") / "pasuruan", "kota_pasuruan", jurors=5)
    units = shared_data / "units"
    offices = imported(folder, units / "unit_kota_pasuruan_2024.csv")
    assert offices["by_kind"] == {"OPD": 30, "kecamatan": 4, "kelurahan": 34, "puskesmas": 8}
    assert [finding["value"] for finding in offices["findings"]] == ["Demo"]
    only = ("kabupaten_kota=Kota Pasuruan", "status=Negeri", "bentuk=SD", "bentuk=SMP")
    chosen = [word for choice in only for word in ("--only", choice)]
    schools = imported(folder, units / "sekolah_npsn.csv", *chosen)
    assert (schools["by_kind"], schools["findings"]) == ({"SD": 46, "SMP": 11}, [])
    examples = [
        *((f"Dinas Contoh {n}", "OPD") for n in range(1, 8)),
        *((f"SD Negeri Contoh {n}", "SD") for n in range(1, 8)),
        *((f"SMP Negeri Contoh {n}", "SMP") for n in range(1, 4)),
    ]
    import_examples(folder, examples, "Nama", "Jenis")
    return folder


@pytest.fixture(scope="module")
def invitation(pasuruan: Registration) -> Any:
    said = pasuruan.run("roster", "--json")
    assert said.code == 0, said.err
    return said.json


def test_pasuruan_expects_as_many_units_of_each_kind_as_were_invited(invitation: Any) -> None:
    expected = {kind: n["expected"] for kind, n in invitation["units"]["by_kind"].items()}
    schools = expected.pop("SD") + expected.pop("SMP")
    assert expected == {"OPD": 41, "kelurahan": 34, "puskesmas": 8}
    assert schools == 67
    assert len(invitation["not_registered"]) == 41 + 34 + 8 + 67


def signatures(path: Path) -> list[dict[str, Any]]:
    """Return the numbered rows of the attendance list."""
    return [row for row in table(path, "Daftar Hadir") if isinstance(row["No"], int)]


@pytest.mark.usefixtures("invitation")
def test_pasuruan_has_a_line_to_sign_for_everybody_at_the_briefing(pasuruan: Registration) -> None:
    rows = signatures(pasuruan.book)
    assert [row["No"] for row in rows] == list(range(1, 156))
    roles = Counter(row["Jabatan"] for row in rows[:-5])
    assert roles == {
        "Kepala Perangkat Daerah": 37,
        "Camat": 4,
        "Lurah": 34,
        "Kepala UPT Puskesmas": 8,
        "Kepala SD Negeri": 53,
        "Kepala SMP Negeri": 14,
    }
    assert [row["Nama Unit"] for row in rows[-5:]] == [f"Juri {n}" for n in range(1, 6)]
    signs = [row["Tanda Tangan"] for row in rows]
    assert signs == [f"{n}." if n % 2 else None for n in range(1, 156)]


def codes(path: Path) -> dict[str, set[tuple[str, str]]]:
    """Return the cells below headings of codes by sheet: their type and what they hold."""
    found: dict[str, set[tuple[str, str]]] = {}
    for page in load_workbook(path):
        heading, columns = find_headings(page)
        below = [
            page.cell(row, columns[name])
            for name in ("Kode", "Kode Resmi", "Kode Unit")
            if name in columns
            for row in range(heading + 1, page.max_row + 1)
        ]
        held = {(cell.data_type, str(cell.value)) for cell in below if cell.value is not None}
        found[page.title] = held
    return found


@pytest.fixture(scope="module")
def through_libreoffice(pasuruan: Registration, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The roster and the list of units, saved as .ods by LibreOffice and as .xlsx again."""
    assert pasuruan.run("roster").code == 0
    made_in = tmp_path_factory.mktemp("libreoffice")
    books = [pasuruan.root / name for name in BOOKS]
    convert_many(convert_many(books, "ods", made_in / "ods"), "xlsx", made_in / "xlsx")
    return made_in / "xlsx"


@pytest.mark.libreoffice
@pytest.mark.parametrize("book", BOOKS)
def test_pasuruan_keeps_all_codes_as_text_in_libreoffice(
    book: str, pasuruan: Registration, through_libreoffice: Path
) -> None:
    before, after = codes(pasuruan.root / book), codes(through_libreoffice / book)
    assert {kind for held in before.values() for kind, _text in held} == {"s"}
    assert {text for held in before.values() for _kind, text in held} >= {"20535400", "KEL-34"}
    assert after == before


@pytest.mark.libreoffice
def test_pasuruan_prints_the_attendance_list_on_f4_with_its_headings(
    pasuruan: Registration, through_libreoffice: Path, tmp_path: Path
) -> None:
    again = through_libreoffice / pasuruan.book.name
    assert signatures(again) == signatures(pasuruan.book)
    page = load_workbook(again)["Daftar Hadir"]
    heading, _columns = find_headings(page)
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("portrait", 14)
    assert page.print_title_rows == f"${heading}:${heading}"
    printed = convert(alone(pasuruan.book, "Daftar Hadir", tmp_path), "pdf", tmp_path / "pdf")
    sizes = re.findall(rb"/MediaBox\s*\[\s*0 0 (\d+) (\d+)\s*\]", printed.read_bytes())
    assert len(sizes) > 2
    assert set(sizes) == {(b"612", b"936")}  # 8.5 by 13 inches


def alone(path: Path, sheet: str, folder: Path) -> Path:
    """Write a copy of a workbook that holds one of its sheets only."""
    book = load_workbook(path)
    for name in book.sheetnames:
        if name != sheet:
            del book[name]
    target = folder / "satu lembar.xlsx"
    book.save(target)
    return target


# Kabupaten Situbondo 2017: 57 OPD registered, 9 were chosen, 6 of them presented. The report
# calls the six by short names, one of them misspelt.


class Presented(NamedTuple):
    """An innovation that was presented: the OPD, what the report calls it, category, title."""

    unit: str
    short: str
    category: str
    title: str


PRESENTED = tuple(Presented(*row) for row in (
    ("Dinas Perdagangan dan Perindustrian", "Disperagin", "SOS",
     ("Optimalisasi pengukuran ulang kesesuaian takaran BBM pada SPBU melalui monitoring dan"
      " evaluasi secara konsisten")),
    ("Badan Perencanaan Pembangunan Daerah", "Bapeda", "TKP",
     "Analisis kemiskinan partisipatif"),
    ("Dinas Peternakan dan Kesehatan Hewan", "Disnak dan Keswan", "SOS",
     "Sistem pelayanan kesehatan hewan terpadu"),
    ("Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "DPPPA", "SOS",
     "Laskar Dadi (Datangi Amankan Dari Intimidasi)"),
    ("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "DPMPTSP", "TIK",
     "Sipinter (Sistem Pelayanan Online Terpadu)"),
    ("Dinas Koperasi dan Usaha Mikro", "Diskop dan UMKM", "TIK",
     "Si Kumis IT (Sistem Informasi Laporan Keuangan Koperasi Berbasis IT)"),
))  # fmt: skip
MISSPELT = "Disperagin"
BY_FORM = 12
LIST_HEADINGS = ("Timestamp", "Nama OPD", "Judul Inovasi", "Kategori", "Tanggal Mulai", *SECTIONS)


def answered(unit: str, title: str, category: str) -> list[Any]:
    """Return the row an OPD adds to the list of an online form."""
    return ["02/01/2017", unit, title, category, "01/03/2015", *(f"Isi {s}." for s in SECTIONS)]


@pytest.fixture(scope="module")
def situbondo(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Registration:
    folder = made(tmp_path_factory.mktemp("kab") / "situbondo", "situbondo_2017", jurors=3)
    real = shared_data / "units" / "unit_situbondo_2018.csv"
    assert imported(folder, real, "--only", "jenis=opd")["by_kind"] == {"OPD": 32}
    import_examples(folder, ((f"Dinas Contoh {n}",) for n in range(1, 26)), "Nama")
    known = folder.root.parent / "nama singkat.xlsx"
    short = [(one.unit, one.short) for one in PRESENTED if one.short != MISSPELT]
    known.write_bytes(list_of(("Nama", "Alias"), short))
    assert imported(folder, known, "--replace")["rows"]["replaced"] == len(short)
    assert folder.run("forms").code == 0
    units = {line["Nama"]: line["Kode"] for line in table(folder.root / "daftar_unit.xlsx", "Unit")}
    assert len(units) == 57
    presenting = {one.unit for one in PRESENTED}
    others = sorted(name for name in units if name not in presenting)
    titles = dict(zip(others, TITLES, strict=False))
    for name in others[:BY_FORM]:
        own = innovation(titles[name], kategori="TKP", **every_section())
        folder.arrive(f"formulir {units[name]}.xlsx", fill(folder.form(units[name]), [own]))
    rows = [answered(one.short, one.title, one.category) for one in PRESENTED]
    rows += [answered(name, titles[name], "SOS") for name in others[BY_FORM:]]
    folder.arrive("jawaban formulir daring.xlsx", list_of(LIST_HEADINGS, rows))
    return folder


def every_section() -> dict[str, str]:
    """Return a short answer to each section of the form."""
    return {f"bagian_{code}": f"Isi {name}." for name, code in SECTIONS.items()}


def type_statuses(folder: Registration, chosen: Mapping[str, str]) -> None:
    """Type the status of every innovation into the roster, the reason beside it."""
    book = load_workbook(folder.book)
    page = book["Inovasi"]
    heading, columns = find_headings(page)
    for row in range(heading + 1, page.max_row + 1):
        code = page.cell(row, columns["Kode"]).value
        if str(code) in chosen:
            page.cell(row, columns["Status Administrasi"], "lolos")
        elif str(code).startswith("INO-"):
            page.cell(row, columns["Status Administrasi"], "tidak lolos")
            page.cell(row, columns["Alasan"], f"Alasan {code}")
    book.save(folder.book)


@pytest.fixture(scope="module")
def registered(situbondo: Registration) -> Any:
    """The roster once the one unclear name is settled."""
    found = situbondo.roster()
    assert len(found["entries"]) == 57
    assert found["units"]["by_kind"]["OPD"] == {"expected": 57, "registered": 56, "entries": 56}
    (question,) = found["to_check"]
    assert (question["rule"], question["value"]) == ("unit-unclear", MISSPELT)
    trade = next(s for s in question["suggestions"] if s["name"] == PRESENTED[0].unit)
    situbondo.settle(MISSPELT, trade["unit"])
    return situbondo.roster()


def test_situbondo_has_fifty_seven_registered_by_forms_and_a_list(registered: Any) -> None:
    by_kind = registered["units"]["by_kind"]
    assert by_kind["OPD"] == {"expected": 57, "registered": 57, "entries": 57}
    assert [registered[name] for name in ("to_check", "not_registered", "findings")] == [[]] * 3
    entries = {entry["title"]: entry for entry in registered["entries"]}
    for one in PRESENTED:
        held = entries[one.title]
        assert (held["unit"], held["category"], held["kind"]) == (one.unit, one.category, "OPD")
    files = Counter(entry["file"] for entry in registered["entries"])
    assert files.pop("jawaban formulir daring.xlsx") == 57 - BY_FORM
    assert set(files.values()) == {1}


def test_situbondo_chooses_nine_and_they_alone_are_judged(
    situbondo: Registration, registered: Any
) -> None:
    titles = {one.title for one in PRESENTED}
    order = sorted(registered["entries"], key=lambda entry: entry["title"] not in titles)
    chosen = {entry["entry"]: entry["unit"] for entry in order[:9]}
    type_statuses(situbondo, chosen)
    typed = situbondo.lines()
    said = situbondo.run("roster", "--json")
    assert said.code == 0, said.err
    assert situbondo.lines() == typed
    out = [line for line in typed if line["Status Administrasi"] == "tidak lolos"]
    assert [line["Alasan"] for line in out] == [f"Alasan {line['Kode']}" for line in out]
    assert len(out) == 48
    assert {e["entry"]: e["unit"] for e in said.json["entries"] if e["takes_part"]} == chosen

    unchanged = contents(situbondo.root)
    assert situbondo.run("roster").code == 0
    assert contents(situbondo.root) == unchanged

    sheets = situbondo.json("distribute", "--stage", "T1")["new"]
    assert [sheet["entries"] for sheet in sheets] == [sorted(chosen)] * 3


# Kabupaten Sidoarjo 2020: at least one innovation of every OPD, 86 of them, and a reward for
# OPD whose SAKIP is graded A.

SIDOARJO_OPD = 45
WITHOUT = (7, 19, 23, 45)
GRADES = ("A", "BB", "AA", "B", "CC", "")


@pytest.fixture(scope="module")
def sidoarjo(tmp_path_factory: pytest.TempPathFactory) -> Registration:
    settings = {**CLOSING, "minimal per unit": 0}  # only the OPD must take part
    folder = made(tmp_path_factory.mktemp("kab") / "sidoarjo", "sidoarjo_2020", 3, settings)
    units = [
        *(("Dinas Contoh " + str(n), "OPD", GRADES[n % 6]) for n in range(1, SIDOARJO_OPD + 1)),
        *((f"Kecamatan Contoh {n}", "kecamatan", "A") for n in range(1, 4)),
        ("Puskesmas Contoh", "puskesmas", ""),
        ("SMP Negeri Contoh", "SMP", ""),
    ]
    import_examples(folder, units, "Nama", "Jenis", "SAKIP")
    taking_part = [n for n in range(1, SIDOARJO_OPD + 1) if n not in WITHOUT]
    senders = [*taking_part, *taking_part, *taking_part[:4]]
    rows = [
        answered(f"Dinas Contoh {n}", title, "") for n, title in zip(senders, TITLES, strict=False)
    ]
    headings = LIST_HEADINGS
    folder.arrive("daftar 1.xlsx", list_of(headings, rows[:50]))
    lines = ["sep=;", *(";".join(map(str, row)) for row in (headings, *rows[50:]))]
    folder.arrive("daftar 2.csv", "\r\n".join(lines).encode("cp1252"))
    return folder


def test_sidoarjo_names_exactly_the_opd_that_sent_nothing(sidoarjo: Registration) -> None:
    found = sidoarjo.roster()
    assert (len(found["entries"]), found["to_check"], found["findings"]) == (86, [], [])
    assert found["units"]["by_kind"]["OPD"] == {"expected": 45, "registered": 41, "entries": 86}
    without = [f"Dinas Contoh {n}" for n in WITHOUT]
    assert [(m["unit"], m["registered"], m["minimum"]) for m in found["not_registered"]] == [
        (name, 0, 1) for name in without
    ]
    assert [line["Unit"] for line in table(sidoarjo.book, "Belum Mendaftar")] == without


def test_sidoarjo_rewards_the_opd_that_take_part_and_have_an_a(sidoarjo: Registration) -> None:
    sidoarjo.roster()
    lines = table(sidoarjo.book, "Penerima Penghargaan")
    assert len(lines) == 41
    assert sum(line["Jumlah Inovasi"] for line in lines) == 86
    rewarded = {line["Unit"] for line in lines if line["Penghargaan"]}
    assert rewarded == {line["Unit"] for line in lines if line["SAKIP"] == "A"}
    graded = {f"Dinas Contoh {n}" for n in range(1, SIDOARJO_OPD + 1) if n % 6 == 0}
    assert rewarded == graded - {f"Dinas Contoh {n}" for n in WITHOUT}
