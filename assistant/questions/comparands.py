"""What a comparison compares: the parts of its text, by the names in them or by the word
that links them.
"""

from __future__ import annotations

import re

from assistant.language.names import find_names
from assistant.language.patterns import any_of

_LINKS = re.compile(
    r"\b(?:and|or|versus|vs\.?|with|to|from|between|than)\b|[,;:]", re.IGNORECASE
)
_CLAUSE = re.compile(r"[:;?!](?:\s|$)")
# What links two sides for certain, the more certain first; a part may hold a bare "and" of its
# own.
_SURELY = (
    any_of(r"\b(?:versus|vs\.?)(?= )"),
    any_of(r"(?<=\bcompare )(?P<left>.+?) (?:with|to|against) (?P<right>.+)"),
    any_of(r"(?P<left>.+?) (?:differ|different) from (?P<right>.+)"),
    any_of(r"(?P<left>.+?) compares? (?:with|to|against) (?P<right>.+)"),
    any_of(r"(?P<left>.+),? (?:and|or) (?P<right>.+)"),
)
_OR = any_of(r"(?P<left>.+?),? or (?P<right>.+)")
_THAN = any_of(r"(?P<left>.+) \b(?:better|worse|\w+er|more|less)\b.*? than (?P<right>.+)")
_LED_IN = any_of(
    r"^.*\b(?:compare|between|how (?:do|does)|contrast)\b",
)
_LED_OUT = any_of(r",? \b(?:differ|compare)\b.*$")
_MOST = 8
_BOTH = any_of(
    r"\b(?:both|(?:the|these|those) (?:two|2))(?: [\w-]+)? "
    r"(?:papers|publications|articles|works|studies|trials|reviews)\b"
)


def speaks_of_two(text: str) -> bool:
    """Tell whether a comparison is of two papers: "the two studies on sleep"."""
    return bool(_BOTH.search(text))


def split_by_names(text: str, names: tuple[str, ...]) -> list[str]:
    """Return the parts of a text between its links that hold a name, each once; the first
    few.
    """
    parts = dict.fromkeys(part.strip(" ?.!") for part in _LINKS.split(text))
    return [part for part in parts if any(name in part for name in names)][:_MOST]


def split_by_choice(text: str) -> list[str]:
    """Return the two things of which one is asked to be better: "X better than Y", "X or Y";
    none where they have no names.
    """
    for link in (_OR, _THAN):
        if found := link.search(text):
            names = [find_names(part)[-1:] for part in (found["left"],)]
            names += [find_names(found["right"])[:1]]
            if all(names):
                return [name for each in names for name in each]
    return []


def split_in_two(text: str) -> list[str]:
    """Return the two sides that a clause of a text links, none where no clause has two."""
    for clause in filter(None, _CLAUSE.split(text)):
        for link in _SURELY:
            if found := link.search(clause):
                left, right = found.groupdict().values() or (
                    clause[: found.start()],
                    clause[found.end() :],
                )
                sides = [
                    _LED_OUT.sub("", _LED_IN.sub("", side)).strip(" ,?.!")
                    for side in (left, right)
                ]
                return sides if all(sides) else []
    return []
