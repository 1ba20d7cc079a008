"""The standard templates, made by code in the language being spoken.

What stands in templates/dokumen/ for people to restyle is exactly this, in Indonesian.
Like `filling` this loads the Word library: import it where a document is made.
"""

from collections.abc import Callable, Mapping

from sinovik_sheets.documents import juror_sheet, minutes
from sinovik_sheets.documents.filling import packed
from sinovik_sheets.documents.page import Column, Line, Page
from sinovik_sheets.text import _


def minutes_template() -> bytes:
    """Return the standard template of the minutes."""
    page = Page()
    page.running("{{ tahap }}, {{ kompetisi }}")
    page.letterhead()
    _write_opening(page)
    _write_panel_and_entries(page)
    _write_results(page)
    _write_record(page)
    _write_closing(page)
    _write_annexes(page)
    return packed(page.document)


def juror_sheet_template() -> bytes:
    """Return the standard template of a juror's sheet."""
    page = Page()
    page.running("{{ nama_juri }}, {{ tahap }}")
    page.letterhead()
    page.line("Judul", _("Juror's scores"))
    page.line("Nomor", "{{ kompetisi }}")
    page.facts(
        (
            (_("Stage"), "{{ tahap }}"),
            (_("Juror"), "{{ nama_juri }}"),
            (_("Institution"), "{{ instansi }}"),
            (_("Element"), "{{ unsur }}"),
            (_("Sheet code"), "{{ kode_lembar }}"),
            (_("Typed in by"), "{{ diketik_oleh or '–' }}"),
        ),
        (32, 138),
    )
    page.line("Isi", "")
    page.table("baris in baris_nilai", _score_columns())
    page.line("Keterangan Tabel", _("R: not scored by this juror (conflict of interest)."))
    page.line("Isi", "")
    page.signature(
        (
            ("Tanda Tangan", "{{ tempat }}, {{ tanggal }}"),
            ("Tanda Tangan", _("Juror,")),
            ("Nama Penanda Tangan", "{{ nama_juri }}"),
            ("Keterangan Juri", "{{ instansi }}"),
            ("Keterangan Juri", "{{ unsur }}"),
        )
    )
    return packed(page.document)


STANDARD: Mapping[str, Callable[[], bytes]] = {
    minutes.FILE: minutes_template,
    juror_sheet.FILE: juror_sheet_template,
}
"""The templates by the name of their file in templates/dokumen/."""


def _column(width: float, heading: str, *lines: Line | str, **loops: str) -> Column:
    """Return a column; a line without a style is plain table text."""
    styled = tuple(("Isi Tabel", line) if isinstance(line, str) else line for line in lines)
    return Column(width, heading, styled, **loops)


def _figures(text: str) -> Line:
    return ("Angka Tabel", text)


def _small(text: str) -> Line:
    return ("Keterangan Tabel", text)


def _small_if(tag: str, text: str) -> tuple[Line, ...]:
    """Return a small line that stands only where there is something under the tag."""
    return (("Tag", f"{{%p if {tag} %}}"), _small(text), ("Tag", "{%p endif %}"))


def _innovation(width: float) -> Column:
    return _column(width, _("Innovation"), "{{ baris.inovasi }}", _small("{{ baris.kode }}"))


def _unit(width: float) -> Column:
    category = "{{ baris.kategori }}: {{ baris.peringkat_kategori }}"
    return _column(width, _("Unit"), "{{ baris.unit }}", *_small_if("baris.kategori", category))


def _places() -> tuple[Column, Column]:
    tied = "{% if baris.seri %} (" + _("tied") + "){% endif %}"
    return (
        _column(18, _("Computed place"), _figures("{{ baris.peringkat_hitung }}")),
        _column(18, _("Plenary place"), _figures("{{ baris.peringkat_pleno }}" + tied)),
    )


