"""Papers that a question names as one cites them: by author and year, "Weber 2010", or by the
citation key that the library prints.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_words
from assistant.language.patterns import any_of
from assistant.language.stems import telling_words
from assistant.language.word_lists import REPORTING
from assistant.questions.catalogue import says_unknown
from assistant.questions.known_names import KnownNames
from assistant.questions.made_whole import FollowUp
from assistant.questions.pointers import IT, asks_for_metadata
from assistant.questions.question import Kind
from assistant.questions.question_reader import read_question
from assistant.questions.spoken_of import enumerate_names, spoken_of
from assistant.questions.years import ends_in_month
from store.filters import Clause, Filter
from store.text import fold
from store.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from assistant.questions.spoken_of import Get
    from assistant.questions.turns import PastTurn
    from store.paper import Paper

    Find = Callable[[Filter], Sequence[Paper]]

_YEAR = re.compile(
    r"(?P<own>['’]s?)?,? [(\[]?(?P<year>(?:19|20)\d\d)[a-z]?[)\]]?(?![\w-])"
    r"(?: (?:paper|study|article|work)\b)?"
)
_OTHERS = re.compile(r",? (?:et\.? al\.?|(?:and|&) (?:others|colleagues|co-?workers))$")
_AND = re.compile(r"(?:,? (?:and|&)|,)$")
_LED = any_of(r"\b(?:the |this )?(?:paper|study|article|work) (?:by|of|from) $")
_KEY = re.compile(r"[@\[]?(?P<key>(?=[\w:.-]*[\d:_])[A-Za-z][\w:.-]*\w)\]?")
_LISTS = any_of(r"\b(?:papers|publications|articles|works|studies|entries)\b")
_JOINED = re.compile(r"\s*(?:,|,? (?:and|or|with|to|vs\.?|versus|against))\s*", re.IGNORECASE)
_FOUND = any_of(
    # A bare "why" is put before what was asked last: "Why: what did Heron find?"
    r"^(?P<lead>[\w ]+: )?what (?:did|does|do|has|have) (?P<who>.+?)(?P<others>,? et\.? al\.?)?"
    r" (?P<verb>\w+)[ ?.!]*$"
)
_WHOLE = any_of(
    r"^(?:please )?(?:(?:tell me(?: more)? about|describe|explain) )?"
    r"(?:what(?: is|['’]s| are) )?(?:this paper|these papers)(?: about)?[ ?.!]*$"
)
_TELLING = REPORTING | read_words("finding_verbs")
_LONGEST_NAME = 4
_MOST = 3
"""Papers of one author and one year that are all meant."""


@dataclass(frozen=True, slots=True)
class _Reference:
    start: int
    end: int
    papers: tuple[Paper, ...]


def refer(
    text: str, names: KnownNames, get: Get, find: Find, turns: Sequence[PastTurn] = ()
) -> FollowUp | None:
    """Return a question as asked of the papers that it cites; None where it cites none, or asks
    for a list.

    `get` looks a paper up by its citation key, `find` all that pass a filter; `turns` is the
    conversation so far, whose paper may be compared with one that is cited.
    """
    found = sorted(
        (*_by_key(text, get), *_by_year(text, names, find)), key=lambda each: each.start
    ) or [*_by_what_was_found(text, names, find)]
    others = _without(text, found)
    if not found or _LISTS.search(others) or says_unknown(others):
        return None
    papers = {paper.key: paper for each in found for paper in each.papers}
    if read_question(text).kind is Kind.COMPARISON:
        if len(papers) == 1 and turns and IT.search(others):
            spoken = spoken_of(turns, get, names).papers
            before = [paper for paper in spoken if paper.key not in papers][:1]
            papers = {paper.key: paper for paper in (*before, *papers.values())}
        if len(papers) > 1:
            about = " ".join(telling_words(IT.sub("", others)))
            asked = f"Compare these papers on {about}" if about else "Compare these papers"
            return FollowUp(text, tuple(papers), asked)
    return FollowUp(text, tuple(papers), _asked(text, found, papers))


def _asked(text: str, found: Sequence[_Reference], papers: Mapping[str, Paper]) -> str:
    """Return a question with "this paper" in the place of its references; what tells a paper's
    metadata takes its title.
    """
    is_joined = all(
        _JOINED.fullmatch(text, left.end, right.start) for left, right in pairwise(found)
    )
    said = "this paper" if len(papers) == 1 else "these papers"
    if is_joined:
        before, behind = text[: found[0].start], text[found[-1].end :]
        titles = enumerate_names([paper.title for paper in papers.values()])
        if asks_for_metadata(titled := f"{before}{titles}{behind}", KnownNames()):
            return titled if len(papers) == 1 else f"{before}these papers{behind}"
        asked = f"{before}{said}{behind}"
    else:
        asked, at = "", 0
        for each in found:
            asked, at = f"{asked}{text[at : each.start]}this paper", each.end
        asked += text[at:]
    if _WHOLE.match(asked):
        return f"Summarise {said}"
    reported = _FOUND.search(asked)
    if reported and reported["verb"].lower() in _TELLING:
        return f"{reported['lead'] or ''}What did {said} find?"
    return asked


def _without(text: str, found: Sequence[_Reference]) -> str:
    for each in reversed(found):
        text = f"{text[: each.start]} {text[each.end :]}"
    return text


def cited_keys(text: str, get: Get) -> tuple[str, ...]:
    """Return the citation keys that stand in a text."""
    return tuple(paper.key for each in _by_key(text, get) for paper in each.papers)


def _by_key(text: str, get: Get) -> Iterator[_Reference]:
    for found in _KEY.finditer(text):
        if paper := get(found["key"]):
            yield _Reference(found.start(), found.end(), (paper,))


def _by_year(text: str, names: KnownNames, find: Find) -> Iterator[_Reference]:
    for found in _YEAR.finditer(text):
        year = Clause("year", years=(int(found["year"]),) * 2)
        before = text[: found.start()]
        people = None if ends_in_month(before) else _people_before(before, names, find, year)
        if people is None:
            continue
        start, papers = people
        if led := _LED.search(text[:start]):
            start = led.start()
        yield _Reference(start, found.end(), papers)


def _people_before(
    before: str, names: KnownNames, find: Find, year: Clause
) -> tuple[int, tuple[Paper, ...]] | None:
    """Return where the authors begin that a text ends with, and the papers that they wrote in a
    year: those that the first of them leads before others.
    """
    rest, at = _OTHERS.sub("", before), -1
    clauses: tuple[Clause, ...] = (year,)
    papers: tuple[Paper, ...] = ()
    while name := _name_at_end(rest, names):
        written = names.authors_named(name)
        person = Clause("author", fold(name), also=tuple(map(fold, written)))
        together = tuple(find(Filter((*clauses, person))))
        leading = tuple(p for p in together if p.authors and p.authors[0] in written)
        if not together:
            break
        papers, clauses = leading or together, (*clauses, person)
        rest = rest[: len(rest) - len(name)]
        at = len(rest)
        joined = _AND.search(rest.rstrip())
        if joined is None:
            break
        rest = rest[: joined.start()]
    return (at, papers) if 0 < len(papers) <= _MOST else None


def _name_at_end(text: str, names: KnownNames) -> str:
    """Return the longest author's name that a text ends with."""
    starts = [found.start() for found in re.finditer(r"\S+", text)][-_LONGEST_NAME:]
    for name in (text[start:] for start in starts):
        is_name = name[0].isalpha() and len(name) > 1 and name not in STOP_WORDS
        written = names.authors_named(name) if is_name else ()
        # "DAVIS 2017" is a data set, though a Davis wrote a paper.
        if written and (not name.isupper() or name in written):
            return name
    return ""


def _by_what_was_found(text: str, names: KnownNames, find: Find) -> Iterator[_Reference]:
    """Yield the one paper of an author of whom a question asks what they found."""
    found = _FOUND.search(text)
    if found is None or found["verb"].lower() not in _TELLING:
        return
    if written := names.authors_named(found["who"]):
        person = Clause("author", fold(found["who"]), also=tuple(map(fold, written)))
        if len(papers := tuple(find(Filter((person,))))) == 1:
            end = found.end("others") if found["others"] else found.end("who")
            yield _Reference(found.start("who"), end, papers)
