"""The rows that stand in daftar_peserta.xlsx: typed by people, or written for a code."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from sinovik_sheets.layout import ROSTER
from sinovik_sheets.model import Competition, Unit
from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems import registration as rules
from sinovik_sheets.problems import settings as settings_rules
from sinovik_sheets.roster.names import Register
from sinovik_sheets.roster.titles import plain_title
from sinovik_sheets.sheets.roster.tables import ENTRIES
from sinovik_sheets.sheets.tables.table import Row
from sinovik_sheets.steps.registration.known import Key, Known, Standing, unit_key
from sinovik_sheets.steps.registration.ties import GivenCode


class StandingRows:
    """The rows by code and number; `double` are codes that stand in more than one row.

    `recovered` maps rows that lost their code, as in a restored backup, to it.
    """

    def __init__(self, rows: Sequence[Row], competition: Competition) -> None:
        self._rows = [row for row in rows if row.plain("Kode") or row.plain("Judul")]
        self._competition = competition
        self._register = Register(competition.units)
        self._by_number = {row.number: row for row in self._rows}
        self._by_code: dict[str, Row] = {}
        for row in self._rows:
            if row.plain("Kode"):
                self._by_code.setdefault(row.plain("Kode"), row)
        counted = Counter(row.plain("Kode") for row in self._rows if row.plain("Kode"))
        self.double = {code for code, count in counted.items() if count > 1}
        self.recovered: dict[int, str] = {}

    def of(self, known: Known) -> Row | None:
        """Return the row of an innovation, None when it has none yet."""
        return self._by_number[known.row] if known.row else self._by_code.get(known.code)

    def standing(
        self, anchored: Collection[str], given: Mapping[str, GivenCode], in_use: Collection[str]
    ) -> Standing:
        """Return rows no form was tied to, and what must not change without being asked."""
        lost = {
            (plain_title(one.title), plain_title(one.unit)): code
            for code, one in given.items()
            if code not in self._by_code and code not in anchored
        }
        typed: list[Known] = []
        seen: set[str] = set()
        for row in self._rows:
            code = row.plain("Kode")
            if not code:
                name = plain_title(row.plain("Judul")), plain_title(row.plain("Unit"))
                code = lost.pop(name, "")
                if code:
                    self.recovered[row.number] = code
            if code in anchored or (code and code in seen):
                continue
            seen.add(code)
            unit = self._unit(row)
            title = row.plain("Judul")
            typed.append(
                Known(code, title=title, unit=unit, typed_key=self._key(row), row=row.number)
            )
        decided = {row.plain("Kode") for row in self._rows if row.plain("Status Administrasi")}
        keys = {code: self._key(row) for code, row in self._by_code.items()}
        return Standing(
            tuple(typed),
            {code: key for code, key in keys.items() if all(key)},
            frozenset(decided) | frozenset(in_use),
        )

    def _unit(self, row: Row) -> Unit | None:
        name = row.plain("Unit")
        return self._register.match(name, code=row.plain("Kode Unit"), kind=row.plain("Jenis")).unit

    def _key(self, row: Row) -> Key:
        unit = unit_key(self._unit(row), row.plain("Unit"), row.plain("Kode Unit"), "", "")
        return unit, plain_title(row.plain("Judul"))

    def findings(
        self, anchored: Collection[str], given: Mapping[str, GivenCode]
    ) -> Iterable[Finding]:
        """Yield codes that stand twice, and rows people typed that are gone."""
        for row in self._rows:
            code = row.plain("Kode")
            first = self._by_code.get(code)
            if first is not None and first is not row:
                details = {"first": first.where("Kode").cell}
                where = row.where("Kode")
                yield Finding(
                    settings_rules.DOUBLE_CODE, where, entry=code, value=code, details=details
                )
        there = {*self._by_code, *self.recovered.values(), *anchored}
        for code, one in given.items():
            if code not in there:
                where = Where(ROSTER.name, ENTRIES.sheet)
                yield Finding(rules.TYPED_ROW_GONE, where, entry=code, value=one.title)
