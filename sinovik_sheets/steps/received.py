"""Files as they were received: what the journal knows of each, and its fate."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sinovik_sheets.model import Fate
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.steps.questions import Question, question_key


@dataclass
class ReceivedFile:
    """A received file and what is known of it so far.

    `run` counts the runs that took files in; `time` is that run's, `modified` the
    day the file itself carries (empty: not known). `problem` is the code of the
    rule by which it was turned away unopened, `detail` more about that, `asked` the
    keys of the questions that arise from it, answered or not. `outside` says that it
    never lay in the folder's inbox, `removed` that it no longer does.
    """

    path: str
    sha256: str
    run: int
    time: str
    sender: str = ""
    problem: str = ""
    outside: bool = False
    modified: str = ""
    detail: str = ""
    line: int = 0
    removed: bool = False
    fate: Fate = Fate.UNKNOWN
    finding: Finding | None = None
    question: Question | None = None
    asked: set[str] = field(default_factory=set)

    @property
    def juror(self) -> str:
        """The juror the file belongs to, empty when not known or not a juror's."""
        return ""

    @property
    def stage(self) -> str:
        """The stage the file belongs to, empty when not known."""
        return ""

    def settle(self, fate: Fate, rule: Rule | None = None, value: str = "") -> None:
        """Give the file its fate, and the finding that explains it."""
        self.fate = fate
        if rule is not None:
            told = value if "{value}" in rule.message else ""
            self.finding = Finding(rule, Where(self.path), juror=self.juror, value=told)

    def ask(
        self,
        rule: Rule,
        value: str,
        answers: Mapping[str, str],
        bound_to: Sequence[str] = (),
        **details: object,
    ) -> str:
        """Ask about the whole file; return the choice made, empty while open.

        The answer holds for this file, this value, and what it is `bound_to`; `details`
        only fill in the sentence.
        """
        key = question_key(rule, self.stage, self.juror, self.sha256, *(bound_to or (value,)))
        question = Question(
            key,
            rule,
            self.stage,
            self.juror,
            self.path,
            self.sha256,
            (),
            value,
            rule.choices,
            details,
        )
        self.asked.add(question.key)
        choice = question.chosen(answers.get(question.key, "")) or ""
        if not choice:
            self.question = question
            where = Where(self.path)
            self.finding = Finding(rule, where, juror=self.juror, value=value, details=details)
        return choice


File = TypeVar("File", bound=ReceivedFile)


def received_files(
    events: Iterable[Mapping[str, Any]], kind: str, make: Callable[..., File]
) -> list[File]:
    """Return the files the journal knows under one kind of event, oldest first."""
    return [
        make(
            e["path"],
            e["sha256"],
            e["run"],
            e["time"],
            e.get("sender", ""),
            e.get("problem", ""),
            e.get("outside", False),
            e.get("modified", ""),
            e.get("detail", ""),
            e.get("n", 0),
        )
        for e in events
        if e["kind"] == kind
    ]