def _score_columns() -> tuple[Column, ...]:
    return (
        _column(9, "No", _figures("{{ baris.nomor }}")),
        _innovation(42),
        _column(32, _("Unit"), "{{ baris.unit }}"),
        _column(
            14,
            "{{ k.nama }}\n{{ k.bobot }}",
            _figures("{{ nilai }}"),
            each="k in kriteria",
            each_cell="nilai in baris.nilai",
        ),
        _column(17, _("Total"), _figures("{{ baris.total }}")),
        _column(28, _("Note"), "{{ baris.alasan }}"),
    )


def _write_opening(page: Page) -> None:
    page.line("Judul", _("Minutes"))
    page.line("Judul", _("Establishing the result of {{ tahap }}"))
    page.line("Judul", "{{ kompetisi }}")
    page.line("Nomor", _("NUMBER: {{ nomor }}"))
    page.line(
        "Isi",
        _(
            "On this day, {{ hari_tanggal }}, at {{ tempat }}, we, the undersigned, have"
            " established the result of {{ tahap }} of {{ kompetisi }}, held by"
            " {{ penyelenggara }}, as follows."
        ),
    )
    with page.when("sementara"):
        page.line(
            "Sementara",
            _("PROVISIONAL: something is still open. These minutes are not for signature."),
        )


def _write_panel_and_entries(page: Page) -> None:
    page.section(
        _("A. Jury"),
        "tim_juri",
        (
            _column(10, "No", _figures("{{ juri.nomor }}")),
            _column(65, _("Name"), "{{ juri.nama }}"),
            _column(60, _("Institution"), "{{ juri.instansi }}"),
            _column(35, _("Element"), "{{ juri.unsur }}"),
        ),
        "juri",
    )
    page.section(
        _("B. Entries"),
        "jumlah",
        (
            _column(75, _("Entries"), "{{ baris.uraian }}"),
            _column(20, _("Number"), _figures("{{ baris.angka }}")),
            _column(75, _("In words"), "{{ baris.huruf }}"),
        ),
        "baris",
    )
    with page.when("tidak_dinilai"):
        page.line("Isi", "")
        page.line("Isi", _("Entries that were not scored:"))
        page.table(
            "baris in tidak_dinilai",
            (
                _column(24, _("Code"), "{{ baris.kode }}"),
                _column(54, _("Innovation"), "{{ baris.inovasi }}"),
                _column(38, _("Unit"), "{{ baris.unit }}"),
                _column(22, _("Status"), "{{ baris.status }}"),
                _column(32, _("Reason"), "{{ baris.alasan }}"),
            ),
        )


def _write_results(page: Page) -> None:
    page.line("Bagian", _("C. Method"))
    page.line("Isi", "{{ metode }}")
    with page.when("aturan_lolos"):
        page.line("Isi", "{{ aturan_lolos }}")
    page.section(
        _("D. Result"),
        "hasil",
        (
            *_places(),
            _innovation(46),
            _unit(34),
            _column(
                29, _("Total"), _figures("{{ baris.nilai }}"), _small("{{ baris.nilai_huruf }}")
            ),
            _column(25, _("Outcome"), "{{ baris.hasil }}"),
        ),
        "baris",
    )
    page.section(
        _("E. Equal totals"),
        "nilai_seri",
        (
            _column(22, _("Computed place"), _figures("{{ seri.peringkat_hitung }}")),
            _column(60, _("Innovations"), "{{ seri.inovasi }}"),
            _column(20, _("Total"), _figures("{{ seri.nilai }}")),
            _column(68, _("How it was settled"), "{{ seri.penyelesaian }}"),
        ),
        "seri",
    )
    page.section(
        _("F. Decisions of the plenary that differ from the computed result"),
        "keputusan_pleno",
        (
            *_places(),
            _innovation(50),
            _column(32, _("Outcome"), "{{ baris.hasil }}"),
            _column(52, _("Reason"), "{{ baris.alasan_pleno }}"),
        ),
        "baris",
    )


