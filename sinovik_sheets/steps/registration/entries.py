"""From records to entries: which record is a new innovation, and which a new version of one.

The outcome is a function of the journal, the archive and people's answers. What a
record was once found to be stays: the journal ties it to its code, whatever
becomes of names, aliases and settings later.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sinovik_sheets.model import Competition, Fate
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import registration as rules
from sinovik_sheets.roster.titles import plain_title
from sinovik_sheets.sheets.registration import form
from sinovik_sheets.steps.registration.known import Known, Standing, record_key
from sinovik_sheets.steps.registration.records import Record, RecordId, Submission
from sinovik_sheets.steps.registration.ties import NewTie, Tie
from sinovik_sheets.text import listing

_PERSONAL = frozenset((form.PERSON, form.NIP, form.WHATSAPP, form.EMAIL))
_SHORT = 60
"""Longer texts are not told side by side."""


class Entries:
    """All innovations, built record by record in the order of the journal."""

    def __init__(
        self,
        competition: Competition,
        tied: Mapping[RecordId, Tie],
        standing: Standing,
        answers: Mapping[str, str],
    ) -> None:
        """Start with the rows people typed; what records were tied to before is kept."""
        self._competition = competition
        self._answers = answers
        self._tied = tied
        self._standing = standing
        self.known: list[Known] = list(standing.typed)
        self.waiting: dict[RecordId, Known] = {}
        self.new_ties: list[NewTie] = []
        self._left_out: set[RecordId] = set()
        self._by_code = {known.code: known for known in self.known if known.code}
        self._by_key = {one.typed_key: one for one in self.known if all(one.typed_key)}
        self._by_slot: dict[tuple[str, str], Known] = {}

    def take(self, files: Sequence[Submission]) -> None:
        """Take the records of all files and give every file its fate."""
        for record in sorted((r for f in files for r in f.records), key=lambda r: r.sort_key):
            tie = self._tied.get(record.id)
            if tie is None:
                self._take_new(record)
            else:
                self._take_tied(record, tie)
        for file in files:
            if file.records:
                self._settle(file)

    def _take_tied(self, record: Record, tie: Tie) -> None:
        answer = self._answers.get(tie.question, "") if tie.question else ""
        if tie.question:
            record.asked_before.add(tie.question)
        if tie.own:
            if answer and answer != rules.NEW:
                record.findings.append(
                    Finding(rules.CODE_STAYS, record.registration.where, value=tie.code)
                )
            self._start(record, tie.code)
        elif answer == rules.NEW:
            self._start(record, "", tie.question)
        else:
            known = self._by_code.get(tie.code)
            if known is None:
                self._start(record, tie.code)
            elif tie.counts and answer == rules.IGNORE:
                self._left_out.add(record.id)
            elif tie.counts:
                self._tie(record, known)
                self._replace(known, record)
            else:
                self._next_version(known, record, tie.question)

    def _take_new(self, record: Record) -> None:
        slot = self._by_slot.get(record.slot) if record.slot is not None else None
        same = self._by_key.get(record_key(record))
        if slot is not None and slot.record is not None:
            title = plain_title(slot.record.registration.title)
            if title and title == plain_title(record.registration.title):
                same = slot
        if same is not None:
            self._next_version(same, record)
        elif slot is not None:
            self._on_known_page(slot, record)
        else:
            self._start(record, "")

    def _start(self, record: Record, code: str, question: str = "") -> None:
        """Begin an innovation with this record, in the row people typed for it if there is one."""
        typed = self._by_key.get(record_key(record))
        known = self._by_code.get(code) if code else None
        if known is None and code and typed is not None and not typed.code:
            known = typed
        if known is None:
            known = Known()
            self.known.append(known)
        known.code = known.code or code
        if known.code:
            self._by_code[known.code] = known
        if record.id not in self._tied or self._tied[record.id].own is False:
            self.new_ties.append(NewTie(record, known, question, own=True))
        self._use(known, record)

    def _use(self, known: Known, record: Record) -> None:
        if known.record is not None:
            known.record.holds = False
        record.holds = True
        known.record = record
        if record not in known.versions:
            known.versions.append(record)
        self._by_key.setdefault(record_key(record), known)
        if known.code in self._standing.keys:
            self._by_key.setdefault(self._standing.keys[known.code], known)
        if record.slot is not None:
            self._by_slot[record.slot] = known

    def _on_known_page(self, known: Known, record: Record) -> None:
        """Settle whether a page that held another title was corrected, or holds another one."""
        before = known.record
        if before is None or self._also_holds(record, before):
            self._start(record, "")
            return
        answer = record.ask(
            rules.TITLE_CHANGED,
            record.registration.title,
            (*record.id, before.id[0]),
            self._answers,
            cell=record.place("judul"),
            before=before.registration.title,
            entry=known,
        )
        question = record.asked[-1].key
        if answer == rules.NEW:
            self._start(record, "", question)
        elif answer == rules.SAME:
            self._tie(record, known, question, counts=True)
            self._replace(known, record)
        elif answer:
            self._left_out.add(record.id)
        else:
            self.waiting[record.id] = known

    def _also_holds(self, record: Record, before: Record) -> bool:
        """Return whether the same file holds the earlier title on another page."""
        title = plain_title(before.registration.title)
        others = (other for other in record.file.records if other is not record)
        return any(plain_title(other.registration.title) == title for other in others)

    def _tie(
        self, record: Record, known: Known, question: str = "", *, counts: bool = False
    ) -> None:
        if record not in known.versions:
            known.versions.append(record)
        if record.id not in self._tied:
            self.new_ties.append(NewTie(record, known, question, own=False, counts=counts))

    def _next_version(self, known: Known, record: Record, question: str = "") -> None:
        current = known.record
        if current is None:
            self._tie(record, known, question, counts=True)
            self._use(known, record)
            return
        theirs = record.registration.written
        if theirs == current.registration.written or self._sent_again(known, current, record):
            self._tie(record, known, question)
            return
        bound_to = (*record.id, *current.id)
        decided = record.decided(rules.NEWER_VERSION, bound_to, self._answers)
        if not decided and self._mends(known, current, record):
            self._tie(record, known, question, counts=True)
            self._replace(known, record)
            return
        answer = record.ask(
            rules.NEWER_VERSION,
            self._changed(current.registration.written, theirs),
            bound_to,
            self._answers,
            cell=record.place("judul"),
            entry=known,
        )
        key = record.asked[-1].key
        if answer == rules.NEW:
            self._start(record, "", key)
            return
        self._tie(record, known, key)
        if answer == rules.USE:
            self._replace(known, record)
        elif answer:
            self._left_out.add(record.id)
        else:
            self.waiting[record.id] = known

    def _sent_again(self, known: Known, current: Record, record: Record) -> bool:
        """Return whether this is an old version in a list that also holds the current one."""
        written = record.registration.written
        before = any(version.registration.written == written for version in known.versions)
        holding = current.registration.written
        others = (other for other in record.file.records if other is not record)
        return before and any(other.registration.written == holding for other in others)

    def _mends(self, known: Known, current: Record, record: Record) -> bool:
        """Return whether a later version counts unasked: it adds, or mends what was faulty.

        Nothing sound is changed or removed, nobody has decided about the innovation,
        the title is the same to the letter, and it did not come late.
        """
        ours, theirs = current.registration.written, record.registration.written
        same_file = record.file is current.file
        faulty = frozenset() if same_file else current.faulty_fields
        keeps = all(
            theirs.get(name) == text or (name in faulty and name in theirs)
            for name, text in ours.items()
        )
        closing = self._competition.settings.registration_closes
        late = closing is not None and current.received <= closing < record.received
        return (
            keeps
            and not late
            and known.code not in self._standing.settled
            and _letters(current.registration.title) == _letters(record.registration.title)
            and (record.file.run > current.file.run or theirs.keys() > ours.keys())
        )

    def _replace(self, known: Known, record: Record) -> None:
        current = known.record
        if current is not None:
            changed = self._changed(current.registration.written, record.registration.written)
            where = Where(record.file.path, record.registration.where.sheet)
            known.notes.append(
                Finding(rules.VERSION_REPLACED, where, entry=known.code, value=changed)
            )
        self._use(known, record)

    def _changed(self, before: Mapping[str, str], now: Mapping[str, str]) -> str:
        """Return the fields that differ, by the names people know."""
        labels = form.field_labels(self._competition.sections)
        return listing(
            [
                _told_change(name, labels.get(name, name), before.get(name, ""), now.get(name, ""))
                for name in _changed(before, now)
            ]
        )

    def _settle(self, file: Submission) -> None:
        """Give a file with records its fate: what became of the best used of them."""
        if any(record.holds for record in file.records):
            file.fate = Fate.USED
            return
        asked = [record for record in file.records if record.id in self.waiting]
        if asked:
            file.fate = Fate.CONFLICT
            file.finding = as_finding(asked[0], str(self.waiting[asked[0].id]))
        else:
            left_out = all(record.id in self._left_out for record in file.records)
            rule: Rule = rules.LEFT_OUT if left_out else rules.ANOTHER_COUNTS
            file.settle(Fate.SUPERSEDED, rule)

    def give_codes(self, used: Iterable[str]) -> None:
        """Give a code to every innovation without one.

        The next number is one above the highest that was ever used. What came in one
        run is numbered unit by unit, as people would.
        """
        numbers = _numbers({*used, *(known.code for known in self.known)})
        new = sorted((known for known in self.known if not known.code), key=_numbering)
        for number, known in enumerate(new, start=max(numbers, default=0) + 1):
            known.code = f"INO-{number:04d}"


def as_finding(record: Record, entry: str) -> Finding | None:
    """Return the open question of a record as a finding, None when there is none."""
    question = record.open_question
    if question is None:
        return None
    cell = question.cells[0] if question.cells else ""
    sheet, _mark, cell = cell.rpartition("!")
    where = Where(question.file, sheet.strip("'"), cell)
    return Finding(
        question.rule, where, entry=entry, value=question.value, details=question.details
    )


def _letters(title: str) -> str:
    return " ".join(title.casefold().split())


def _numbering(known: Known) -> tuple[int, int, str, str, int]:
    first = known.first
    if first is None:
        return 0, known.row, "", "", 0
    return first.file.run, 0, record_key(first)[0], first.file.sha256, first.order


def _told_change(name: str, label: str, before: str, now: str) -> str:
    """Return what changed, with both words where they are short and not personal."""
    if name in _PERSONAL or max(len(before), len(now)) > _SHORT:
        return label
    return f"{label}: “{before or '–'}” → “{now or '–'}”"


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of the fields that differ."""
    for name in dict.fromkeys((*before, *now)):
        if before.get(name, "") != now.get(name, ""):
            yield name


def _numbers(codes: Iterable[str]) -> set[int]:
    found = set()
    for code in codes:
        head, _hyphen, number = code.casefold().rpartition("-")
        if head == "ino" and number.isascii() and number.isdigit():
            found.add(int(number))
    return found
