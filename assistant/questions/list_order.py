"""In which order of time a list of papers is asked for."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.language.lexicons import read_groups
from assistant.language.patterns import any_of, any_word
from assistant.language.stopwords import ASKING
from store.words import STOP_WORDS

_GROUPS = read_groups("orders_in_time")
_GROUP_OF = {phrase: group for group, phrases in _GROUPS.items() for phrase in phrases}
_CLAUSE = re.compile(
    r"(?P<apart>(?:[\s,;:()–—.?!]|-(?=\s))*)"
    r"(?P<body>(?:(?!\s-\s)[^,;:()–—.?!]|[,.:](?=\w))*)"
)
_WORD = re.compile(
    rf"(?<![\w-])(?:(?P<phrase>{any_word(_GROUP_OF)})(?![\w-])|[\w-]+)", re.IGNORECASE
)
_BEFORE, _BEHIND = " ,;:()–—-", " ,;:()–—-?!."
_BACK = {"newest", "backwards", "falling"}
_BEGINS = {"newest", "oldest", "backwards", "sorted", "beginning"}
# An order may be what a paper tells of: what asks for a fact ends with no order of a list.
_ASKS = any_of(r"^\W*(?:which|what|who|when|where|how|why|is|are|was|were|do|does|did|has)\b")
_ON_A_TOPIC = any_of(r"\s+(?:on|about|of|for|with|by|from)\s")


class InOrder(NamedTuple):
    """A question without the order that it asks for, and whether that is the newest first."""

    text: str
    is_newest_first: bool


class _Word(NamedTuple):
    group: str | None
    begin: int
    text: str


def take_order(text: str) -> InOrder:
    """Return a question without the order of a list: clauses that say nothing else, and what
    ends or begins a clause so. Nothing is taken where nothing would be left to list.
    """
    kept, taken = _take(text)
    if not taken or "forwards" in taken or not _is_left(kept):
        # A topic "in chronological order" is a timeline.
        return InOrder(text, is_newest_first=False)
    return InOrder(kept, _is_newest_first(taken))


def order_alone(text: str) -> str | None:
    """Return the order that a text asks for, None where it asks for more, or for none."""
    kept, taken = _take(text)
    return _said(taken) if taken and not _is_left(kept) else None


def order_in(text: str) -> str | None:
    """Return the order of time that a text asks for among other things, None where it asks for
    none.
    """
    _, taken = _take(text)
    return _said(taken) if taken else None


def _said(taken: list[str]) -> str:
    return "newest first" if _is_newest_first(taken) else "oldest first"


def _take(text: str) -> tuple[str, list[str]]:
    """Return a text without its orders, and the groups of the words that they are made of."""
    kept, taken = "", list[str]()
    is_fact, is_behind = bool(_ASKS.match(text)), False
    for clause in _CLAUSE.finditer(text):
        body, apart = clause["body"], clause["apart"]
        if is_behind:
            apart = apart.replace(")", "", 1)
        order = _order(body, is_fact=is_fact)
        taken += [each.group for each in _read(body[order]) if each.group]
        rest = body
        if body[order]:
            before, behind = body[: order.start].rstrip(), body[order.stop :].lstrip()
            rest = before or (f"papers {behind}" if behind else "")
        is_behind = bool(body) and not rest
        kept += apart + rest if rest or not body else ""
    return " ".join(kept.split()).lstrip(_BEFORE).rstrip(_BEHIND), taken


def _is_newest_first(taken: list[str]) -> bool:
    first = next((group for group in taken if group in _BACK | {"oldest"}), "")
    return first in _BACK


def _is_left(text: str) -> bool:
    return any(_tells(each) for each in _read(text))


def _tells(word: _Word) -> bool:
    return word.group == "works" or (
        word.group is None and word.text.lower() not in STOP_WORDS | ASKING
    )


def _order(body: str, *, is_fact: bool) -> slice:
    """Return where the order stands in a clause; an empty slice where there is none."""
    read = _read(body)
    known = next((at for at, each in enumerate(read) if each.group is None), len(read))
    if known == len(read) and _is_order(read):
        return slice(0, len(body))
    for at in range(0 if is_fact else len(read)):
        if _is_order(read[at:]) and _begins_order(read[at:]):
            return slice(read[at].begin, len(body))
    for last in reversed(range(known)):
        end = read[last].begin + len(read[last].text)
        is_placed = read[last].group == "place" and _is_order(read[: last + 1])
        if is_placed and _ON_A_TOPIC.match(body, end):
            return slice(0, end)
    return slice(0)


def _read(text: str) -> list[_Word]:
    return [
        _Word(_GROUP_OF.get(found[0].lower()), found.start(), found[0])
        for found in _WORD.finditer(text)
    ]


def _is_order(read: list[_Word]) -> bool:
    groups = {each.group for each in read}
    if None in groups:
        return False
    if ends := groups & {"newest", "oldest"}:
        return len(ends) > 1 or bool(groups & {"place", "beginning", "sort", "sorted"})
    if groups & {"falling", "rising"}:
        return groups <= {"falling", "rising", "lead"} or bool(
            groups & {"time", "sort", "sorted"}
        )
    return bool(groups & {"backwards", "forwards"}) or (
        "time" in groups and bool(groups & {"sort", "sorted"})
    )


def _begins_order(read: list[_Word]) -> bool:
    first = next((each.group for each in read if each.group != "lead"), None)
    groups = {each.group for each in read}
    if first in ("falling", "rising", "backwards"):
        # "On descending order" names a topic, "in descending order" orders a list.
        return read[0].text.lower() in ("in", "by")
    return first in _BEGINS or (first == "sort" and bool(groups & {"newest", "oldest"}))
