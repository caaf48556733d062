"""Which papers of the library a text should cite: by its words and its meaning, however long
it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.composing.related.centroid_filter import find_company
from assistant.composing.related.naming import repeated_phrases, says, says_in_title
from assistant.composing.related.outline import PINNED, Chosen
from assistant.language.stems import stems
from assistant.language.stopwords import STYLE, TOPIC_PARTICLES
from assistant.questions.question_reader import read_question
from assistant.retrieval.coverage import coverage, paper_stems, term_weights
from assistant.retrieval.relevance import Relevance
from assistant.retrieval.scope import on_topic
from store.errors import InputError
from store.filters import parse_filter
from store.ranking import Hit
from store.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.questions.question import Question
    from assistant.retrieval.coverage import Weights
    from store.library import Library
    from store.paper import Paper

CONSIDERED = 100
SHORT = 12
"""Telling words up to which a text is a topic: a paper belongs to it as it belongs to a
question.
"""
SAME = 0.9
_SAID = 4
_FRACTION = 0.7
_OF_A_PHRASE = 0.08
_LEAST_STEMS = 20
_LONGEST_FILTERED = 300


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user decides about the papers."""

    pinned: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    most: int = 20

    @property
    def told(self) -> str:
        """What was wished for, in a line."""
        pinned = f"with {', '.join(self.pinned)}" if self.pinned else ""
        excluded = f"without {', '.join(self.excluded)}" if self.excluded else ""
        return ", ".join(filter(None, (pinned, excluded)))


@dataclass(frozen=True, slots=True)
class _Measure:
    """How close a paper is: cosine of the vectors, and a share of the telling words."""

    of_words: float
    known: float
    """What the closest paper reaches where the library knows something about the text."""
    least: float
    enough: float


# Calibrated on topics, titles, halves of abstracts and whole ones, of two libraries of
# different fields: the nearest paper of the other field stays below `known` in nineteen of
# twenty cases.
_TOPIC = _Measure(0.5, 0.62, 0.58, 0.68)
_TEXT = _Measure(1.0, 0.68, 0.6, 0.68)


@dataclass(frozen=True, slots=True)
class Selection:
    """The papers to cite, the closest first, and the next ones that are not cited."""

    hits: tuple[Hit, ...]
    reasons: dict[str, str]
    left_out: tuple[Chosen, ...]
    others: tuple[Paper, ...] = ()
    """Papers that were found and not chosen, against which the chosen ones are told apart."""


def choose_papers(library: Library, topic: str, wishes: Wishes) -> Selection:
    """Return what a text about the topic should cite; nothing where the library knows nothing
    about it.

    Raises InputError for a pinned or excluded key that the library does not have.
    """
    wanted = require_papers(library, wishes.pinned)
    require_papers(library, wishes.excluded)
    where, words = parse_filter(topic) if len(topic) <= _LONGEST_FILTERED else (None, topic)
    question = read_question(words)
    found = library.search(words, k=CONSIDERED, where=where)
    by_key = {hit.paper.key: hit for hit in found}
    pinned = [by_key.get(paper.key) or Hit(paper, 1.0, {}) for paper in wanted]
    weights = term_weights(question, found)
    own = {hit.paper.key for hit in found if _is_the_text(words, hit.paper)} - {*wishes.pinned}
    others = [hit for hit in found if hit.paper.key not in own]
    close, apart = _select_close(library, question, [*others, *pinned], weights)
    free = [hit for hit in close if hit.paper.key not in {*wishes.pinned, *wishes.excluded}]
    room = max(0, wishes.most - len(pinned))
    chosen = (*pinned, *free[:room])
    reasons = {hit.paper.key: _reason(question, hit.paper, weights) for hit in chosen}
    reasons |= dict.fromkeys(wishes.pinned, PINNED)
    left_out = (
        *(Chosen(key, "excluded") for key in wishes.excluded),
        *(
            Chosen(key, "its abstract is the given text")
            for key in sorted(own - {*wishes.excluded})
        ),
        *(
            Chosen(hit.paper.key, f"no room; {_reason(question, hit.paper, weights)}")
            for hit in free[room:]
        ),
        *(
            Chosen(
                hit.paper.key, f"about other things; {_reason(question, hit.paper, weights)}"
            )
            for hit in apart
            if hit.paper.key not in {*wishes.pinned, *wishes.excluded}
        ),
    )
    unchosen = tuple(hit.paper for hit in found if hit.paper.key not in reasons)
    return Selection(chosen, reasons, left_out, unchosen)