def _write_record(page: Page) -> None:
    page.section(
        _("G. Jurors who did not score (conflict of interest)"),
        "tidak_menilai",
        (
            _column(45, _("Juror"), "{{ baris.juri }}"),
            _innovation(70),
            _column(55, _("Reason"), "{{ baris.alasan }}"),
        ),
        "baris",
    )
    page.section(
        _("H. Waivers"),
        "pengecualian",
        (
            _column(70, _("What was passed over"), "{{ baris.uraian }}"),
            _column(40, _("By"), "{{ baris.oleh }}"),
            _column(60, _("Reason"), "{{ baris.alasan }}"),
        ),
        "baris",
    )
    page.section(
        _("I. Paper sheets typed in"),
        "lembar_kertas",
        (
            _column(65, _("Juror"), "{{ baris.juri }}"),
            _column(65, _("Typed in by"), "{{ baris.oleh }}"),
            _column(40, _("Sheet code"), _figures("{{ baris.kode_lembar }}")),
        ),
        "baris",
    )
    page.line("Bagian", _("J. Remarks"))
    page.line("Tag", "{%p for baris in catatan %}")
    page.line("Isi", "{{ baris.uraian }}")
    page.line("Tag", "{%p endfor %}")


def _signed(side: str) -> tuple[Line, ...]:
    return (
        ("Nama Juri", f"{{{{ pasangan.{side}.nama }}}}"),
        ("Keterangan Juri", f"{{{{ pasangan.{side}.instansi }}}}"),
        ("Keterangan Juri", f"{{{{ pasangan.{side}.unsur }}}}"),
    )


def _write_closing(page: Page) -> None:
    page.line("Isi", "")
    page.line(
        "Isi",
        _(
            "The whole ranking and the marks of the files it was computed from are annexed."
            " These minutes were made truthfully, to be used as needed."
        ),
    )
    with page.when("tanda_tangan"):
        page.line("Tanda Tangan", _("The jury,"))
        sides = _signed("kiri"), _signed("kanan")
        page.pairs("pasangan in tanda_tangan", sides, kept="pasangan.rapat")
    page.line("Tanda Tangan", "")
    page.signature(
        (
            ("Tanda Tangan", _("Established at {{ kota }}")),
            ("Tanda Tangan", _("on {{ tanggal }}")),
            ("Tanda Tangan", "{{ penanda_tangan.jabatan }}"),
            ("Nama Penanda Tangan", "{{ penanda_tangan.nama }}"),
            ("Keterangan Juri", "{{ penanda_tangan.pangkat }}"),
            ("Keterangan Juri", "{{ penanda_tangan.nip }}"),
        )
    )


def _write_annexes(page: Page) -> None:
    page.line("Lampiran", _("Annex I: The whole ranking"))
    page.table(
        "baris in peringkat",
        (
            *_places(),
            _innovation(52),
            _unit(34),
            _column(15, _("Total"), _figures("{{ baris.nilai }}")),
            _column(13, _("Jurors"), _figures("{{ baris.jumlah_juri }}")),
            _column(
                20,
                _("Outcome"),
                "{{ baris.hasil }}",
                *_small_if("baris.penentu_seri", "{{ baris.penentu_seri }}"),
            ),
        ),
    )
    page.line("Lampiran", _("Annex II: The files the result was computed from"))
    page.line(
        "Isi",
        _(
            "SHA-256 is a fingerprint of a file: the smallest change gives another one. The last"
            " line of the journal ({{ jejak_baris }} lines) has the fingerprint:"
        ),
    )
    page.line("Sidik", "{{ jejak }}")
    page.line("Isi", "")
    page.table(
        "baris in berkas",
        (
            _column(45, _("File"), _small("{{ baris.nama }}")),
            _column(25, _("Juror"), _small("{{ baris.juri }}")),
            _column(100, "SHA-256", ("Sidik", "{{ baris.sha256 }}")),
        ),
    )
