"""What an abstract says: sentences with their roles, names, data, results, links."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a sentence does in its abstract."""

    BACKGROUND = "background"
    """What is known, and the problem that is left."""
    OBJECTIVE = "objective"
    """What the work sets out to do, or brings."""
    METHOD = "method"
    RESULT = "result"
    LIMITS = "limits"
    """What the work itself cannot do or has not looked at."""
    OUTLOOK = "outlook"
    """What is to be done next, or may come of the work."""
    RESOURCE = "resource"
    """Where code, data or a page of the work are to be had."""
    BOILERPLATE = "boilerplate"
    """What says nothing of the work: rights, addresses, funding, registration, key words."""


class NameKind(StrEnum):
    """What a name stands for."""

    METHOD = "method"
    DATASET = "dataset"
    BENCHMARK = "benchmark"
    MODEL = "model"
    SYSTEM = "system"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an abstract, `abstract[start:end]`, without the label of its section."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the abstract writes it: `abstract[start:end] == text`."""

    text: str
    kind: NameKind
    start: int
    end: int


class Change(StrEnum):
    """Which way something changed."""

    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Result:
    """A quantity that the work found; `abstract[start:end]` is the value with its unit."""

    value: float
    unit: str
    """`%`, `points`, `times`, or a unit of measurement; "" for a bare number."""
    measure: str
    """What is measured, in the abstract's words: `top-1 accuracy`; "" where it is not said."""
    of: str
    """What it is measured of: a method, a group of people; "" where it is not said."""
    on: str
    """The data, task or population that it is measured on; "" where it is not said."""
    versus: str
    """What it is compared with; "" where it is not said."""
    better: str | None
    """`higher` or `lower`: the way in which the measure improves; None where unknown."""
    start: int
    end: int
    interval: tuple[float, float] | None = None
    """The confidence interval that is given with it."""
    change: Change | None = None
    """Which way the measure changed by the value; None where the value is its own."""

    @property
    def written(self) -> str:
        """The value with its unit, as short as it is exact: `66%`, `44% less`."""
        value = f"{self.value:g}{'' if self.unit in ('', '%') else ' '}{self.unit}"
        return f"{value} {self.change}" if self.change else value


@dataclass(frozen=True, slots=True)
class Link:
    """An address of code, data or a page about the work; `kind` is `code`, `data` or `page`."""

    url: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """An abstract, read once; every place is an offset into its text."""

    sentences: tuple[Sentence, ...] = ()
    introduces: tuple[Name, ...] = ()
    data: tuple[Name, ...] = ()
    results: tuple[Result, ...] = ()
    links: tuple[Link, ...] = ()

    def in_role(self, *roles: Role) -> tuple[Sentence, ...]:
        """Return the sentences that play one of some roles, in order."""
        return tuple(sentence for sentence in self.sentences if sentence.role in roles)
