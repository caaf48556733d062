"""What a sentence says of a paper's authors, year, title and venue, held against its entry.

Drafts say by whom, when and where: "In 2010, Grove et al. published a paper on group lamp
logic." No abstract says that of itself; the entry does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts.antecedents import brings
from assistant.composing.linting.marks import CITED
from assistant.composing.linting.publications import (
    are_authors,
    each_name,
    has_number,
    is_place,
    places_of,
    without_opening,
    years_of,
)
from assistant.language.attributions import (
    ACTING,
    AROUND,
    BESIDE,
    DECADE,
    DECADE_PARTS,
    FINDS_THAT,
    LEADING,
    NAMED,
    NUMBERS,
    OWN,
    PLACE,
    POINTING,
    PUBLISHED_IN,
    STORY,
    TIME,
    VENUE_NOUN,
    WHEN,
    WHO,
    WORK_YEARS,
    WRITING,
)
from assistant.language.markers import NUMBERED
from assistant.language.stems import stems
from assistant.language.word_lists import (
    FUNCTION_WORDS,
    LIGHT,
    NEGATORS,
    PAPER_WORDS,
    REPORTING,
)
from store.merging.identity import bare_arxiv, bare_doi
from store.names import is_collective, names_of, surnames
from store.text import fold
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from store.paper import Paper

_MARKERS = re.compile(rf"\s*{NUMBERED}")
_COMMON = FUNCTION_WORDS | PAPER_WORDS | LIGHT | REPORTING | LEADING
_TELLING_OF_PAPERS = stems(STORY) | stems(" ".join(_COMMON))
_DETAIL = re.compile(r"\d|(?<=[a-z,] )[A-ZÀ-Þ]")


class Bibliography:
    """What entries say of papers; source n of a sentence is cited as [n]."""

    def __init__(self, sources: Sequence[Paper]) -> None:
        self._sources = sources
        self._families = {fold(name) for paper in sources for name in surnames(paper)}

    def papers(self, markers: Collection[int]) -> list[Paper]:
        """Return the papers of some numbers."""
        return [self._sources[n - 1] for n in sorted(markers) if 0 < n <= len(self._sources)]

    def contradiction(self, sentence: str) -> str:
        """Return what a sentence with its markers says of authors, years or venues that the
        entries of what it cites say otherwise; "" where that is nothing.
        """
        papers = self.papers(_numbers(sentence))
        if not papers:
            return ""
        return (
            self._wrong_year(sentence, papers)
            or self._wrong_author(sentence, papers)
            or _wrong_venue(sentence, papers)
        )

    def without_metadata(self, sentence: str) -> str:
        """Return what is left of a sentence with its markers without what the entries say:
        authors, years, venues, numbers, and where in a paper something stands; "" where what
        is left tells nothing but a title.
        """
        papers = self.papers(_numbers(sentence))
        rest = PLACE.sub("", _MARKERS.sub("", sentence))
        for paper in papers:
            rest = _without_number(_without_number(rest, bare_doi(paper)), bare_arxiv(paper))
        rest = NUMBERS.sub(
            lambda found: _unless(has_number(found["number"], papers), found), rest
        )
        rest = TIME.sub("", _without_years(rest, papers))
        rest = _without_venues(_without_authors(rest, papers), papers)
        known = {word for paper in papers for word in stems(_about(paper))}
        left = stems(rest) - known - _TELLING_OF_PAPERS
        is_denied = not NEGATORS.isdisjoint(words(rest))
        if not is_denied and (not left or (len(left) == 1 and not _DETAIL.search(rest))):
            return ""
        said = _without_reporter(_tidy(rest)).rstrip(".")
        return f"{said}{''.join(_MARKERS.findall(sentence))}."

    def _wrong_author(self, sentence: str, papers: Sequence[Paper]) -> str:
        groups = [found for found in WHO.finditer(sentence) if without_opening(found["names"])]
        if not groups:
            return ""
        first_marker = sentence.find("[")
        for found in groups:
            behind = CITED.match(sentence, found.end())
            cited = self.papers(_numbers(behind[0])) if behind else papers
            names = without_opening(found["names"])
            acts = ACTING.match(sentence, (behind or found).end()) is not None
            # A work without an abstract may be about whom a citation stands behind.
            is_near = bool(behind) and (acts or all(paper.abstract for paper in cited))
            is_person = bool(found["others"] or (is_near and is_collective(names)))
            writes = bool(behind and WRITING.match(sentence, behind.end()) and names.istitle())
            is_person = is_person or (writes and all(one.authors_complete for one in cited))
            is_person = is_person or self._are_people(names, cited, is_near=is_near, acts=acts)
            if not is_person or are_authors(names, cited) or not all(map(names_of, cited)):
                continue
            is_elsewhere = not behind and (
                found.start() > first_marker >= 0
                or any(are_authors(without_opening(other["names"]), papers) for other in groups)
            )
            if not is_elsewhere and not _are_in_title(names, cited):
                return _by(cited, names)
        return ""

    def _are_people(
        self, names: str, papers: Sequence[Paper], *, is_near: bool, acts: bool
    ) -> bool:
        """Tell whether names without "et al." are surely those of authors: all are of the
        bibliography and the citation is behind them, or one is of what is cited, and they act.
        """
        each = each_name(names)
        if not all(paper.authors_complete for paper in papers):
            return False
        if is_near and all(fold(name) in self._families for name in each):
            return True
        is_one = len(each) > 1 and any(are_authors(name, papers) for name in each)
        return is_one and acts

    def _wrong_year(self, sentence: str, papers: Sequence[Paper]) -> str:
        """Return which work is of another year; one that has no year may be of any."""
        if not all(paper.date for paper in papers):
            return ""
        known = years_of(papers)
        found = (match for pattern in WORK_YEARS for match in pattern.finditer(sentence))
        for match in found:
            said = match.groupdict()
            year, subject = int(match["year"]), said.get("subject")
            names = without_opening(said.get("names") or "")
            is_of_work = (not names or are_authors(names, papers)) and (
                not subject or any(brings(paper, subject) for paper in papers)
            )
            told = any(str(year) in _text(paper) for paper in papers)
            if is_of_work and year not in known and not told:
                theirs = [paper for paper in papers if names and are_authors(names, [paper])]
                return self._of(theirs or papers, year, is_one=len(papers) == 1)
        return ""

    def _of(self, papers: Sequence[Paper], year: int, *, is_one: bool) -> str:
        """Return that papers are of other years than one; of several that are cited, which."""
        years = " and ".join(str(paper.date.year) for paper in papers if paper.date)
        numbers = (self._sources.index(paper) + 1 for paper in papers)
        which = "it" if is_one else " and ".join(f"[{number}]" for number in numbers)
        verb = "is" if len(papers) == 1 else "are"
        return f"{which} {verb} of {years}, and not of {year}"


def points_elsewhere(sentence: str) -> bool:
    """Tell whether a sentence with its markers sends its reader to a paper, or tells of those
    who write; what is in an abstract cannot carry that.
    """
    plain = " ".join(PLACE.sub(lambda found: found["lead"] or "", sentence).split())
    return any(pattern.search(plain) for pattern in (POINTING, OWN, AROUND, BESIDE))


def _wrong_venue(sentence: str, papers: Sequence[Paper]) -> str:
    for found in PUBLISHED_IN.finditer(sentence):
        said = found["venue"].rstrip(".,")
        places = [place for paper in papers for place in places_of(paper)]
        if places and VENUE_NOUN.search(said) and not is_place(said, places):
            return f"it is in {places[0]}, and not in {said}"
    return ""


def _by(papers: Sequence[Paper], names: str) -> str:
    said = [name.said for name in names_of(papers[0])]
    by = " and ".join(said if len(said) < 3 else [said[0], "others"])
    wrong = [name for name in each_name(names) if not are_authors(name, papers)]
    return f"it is by {by}, and not by {' and '.join(wrong)}"


def _are_in_title(names: str, papers: Sequence[Paper]) -> bool:
    """Tell whether words that look like names are what a paper is called, or speaks of: "his
    book The Wick, Reed".
    """
    each = each_name(names)
    others = [name for name in each if not are_authors(name, papers)]
    said = [f" {fold(_text(paper))} " for paper in papers]
    are_told = any(all(f" {fold(name)} " in text for name in others) for text in said)
    is_partly = len(others) < len(each) and are_told
    return is_partly or any(names in _text(paper) for paper in papers)


def _numbers(text: str) -> set[int]:
    return {int(n) for found in _MARKERS.finditer(text) for n in re.findall(r"\d+", found[0])}


def _without_authors(sentence: str, papers: Sequence[Paper]) -> str:
    def without(found: re.Match[str]) -> str:
        names = without_opening(found["names"])
        if not names or not are_authors(names, papers):
            return found[0]
        lead = found["names"][: len(found["names"]) - len(names)]
        return f"{lead}they" if lead or found.start() else "They"

    return WHO.sub(without, sentence)


def _without_years(sentence: str, papers: Sequence[Paper]) -> str:
    years = years_of(papers)

    def in_decade(found: re.Match[str]) -> str:
        first = int(found["decade"]) * 10
        part = DECADE_PARTS.get(found["part"] or "", range(10))
        return _unless(any(year - first in part for year in years), found)

    def unless_of_data(found: re.Match[str]) -> str:
        # A year alone says when something was, which no abstract need tell; two say which years
        # data are of.
        is_when = bool(found["lead"]) and not found["range"]
        return _unless(is_when or (int(found["year"]) in years and not found["range"]), found)

    return WHEN.sub(unless_of_data, DECADE.sub(in_decade, sentence))


def _without_venues(sentence: str, papers: Sequence[Paper]) -> str:
    places = [place for paper in papers for place in places_of(paper)]
    return NAMED.sub(lambda found: _unless(is_place(found[0], places), found), sentence)


def _without_reporter(sentence: str) -> str:
    """Return what is reported, where only the paper and its reporting stand before that."""
    found = FINDS_THAT.search(sentence)
    if found is None or stems(sentence[: found.end()]) - _TELLING_OF_PAPERS:
        return sentence
    rest = sentence[found.end() :]
    return rest[:1].upper() + rest[1:]


def _without_number(sentence: str, number: str) -> str:
    """Return a sentence without a paper's DOI or number of arXiv."""
    named = rf"\(?(?:arxiv|doi)?:? ?{re.escape(number)}(?:v\d)?\)?"
    return re.sub(named, "", sentence, flags=re.IGNORECASE) if number else sentence


def _unless(is_known: bool, found: re.Match[str]) -> str:  # noqa: FBT001
    return "" if is_known else found[0]


def _text(paper: Paper) -> str:
    return f"{paper.title} {paper.abstract}"


def _about(paper: Paper) -> str:
    return " ".join((paper.title, paper.venue or "", *paper.extra.values()))


def _tidy(text: str) -> str:
    words = re.sub(r"\s+([,.;:)])", r"\1", " ".join(text.split()))
    words = re.sub(r"\(\s*\)|^[\s,;.]+|[\s,;]+$", "", words)
    return words[:1].upper() + words[1:]
