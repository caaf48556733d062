"""Conditions on metadata that a question puts in words: years, code, authors, venues."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.language.everyday import is_known
from assistant.language.patterns import any_of, cased, named_in
from assistant.questions.authorship import (
    NAME_PART,
    NO_LIMITS,
    PAPERS,
    find_author,
    find_author_in_lower_case,
    find_first_author,
    find_left_out,
    find_placed,
    find_team,
)
from assistant.questions.imprints import find_imprint
from assistant.questions.known_names import plain_affiliation
from assistant.questions.records_asked import find_abstract, find_kind, find_undated
from assistant.questions.years import find_years
from store.filters import Clause, Filter
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.questions.authorship import AuthorLimits, Authorship
    from assistant.questions.known_names import KnownNames
    from store.paper import Paper


_FIELD = re.compile(
    r"\b(?:in|from|of) (?:the )?(?:field|category) (?:of )?(?P<field>[A-Z][A-Za-z.]{1,7})\b"
)
_OPEN = r"(?:any |public |released |available |open |source )*"
_WITHOUT_CODE = any_of(
    rf"\b(?:without|not with) {_OPEN}code\b",
    rf"\b(?:have|has|having|with|releas\w+) no {_OPEN}code\b",
    rf"\b(?:do|does|did)(?: not|n['’]t) (?:have|release|provide|share|come with) {_OPEN}code\b",
    rf"\black(?:s|ing)? {_OPEN}code\b",
)
_WITH_CODE = any_of(
    rf"\b(?:with|have|has|having|had|come[s]? with|there is) (?:\w+ )?{_OPEN}code\b",
    rf"\b(?:releas|provid|shar|publish|offer|includ)\w* (?:\w+ )?{_OPEN}code\b",
    r"\bcode (?:is |are |was )?(?:publicly )?(?:available|released|public)\b",
    r"\bopen[- ]source[d]?\b",
)
_LONGEST_VENUE = 14
_INSTITUTE = (
    rf"({NAME_PART}(?: (?:{NAME_PART}|of|for|and|the))*(?<! of)(?<! for)(?<! and)(?<! the))"
)
_PERIODICAL = re.compile(
    r"\b(?:Journal|Proceedings|Transactions|Letters|Reviews?|Annals|Bulletin|Conference|"
    r"Symposium|Workshop|Magazine)\b"
)
_VENUE = re.compile(
    r"(?P<led>\w+ )?(?P<place>\b(?:in|at|from|for|by)(?: the)? )(?P<name>[^,;:?!]+)"
)
# What says that a venue follows: "published in", "in the journal".
_APPEARED = any_of(r"\b(?:appear\w*|published|printed|presented|accepted) $")
_CALLED = any_of(r"(?:journal|magazine|proceedings|venue|conference)(?: called| named)? ")
_PERIODICAL_NAMED = cased(
    rf"\b(?:in|at|from|of)(?: the)? ({NAME_PART}(?: (?:{NAME_PART}|of|on|for|and|the|in))*)"
)
_NOT_FROM = any_of(r"\bnot $")
_PAPERS = re.compile(rf"\b{PAPERS}\b", re.IGNORECASE)
_AFFILIATED = (
    r"\b(?:affiliated (?:with|to|at)|(?:the )?affiliations?(?: is| are| of| with)?"
    r"|(?:working|work|based) (?:at|for|in))"
)
_AFFILIATION = cased(
    rf"{_AFFILIATED} (?:the )?{_INSTITUTE}",
    rf"\b(?:from|at|by|with|of) (?:the )?{_INSTITUTE}",
    rf"{_INSTITUTE}(?:['’]s?)? {PAPERS}\b",
    rf"\b(?:did|does|has|have|do) {_INSTITUTE}",
    r"\b(?:from|at|by|with|of|affiliated with) ([a-z]+)\b",
    rf"\b([a-z]+) {PAPERS}\b",
)
# An institution whom no source names is one all the same where nothing else is meant.
_SURELY_AFFILIATION = cased(
    rf"{_AFFILIATED} (?:the )?{_INSTITUTE}",
    (
        rf"\b{PAPERS}(?: that| which)?(?: are| is| come| comes| coming| originate)? "
        rf"from (?:the )?{_INSTITUTE}"
    ),
)


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a question demands of metadata, and the question without it."""

    where: Filter
    years: frozenset[int]
    """The years asked for by number, where they are no span; empty where none are."""
    said: tuple[str, ...]
    """The conditions in words, to be read behind "papers": "from 2021", "with code"; those of
    the filter first, in its order.
    """
    rest: str
    are_years_certain: bool = True
    """Whether the years can be meant of nothing but the papers."""
    has_abstract: bool | None = None
    """Whether papers with an abstract are asked for, or those without; None for both."""
    is_newest_first: bool = False
    """Whether a list of them begins with the newest."""
    limits: AuthorLimits = NO_LIMITS
    """What is asked of the authors that the filter cannot say."""

    def allow(self, paper: Paper) -> bool:
        """Tell whether a paper meets what the filter cannot say."""
        if self.has_abstract not in (None, bool(paper.abstract.strip())):
            return False
        if not self.limits.allow(paper):
            return False
        return not self.years or (paper.date is not None and paper.date.year in self.years)

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors asked for, folded."""
        return tuple(
            clause.value
            for clause in self.where.clauses
            if clause.name == "author" and not clause.negated
        )

    @property
    def people(self) -> tuple[tuple[str, Clause], ...]:
        """The authors asked for, in words and as a condition."""
        conditions = zip(self.said, self.where.clauses, strict=False)
        return tuple(
            (said.removeprefix("by "), clause)
            for said, clause in conditions
            if clause.name == "author" and not clause.negated
        )

    def __bool__(self) -> bool:
        return bool(self.said)


_ANY_ARTICLE = "article"
_ARTICLES = frozenset(("article-journal", "article", "paper-conference"))
_ABSTRACT_SAID = {True: "with an abstract", False: "without an abstract", None: ""}
NO_CONSTRAINTS = Constraints(Filter(), frozenset(), (), "")


def read_constraints(
    text: str, names: KnownNames, is_said: Callable[[str], bool] = lambda _: False
) -> Constraints:
    """Return the conditions on metadata that a question states in words.

    `names` are those that the library knows; `is_said` tells whether its abstracts have a word:
    a year that they have may be one of what they tell.
    """
    reading = _Reading(text, names, is_said)
    reading.take_code()
    reading.take_field()
    reading.take_venue()
    reading.take_imprints()
    for find in (find_team, find_placed, find_left_out):
        while reading.take_author(find):
            pass
    reading.take_author(find_first_author)
    reading.take_affiliation()
    while reading.take_author(find_author):
        pass
    reading.take_author(find_author_in_lower_case)
    reading.take_undated()
    reading.take_years()
    reading.take_abstract()
    reading.take_kind()
    rest = " ".join(reading.rest.split())
    return Constraints(
        Filter(tuple(reading.clauses)),
        frozenset(reading.years),
        (
            *reading.said,
            *filter(None, (_ABSTRACT_SAID[reading.has_abstract],)),
            *reading.limits_said,
        ),
        rest,
        reading.are_years_certain,
        reading.has_abstract,
        limits=reading.limits,
    )


def _is_plain(text: str) -> bool:
    """Tell whether a text is of English words in small letters."""
    return all(word.islower() and is_known(word) for word in text.split())


class _Reading:
    """Takes one condition after another out of a text."""

    def __init__(self, text: str, names: KnownNames, is_said: Callable[[str], bool]) -> None:
        self.rest = text
        self.clauses: list[Clause] = []
        self.years: set[int] = set()
        self.are_years_certain = True
        self.has_abstract: bool | None = None
        self.said: list[str] = []
        self.limits = NO_LIMITS
        self.limits_said: list[str] = []
        self._names = names
        self._is_said = is_said

    def take_code(self) -> None:
        for pattern, negated, said in (
            (_WITHOUT_CODE, True, "without code"),
            (_WITH_CODE, False, "with code"),
        ):
            if found := pattern.search(self.rest):
                self._take(found, said)
                self.clauses.append(Clause("code", "no" if negated else "yes"))
                return

    def take_field(self) -> None:
        if found := _FIELD.search(self.rest):
            self._take(found, f"in the field {found['field']}")
            self.clauses.append(Clause("field", fold(found["field"])))

    def take_imprints(self) -> None:
        """Take who published, edited or collected the papers."""
        while found := find_imprint(self.rest, self._names):
            self.rest = f"{self.rest[: found.start]} {self.rest[found.end :]}"
            self.said.append(found.said)
            self.clauses.append(found.clause)

    def take_affiliation(self) -> None:
        known = (
            found
            for found in _AFFILIATION.finditer(self.rest)
            if self._names.is_affiliation(named_in(found))
        )
        found = next(known, None) or _SURELY_AFFILIATION.search(self.rest)
        if found is None or self._names.is_author(named_in(found)):
            return
        self._take(found, f"from {named_in(found)}")
        self.clauses.append(Clause("affiliation", plain_affiliation(named_in(found))))
        self.rest = (
            f"papers {self.rest}" if re.search(rf"\b{PAPERS}\b", found[0]) else self.rest
        )

    def take_author(self, find: Callable[[str, KnownNames], Authorship | None]) -> bool:
        """Take an author, and tell whether one was found."""
        if found := find(self.rest, self._names):
            self.rest = f"{self.rest[: found.start]} {self.rest[found.end :]}"
            if found.clause and found.is_either and self._is_joined():
                self.clauses[-1] = self.clauses[-1].or_else(found.clause)
                self.said[-1] += f" or {found.said.removeprefix('by ')}"
            elif found.clause:
                self.said.append(found.said)
                self.clauses.append(found.clause)
            else:
                self.limits_said.append(found.said)
                self.limits = self.limits.joined(found.limits)
        return bool(found)

    def _is_joined(self) -> bool:
        """Tell whether the last condition is somebody whom others may stand for."""
        last = self.clauses[-1] if self.clauses else None
        return last is not None and last.name == "author" and not last.negated

    def take_years(self) -> None:
        people = any(clause.name in ("author", "first") for clause in self.clauses)
        found = find_years(self.rest, self._is_said, has_person=people)
        if found is None:
            return
        denied = _NOT_FROM.search(self.rest[: found.start])
        start = denied.start() if denied else found.start
        self.rest = f"{self.rest[:start]} {self.rest[found.end :]}"
        self.said.append(f"not {found.said}" if denied else found.said)
        years = found.first, found.last
        self.clauses.append(Clause("year", years=years, negated=bool(denied)))
        self.years |= frozenset() if denied else found.listed
        self.are_years_certain = found.is_certain

    def take_undated(self) -> None:
        """Take "have no year": the store knows it as the year 0."""
        if found := find_undated(self.rest):
            self._take(found, "without a year")
            self.clauses.append(Clause("year", years=(0, 0)))

    def take_kind(self) -> None:
        if found := find_kind(self.rest):
            kind, rest = found
            if kind == _ANY_ARTICLE and self._names.kinds <= _ARTICLES:
                # Where there is nothing else, articles are papers.
                return
            self.rest = rest
            self.said.append(f"of the kind “{kind}”")
            self.clauses.append(Clause("kind", kind))

    def take_abstract(self) -> None:
        if found := find_abstract(self.rest):
            place, self.has_abstract = found
            self.rest = f"{self.rest[: place.start()]} {self.rest[place.end() :]}"

    def take_venue(self) -> None:
        """Take "in the Journal of Ponds": where some paper appeared, or what can be nothing
        else.
        """
        for found in _VENUE.finditer(self.rest):
            start, said = found.start("name"), bool(_APPEARED.search(found["led"] or ""))
            end = self._end_of_venue(found["name"], is_said=said)
            if not end and (called := _CALLED.match(self.rest, start)):
                start = called.end()
                end = self._end_of_venue(self.rest[start:], is_said=True)
            if end:
                name = self.rest[start : start + end]
                self.rest = f"{self.rest[: found.start('place')]} {self.rest[start + end :]}"
                self._add_venue(name)
                return
        for found in _PERIODICAL_NAMED.finditer(self.rest):
            # One that no paper appeared in is one all the same where papers are asked for.
            if _PERIODICAL.search(found[1]) and _PAPERS.search(self.rest[: found.start()]):
                self._take(found, f"in {found[1]}")
                self.clauses.append(Clause("venue", fold(found[1])))
                return

    def _end_of_venue(self, text: str, *, is_said: bool) -> int:
        """Return where the name of a venue at the beginning of a text ends, 0 where none is:
        words that a journal is called by too are a topic where nothing tells it.
        """
        ends = [found.end() for found in re.finditer(r"[^\s,;:?!]+", text)][:_LONGEST_VENUE]
        for end in reversed(ends):
            name = text[:end]
            is_told = is_said or bool(_PERIODICAL.search(name))
            is_name = is_told or (self._names.is_venue(name) and not _is_plain(name))
            if is_name and self._names.venues_named(name):
                return end
        return 0

    def _add_venue(self, name: str) -> None:
        venue, *others = self._names.venues_named(name)
        self.said.append(f"in {name}")
        self.clauses.append(Clause("venue", venue, also=tuple(others)))

    def _take(self, found: re.Match[str], said: str) -> None:
        self.rest = f"{self.rest[: found.start()]} {self.rest[found.end() :]}"
        self.said.append(said)
