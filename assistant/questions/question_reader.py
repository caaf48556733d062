"""What a question asks for of what abstracts say, read from its text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.language.everyday import is_known
from assistant.language.lexicons import read_lexicon, read_words
from assistant.language.names import find_names
from assistant.language.patterns import any_of
from assistant.language.stems import stem, telling_words
from assistant.language.stopwords import ASKING, PARTICLES
from assistant.questions.content_words import CONTENT, content_likelihoods
from assistant.questions.grammar import expected, matches, presupposed
from assistant.questions.intents import Intent
from assistant.questions.question import AUXILIARY, PREPOSITIONS, Kind, Question, alternatives
from store.words import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What is asked of a paper in so general a word that the abstract need not use it.
GENERAL = read_words("general_nouns")
_COMPARATIVES = read_words("comparatives")
_LIGHT = r"(?:(?:kinds?|types?|sorts?) of|two|three|four|five)"
_HEAD = any_of(
    r"\b(?:what|which)\s+(?:is|was|are|were)\s+the\s+(?P<of>[\w\s/-]+?)"
    r"\s+(?:of|for|in|on|by|used|that|when|reached|to)\b",
    rf"\b(?:what|which|how many|how much(?: \w+er)?+)\s+(?:{_LIGHT}\s+)?+"
    rf"(?P<before>(?!{AUXILIARY}\b)[\w\s/-]+?)\s+{AUXILIARY}\b",
)
_EXCLUDED = any_of(r",? (?:but|and) not (?:about |on |using |with )?(?P<what>[^,.?!]+)")
_FRAMES = 0.3
"""How likely a word with a capital must be to say what a question is about, to be a name."""
_SIDES = 2
_WORKS = tuple(frozenset(line.split()) for line in read_lexicon("kinds_of_works"))
_CONTENT = frozenset(Intent) - {
    Intent.METADATA,
    Intent.COMMAND,
    Intent.TASK,
    Intent.SMALL_TALK,
}
_SURVEYED = frozenset(
    (
        Intent.PAPERS,
        Intent.TIMELINE,
        Intent.START,
        Intent.OVERVIEW,
        Intent.INVENTORY,
        Intent.READING_ORDER,
    )
)


def read_question(text: str) -> Question:
    """Return what a question asks for of what abstracts say."""
    intent, slots = _read_intent(text)
    excluded = _EXCLUDED.search(text) if intent in _SURVEYED else None
    if excluded:
        text = f"{text[: excluded.start()]}{text[excluded.end() :]}"
        intent, slots = _read_intent(text)
    without = tuple(telling_words(excluded["what"]).values()) if excluded else ()
    return replace(_read_as(text, intent, slots), excluded=without)


def with_intent(question: Question, intent: Intent, slots: Mapping[str, str]) -> Question:
    """Return a question that asks for something else in the same words."""
    return replace(
        _read_as(question.text, intent, slots),
        excluded=question.excluded,
        constraints=question.constraints,
    )


def _read_as(text: str, intent: Intent, slots: Mapping[str, str]) -> Question:
    kind, expects = _kind(intent, slots), expected(text)
    told = telling_words(text) or _kinds_of_works(text, intent)
    return Question(
        text,
        kind,
        alternatives(text, told) if kind is Kind.SURVEY else told,
        tuple(names_in(text)),
        # What is wrong with a method may be told without a word for limits.
        () if intent is Intent.LIMITS else _wanted(text),
        excluded=(),
        intent=intent,
        slots=slots,
        expects=expects,
        presupposes=(claim,) if (claim := presupposed(text)) else (),
        likelihoods=_likelihoods(text),
    )


def _likelihoods(text: str) -> Mapping[str, float]:
    """Return how likely each word says what a question is about; nothing where none does, since
    something must.
    """
    likely = content_likelihoods(text)
    return likely if any(each >= CONTENT for each in likely.values()) else {}


def names_in(text: str) -> list[str]:
    """Return the names in a question, but for words with a capital that only frame it: no
    "Monday", nor the first word of another sentence.
    """
    likely = content_likelihoods(text)
    return [name for name in dict.fromkeys(find_names(text)) if not _frames(name, likely)]


def _frames(name: str, likely: Mapping[str, float]) -> bool:
    word = "".join(words(name))
    return name[1:].islower() and likely.get(word, 1.0) < _FRAMES and is_known(word)


def _read_intent(text: str) -> tuple[Intent, dict[str, str]]:
    for row, slots in matches(text, text, _CONTENT):
        # What is asked of something with a name is asked of its paper.
        is_of_one = row.intent is Intent.INVENTORY and names_in(text)
        is_one_sided = slots.get("asks") == "better" and len(names_in(text)) < _SIDES
        if not (is_of_one or is_one_sided):
            return row.intent, slots
    return Intent.FACT, {}


def _kinds_of_works(text: str, intent: Intent) -> dict[str, frozenset[str]]:
    """Return the nouns for kinds of works, which tell where nothing else does: "is there a
    survey?".
    """
    if intent is not Intent.PAPERS:
        return {}
    return {
        word: frozenset(map(stem, kind))
        for word in words(text)
        for kind in _WORKS
        if word in kind
    }


def _kind(intent: Intent, slots: Mapping[str, str]) -> Kind:
    if intent is Intent.COMPARISON:
        # Which is better is told where one is held against the other.
        return Kind.CONTENT if "asks" in slots else Kind.COMPARISON
    return Kind.SURVEY if intent in _SURVEYED else Kind.CONTENT


def _wanted(text: str) -> tuple[str, ...]:
    head = _HEAD.search(text)
    asked = words(head["of"] or head["before"]) if head else []
    names = {part for name in names_in(text) for part in words(name)}
    before = takewhile(lambda word: word not in PREPOSITIONS and word not in names, asked)
    idle = STOP_WORDS | ASKING | PARTICLES | _COMPARATIVES
    telling = [word for word in before if word not in idle]
    # "Which dialogue model": that it is a model need not be said beside what it is for.
    return tuple(word for word in telling if word not in GENERAL)


def compared_in(question: Question) -> list[Question]:
    """Return the sides of a comparison, each as a question about it."""
    return [read_question(side) for side in question.sides]


def each_named_in(question: Question) -> list[Question]:
    """Return each of its names as a question about it."""
    return [read_question(f"of {name}") for name in question.names]


def subject_of(question: Question) -> Question | None:
    """Return the topic that a question gives or the paper that it names, as a question about
    that; None where it gives neither."""
    catalogue = question.catalogue
    topic = question.slots.get("topic") or (catalogue.topic if catalogue else "")
    # A name that begins a text is known by its capital only within a sentence.
    known = (topic,) if topic in question.names else ()
    read = read_question(topic) if topic else None
    return replace(read, names=read.names or known) if read else None


def worded_otherwise(question: Question, others: Iterable[tuple[str, str]]) -> list[Question]:
    """Return the question once for each pair, with the second words for the first."""
    return [
        read_question(
            re.sub(
                rf"\b{re.escape(word)}\b",
                other,
                question.text,
                flags=re.IGNORECASE if word.islower() else 0,
            )
        )
        for word, other in others
    ]
