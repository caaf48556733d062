"""Filters on metadata: `year:2020..2022 author:zong -code:yes`, read from text and applied
to papers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from store.errors import FilterError
from store.names import read_names
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from store.paper import Paper

FILTERS = {
    "year": "2021, 2020..2022, >=2024",
    "author": "somebody who wrote it: zong",
    "first": 'its first author: "Guanglu Song"',
    "code": "whether there is code: yes, no, unknown",
    "field": "the category of its source: CV",
    "venue": "where it appeared: CVPR",
    "affiliation": "an institution of its authors: tsinghua",
    "kind": "what it is: article, book",
    "collection": "a collection that it lies in: thesis",
    "publisher": "who published it: springer",
    "editor": "who edited it: moss",
    "key": "its citation key",
}
"""What filters there are, and what stands behind the colon of each."""
FILTER_NAMES = tuple(FILTERS)
EXAMPLES = (
    'year:2020..2022, year:>=2024, author:zong, first:"Guanglu Song", '
    "code:yes, field:LG, venue:CVPR, "
    "affiliation:tsinghua, kind:book, collection:thesis, "
    "publisher:springer, editor:moss, key:…"
)

_CODE = {True: "yes", False: "no", None: "unknown"}
_ALIASES = {
    "article": "preprint",
    "paper-conference": "conference paper",
    "motion_picture": "film",
    "post-weblog": "blog",
}
"""What CSL's types are called outside of it."""
_PEOPLE = ("author", "first", "editor")
_LATEST_YEAR = 9999
_IDENTIFIERS = ("arxiv", "doi", "http", "https")
_TOKEN = re.compile(
    r'(?P<not>[-\u2212]?)(?P<name>[A-Za-z]+):(?P<value>"[^"]*"?|[^\s"]\S*)|"[^"]*"|\S+'
)
_YEARS = re.compile(
    r"(?P<op>>=|<=|>|<)?(?P<low>\d{1,4})|(?P<from>\d{1,4})?\.\.(?P<to>\d{1,4})?"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition: the paper's terms of that name hold the value, or its year lies within
    the span.
    """

    name: str
    value: str = ""
    """Folded as `filter_terms` folds; "" for a year."""
    years: tuple[int, int] | None = None
    """First and last year, both included; only for `year`."""
    negated: bool = False
    also: tuple[str, ...] = ()
    """Other values, folded too, any of which will do: the ways in which one name is written."""

    def or_else(self, other: Clause) -> Clause:
        """Return the condition that either of two values of a name is held."""
        return replace(self, also=(*self.also, other.value, *other.also))

    def matches(self, terms: Mapping[str, int | list[str]]) -> bool:
        """Tell whether a paper with these `filter_terms` meets the condition."""
        found = terms[self.name]
        if self.years is None:
            wanted = (self.value, *self.also)
            holds = isinstance(found, list) and any(value in found for value in wanted)
            return holds is not self.negated
        return (
            isinstance(found, int) and self.years[0] <= found <= self.years[1]
        ) is not self.negated


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that a paper must all meet; an empty filter lets every paper through."""

    clauses: tuple[Clause, ...] = ()

    def matches(self, paper: Paper) -> bool:
        """Tell whether a paper meets every condition: the reference for what both indexes
        do.
        """
        terms = filter_terms(paper)
        return all(clause.matches(terms) for clause in self.clauses)

    def __bool__(self) -> bool:
        return bool(self.clauses)


def filter_terms(paper: Paper) -> dict[str, int | list[str]]:
    """Return what filters look at, by filter name; an unknown year is 0, no terms are
    `[""]`.
    """
    return {
        "year": paper.date.year if paper.date else 0,
        "author": _phrases(paper.authors),
        "first": _phrases(paper.authors[:1]),
        "code": [_CODE[paper.has_code]],
        "field": _phrases([paper.field or ""]),
        "venue": _phrases([paper.venue or ""]),
        "affiliation": _phrases(paper.affiliations),
        "kind": _phrases((paper.kind or "", kind_said(paper))),
        "collection": _phrases(paper.extra.get("collections", "").split("; ")),
        "publisher": _phrases([paper.extra.get("publisher", "")]),
        "editor": _phrases(name.said for name in read_names(paper.extra.get("editors", ""))),
        "key": [paper.key],
    }


def kind_said(paper: Paper) -> str:
    """Return what a paper is, as one calls it; "" where its source does not tell."""
    if paper.kind is None and paper.arxiv_id and not paper.venue:
        return _ALIASES["article"]
    return _ALIASES.get(paper.kind or "", paper.kind or "").replace("-", " ")


def parse_filter(text: str) -> tuple[Filter, str]:
    """Return the filter that stands in a text, and the words beside it.

    A word before a colon that is no filter's name raises FilterError; quote it, or put a space
    behind the colon, to search for it as it is.
    """
    clauses: list[Clause] = []
    words: list[str] = []
    for token in _TOKEN.finditer(text):
        name = token["name"]
        if name is None or not _reads_as_filter(name, token["value"]):
            words.append(token[0])
        else:
            clauses.append(
                _read_clause(
                    name.lower(), token["value"].strip('"'), negated=bool(token["not"])
                )
            )
    return Filter(tuple(clauses)), " ".join(words)


def _phrases(names: Iterable[str]) -> list[str]:
    """Return every run of words of each name, in order and once: "Fu-Yun Wang" -> fu, fu
    yun, …, wang.
    """
    phrases = dict.fromkeys(phrase for name in names for phrase in name_runs(name))
    return list(phrases) or [""]


@lru_cache(maxsize=4096)
def name_runs(name: str) -> tuple[str, ...]:
    """Return all words in a row of a name, folded."""
    words = fold(name).split()
    spans = (
        (start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1)
    )
    return tuple(" ".join(words[start:end]) for start, end in spans)


def _reads_as_filter(name: str, value: str) -> bool:
    if name.lower() in FILTER_NAMES:
        return True
    if name.lower() in _IDENTIFIERS or value.startswith("//"):
        return False
    return name.islower() or bool(get_close_matches(name.lower(), FILTER_NAMES, cutoff=0.7))


def _read_clause(name: str, value: str, *, negated: bool) -> Clause:
    if name == "year":
        return Clause(name, years=_read_years(value), negated=negated)
    if name == "code":
        return Clause(name, value=_read_code(value), negated=negated)
    if name == "key":
        return Clause(name, value=value, negated=negated)
    if name in FILTER_NAMES:
        return Clause(name, value=_read_name(name, value), negated=negated)
    near = get_close_matches(name, FILTER_NAMES, n=1, cutoff=0.6)
    guess = f" Did you mean {near[0]}:{value}?" if near else ""
    raise FilterError(
        f"There is no filter {name!r}",
        why=f"the filters are {', '.join(FILTER_NAMES)}",
        advice=(
            f"Examples: {EXAMPLES}.{guess} To search for the words, put a space after "
            f"the colon."
        ),
    )


def _read_years(value: str) -> tuple[int, int]:
    found = _YEARS.fullmatch(value)
    if found is None or value == "..":
        raise FilterError(
            f"{value!r} is not a year or a span of years",
            advice="Write year:2021, year:2020..2022, year:2020.., year:>=2024 or year:<2020.",
        )
    if found["low"] is None:
        first, last = int(found["from"] or 1), int(found["to"] or _LATEST_YEAR)
        if first > last:
            raise FilterError(
                f"The span {value} ends before it begins",
                advice=f"Write the earlier year first: {found['to']}..{found['from']}.",
            )
        return (first, last)
    year = int(found["low"])
    spans = {
        None: (year, year),
        ">=": (year, _LATEST_YEAR),
        ">": (year + 1, _LATEST_YEAR),
        "<=": (1, year),
        "<": (1, year - 1),
    }
    return spans[found["op"]]


def _read_code(value: str) -> str:
    if value.lower() not in _CODE.values():
        raise FilterError(
            f"{value!r} does not say whether there is code",
            advice="Write code:yes, code:no or code:unknown.",
        )
    return value.lower()


def _read_name(name: str, value: str) -> str:
    family, comma, given = value.partition(",")
    folded = fold(f"{given} {family}" if comma and name in _PEOPLE else value)
    if not folded:
        raise FilterError(f"The filter {name}: has no value", advice=f"Examples: {EXAMPLES}.")
    return folded
