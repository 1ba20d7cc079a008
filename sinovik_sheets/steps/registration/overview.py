"""The roster seen as a whole: who registered, who is missing, who is invited and rewarded."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sinovik_sheets.model import Competition, Entry, Unit, UnitKind
from sinovik_sheets.roster.eligibility import Earlier
from sinovik_sheets.roster.unit_kinds import Kinds
from sinovik_sheets.sheets.roster.content import Award, Invitee, MissingUnit, Tally, UnitLine
from sinovik_sheets.steps.distribute import whatsapp_link
from sinovik_sheets.text import _, date_text


@dataclass(frozen=True)
class Previous:
    """An earlier competition: its innovations, and how many units of each kind registered."""

    earlier: tuple[Earlier, ...] = ()
    registered: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Overview:
    """Units and entries fitted together; `unit_of` tells a listed or typed unit of an entry."""

    competition: Competition
    entries: Sequence[Entry]

    @property
    def kinds(self) -> Kinds:
        """The kinds of unit of the competition."""
        return Kinds(self.competition)

    def lines(self) -> list[UnitLine]:
        """Return every listed unit with its entries, then the units only entries name."""
        by_code: dict[str, list[Entry]] = {}
        by_name: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.unit_code in self.competition.unit:
                by_code.setdefault(entry.unit_code, []).append(entry)
            else:
                by_name.setdefault(" ".join(entry.unit.split()).casefold(), []).append(entry)
        listed = [
            UnitLine(unit, tuple(by_code.get(unit.code, ()))) for unit in self.competition.units
        ]
        unlisted = [
            UnitLine(Unit(entries[0].unit_code, entries[0].unit, entries[0].kind), tuple(entries))
            for _name, entries in sorted(by_name.items())
        ]
        return [*listed, *unlisted]

    def by_kind(self, previous: Previous) -> list[Tally]:
        """Return the counts of each kind as it is counted: registered, expected, innovations."""
        kinds = self.kinds
        registered: Counter[str] = Counter()
        expected: Counter[str] = Counter()
        entries: Counter[str] = Counter()
        for line in self.lines():
            kind = kinds.counted(line.unit.kind) or _("unknown")
            listed = line.unit.code in self.competition.unit
            # Where units are listed, a name that is none of them is no unit registered yet.
            registered[kind] += bool(line.entries) and (listed or not self.competition.units)
            entries[kind] += len(line.entries)
            expected[kind] += listed
        before = previous.registered
        names = kinds.in_order((*expected, *entries, *(before or ())))
        return [
            Tally(
                name,
                registered[name],
                entries[name],
                expected[name],
                None if before is None else before.get(name, 0),
            )
            for name in names
            if registered[name] or entries[name] or expected[name] or (before or {}).get(name)
        ]

    def by_category(self) -> list[Tally]:
        """Return how many units and innovations each category has."""
        names = {c.code: f"{c.code} – {c.name}" for c in self.competition.categories}
        return self._by(lambda entry: entry.category, names)

    def by_group(self) -> list[Tally]:
        """Return how many units and innovations each group has."""
        names = {g.code: g.name for g in self.competition.groups}
        return self._by(lambda entry: entry.group, names)

    def _by(self, value: Callable[[Entry], str], names: Mapping[str, str]) -> list[Tally]:
        units: dict[str, set[str]] = {code: set() for code in names}
        entries: Counter[str] = Counter()
        for entry in self.entries:
            code = value(entry)
            if code or names:
                units.setdefault(code, set()).add(entry.unit_code or entry.unit)
                entries[code] += 1
        return [
            Tally(names.get(code, code) or _("not given"), len(found), entries[code])
            for code, found in units.items()
        ]

    def sheets(self) -> dict[str, list[UnitLine]]:
        """Return the units of each sheet of the roster."""
        kinds = self.kinds
        lines = self.lines()
        order = kinds.in_order(line.unit.kind for line in lines)
        sheets: dict[str, list[UnitLine]] = {}
        for kind in order:
            for line in lines:
                if line.unit.kind == kind:
                    sheets.setdefault(kinds.of(kind).sheet, []).append(line)
        return sheets

    def missing(self) -> list[MissingUnit]:
        """Return the listed units that registered fewer innovations than expected."""
        kinds = self.kinds
        found = []
        for line in self.lines():
            minimum = kinds.minimum(line.unit)
            if line.unit.code in self.competition.unit and len(line.entries) < minimum:
                message = self._reminder(line.unit, len(line.entries), minimum)
                link = whatsapp_link(line.unit.whatsapp, message)
                found.append(MissingUnit(line.unit, len(line.entries), minimum, message, link))
        return found

    def _reminder(self, unit: Unit, registered: int, minimum: int) -> str:
        settings = self.competition.settings
        closing = settings.registration_closes
        until = _(" by {date}").format(date=date_text(closing)) if closing else ""
        source = (
            _(
                "Dear {name}, no innovation of yours is registered yet for {competition}. Please"
                " send the registration form{until}. If it was sent already, please let us know."
                " Thank you."
            )
            if not registered
            else _(
                "Dear {name}, {registered} of at least {minimum} innovations of yours are"
                " registered for {competition}. Please send the rest{until}. Thank you."
            )
        )
        return source.format(
            name=unit.name,
            competition=settings.name,
            registered=registered,
            minimum=minimum,
            until=until,
        )

    def invited(self) -> list[Invitee]:
        """Return the attendance list: invited people of every listed unit, then the jury."""
        kinds = self.kinds
        invitees = []
        units = self.competition.units
        counted = kinds.in_order(kinds.counted(unit.kind) for unit in units)
        for heading in counted:
            members = [unit for unit in units if kinds.counted(unit.kind) == heading]
            for kind in kinds.in_order(unit.kind for unit in members):
                rule = kinds.of(kind)
                for unit in members:
                    if unit.kind == kind:
                        invitees += [Invitee(heading, unit.name, role) for role in _roles(rule)]
        jurors = [Invitee(_("Jury"), juror.name, _("Juror")) for juror in self.competition.jurors]
        return [*invitees, *jurors]

    def awards(self) -> list[Award]:
        """Return every unit that takes part, with what its SAKIP grade brings it."""
        rewarded = {grade.casefold() for grade in self.competition.settings.rewarded_sakip}
        return [
            Award(line.unit, len(line.entries), line.unit.sakip.strip().casefold() in rewarded)
            for line in self.lines()
            if line.entries
        ]


def _roles(rule: UnitKind) -> list[str]:
    """Return who is invited from a unit: the n-th role to the n-th person, the last to the rest."""
    roles = [role.strip() for role in rule.invitee.split(";")]
    return [roles[min(person, len(roles) - 1)] for person in range(rule.invited)]


def registered_by_kind(competition: Competition, entries: Iterable[Entry]) -> dict[str, int]:
    """Return how many units of each kind registered something."""
    overview = Overview(competition, tuple(entries))
    return {tally.name: tally.registered for tally in overview.by_kind(Previous())}
