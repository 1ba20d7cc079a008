"""The minutes (berita acara): plain content, and the tags of the template it fills."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from sinovik_sheets.documents.words import date_words, nip_line, number_words
from sinovik_sheets.model import EntryStatus
from sinovik_sheets.text import _, date_text, fraction_text

if TYPE_CHECKING:
    from sinovik_sheets.documents.filling import Value

FILE = "berita_acara.docx"
BLANK = "." * 30
"""What stands where people fill in by hand."""
NONE = "–"
SIGNING_PAGE = 825
"""Points of an F4 page of the standard template, with a little to spare for other printers."""
_LINE = 13
_ROOM_TO_SIGN = 47
_LINES = ((11.5, 40), (10.5, 52), (10.5, 52))
"""Name, institution and element where a juror signs: points and letters of a line."""


@dataclass(frozen=True, slots=True)
class PanelMember:
    """A juror as named in documents; who chairs the panel is not known and not said."""

    name: str
    institution: str = ""
    element: str = ""


@dataclass(frozen=True, slots=True)
class Approver:
    """The official who signs.

    `capacity` are the lines above the signature as they are to stand ("a.n. BUPATI X",
    "Sekretaris Daerah", "u.b. Asisten ..."); `rank` is the pangkat.
    """

    name: str
    capacity: tuple[str, ...] = ()
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """One line of the result: the computed place beside what the plenary decided.

    `place` is None for an entry without a place, `total` for one without a total;
    `total` is the rounded value. `outcome` says what comes of it ("Juara I", "lolos ke
    tahap T2"). `plenary_place` is None where the plenary leaves the place as computed;
    `reason` is the plenary's own. `decided_by` names what placed it among equal totals,
    `tied` says that the place that holds is shared. `jurors` counts those whose scores
    make up the total; None is not printed.
    """

    place: int | None
    entry: str
    title: str
    unit: str
    total: Fraction | None
    outcome: str = ""
    plenary_place: int | None = None
    reason: str = ""
    category: str = ""
    place_in_category: int | None = None
    tied: bool = False
    decided_by: str = ""
    jurors: int | None = None

    @property
    def decided(self) -> bool:
        """Whether the plenary decided something about this entry."""
        return bool(self.reason) or self.plenary_place not in {None, self.place}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry that is not scored, because people said so."""

    entry: str
    title: str
    unit: str
    status: EntryStatus
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Entries with equal totals at a place, and how the tie was settled, in words."""

    place: int
    entries: tuple[str, ...]
    total: Fraction | None
    settled: str


@dataclass(frozen=True, slots=True)
class Recusal:
    """A juror who did not score an entry."""

    juror: str
    entry: str
    title: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """Something open that was passed over to finalize: what, by whom, why."""

    what: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A paper sheet that somebody typed in for a juror."""

    juror: str
    typed_by: str
    sheet_code: str = ""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file whose scores are used, under the name it came with; `sha256` in hexadecimal."""

    name: str
    sha256: str
    juror: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything the minutes of a stage say; empty parts are told as "Tidak ada".

    Texts are printed as given, in the language being spoken. `letterhead`: the first line
    is the government, the second the office, the rest address lines. `day` None leaves a
    line to fill in, as an empty `number` does. `place` is where they met (a hall), `city`
    where it is signed; one stands for the other, and both empty leave a line.
    `registered`, `scored` and `advancing` count entries; None is not printed. `method`
    says method, weights and rounding in a sentence, `cut_rule` who goes on and what happens
    to ties at the cut.
    `places` are the decimals of every total (None: as many as it has, at most four).
    `results` is the top list, `ranking` every entry with a standing, both in the order
    to print. `remarks` are sentences on anything else. `journal_head` is the SHA-256 of
    the journal's last line, `journal_lines` their number. `provisional` marks every page SEMENTARA.
    """

    competition: str
    stage: str
    letterhead: tuple[str, ...] = ()
    organiser: str = ""
    number: str = ""
    city: str = ""
    place: str = ""
    day: date | None = None
    provisional: bool = False
    panel: tuple[PanelMember, ...] = ()
    registered: int | None = None
    scored: int | None = None
    advancing: int | None = None
    left_out: tuple[LeftOut, ...] = ()
    method: str = ""
    cut_rule: str = ""
    places: int | None = 2
    results: tuple[RankedEntry, ...] = ()
    ranking: tuple[RankedEntry, ...] = ()
    ties: tuple[Tie, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    paper_sheets: tuple[PaperSheet, ...] = ()
    remarks: tuple[str, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    journal_head: str = ""
    journal_lines: int | None = None
    approver: Approver | None = None


def render_minutes(template: bytes, minutes: Minutes, file: str = FILE) -> bytes:
    """Return the minutes as .docx, in the language being spoken.

    The same template and minutes give the same bytes. SinovikError, naming `file` and
    the tag, where the template cannot be filled in.
    """
    from sinovik_sheets.documents.filling import Filling, fill

    title = _("Minutes: {stage}, {competition}").format(
        stage=minutes.stage, competition=minutes.competition
    )
    return fill(template, Filling(file, title, tags(minutes)))


def tags(minutes: Minutes) -> "Mapping[str, Value]":
    """Return what every tag of the template stands for."""
    approver = minutes.approver or Approver(BLANK)
    return {
        **letterhead_tags(minutes.letterhead),
        "sementara": minutes.provisional,
        "kompetisi": minutes.competition,
        "tahap": minutes.stage,
        "penyelenggara": minutes.organiser or BLANK,
        "nomor": minutes.number or BLANK,
        "tempat": minutes.place or minutes.city or BLANK,
        "kota": minutes.city or minutes.place or BLANK,
        "tanggal": date_text(minutes.day) if minutes.day else BLANK,
        "hari_tanggal": date_words(minutes.day) if minutes.day else BLANK,
        "tim_juri": _panel(minutes.panel),
        "tanda_tangan": _signatures(minutes.panel, approver),
        "jumlah": _counts(minutes),
        "tidak_dinilai": [_left_out(one) for one in minutes.left_out],
        "metode": minutes.method,
        "aturan_lolos": minutes.cut_rule,
        **_result_tags(minutes),
        **_record_tags(minutes),
        "penanda_tangan": _approver(approver),
    }


def letterhead_tags(lines: Sequence[str]) -> "Mapping[str, Value]":
    """Return the tags of a letterhead: the government, the office, the address lines."""
    first, second, *rest = (*lines, "", "")
    return {
        "kop": any(lines),
        "kop_pemerintah": first,
        "kop_kantor": second,
        "kop_alamat": "\n".join(line for line in rest if line),
    }


def by_element(panel: Iterable[PanelMember]) -> list[PanelMember]:
    """Return the panel with members of one element together, in the order they come in."""
    members = list(panel)
    elements = list(dict.fromkeys(member.element for member in members))
    return sorted(members, key=lambda member: elements.index(member.element))


def _panel(panel: Iterable[PanelMember]) -> "list[Mapping[str, Value]]":
    return [
        {"nomor": str(number), **_named(member)}
        for number, member in enumerate(by_element(panel), start=1)
    ]


def _named(member: PanelMember) -> "Mapping[str, Value]":
    return {"nama": member.name, "instansi": member.institution, "unsur": member.element}


def _signatures(panel: Iterable[PanelMember], approver: Approver) -> "list[Mapping[str, Value]]":
    """Return pairs of jurors: two blocks to sign side by side.

    `rapat`: the row stays on one page with what follows, so that the approver never
    signs alone: all rows where that fits a page, else the last one.
    """
    jurors = by_element(panel)
    pairs = list(zip(jurors[::2], [*jurors[1::2], PanelMember("")], strict=False))
    below = 5 * _LINE + _ROOM_TO_SIGN * 2 + _LINE * len(approver.capacity)
    fits = below + sum(map(_height, pairs)) <= SIGNING_PAGE
    return [
        {"kiri": _named(left), "kanan": _named(right), "rapat": fits or number == len(pairs)}
        for number, (left, right) in enumerate(pairs, start=1)
    ]


def _height(pair: tuple[PanelMember, PanelMember]) -> float:
    """Return about how many points high a row is in which two jurors sign."""
    blocks = [
        sum(
            height * max(1, -(-len(text) // most))
            for text, (height, most) in zip(
                (member.name, member.institution, member.element), _LINES, strict=True
            )
        )
        for member in pair
    ]
    return _ROOM_TO_SIGN + max(blocks)


def _counts(minutes: Minutes) -> "list[Mapping[str, Value]]":
    statuses = [one.status for one in minutes.left_out]
    rows: list[tuple[str, int | None]] = [
        (_("Entries registered"), minutes.registered),
        (_("Entries scored"), minutes.scored),
    ]
    rows += [
        (_("Entries not scored: {status}").format(status=status.value), statuses.count(status))
        for status in EntryStatus
        if status in statuses
    ]
    rows.append((_("Entries that go on or win"), minutes.advancing))
    return [
        {"uraian": label, "angka": str(count), "huruf": number_words(str(count))}
        for label, count in rows
        if count is not None
    ]


def _left_out(one: LeftOut) -> "Mapping[str, Value]":
    return {
        "kode": one.entry,
        "inovasi": one.title,
        "unit": one.unit,
        "status": one.status.value,
        "alasan": one.reason,
    }


def _figures(total: Fraction | None, minutes: Minutes) -> str:
    return fraction_text(total, minutes.places)


def _place(place: int | None) -> str:
    return NONE if place is None else str(place)


def _ranked(one: RankedEntry, minutes: Minutes) -> "Mapping[str, Value]":
    figures = _figures(one.total, minutes)
    final = one.place if one.plenary_place is None else one.plenary_place
    return {
        "peringkat_hitung": _place(one.place),
        "peringkat_pleno": _place(final),
        "kode": one.entry,
        "inovasi": one.title,
        "unit": one.unit,
        "kategori": one.category,
        "peringkat_kategori": _place(one.place_in_category) if one.category else "",
        "nilai": figures or NONE,
        "nilai_huruf": number_words(figures),
        "seri": one.tied,
        "penentu_seri": one.decided_by,
        "jumlah_juri": "" if one.jurors is None else str(one.jurors),
        "hasil": one.outcome,
        "alasan_pleno": one.reason,
    }


def _result_tags(minutes: Minutes) -> "Mapping[str, Value]":
    ranking = [_ranked(one, minutes) for one in minutes.ranking]
    both = {one.entry: one for one in (*minutes.results, *minutes.ranking)}
    return {
        "hasil": [_ranked(one, minutes) for one in minutes.results],
        "peringkat": ranking,
        "keputusan_pleno": [_ranked(one, minutes) for one in both.values() if one.decided],
        "nilai_seri": [
            {
                "peringkat_hitung": str(tie.place),
                "inovasi": "\n".join(tie.entries),
                "nilai": _figures(tie.total, minutes) or NONE,
                "penyelesaian": tie.settled,
            }
            for tie in minutes.ties
        ],
    }


def _record_tags(minutes: Minutes) -> "Mapping[str, Value]":
    return {
        "tidak_menilai": [
            {"juri": one.juror, "kode": one.entry, "inovasi": one.title, "alasan": one.reason}
            for one in minutes.recusals
        ],
        "pengecualian": [
            {"uraian": one.what, "oleh": one.by, "alasan": one.reason} for one in minutes.waivers
        ],
        "lembar_kertas": [
            {"juri": one.juror, "oleh": one.typed_by, "kode_lembar": one.sheet_code}
            for one in minutes.paper_sheets
        ],
        "catatan": [{"uraian": remark} for remark in minutes.remarks],
        "berkas": [
            {"nama": one.name, "juri": one.juror, "sha256": one.sha256} for one in minutes.inputs
        ],
        "jejak": minutes.journal_head or NONE,
        "jejak_baris": NONE if minutes.journal_lines is None else str(minutes.journal_lines),
    }


def _approver(approver: Approver) -> "Mapping[str, Value]":
    return {
        "jabatan": "\n".join(approver.capacity),
        "nama": approver.name,
        "pangkat": approver.rank,
        "nip": nip_line(approver.nip),
    }
