"""Reading received registrations: what each file holds, and which unit it names."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sinovik_sheets.model import Competition, Fate, Registration, Unit
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import files as file_rules
from sinovik_sheets.problems import registration as rules
from sinovik_sheets.problems.registration import NOT_LISTED
from sinovik_sheets.roster.names import Match, Register
from sinovik_sheets.sheets.cells import UnreadableBook
from sinovik_sheets.sheets.reading.containers import is_link
from sinovik_sheets.sheets.reading.csv_text import read_any
from sinovik_sheets.sheets.registration import form as form_names
from sinovik_sheets.sheets.registration import list_reader, reader
from sinovik_sheets.sheets.registration.reader import FoundForm
from sinovik_sheets.sheets.score_sheet.form import codes_in
from sinovik_sheets.sheets.score_sheet.reader import find_sheet
from sinovik_sheets.sheets.tables.table import plain_name
from sinovik_sheets.steps.registration.forms import IssuedForm
from sinovik_sheets.steps.registration.records import Record, Submission
from sinovik_sheets.text import listing


class Reader:
    """Reads received files into records and settles which unit each is of."""

    def __init__(
        self,
        competition: Competition,
        issued: Mapping[str, IssuedForm],
        get_bytes: Callable[[str], bytes],
        answers: Mapping[str, str],
    ) -> None:
        self._competition = competition
        self._issued = issued
        self._get_bytes = get_bytes
        self._answers = answers
        self._register = Register(competition.units)
        self._matches: dict[tuple[str, ...], Match] = {}

    def read(self, file: Submission) -> None:
        """Fill in what the file holds; a file that holds nothing usable gets its fate."""
        if file.problem:
            file.settle(Fate.REJECTED, file_rules.UNOPENED[file.problem], file.detail or file.path)
            return
        data = self._get_bytes(file.sha256)
        if is_link(data):
            file.settle(Fate.REJECTED, file_rules.LINK)
            return
        try:
            book = read_any(data)
        except UnreadableBook as error:
            self._unreadable(file, error)
            return
        form = reader.find_form(book, self._competition, file.path)
        if form is not None:
            self._take_form(file, form)
            return
        if find_sheet(book) is not None:
            file.settle(Fate.REJECTED, rules.SCORE_SHEET_HERE)
            return
        found = list_reader.find_list(book, self._competition, file.path)
        if found is not None:
            file.mapping = found.mapping
            file.notes.extend(found.findings)
            self._take_records(file, found.rows, rules.EMPTY_LIST)
            if file.records and form_names.STARTED not in {field for _h, field in found.mapping}:
                unused = listing([heading for heading, field in found.mapping if not field])
                where = Where(file.path, file.records[0].registration.where.sheet)
                file.notes.append(Finding(rules.LIST_WITHOUT_START, where, value=unused or "–"))
            if not file.records and found.findings:
                file.finding, file.notes = found.findings[0], list(found.findings[1:])
        else:
            file.settle(Fate.REJECTED, rules.NOT_A_FORM)

    def _unreadable(self, file: Submission, error: UnreadableBook) -> None:
        rule = file_rules.of(error.reason, error.detail)
        codes = [code for code in codes_in(file.path.upper()) if code in self._issued]
        if rule in (file_rules.PDF, file_rules.IMAGE) and len(codes) == 1:
            file.form = self._issued[codes[0]]
            file.settle(Fate.EVIDENCE)
        else:
            file.settle(Fate.REJECTED, rule, error.detail)

    def _take_form(self, file: Submission, form: FoundForm) -> None:
        known = [code for code in form.codes if code in self._issued]
        if len(known) > 1:
            file.settle(Fate.REJECTED, rules.TWO_FORM_CODES, ", ".join(known))
            return
        if form.codes and not known:
            choice = file.ask(rules.UNKNOWN_FORM_CODE, form.codes[0], self._answers)
            if choice != rules.USE:
                file.fate = Fate.REJECTED if choice else Fate.UNKNOWN
                return
        others = [code for code in form.codes if code not in self._issued]
        if known and others:
            choice = file.ask(rules.OTHER_FORM_CODE, ", ".join(others), self._answers)
            if choice != rules.USE:
                file.fate = Fate.REJECTED
                return
        if known:
            file.form = self._issued[known[0]]
            file.hidden_unit = form.ids.unit
            lacking = self._sections_lacking(file.form)
            if lacking:
                file.notes.append(
                    Finding(rules.FORM_CHANGED_SINCE, Where(file.path), value=listing(lacking))
                )
        elif not form.codes:
            file.notes.append(Finding(rules.FORM_WITHOUT_CODE, Where(file.path)))
        file.notes.extend(form.findings)
        if not form.has_keys:
            file.settle(Fate.REJECTED, rules.NOT_A_FORM)
            return
        self._take_records(file, form.pages, rules.EMPTY_FORM)

    def _sections_lacking(self, form: IssuedForm) -> list[str]:
        now = self._competition.sections
        return [section.name for section in now if section.code not in form.sections]

    def _take_records(
        self, file: Submission, registrations: Iterable[Registration], if_none: Rule
    ) -> None:
        for order, registration in enumerate(registrations):
            record = Record(file, order, registration)
            self._settle_unit(record)
            file.records.append(record)
        if not file.records:
            file.settle(Fate.REJECTED, if_none)

    def _settle_unit(self, record: Record) -> None:
        form = record.file.form
        if form is not None and form.unit:
            record.slot = form.code, record.registration.place
            self._settle_issued(record, form)
        elif self._competition.units:
            self._settle_named(record)
        elif not record.registration.unit:
            record.findings.append(Finding(rules.UNIT_MISSING, record.registration.where))

    def _settle_issued(self, record: Record, form: IssuedForm) -> None:
        """Settle the unit of a form made for one: what was issued counts, unless it was edited."""
        registration = record.registration
        issued = self._competition.unit.get(form.unit)
        if issued is None:
            where = registration.where.at("kode_unit")
            record.findings.append(Finding(rules.UNIT_NO_LONGER_LISTED, where, value=form.unit))
            return
        record.unit = issued
        rule, written, others = self._signed_otherwise(record, issued)
        if rule is not None:
            choices = dict.fromkeys((issued.code, *(one.code for one in others), NOT_LISTED))
            field = "unit" if rule is rules.UNIT_NAME_CHANGED else "kode_unit"
            answer = record.ask(
                rule,
                written,
                (form.code, written),
                self._answers,
                choices=tuple(choices),
                cell=record.place(field),
                issued=f"{issued.code} {issued.name}",
            )
            record.unit = self._competition.unit.get(answer) if answer else None
            if answer and record.unit is None and answer != NOT_LISTED:
                record.open_question = record.asked[-1]  # the unit chosen is no longer listed

    def _signed_otherwise(
        self, record: Record, issued: Unit
    ) -> tuple[Rule | None, str, Sequence[Unit]]:
        """Return how a form made for a unit names another one, and which may be meant."""
        registration = record.registration
        for code in (registration.unit_code, record.file.hidden_unit):
            if code and code.casefold() != issued.code.casefold():
                other = self._register.match("", code=code).unit
                return rules.UNIT_CODE_CHANGED, code, [other] if other else []
        name = registration.unit
        if name and name != issued.name:
            match = self._register.match(name, kind=registration.kind)
            if match.unit is not issued:
                others = [match.unit] if match.unit else [s.unit for s in match.suggestions]
                return rules.UNIT_NAME_CHANGED, name, others
        return None, "", []

    def _match(self, record: Record) -> Match:
        registration = record.registration
        wanted = (
            registration.unit,
            registration.unit_code,
            registration.kind,
            registration.district,
        )
        if wanted not in self._matches:
            name, code, kind, district = wanted
            self._matches[wanted] = self._register.match(
                name, code=code, kind=kind, district=district
            )
        return self._matches[wanted]

    def _settle_named(self, record: Record) -> None:
        registration = record.registration
        if not registration.unit and not registration.unit_code:
            record.findings.append(Finding(rules.UNIT_MISSING, registration.where))
            return
        match = self._match(record)
        record.unit = match.unit
        cell = record.place("unit")
        name = registration.unit or registration.unit_code
        bound_to = (plain_name(name), registration.kind, plain_name(registration.district))
        if match.unit is not None and match.contradicts is not None:
            answer = record.ask(
                rules.UNIT_CODE_CONTRADICTS,
                name,
                (match.unit.code, *bound_to),
                self._answers,
                choices=(match.unit.code, match.contradicts.code),
                cell=cell,
                code=registration.unit_code,
                name=match.unit.name,
            )
        elif match.unit is None:
            answer = record.ask(
                rules.UNIT_UNCLEAR,
                name,
                bound_to,
                self._answers,
                choices=(*(s.unit.code for s in match.suggestions), NOT_LISTED),
                cell=cell,
                suggestions=match.suggestions,
            )
        else:
            return
        record.unit = self._competition.unit.get(answer)
        if answer and record.unit is None and answer != NOT_LISTED:
            record.open_question = record.asked[-1]  # the unit chosen is no longer listed
