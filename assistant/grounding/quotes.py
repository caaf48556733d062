"""Quotation: the words of a sentence found in an abstract, in a row or as fragments joined
by an ellipsis.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from assistant.language.sentences import cut_sentences
from assistant.language.tokens import read_words
from assistant.language.word_lists import GENERIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.language.tokens import Word
    from store.paper import Paper

LEAST = 5
"""Words that a quotation has where it is no whole sentence: fewer stand anywhere by chance."""
LEAST_FRAGMENT = 3

_ELLIPSIS = re.compile(r"\[?(?:…|\.\.\.)\]?")
_INSERTION = re.compile(r"(?<!\w)\[([^\[\]]{1,80})\]")
_NAMING = (
    r"(?:propos|introduc|present|develop|design|nam|call|dub|term|denot|describ|"
    r"creat|build|releas|report)\w*"
)
_TURNS = re.compile(
    r"\b(?:not|no|never|neither|nor|cannot|without|whether|if|unless|fail\w*|"
    r"lack\w*|hardly|rarely|unlikely|"
    r"impossible|false|rather than|instead of|far from)\b|n['’]t\b",
    re.IGNORECASE,
)


class Abstract:
    """A source's abstract, read once: its words, its sentences and what its paper calls its
    own.
    """

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.text = paper.abstract

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where its sentences start and end."""
        return [(span.start, span.end) for span in cut_sentences(self.text)]

    @cached_property
    def words(self) -> list[Word]:
        """Its words in order."""
        return read_words(self.text)

    @cached_property
    def _line(self) -> str:
        return f" {' '.join(word.text for word in self.words)} "

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate((len(word.text) + 1 for word in self.words), initial=0))

    @cached_property
    def _span_starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The sentence that holds this place."""
        return self.spans[max(0, bisect_right(self._span_starts, place) - 1)]

    def find(self, words: Sequence[Word], after: int = 0) -> Iterator[tuple[int, int]]:
        """Places where these words stand in a row, the case of the first letter aside."""
        texts = [word.text for word in words]
        for first in {
            texts[0],
            texts[0][:1].lower() + texts[0][1:],
            texts[0][:1].upper() + texts[0][1:],
        }:
            needle = f" {' '.join((first, *texts[1:]))} "
            at = self._line.find(needle)
            while at >= 0:
                begin = bisect_left(self._line_starts, at)
                start, end = self.words[begin].start, self.words[begin + len(texts) - 1].end
                if start >= after:
                    yield start, end
                at = self._line.find(needle, at + 1)

    def owns(self, name: str) -> bool:
        """Whether this is the paper's name for what it brings: in its title, or where it
        names something.
        """
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.paper.title, re.IGNORECASE):
            return True
        naming = (
            rf"{_NAMING}\s+(?:\S+\s+){{0,5}}?\W?{re.escape(name)}(?!\w)|\({re.escape(name)}\)"
        )
        return re.search(naming, self.text) is not None


def find_quote(claim: str, abstract: Abstract) -> list[tuple[int, int]]:
    """Return the spans of the abstract that the claim repeats word for word; none where it
    does not.
    """
    opens = _INSERTION.match(claim.lstrip("\"'“‘ "))
    bare = _INSERTION.sub(" ", _INSERTION.sub(" … ", claim, count=1) if opens else claim)
    if not all(_is_honest(text, abstract) for text in _INSERTION.findall(claim)):
        return []
    fragments = [words for part in _ELLIPSIS.split(bare) if (words := read_words(part))]
    if not fragments:
        return []
    if len(fragments) == 1:
        return _find_alone(fragments[0], abstract)
    return _find_in_order(fragments, abstract)


def _is_honest(insertion: str, abstract: Abstract) -> bool:
    """Whether words in brackets only say what a pronoun stood for: the paper's own name, a
    general word.
    """
    words = insertion.split()
    if all(word.casefold() in GENERIC for word in words):
        return True
    name = " ".join(words[1:] if words[0].casefold() in GENERIC else words)
    return not name.isdigit() and abstract.owns(name)


def _find_alone(words: Sequence[Word], abstract: Abstract) -> list[tuple[int, int]]:
    for start, end in abstract.find(words):
        first, last = abstract.sentence_at(start)
        is_whole = not _has_words(abstract.text[first:start]) and not _has_words(
            abstract.text[end:last]
        )
        if is_whole or (len(words) >= LEAST and not _TURNS.search(abstract.text[first:start])):
            return [(start, end)]
    return []


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _find_in_order(
    fragments: Sequence[Sequence[Word]], abstract: Abstract
) -> list[tuple[int, int]]:
    if min(map(len, fragments)) < LEAST_FRAGMENT or sum(map(len, fragments)) < LEAST:
        return []
    found: list[tuple[int, int]] = []
    for words in fragments:
        place = next(
            (
                place
                for place in abstract.find(words, _end(found))
                if _may_follow(found, place, abstract)
            ),
            None,
        )
        if place is None:
            return []
        found.append(place)
    return found


def _end(found: Sequence[tuple[int, int]]) -> int:
    return found[-1][1] if found else 0


def _may_follow(
    found: Sequence[tuple[int, int]], place: tuple[int, int], abstract: Abstract
) -> bool:
    """Whether what is left out before it turns nothing: no negation, no other sentence's
    subject.
    """
    first, _ = abstract.sentence_at(place[0])
    omitted_from = max(first, _end(found))
    if _TURNS.search(abstract.text[omitted_from : place[0]]):
        return False
    is_same_sentence = not found or found[-1][0] >= first
    return is_same_sentence or not _has_words(abstract.text[first : place[0]])
