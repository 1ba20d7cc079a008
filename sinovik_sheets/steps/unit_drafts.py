"""What one row of a list says about a unit: its name tidied, its kind and codes told.

Nothing is guessed: where neither a column, the code, the name nor the person who
imports says of what kind a unit is, it is asked.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sinovik_sheets.model import Unit
from sinovik_sheets.problems import Finding, Level, Rule, Where
from sinovik_sheets.problems import settings as settings_rules
from sinovik_sheets.problems import units as rules
from sinovik_sheets.roster import codes
from sinovik_sheets.roster.kind_words import SCHOOLS, fits, kind_in_name, kinds, unglued
from sinovik_sheets.roster.spelling import plain
from sinovik_sheets.sheets.cells import Kind
from sinovik_sheets.sheets.reading.csv_text import CSV_SHEET
from sinovik_sheets.sheets.settings.competition_tables import UNIT_KINDS
from sinovik_sheets.sheets.tables.foreign import ForeignRow
from sinovik_sheets.sheets.tables.table import CODE_PATTERN
from sinovik_sheets.sheets.tables.typed import read_list
from sinovik_sheets.steps.unit_lists import LEVEL, UnitList

_NOTHING = ("-", "–", "—")
_TRIALS = frozenset(
    (
        "admin", "coba", "coba coba", "contoh", "demo", "dummy", "example", "sample", "tes",
        "test", "testing", "uji coba", "user", "xxx",
    )
)  # fmt: skip
_LOST = "\N{REPLACEMENT CHARACTER}"
_SHORT_OFFICE = re.compile(r"(?:satpol|setda|setwan|bappeda|bpbd|kesbangpol|bakesbangpol)\b")
_COMPANY = re.compile(
    r"(?:pt |pd |perumda |bank |perseroda)"
    r"|(?:bpr|perusahaan (?:umum )?daerah|bank perkreditan|bank perekonomian)\b"
)
_WRITTEN = {kind.casefold(): kind for kind in UNIT_KINDS} | {
    "rsud": "OPD",
    "bagian": "OPD",
    "mts": "MTs",
    **{kind: kind.upper() for kind in sorted(SCHOOLS - {"sd", "smp", "mts"})},
}
"""The kinds that roster.kind_words tells, as they are written in the column `Jenis`."""
_SAID_BY_LISTS = _WRITTEN | dict.fromkeys(("skpd", "perangkat daerah"), "OPD")
_GLUED = ("puskesmas", "kecamatan", "kelurahan")
"""Words long enough that no name of a place begins with them by chance."""
_SHORT = re.compile(r"[A-Za-z]{2,6}")
_KIND_OF_CODE = (
    (re.compile(r"P\d{10}"), "puskesmas"),
    (re.compile(r"\d{2}\.\d{2}\.\d{2}"), "kecamatan"),
    (re.compile(r"\d{2}\.\d{2}\.\d{2}\.1\d{3}"), "kelurahan"),
    (re.compile(r"\d{2}\.\d{2}\.\d{2}\.2\d{3}"), "desa"),
)
_PLACE_CODE = re.compile(r"\d{2}(?:\.\d{2}){0,2}")
_OWN_SHAPE = frozenset(("OPD", "kecamatan", "kelurahan", "desa", "puskesmas"))


@dataclass
class Draft:
    """A unit as a row states it. `unit.code` is empty where the list has none that can be used.

    `own_code` says that the list itself gives the code as its own, not as an
    official one. `unit.parent` is still as written. `findings` with an error
    keep the row from being imported.
    """

    unit: Unit
    where: Where
    own_code: bool = False
    findings: list[Finding] = field(default_factory=list)

    @property
    def rejected(self) -> bool:
        """Whether something is wrong that must be mended first."""
        return any(finding.level is Level.ERROR for finding in self.findings)

    def report(self, rule: Rule, column: str, value: str = "", **details: object) -> None:
        """Note a finding at a cell of the row."""
        details.setdefault("column", column)
        where = self.where.at(column)
        self.findings.append(Finding(rule, where, value=value, details=details))


@dataclass(frozen=True)
class KindWords:
    """What may stand in the column `Jenis`: own kinds of the competition beside the usual ones.

    `fallback` is the kind of units of which nothing else tells it.
    """

    own: tuple[str, ...] = ()
    fallback: str = ""

    @property
    def choices(self) -> str:
        """The kinds to choose from, for a sentence."""
        return ", ".join(dict.fromkeys((*UNIT_KINDS, *self.own)))

    def written(self, text: str) -> str:
        """Return the one kind a text names, as the column `Jenis` writes it; empty if none."""
        for kind in self.own:
            if plain(kind) == plain(text):
                return kind
        named = kinds(text.replace("_", "/"))
        if named & SCHOOLS and _SHORT.fullmatch(text):  # SMLB is not rewritten as SMALB
            return _WRITTEN.get(text.casefold(), text.upper())
        return _WRITTEN.get(next(iter(named)), "") if len(named) == 1 else ""


def drafts(unit_list: UnitList, words: KindWords) -> list[Draft]:
    """Return what each chosen row of a list says, row by row."""
    official_codes = _codes_are_official(unit_list, words)
    return [_draft(unit_list, row, words, official_codes=official_codes) for row in unit_list.rows]


def tidied(name: str) -> str:
    """Return a name without needless spaces, dots behind it and signs nobody sees."""
    seen = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Zs") else sign
        for sign in name
        if unicodedata.category(sign) != "Cf"
    )
    return " ".join(seen.split()).rstrip(" .,;:")


def _text(row: ForeignRow, name: str) -> str:
    text = " ".join(row.text(name).split())
    return "" if text in _NOTHING or row.cell(name).kind is Kind.ERROR else text


def _draft(
    unit_list: UnitList, row: ForeignRow, words: KindWords, *, official_codes: bool
) -> Draft:
    draft = Draft(Unit("", ""), row.where(unit_list.file, "Nama"))
    name = tidied(_text(row, "Nama"))
    _judge_cells(draft, unit_list, row)
    _judge_name(draft, name, row)
    kind = "" if draft.rejected else _kind(draft, name, row, unit_list, words)
    own, official = _text(row, "Kode"), codes.normal(_text(row, "Kode Resmi"))
    if own and official_codes and official in ("", codes.normal(own)):
        own, official = "", codes.normal(own)
    _judge_codes(draft, kind, own, official)
    usable = own or (official if CODE_PATTERN.fullmatch(official) else "")
    aliases = (tidied(alias) for alias in read_list(_text(row, "Alias")))
    draft.own_code = bool(own)
    draft.unit = Unit(
        code=usable,
        name=name,
        kind=kind,
        official_code=official,
        parent=_text(row, "Induk"),
        aliases=tuple(a for a in dict.fromkeys(aliases) if a and plain(a) != plain(name)),
        email=_text(row, "Email"),
        whatsapp=_text(row, "WhatsApp"),
        sakip=_text(row, "SAKIP"),
        district=_text(row, "Kecamatan"),
        region=_text(row, "Kabupaten/Kota"),
        where=draft.where,
    )
    return draft


def _judge_cells(draft: Draft, unit_list: UnitList, row: ForeignRow) -> None:
    for name, cell in row.cells.items():
        if cell.kind is Kind.ERROR:
            draft.report(settings_rules.CELL_ERROR, name, cell.text)
        elif cell.formula and cell.kind is Kind.BLANK:
            draft.report(settings_rules.FORMULA_WITHOUT_VALUE, name)
    last = max(unit_list.table.headings)
    beyond = [cell.text for column, cell in row.by_column.items() if column > last]
    if row.sheet == CSV_SHEET and beyond:
        draft.report(rules.ROW_TOO_WIDE, "Nama", "; ".join(beyond))


def _judge_name(draft: Draft, name: str, row: ForeignRow) -> None:
    cell = row.cell("Nama")
    if draft.rejected:
        return
    if not name:
        draft.report(rules.NAME_MISSING, "Nama")
    elif re.sub(r" ?\d+$", "", plain(name)) in _TRIALS:
        draft.report(rules.TRIAL_ROW, "Nama", name)
    elif _LOST in name:
        draft.report(rules.DAMAGED_LETTERS, "Nama", name)
    elif cell.kind is Kind.TEXT and cell.text != name:
        draft.report(rules.NAME_TIDIED, "Nama", cell.text)


def _kind(draft: Draft, name: str, row: ForeignRow, unit_list: UnitList, words: KindWords) -> str:
    """Tell the kind: by the column, the code, the name, heading and sheet, at last as asked."""
    column = _text(row, "Jenis") or _text(row, LEVEL)
    in_name = _kind_in_name(name)
    in_code = _kind_of_code(_text(row, "Kode Resmi") or _text(row, "Kode"))
    kind = words.written(column)
    if column and not kind:
        named = kinds(column.replace("_", "/"))
        several = len(named) > 1 or named <= {"sekolah", "madrasah"}
        kind = next((k for k in (in_code, in_name) if k and several and _admits(named, k)), "")
        if not kind:
            rule = rules.KIND_UNCLEAR if several else rules.KIND_UNKNOWN
            value = name if several else column
            draft.report(rule, "Jenis", value, choices=words.choices)
            return ""
    kind = kind or in_code or in_name or _kind_of_list(unit_list, words) or words.fallback
    if not kind:
        draft.report(rules.KIND_UNCLEAR, "Nama", name)
    elif in_name and not (_admits({kind}, in_name) or _admits({in_name}, kind)):
        draft.report(rules.KIND_CONTRADICTS, "Nama", name, kind=kind)
    return kind


def _admits(named: Iterable[str], kind: str) -> bool:
    return fits(frozenset[str]().union(*map(kinds, named)), kinds(kind))


def _kind_in_name(name: str) -> str:
    spelled = plain(name)
    told = kind_in_name(spelled.split())
    if not told and spelled.startswith(_GLUED):
        told = kind_in_name(unglued(spelled).split())
    if not told and _SHORT_OFFICE.match(spelled):
        return "OPD"
    if not told and _COMPANY.match(spelled):
        return "BUMD"
    return _WRITTEN.get(told, "")


def _kind_of_code(code: str) -> str:
    normal = codes.normal(code)
    return next((kind for shape, kind in _KIND_OF_CODE if shape.fullmatch(normal)), "")


def _kind_of_list(unit_list: UnitList, words: KindWords) -> str:
    """Return the kind that the heading of the names, or the name of the sheet, is."""
    heading = unit_list.table.headings[unit_list.table.columns["Nama"]]
    stated = [re.sub(r"^nama ", "", plain(heading)), plain(unit_list.table.sheet)]
    known = {plain(kind): kind for kind in words.own} | _SAID_BY_LISTS
    return next((known[text] for text in stated if text in known), "")


def _judge_codes(draft: Draft, kind: str, own: str, official: str) -> None:
    if draft.rejected:
        return
    damaged = codes.problem("", own)
    if damaged:
        draft.report(damaged, "Kode", own)
    elif own and not CODE_PATTERN.fullmatch(own):
        draft.report(settings_rules.BAD_CODE, "Kode", own)
    wrong = codes.problem(kind, official)
    if wrong:
        column = "Kode Resmi" if "Kode Resmi" in draft.where.columns else "Kode"
        draft.report(wrong, column, official)


def _codes_are_official(unit_list: UnitList, words: KindWords) -> bool:
    """Return whether most codes of the column `Kode` have the shape of official ones."""
    found = [_is_official(row, unit_list, words) for row in unit_list.rows if _text(row, "Kode")]
    return 2 * sum(found) > len(found)


def _is_official(row: ForeignRow, unit_list: UnitList, words: KindWords) -> bool:
    kind = _kind(Draft(Unit("", ""), Where()), tidied(_text(row, "Nama")), row, unit_list, words)
    known_shape = kind in _OWN_SHAPE or kind.casefold() in SCHOOLS
    return codes.problem(kind if known_shape else "OPD", _text(row, "Kode")) is None


def places(lists: Sequence[UnitList], known: Iterable[Unit]) -> Mapping[str, str]:
    """Return the names of regions by their Kemendagri code, also of rows not chosen."""
    named = {codes.normal(unit.official_code): unit.name for unit in known}
    for unit_list in lists:
        for row in unit_list.table.rows:
            code = codes.normal(_text(row, "Kode Resmi") or _text(row, "Kode"))
            named.setdefault(code, tidied(_text(row, "Nama")))
    return {code: name for code, name in named.items() if _PLACE_CODE.fullmatch(code)}
