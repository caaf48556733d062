"""Conditions on authors that a question puts in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_words
from assistant.language.patterns import any_of, any_word, cased, named_in
from assistant.questions.years import ends_in_month
from store.filters import Clause, name_runs
from store.names import PARTICLES
from store.text import fold
from store.words import STOP_WORDS

if TYPE_CHECKING:
    from assistant.questions.known_names import KnownNames
    from store.paper import Paper

PAPERS = r"(?:papers?|publications?|articles?|works?|abstracts?)"
NAME_PART = r"[^\W\d_a-z](?:[\w.-]|['’](?!s?(?!\w)))*"
_PARTICLE = rf"\b(?:{'|'.join(PARTICLES)})\b"
_NAME = rf"({NAME_PART}(?: (?:{NAME_PART}|{_PARTICLE}))*)"
# What stands before a family name goes with it: van Zanden, de la Cruz.
_BEFORE = r"(?:\b(?:by|with|of|from|and|or) )?" + 2 * rf"(?:{_PARTICLE} )?"
# What begins a text has a capital anyway: it is a name where it is spoken of as one, or beside
# another.
_CAPITALISED = re.compile(rf"{_BEFORE}(?P<name>(?<![\w-]){NAME_PART}(?: {NAME_PART})*)")
_AS_A_NAME = re.compile(
    r"['’]|,? (?:and|or|vs|versus|with|together|does|did|has|et al)\b|[ ?.!]*$"
)
_WITH_THEM = (
    r"(?:,? (?:and|&) (?:(?:his|her|their|the) )?"
    r"(?:colleagues|co-?workers|co-?authors|collaborators|others)\b|,? et\.? al\b\.?)?"
)
_TAKEN = _BEFORE + r"({0})" + _WITH_THEM + r"(?:['’]s?\b|['’])?"
_A_YEAR = re.compile(r",? (?:19|20)\d\d\b")
_LONGEST_NAME = 6
_FIRST_AUTHOR = cased(
    rf"\b(?!Who|Which|What)(?:with |where |whose |which (?:have|has) )?{_NAME}"
    r"(?: is| was)? (?:as |being )?(?:the |a )?(?:first|lead) author\b",
    rf"\b(?:first|lead)[- ]author(?:ed)?(?: {PAPERS})?(?: is| was| by| of| from)? {_NAME}",
    rf"{_NAME}['’]s? (?:first|lead)[- ]author(?:ed)?\b",
    rf"\b(?:led|lead|first[- ]authored) by {_NAME}",
)
_VERBS = any_word(read_words("verbs_of_papers"))
_IN_LOWER_CASE = re.compile(
    r"\b(?:by|author) ([a-z'’-]{2,})(?: ([a-z'’-]+))?"
    rf"|\b(?:did|does|do) ([a-z'’-]{{2,}})(?: ([a-z'’-]+))? (?=(?:{_VERBS})\b)"
)
PLACES_OF_AUTHORS = {"first": 0, "second": 1, "third": 2, "last": -1}
_WITHOUT = any_of(r"\b(?:without|(?P<counting>not counting)) (?=\w)")
_PLACED = any_of(
    r"\b(?P<verb>with|without) (?P<name>(?:(?!\bwith(?:out)?\b)[^,;:?!]){2,60}?) as "
    rf"(?P<place>{'|'.join(PLACES_OF_AUTHORS)}) author\b"
)
_TEAM = any_of(
    r"\bwith (?:a single author|(?:(?P<bound>at least|at most) )?(?P<size>\d+)"
    r"(?: to (?P<most>\d+))? authors)\b"
)
# Someone whom the library does not know is an author too where nothing else is meant.
_SURELY_AUTHOR = cased(
    # "What is meant by Batch Normalization?" asks for nobody's papers.
    r"(?<!\bmeant )(?<!\bmean )(?<!\bunderstood )(?<!\bunderstand )"
    rf"\b(?:by|lists?|listing) ({NAME_PART} {NAME_PART}(?: {NAME_PART})*)",
    rf"({NAME_PART} {NAME_PART})['’]s {PAPERS}",
    rf"\bd(?:id|oes) ({NAME_PART} {NAME_PART}) (?:write|publish|have|author)\b",
)


@dataclass(frozen=True, slots=True)
class AuthorLimits:
    """What is asked of the authors of papers that no filter can say."""

    least: int = 0
    most: int = 0
    """How many there may be; 0 where any number may."""
    placed: tuple[tuple[int, Clause], ...] = ()
    """Who is to stand in a place of the list, counted from 0, or from its end where below."""
    uncounted: tuple[Clause, ...] = ()
    """Who is left out where authors are counted."""

    @property
    def are_of_papers(self) -> bool:
        """Whether they leave out any papers."""
        return bool(self.least or self.placed)

    def joined(self, other: AuthorLimits) -> AuthorLimits:
        """Return the limits of both."""
        return AuthorLimits(
            max(self.least, other.least),
            min(self.most or other.most, other.most or self.most),
            (*self.placed, *other.placed),
            (*self.uncounted, *other.uncounted),
        )

    def allow(self, paper: Paper) -> bool:
        """Tell whether a paper surely meets them, as far as its source names its authors."""
        number, is_cut = len(paper.authors), not paper.authors_complete
        if number + is_cut < self.least or (self.most and (is_cut or number > self.most)):
            return False
        return all(self._stands(paper, place, who) for place, who in self.placed)

    def _stands(self, paper: Paper, at: int, who: Clause) -> bool:
        author = author_at(paper, at)
        if author is None:
            return who.negated and paper.authors_complete
        return who.matches({who.name: [*name_runs(author)]})


def author_at(paper: Paper, at: int) -> str | None:
    """Return who stands in a place of the list of authors, counted from 0 or from its end where
    below; None where nobody does, or the source does not tell.
    """
    is_told = at < len(paper.authors) and (at >= 0 or paper.authors_complete)
    return paper.authors[at] if is_told and paper.authors else None


NO_LIMITS = AuthorLimits()


@dataclass(frozen=True, slots=True)
class Authorship:
    """A condition on who wrote a paper, and where it stands in the text."""

    start: int
    end: int
    said: str
    clause: Clause | None = None
    limits: AuthorLimits = NO_LIMITS
    is_either: bool = False
    """Whether it is said as another choice: "or Marsh"."""


def find_left_out(text: str, names: KnownNames) -> Authorship | None:
    """Return whom a text leaves out: "without Song", "not counting Song"."""
    for found in _WITHOUT.finditer(text):
        parts = [*re.finditer(r"[^\s,;:?!]+", text[found.end() :])][:_LONGEST_NAME]
        for last in reversed(parts):
            name = text[found.end() : found.end() + last.end()].rstrip(".")
            if names.is_author(name):
                place = found.start(), found.end() + last.end()
                clause = replace(_clause("author", name, names), negated=True)
                if found["counting"]:
                    limits = AuthorLimits(uncounted=(clause,))
                    return Authorship(*place, f"not counting {name}", limits=limits)
                return Authorship(*place, f"without {name}", clause)
    return None


def find_placed(text: str, names: KnownNames) -> Authorship | None:
    """Return whom a text wants in a place among the authors: "with Song as last author"."""
    for found in _PLACED.finditer(text):
        if names.is_author(found["name"]):
            at, said = PLACES_OF_AUTHORS[found["place"].lower()], found[0]
            kind = "author" if at else "first"
            is_out = found["verb"].lower() == "without"
            clause = replace(_clause(kind, found["name"], names), negated=is_out)
            if not at:
                return Authorship(*found.span(), said, clause)
            limits = AuthorLimits(placed=((at, clause),))
            return Authorship(*found.span(), said, limits=limits)
    return None


def find_team(text: str, _: KnownNames) -> Authorship | None:
    """Return how many authors a text wants papers to have: "with at least 3 authors"."""
    found = _TEAM.search(text)
    if found is None or found["size"] == "0":
        return None
    size = int(found["size"] or 1)
    bounds = {"at least": (size, 0), "at most": (1, size)}.get(
        found["bound"], (size, int(found["most"] or size))
    )
    return Authorship(*found.span(), found[0], limits=AuthorLimits(*bounds))


def find_first_author(text: str, names: KnownNames) -> Authorship | None:
    """Return whom a text asks for as the first author."""
    if (found := _FIRST_AUTHOR.search(text)) is None:
        return None
    name = named_in(found)
    return _authorship(found.span(), "first", name, f"with {name} as first author", names)


def find_author(text: str, names: KnownNames) -> Authorship | None:
    """Return an author whom a text names: someone whom the library knows, else who can be
    nothing else.
    """
    known = (
        found for run in _CAPITALISED.finditer(text) if (found := _find_known(text, run, names))
    )
    found = next(known, None) or _SURELY_AUTHOR.search(text)
    if found is None:
        return None
    name = named_in(found)
    author = _authorship(found.span(), "author", name, f"by {name}", names)
    return replace(author, is_either=found[0].lower().startswith("or "))


def find_author_in_lower_case(text: str, names: KnownNames) -> Authorship | None:
    """Return "by zong", but only where the library knows such an author."""
    found = _IN_LOWER_CASE.search(text)
    # "by a craft" is by nobody, though somebody's initial is an A.
    said = [part for part in found.groups() if part] if found else []
    if found is None or said[0] in STOP_WORDS:
        return None
    family, whole = said[0], " ".join(said)
    name = next((name for name in (whole, family) if names.is_author(name)), None)
    if name is None:
        return None
    place = found.start(), text.index(name, found.start()) + len(name)
    return _authorship(place, "author", name, f"by {name}", names)


def is_of_date(up_to: str, behind: str) -> bool:
    """Tell whether a text ends in a month that goes on with a year."""
    return bool(_A_YEAR.match(behind)) and ends_in_month(up_to)


def _find_known(text: str, run: re.Match[str], names: KnownNames) -> re.Match[str] | None:
    """Return the longest part of some capitalised words that is an author's name."""
    parts = [*re.finditer(r"\S+", run["name"])][:_LONGEST_NAME]
    spans = [
        (parts[i].start(), parts[j].end())
        for i in range(len(parts))
        for j in range(i, len(parts))
    ]
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        at, behind = run.start("name") + start, text[run.start("name") + end :]
        name = run["name"][start:end]
        is_apart = bool(text[:at].strip()) or bool(_AS_A_NAME.match(behind))
        # A single letter is an author's initial to the library.
        could_be = len(name) > 1 and (" " in name or is_apart)
        is_month = is_of_date(text[:at] + name, behind)
        if could_be and not is_month and names.is_author(name):
            return re.compile(_TAKEN.format(re.escape(name))).search(text, run.start())
    return None


def _authorship(
    place: tuple[int, int], kind: str, name: str, said: str, names: KnownNames
) -> Authorship:
    """Return the condition that a paper is by whom a name means, however it is written there;
    who else is meant than is typed is said.
    """
    if others := _otherwise_written(name, names):
        said += f" (also written {', '.join(others)})"
    return Authorship(*place, said, _clause(kind, name, names))


def _clause(kind: str, name: str, names: KnownNames) -> Clause:
    return Clause(kind, fold(name), also=tuple(map(fold, _otherwise_written(name, names))))


def _otherwise_written(name: str, names: KnownNames) -> list[str]:
    """Return the authors who may be meant by a name and are written otherwise."""
    folded = fold(name)
    return [
        author
        for author in names.authors_named(name)
        if f" {folded} " not in f" {fold(author)} "
    ]
