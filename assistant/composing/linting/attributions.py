"""What a sentence says of a paper's authors, year, title and venue, held against its entry.

Drafts say by whom, when and where: "In 2010, Grove et al. published a paper on group lamp
logic."
No abstract says that of itself; the entry does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts import read_abstract
from assistant.language.attributions import (
    ACTING,
    AND,
    AROUND,
    BESIDE,
    DECADE,
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
)
from assistant.language.stems import stems
from assistant.language.word_lists import (
    FUNCTION_WORDS,
    LIGHT,
    NEGATORS,
    PAPER_WORDS,
    REPORTING,
)
from store.names import names_of, surnames
from store.text import fold
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from store.paper import Paper

_MARKERS = re.compile(r"\s*\[\d+(?:\s*[,;–-]\s*\d+)*\]")
_NEXT = re.compile(r" ?\[(?P<numbers>\d+(?:, \d+)*)\]")
_YEAR = re.compile(r"\b(?:1[6-9]\d\d|20\d\d)\b")
_ARXIV = re.compile(r"(\d\d)(?:0[1-9]|1[0-2])\.\d{4,5}")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"})
_COMMON = FUNCTION_WORDS | PAPER_WORDS | LIGHT | REPORTING | LEADING
_TELLING_OF_PAPERS = stems(STORY) | stems(" ".join(_COMMON))
_DETAIL = re.compile(r"\d|(?<=[a-z,] )[A-ZÀ-Þ]")
_PARTS = {"early": range(5), "mid": range(3, 8), "late": range(5, 10)}
_PLACES = ("publisher", "place", "series", "event", "genre", "abbreviation")


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
            _wrong_year(sentence, papers)
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
        rest = NUMBERS.sub(lambda found: _unless(_has_number(found, papers), found), rest)
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
        groups = [found for found in WHO.finditer(sentence) if _bare(found["names"])]
        if not groups:
            return ""
        first_marker = sentence.find("[")
        for found in groups:
            behind = _NEXT.match(sentence, found.end())
            cited = self.papers(_numbers(behind[0])) if behind else papers
            names = _bare(found["names"])
            is_person = bool(found["others"]) or self._are_people(
                found, cited, is_near=bool(behind)
            )
            if not is_person or _are_authors(names, cited):
                continue
            is_elsewhere = not behind and (
                found.start() > first_marker >= 0
                or any(_are_authors(_bare(other["names"]), papers) for other in groups)
            )
            if not is_elsewhere and not any(names in _text(paper) for paper in cited):
                return _by(cited, names)
        return ""

    def _are_people(
        self, found: re.Match[str], papers: Sequence[Paper], *, is_near: bool
    ) -> bool:
        """Tell whether names without "et al." are surely those of authors: all are of the
        bibliography and the citation is behind them, or one is of what is cited, and they act.
        """
        each = _each(_bare(found["names"]))
        if not all(paper.authors_complete for paper in papers):
            return False
        if is_near and all(fold(name) in self._families for name in each):
            return True
        is_one = len(each) > 1 and any(_are_authors(name, papers) for name in each)
        return is_one and ACTING.match(found.string, found.end()) is not None


def points_elsewhere(sentence: str) -> bool:
    """Tell whether a sentence with its markers sends its reader to a paper, or tells of those
    who write; what is in an abstract cannot carry that.
    """
    plain = " ".join(PLACE.sub(lambda found: found["lead"] or "", sentence).split())
    return any(pattern.search(plain) for pattern in (POINTING, OWN, AROUND, BESIDE))


def _wrong_year(sentence: str, papers: Sequence[Paper]) -> str:
    known = _years(papers)
    found = (match for pattern in WORK_YEARS for match in pattern.finditer(sentence))
    for match in found:
        said = match.groupdict()
        year, names, subject = int(match["year"]), said.get("names"), said.get("subject")
        is_of_work = (not names or _are_authors(_bare(names), papers)) and (
            not subject or any(_brings(paper, subject) for paper in papers)
        )
        told = any(str(year) in _text(paper) for paper in papers)
        if is_of_work and known and year not in known and not told:
            of = " and ".join(str(paper.date.year) for paper in papers if paper.date)
            return f"it is of {of}, and not of {year}"
    return ""


def _brings(paper: Paper, name: str) -> bool:
    """Tell whether a paper has a name in its title, or introduces what bears it."""
    introduced = (each.text for each in read_abstract(paper.abstract).introduces)
    return name in paper.title or any(name in text for text in introduced)


def _wrong_venue(sentence: str, papers: Sequence[Paper]) -> str:
    for found in PUBLISHED_IN.finditer(sentence):
        said = found["venue"].rstrip(".,")
        places = [place for paper in papers for place in _places(paper)]
        if places and VENUE_NOUN.search(said) and not _is_place(said, places):
            return f"it is in {places[0]}, and not in {said}"
    return ""


def _by(papers: Sequence[Paper], names: str) -> str:
    first = next((name for paper in papers for name in names_of(paper)), None)
    return f"it is by {first.said}, and not by {names}" if first else ""


def _numbers(text: str) -> set[int]:
    return {int(n) for found in _MARKERS.finditer(text) for n in re.findall(r"\d+", found[0])}


def _without_authors(sentence: str, papers: Sequence[Paper]) -> str:
    def without(found: re.Match[str]) -> str:
        names = _bare(found["names"])
        if not names or not _are_authors(names, papers):
            return found[0]
        lead = found["names"][: len(found["names"]) - len(names)]
        return f"{lead}they" if lead or found.start() else "They"

    return WHO.sub(without, sentence)


def _without_years(sentence: str, papers: Sequence[Paper]) -> str:
    years = _years(papers)

    def in_decade(found: re.Match[str]) -> str:
        first = int(found["decade"]) * 10
        part = _PARTS.get(found["part"] or "", range(10))
        return _unless(any(year - first in part for year in years), found)

    def unless_of_data(found: re.Match[str]) -> str:
        # A year alone says when something was, which no abstract need tell; two say which years
        # data are of.
        is_when = bool(found["lead"]) and not found["range"]
        return _unless(is_when or (int(found["year"]) in years and not found["range"]), found)

    return WHEN.sub(unless_of_data, DECADE.sub(in_decade, sentence))


def _without_venues(sentence: str, papers: Sequence[Paper]) -> str:
    places = [place for paper in papers for place in _places(paper)]
    return NAMED.sub(lambda found: _unless(_is_place(found[0], places), found), sentence)


def _without_reporter(sentence: str) -> str:
    """Return what is reported, where only the paper and its reporting stand before that."""
    found = FINDS_THAT.search(sentence)
    if found is None or stems(sentence[: found.end()]) - _TELLING_OF_PAPERS:
        return sentence
    rest = sentence[found.end() :]
    return rest[:1].upper() + rest[1:]


def _unless(is_known: bool, found: re.Match[str]) -> str:  # noqa: FBT001
    return "" if is_known else found[0]


def _years(papers: Sequence[Paper]) -> set[int]:
    """Return the years that a paper may be said to be of: a preprint's and a meeting's too."""
    years = {paper.date.year for paper in papers if paper.date}
    for paper in papers:
        years |= {int(year) for year in _YEAR.findall(paper.venue or "")}
        if preprint := _ARXIV.match(paper.arxiv_id or ""):
            years.add(2000 + int(preprint[1]))
    return years


def _has_number(found: re.Match[str], papers: Sequence[Paper]) -> bool:
    number = re.sub(r"[–-]+", "–", found["number"])
    return any(number in re.sub(r"-+", "–", text) for p in papers for text in p.extra.values())


def _are_authors(names: str, papers: Sequence[Paper]) -> bool:
    """Tell whether all of some names are those of authors, by their family names at least."""
    known = [
        words for paper in papers for name in names_of(paper) for words in _spelled(name.said)
    ]
    return all(
        any(all(_is_one_of(word, words) for word in fold(part).split()) for words in known)
        for part in _each(names)
    )


def _is_one_of(word: str, words: Sequence[str]) -> bool:
    if len(word) == 1:
        return any(each.startswith(word) for each in words)
    return word in words or any(len(each) == 1 and word.startswith(each) for each in words[:-1])


def _spelled(name: str) -> list[list[str]]:
    """Return the words of a name, with umlauts as English and as German writes them, and the
    letters that a body of many words is called by.
    """
    words = fold(name).split()
    other = fold(name.casefold().translate(_UMLAUTS)).split()
    letters = "".join(word[0] for word in words if word not in FUNCTION_WORDS)
    return [words, other, *([[letters]] if len(letters) > 2 else [])]


def _each(names: str) -> list[str]:
    return [part for part in AND.split(names) if part.strip()]


def _bare(names: str) -> str:
    """Return names without the words that a sentence begins with: "See Grove"."""
    first, _, rest = names.partition(" ")
    while first.rstrip(",").casefold() in LEADING:
        names = rest
        first, _, rest = names.partition(" ")
    return names


def _places(paper: Paper) -> list[str]:
    said = (paper.venue, *(paper.extra.get(name) for name in _PLACES))
    return [place for place in said if place]


def _is_place(said: str, places: Sequence[str]) -> bool:
    """Tell whether some words name a venue: all of them are words of it, or cut from some, or
    one is of its first letters.
    """
    words = [word for word in fold(said).split() if word not in FUNCTION_WORDS]
    for place in places:
        known = [word for word in fold(place).split() if word not in FUNCTION_WORDS]
        is_short = len(words) == 1 and len(words[0]) > 2 and _is_joined_of(words[0], known)
        if words and (
            is_short or all(any(_is_cut(word, each) for each in known) for word in words)
        ):
            return True
    return False


def _is_cut(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return long.startswith(short)


def _is_joined_of(letters: str, words: Sequence[str]) -> bool:
    """Tell whether letters are the beginnings of words in their order, of which some may be
    left out: "NeurIPS".
    """
    if not letters:
        return True
    return any(
        letters.startswith(word[:count]) and _is_joined_of(letters[count:], words[at + 1 :])
        for at, word in enumerate(words)
        for count in range(1, len(word) + 1)
        if letters.startswith(word[:count])
    )


def _text(paper: Paper) -> str:
    return f"{paper.title} {paper.abstract}"


def _about(paper: Paper) -> str:
    return " ".join((paper.title, paper.venue or "", *paper.extra.values()))


def _tidy(text: str) -> str:
    words = re.sub(r"\s+([,.;:)])", r"\1", " ".join(text.split()))
    words = re.sub(r"\(\s*\)|^[\s,;.]+|[\s,;]+$", "", words)
    return words[:1].upper() + words[1:]
