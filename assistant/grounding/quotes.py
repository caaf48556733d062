"""Quotation: the words of a sentence found in an abstract, in a row or as fragments joined
by an ellipsis.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from assistant.language.clause_words import NAMING, TURNS
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
_MARKED = re.compile(r"“([^“”]{1,400})”|(?<!\w)\"([^\"]{1,400})\"(?!\w)")
_NAMED_WITHIN = 6
"""Words behind a verb of naming among which the name stands."""
_NAME = re.compile(r"[^\W_]+(?:[-–.+][^\W_]+)*")
_IN_BRACKETS = re.compile(r"\(([^\s()]+)\)")


KEPT = 200
"""Abstracts that stay read: what an answer cites, and what the answers around it do."""


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
        first = texts[0]
        for form in {first, first[:1].lower() + first[1:], first[:1].upper() + first[1:]}:
            needle = f" {' '.join((form, *texts[1:]))} "
            at = self._line.find(needle)
            while at >= 0:
                begin = bisect_left(self._line_starts, at)
                start, end = self.words[begin].start, self.words[begin + len(texts) - 1].end
                if start >= after:
                    yield start, end
                at = self._line.find(needle, at + 1)

    @cached_property
    def _introductions(self) -> str:
        """What stands close behind verbs of naming, and in parentheses, as a line of words."""
        ends = [match.end() for match in NAMING.finditer(self.text)]
        found = [self.text[end : end + 120].split()[:_NAMED_WITHIN] for end in ends]
        return _spaced(" / ".join([*map(" ".join, found), *_IN_BRACKETS.findall(self.text)]))

    @cached_property
    def _title(self) -> str:
        return _spaced(self.paper.title.casefold())

    def owns(self, name: str) -> bool:
        """Whether this is the paper's name for what it brings: in its title, or where it
        names something.
        """
        return _spaced(name.casefold()) in self._title or _spaced(name) in self._introductions


@lru_cache(maxsize=KEPT)
def abstract_of(paper: Paper) -> Abstract:
    """Return a paper's abstract, read once for all the answers that may cite it."""
    return Abstract(paper)


def _spaced(text: str) -> str:
    """Return the words of a text, hyphens kept, with one space around each."""
    return f" {' '.join(_NAME.findall(text))} "


def quoted_parts(text: str) -> list[str]:
    """Return what stands in quotation marks and is long enough to be a quotation."""
    parts = (first or second for first, second in _MARKED.findall(text))
    return [part for part in parts if len(read_words(part)) >= LEAST_FRAGMENT]


def find_words(text: str, abstract: Abstract) -> bool:
    """Whether the words of a text stand in an abstract in a row, or part by part around an
    ellipsis.
    """
    parts = [words for part in _ELLIPSIS.split(text) if (words := read_words(part))]
    return all(next(abstract.find(words), None) is not None for words in parts)


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
        before, behind = abstract.text[first:start], abstract.text[end:last]
        is_whole = not _has_words(before) and not _has_words(behind)
        if is_whole or (len(words) >= LEAST and not TURNS.search(before)):
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
        places = abstract.find(words, found[-1][1] if found else 0)
        place = next((each for each in places if _may_follow(found, each, abstract)), None)
        if place is None:
            return []
        found.append(place)
    return found


def _may_follow(
    found: Sequence[tuple[int, int]], place: tuple[int, int], abstract: Abstract
) -> bool:
    """Whether what is left out before it turns nothing: no negation, no other sentence's
    subject.
    """
    first, _ = abstract.sentence_at(place[0])
    omitted_from = max(first, found[-1][1] if found else 0)
    if TURNS.search(abstract.text[omitted_from : place[0]]):
        return False
    is_same_sentence = not found or found[-1][0] >= first
    return is_same_sentence or not _has_words(abstract.text[first : place[0]])