def require_papers(library: Library, keys: Iterable[str]) -> list[Paper]:
    """Return the papers of keys. Raises InputError, with the nearest keys, for one that is
    not there.
    """
    papers = []
    for key in keys:
        paper = library.get(key)
        if paper is None:
            raise InputError(f"The library has no paper {key}", advice=near_keys(library, key))
        papers.append(paper)
    return papers


def near_keys(library: Library, key: str) -> str:
    """Return in a sentence which keys an unknown one may have meant."""
    near = get_close_matches(key, sorted(paper.key for paper in library.list()), n=3)
    return f"Did you mean {' or '.join(near)}?" if near else "songline papers lists the keys."


def find_close(library: Library, question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """Return which of the papers found for a topic come close to it, as a text would cite
    them; none where the library knows nothing about it.
    """
    return _select_close(library, question, hits, term_weights(question, hits))[0]


def _select_close(
    library: Library, question: Question, hits: Sequence[Hit], weights: Weights
) -> tuple[list[Hit], list[Hit]]:
    """Return what to cite, members of the topic first, then the closest; and what stands
    apart.
    """
    if not _is_about_something(question, hits):
        return [], []
    is_topic = len(question.words) <= SHORT
    measure = _TOPIC if is_topic else _TEXT
    keys = [hit.paper.key for hit in hits]
    repeated = repeated_phrases(question.text)
    cosines = library.vectors(keys) @ library.embedder.embed_query(question.text)
    closeness = {
        hit.paper.key: float(cosine)
        + measure.of_words * coverage(weights, paper_stems(hit.paper))
        + (_OF_A_PHRASE if any(says(hit.paper, phrase) for phrase in repeated) else 0.0)
        for hit, cosine in zip(hits, cosines, strict=True)
    }
    relevance = Relevance.of(question, hits, library.similarities)
    belong = {hit.paper.key for hit in on_topic(question, relevance)} if is_topic else set()
    best = max(closeness.values(), default=0.0)
    if not belong and best < measure.known:
        return [], []
    least = max(measure.least, min(_FRACTION * best, measure.enough))
    ranked = sorted(
        dict(zip(keys, hits, strict=True)).values(),
        key=lambda hit: (-closeness[hit.paper.key], hit.paper.key),
    )
    company = find_company(library, hits, closeness, belong, least)
    close = (
        belong | company.joining | {key for key, value in closeness.items() if value >= least}
    )
    cited = [hit for hit in ranked if hit.paper.key in close - company.apart]
    apart = [hit for hit in ranked if hit.paper.key in company.apart]
    return sorted(cited, key=lambda hit: hit.paper.key not in belong), apart


def _is_the_text(text: str, paper: Paper) -> bool:
    mine, theirs = stems(text), stems(paper.abstract)
    return len(mine) >= _LEAST_STEMS and len(mine & theirs) >= SAME * len(mine | theirs)


def _is_about_something(question: Question, hits: Sequence[Hit]) -> bool:
    """Whether a word says what a text is about, or two that do not, such as `class size`, stand
    side by side in a title.
    """
    said = list(question.words)
    return any(map(_tells, said)) or any(
        says_in_title(hit.paper, f"{first} {second}")
        for first, second in pairwise(said)
        for hit in hits
    )


def _tells(word: str) -> bool:
    return word not in STYLE and len(word) > 2 and not word.isdigit()


def _is_worth_saying(word: str) -> bool:
    return _tells(word) and word not in STOP_WORDS | TOPIC_PARTICLES


def _reason(question: Question, paper: Paper, weights: Weights) -> str:
    """Say which of the telling words a paper has, those first that tell most."""
    held = paper_stems(paper)
    shared = [word for word, term in question.words.items() if term & held]
    known = sorted(
        list(filter(_is_worth_saying, shared)) or shared,
        key=lambda word: (-weights[question.words[word]], word),
    )
    return f"speaks of {', '.join(known[:_SAID])}" if known else "close in meaning"
