"""What prose calls the authors, years and places of papers, compared with their entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.attributions import AND, LEADING
from assistant.language.word_lists import FUNCTION_WORDS
from store.names import names_of
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.paper import Paper

_YEAR = re.compile(r"\b(?:1[6-9]\d\d|20\d\d)\b")
_ARXIV = re.compile(r"(\d\d)(?:0[1-9]|1[0-2])\.\d{4,5}")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"})
_PLACES = ("publisher", "place", "series", "event", "genre", "abbreviation")


def years_of(papers: Sequence[Paper]) -> set[int]:
    """Return the years that a paper may be said to be of: a preprint's and a meeting's too."""
    years = {paper.date.year for paper in papers if paper.date}
    for paper in papers:
        years |= {int(year) for year in _YEAR.findall(paper.venue or "")}
        if preprint := _ARXIV.match(paper.arxiv_id or ""):
            years.add(2000 + int(preprint[1]))
    return years


def has_number(said: str, papers: Sequence[Paper]) -> bool:
    """Tell whether a volume, an issue or pages are those of a paper."""
    number = re.sub(r"[–-]+", "–", said)
    return any(number in re.sub(r"-+", "–", text) for p in papers for text in p.extra.values())


def are_authors(names: str, papers: Sequence[Paper]) -> bool:
    """Tell whether all of some names are those of authors, by their family names at least."""
    known = [
        words for paper in papers for name in names_of(paper) for words in _spelled(name.said)
    ]
    return all(
        any(all(_is_one_of(word, words) for word in fold(part).split()) for words in known)
        for part in each_name(names)
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


def each_name(names: str) -> list[str]:
    """Return the names that an "and" or a comma divides."""
    return [part for part in AND.split(names) if part.strip()]


def without_opening(names: str) -> str:
    """Return names without the words that a sentence begins with: "See Grove"."""
    first, _, rest = names.partition(" ")
    while first.rstrip(",").casefold() in LEADING:
        names = rest
        first, _, rest = names.partition(" ")
    return names


def places_of(paper: Paper) -> list[str]:
    """Return where a paper was published, as its entry says it."""
    said = (paper.venue, *(paper.extra.get(name) for name in _PLACES))
    return [place for place in said if place]


def is_place(said: str, places: Sequence[str]) -> bool:
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
