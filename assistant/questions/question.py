"""What a question asks: its intent, the words that tell, the names it gives, and what it wants
of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.language.patterns import any_of
from assistant.language.stems import telling_words
from assistant.questions.comparands import (
    speaks_of_two,
    split_by_choice,
    split_by_names,
    split_in_two,
)
from assistant.questions.content_words import CONTENT
from assistant.questions.intents import Holds, Intent
from assistant.questions.wording import plain_signs
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.questions.catalogue import CatalogueQuestion
    from assistant.questions.constraints import Constraints
    from assistant.questions.intents import Expectation


class Kind(StrEnum):
    """How many papers an answer takes."""

    CONTENT = "content"
    """What one paper says."""
    SURVEY = "survey"
    """All papers that belong to a topic."""
    COMPARISON = "comparison"
    """Two or more things side by side."""


_WORD_OF_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
# What stands behind a topic without narrowing it.
_COMMON = frozenset(
    """
        approach approaches challenge challenges domain entries entry experiment experiments
        field framework idea ideas issue issues method methods model models problem problems
        result results solution solutions submission submissions system systems task tasks
        technique techniques
        """.split()
)
AUXILIARY = (
    r"(?:does|do|did|dos|dose|is|was|were|are|has|have|had|can|could|will|would|"
    r"should|may|might)"
)
_ASKS = any_of(
    rf"(?:what|which|who|whom|whose|when|where|why|how|{AUXILIARY})\b",
    (
        r"(?:please|tell|give|show|list|name|explain|describe|compare|find|count|"
        r"summari[sz]e|discuss)\b"
    ),
    r"(?:similarit|differen|comparison)",
)
PREPOSITIONS = frozenset(
    "of by in for on from with to at among across within than against over".split()
)
_EITHER = frozenset(("and", "or"))
# What may stand between the words of one phrase.
_JOINS = PREPOSITIONS - {"to"} | frozenset("a an and as between or the under".split())
_LONGEST_PHRASE = 5
_AROUND = " ?¿!¡.,;:()[]{}\"'“”„«»‘’？。，、"
_LINK = any_of(r"\b(?:and|or|versus|vs)\b|,")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read once: who answers dispatches on `intent`, and looks into `slots` and
    `expects` for the rest; nobody parses `text` again.

    `intent` is one of `Intent`, each answered in a form of its own. `slots` are the parts of
    the wording by name, in its own words; which an intent has is said with the intent.
    `expects` is what a sentence must hold to answer a fact, None where the question leaves that
    open. `presupposes` is what the question takes for granted and the papers may deny, in its
    own words: "Why does X fail on Y?" presupposes ("X fail on Y",).
    """

    text: str
    kind: Kind
    words: dict[str, frozenset[str]]
    """The words that tell, each with the stems that may stand for it."""
    names: tuple[str, ...]
    """Names of methods, data sets and the like, recognised by how they are written."""
    wanted: tuple[str, ...]
    """What is asked of a paper, where that is no general word: ("batch", "size")."""
    excluded: tuple[frozenset[str], ...]
    """Terms that a paper must not hold: "but not diffusion"."""
    intent: Intent = Intent.FACT
    slots: Mapping[str, str] = field(default_factory=dict)
    expects: Expectation | None = None
    presupposes: tuple[str, ...] = ()
    constraints: Constraints | None = None
    """The conditions on metadata that were taken out of the text."""
    catalogue: CatalogueQuestion | None = None
    """What is to be computed from metadata, where that is asked for."""
    likelihoods: Mapping[str, float] = field(default_factory=dict)
    """How likely each of the words says what the question is about; not told, 1."""

    @property
    def grams(self) -> frozenset[str]:
        """The words of the question, its pairs of words, and its first two as such: how it is
        worded, for weights that are fitted.
        """
        found = _WORD_OF_LETTERS.findall(plain_signs(self.text).lower())
        pairs = map(" ".join, pairwise(found))
        return frozenset(["", *found, *pairs, *(f"^{word}" for word in found[:2])])

    @property
    def is_of_two(self) -> bool:
        """Whether it speaks of two papers: "compare the two studies on sleep"."""
        return speaks_of_two(self.text)

    @property
    def content(self) -> frozenset[str]:
        """The words that likely say what it is about, rather than frame it."""
        likely = self.likelihoods
        return frozenset(word for word in self.words if likely.get(word, 1.0) >= CONTENT)

    @property
    def asks_number(self) -> bool:
        """Whether a sentence must hold a number to answer it."""
        return self.expects is not None and self.expects.holds is Holds.NUMBER

    @property
    def asks_place(self) -> bool:
        """Whether it asks where the work of a paper was done."""
        return self.expects is not None and self.expects.holds is Holds.PLACE

    @property
    def is_newest_first(self) -> bool:
        """Whether a list is asked for that begins with the newest paper."""
        return self.constraints is not None and self.constraints.is_newest_first

    @property
    def topic(self) -> tuple[frozenset[str], ...]:
        """The terms but for general words, unless there are no others."""
        special = {word: term for word, term in self.words.items() if word not in _COMMON}
        return tuple(dict.fromkeys((special or self.words).values()))

    @property
    def content_terms(self) -> tuple[frozenset[str], ...]:
        """The terms of the topic that likely say what it is about."""
        content = {self.words[word] for word in self.content}
        return tuple(term for term in self.topic if term in content) or self.topic

    @property
    def terms(self) -> tuple[frozenset[str], ...]:
        """The different terms, each a set of stems of which one suffices."""
        return tuple(dict.fromkeys(self.words.values()))

    @property
    def words_of_names(self) -> frozenset[str]:
        """The words that its names are made of."""
        return frozenset(part for name in self.names for part in words(name))

    @property
    def names_alone(self) -> bool:
        """Tell whether nothing but names is asked about: "How does HoP work?"."""
        named = self.words_of_names
        return bool(named) and self.words.keys() <= named

    @property
    def is_description(self) -> bool:
        """Tell whether the words describe what is looked for: no question, no order, no
        name.
        """
        asks = "?" in self.text or self.names or self.expects or _ASKS.match(self.text)
        return self.kind is Kind.CONTENT and bool(self.words) and not asks

    @property
    def is_phrase(self) -> bool:
        """Tell whether the words make one phrase, with nothing but prepositions and articles
        between them: "vibration of thin shells".
        """
        tokens = words(self.text)
        places = [at for at, token in enumerate(tokens) if token in self.words]
        between = tokens[places[0] : places[-1]] if places else []
        is_short = 0 < len(self.words) <= _LONGEST_PHRASE
        return is_short and all(token in self.words or token in _JOINS for token in between)

    @property
    def bare_text(self) -> str:
        """The text without the words that only shape a question."""
        told = [
            token
            for token in self.text.split()
            if not self.words.keys().isdisjoint(words(token))
        ]
        return " ".join(told) or self.text

    def as_typed(self, told: Iterable[str]) -> list[str]:
        """Return words of the question as they stand in it: with accents, in their script."""
        typed = {
            word: token.strip(_AROUND) for token in self.text.split() for word in words(token)
        }
        return list(dict.fromkeys(typed.get(word, word) for word in told))

    @property
    def lists_names(self) -> bool:
        """Tell whether names stand side by side: "MoVA or EasyRef", but not "TSD with
        ResNet-50".
        """
        return len(self.names) > 1 and bool(_LINK.search(self.text))

    @property
    def sides(self) -> list[str]:
        """Return what a comparison compares: the parts of the text with its names, or two
        descriptions.
        """
        if self.slots.get("asks") == "better" and (pair := split_by_choice(self.text)):
            return pair
        named = split_by_names(self.text, self.names)
        if len(named) > 1:
            return named
        return [side for side in split_in_two(self.text) if telling_words(side)]

    @property
    def as_survey(self) -> Question:
        """The same as a question for all papers on its topic."""
        is_topic = self.is_phrase and self.is_description
        words = alternatives(self.text, dict(self.words)) if is_topic else self.words
        return replace(self, kind=Kind.SURVEY, words=words)


def alternatives(text: str, found: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the words of a topic; of two that "and" or "or" joins, either will do."""
    tokens = words(text)
    for left, link, right in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if link in _EITHER and left in found and right in found:
            either = found[left] | found[right]
            found |= {word: either for word, term in found.items() if term <= either}
    return found
