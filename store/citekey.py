"""Citation keys: last name, year and a word of the title, in ASCII, the same at every
import.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count, dropwhile
from typing import TYPE_CHECKING, NamedTuple

from store.names import first_surname
from store.text import to_ascii

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from store.paper import Paper

MAX_LENGTH = 64
_MAX_PART = 24
_MAX_SUFFIX = 4
_MORE_WORDS = 4

_STOP_WORDS = frozenset(
    "a an the on of in for with by to from at into onto over under via and or as".split()
)
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")
_NO_LETTER = re.compile(r"[^a-z0-9]")
_WITHIN_WORDS = str.maketrans("", "", "'-")
_BIBTEX_KEY = re.compile(r"[A-Za-z0-9_][!$&'()*+./0-9:;<=>?@A-Z\[\]^_`a-z|-]{0,127}")


def assign_keys(
    papers: Iterable[Paper],
    is_taken: Callable[[str], bool] = lambda _key: False,
    *,
    given: Container[str] = (),
) -> list[Paper]:
    """Return the papers, in their order, with keys that depend on their content and not on that
    order.

    `is_taken` tells whether the library has a key. Keys that are `given` stay with their papers
    wherever they can.
    """
    claims = [
        _Claim(place, paper, _plain_keys(paper), _rank(paper))
        for place, paper in enumerate(papers)
    ]
    claims.sort(key=lambda claim: claim.rank)
    keys = _Assignment(is_taken)
    keys.keep(claims, given)
    # Every plain key is given out before any longer one, which might happen to spell the same.
    keys.hand_out(claims, lambda claim: claim.plain[:1])
    keys.hand_out(claims, keys.longer)
    claims.sort()
    return [
        paper if paper.key == (key := keys.assigned[place]) else replace(paper, key=key)
        for place, paper, *_ in claims
    ]


def is_bibtex_key(key: str) -> bool:
    """Tell whether BibTeX, biber and `\\cite{…}` take a key: ASCII, and few signs not."""
    return bool(_BIBTEX_KEY.fullmatch(key))


class _Claim(NamedTuple):
    """A paper at its place in the list, and the keys that it may have, best first: plain, and
    with ever more words of its title; letters stand behind the last.
    """

    place: int
    paper: Paper
    plain: list[str]
    rank: tuple[bool, tuple[int, ...], str, str]


class _Assignment:
    """Keys given to papers, by the place of each paper in the list."""

    def __init__(self, is_taken: Callable[[str], bool]) -> None:
        self._is_taken = is_taken
        self._used: set[str] = set()
        self._letters: dict[str, Iterator[int]] = {}
        """By the key before them: those that have been tried are not tried again."""
        self.assigned: dict[int, str] = {}

    def keep(self, claims: Iterable[_Claim], given: Container[str]) -> None:
        """Leave papers the keys that they were given, unless the library has them."""
        for claim in claims:
            if (key := claim.paper.key) in given and self._is_free(key):
                self._give(claim, key)

    def hand_out(
        self, claims: Iterable[_Claim], candidates: Callable[[_Claim], Iterable[str]]
    ) -> None:
        """Give each paper without a key the first of its candidates that is free."""
        for claim in claims:
            if claim.place not in self.assigned and (
                free := next(filter(self._is_free, candidates(claim)), None)
            ):
                self._give(claim, free)

    def longer(self, claim: _Claim) -> Iterator[str]:
        """Yield a paper's keys with more words, and with letters; endless."""
        *plain, stem = claim.plain
        yield from plain
        for number in self._letters.setdefault(stem, count(1)):
            yield stem + _letters(number)

    def _is_free(self, key: str) -> bool:
        return key not in self._used and not self._is_taken(key)

    def _give(self, claim: _Claim, key: str) -> None:
        self.assigned[claim.place] = key
        self._used.add(key)


def _plain_keys(paper: Paper) -> list[str]:
    """Return the keys of a paper without letters: zong2023temporal, and with more words."""
    name = _NO_LETTER.sub("", to_ascii(first_surname(paper)).lower()) or "anon"
    first, *words = _title_words(paper.title)
    keys = [f"{name[:_MAX_PART]}{paper.date.year if paper.date else 'nd'}{first}"]
    for place in range(_MORE_WORDS + 1):
        longer = keys[-1] + "".join(words[place : place + 1])
        keys.append(longer[: MAX_LENGTH - _MAX_SUFFIX])
    return keys


def _letters(number: int) -> str:
    """Return a, b, …, z, aa, ab, …"""
    higher, lower = divmod(number - 1, 26)
    return (_letters(higher) if higher else "") + chr(ord("a") + lower)


def _title_words(title: str) -> list[str]:
    """Return the title's significant words in ASCII, at least one; no number leads where a
    word can.
    """
    spelled = to_ascii(title.replace("—", " ")).lower()
    every = [word.translate(_WITHIN_WORDS)[:_MAX_PART] for word in _WORD.findall(spelled)]
    significant = [word for word in every if word not in _STOP_WORDS]
    return (
        list(dropwhile(lambda word: word[0].isdigit(), significant))
        or significant
        or every
        or ["untitled"]
    )


def _rank(paper: Paper) -> tuple[bool, tuple[int, ...], str, str]:
    """Order by date and title, then by all else that the record says."""
    date = paper.date.sort_key if paper.date else ()
    return (paper.date is None, date, paper.title, repr(paper.content))
