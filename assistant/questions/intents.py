"""What a question may be after, and what its answer must hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """What whoever asks wants to have: each is answered in a form of its own."""

    FACT = "fact"
    """One thing that a sentence tells: a number, a name, a cause, yes or no."""
    HOW = "how"
    """How a thing works or is done."""
    WHY = "why"
    """The cause or the problem behind a thing."""
    DEFINITION = "definition"
    """What a name stands for."""
    COMPARISON = "comparison"
    """Two or more things side by side, also "is X better than Y"."""
    RANKING = "ranking"
    """The best or most extreme result: slots `measure`, `data`, `order` ("highest", "lowest")
    and `things` (what is ranked).
    """
    PAPERS = "papers"
    """Which papers there are on a topic."""
    TIMELINE = "timeline"
    """How a topic developed over the years."""
    START = "start"
    """The first or the newest on a topic: slot `end` ("first", "newest")."""
    OVERVIEW = "overview"
    """What somebody has worked on, or what the library is about."""
    INVENTORY = "inventory"
    """The data sets, measures or methods in use: slot `kind` ("data", "measures", "methods")
    and `topic`, "" for the whole library.
    """
    LIMITS = "limits"
    """Limits and open problems: with slot `among` of all papers, or of those on a `topic`."""
    READING_ORDER = "reading_order"
    """What to read first."""
    METADATA = "metadata"
    """What the papers' source tells of them: people, venues, years, counts, code."""
    TASK = "task"
    """What only a model can do: translate, shorten, a table, a tweet, ideas."""
    COMMAND = "command"
    """A command in plain words: slot `command` ("related", "summarize", "export", "help")."""
    SMALL_TALK = "small_talk"
    """Nothing that is asked of the papers."""


class Holds(StrEnum):
    """What the sentence that answers holds."""

    NUMBER = "number"
    DATA = "data"
    """The names of the data that something is tried on."""
    YES_NO = "yes_no"
    PLACE = "place"
    """Where the work was done."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a fact must hold to be one: a duration, the name of a data set."""

    holds: Holds
    of: tuple[str, ...] = ()
    """The words for what is counted, measured or named: ("guitarists",), ("data",)."""
