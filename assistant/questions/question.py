"""What a question asks: its intent, the words that tell, the names it gives, and what it wants
of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from assistant.language.everyday import is_known
from assistant.language.lexicons import read_lexicon, read_words
from assistant.language.names import find_names
from assistant.language.patterns import any_of
from assistant.language.stems import stem, telling_words
from assistant.language.stopwords import ASKING, PARTICLES
from assistant.questions.comparands import (
    speaks_of_two,
    split_by_choice,
    split_by_names,
    split_in_two,
)
from assistant.questions.content_words import CONTENT, content_likelihoods
from assistant.questions.grammar import expected, matches, presupposed
from assistant.questions.intents import Holds, Intent
from assistant.questions.wording import plain_signs
from store.words import STOP_WORDS, words

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


# What is asked of a paper in so general a word that the abstract need not use it.
GENERAL = read_words("general_nouns")
_COMPARATIVES = read_words("comparatives")
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
_AUXILIARY = (
    r"(?:does|do|did|dos|dose|is|was|were|are|has|have|had|can|could|will|would|"
    r"should|may|might)"
)
_LIGHT = r"(?:(?:kinds?|types?|sorts?) of|two|three|four|five)"
_HEAD = any_of(
    r"\b(?:what|which)\s+(?:is|was|are|were)\s+the\s+(?P<of>[\w\s/-]+?)"
    r"\s+(?:of|for|in|on|by|used|that|when|reached|to)\b",
    rf"\b(?:what|which|how many|how much(?: \w+er)?+)\s+(?:{_LIGHT}\s+)?+"
    rf"(?P<before>(?!{_AUXILIARY}\b)[\w\s/-]+?)\s+{_AUXILIARY}\b",
)
_EXCLUDED = any_of(r",? (?:but|and) not (?:about |on |using |with )?(?P<what>[^,.?!]+)")
_FRAMES = 0.3
"""How likely a word with a capital must be to say what a question is about, to be a name."""
_SIDES = 2
_EITHER = frozenset(("and", "or"))
_PREPOSITIONS = frozenset(
    "of by in for on from with to at among across within than against over".split()
)
_ASKS = any_of(
    rf"(?:what|which|who|whom|whose|when|where|why|how|{_AUXILIARY})\b",
    (
        r"(?:please|tell|give|show|list|name|explain|describe|compare|find|count|"
        r"summari[sz]e|discuss)\b"
    ),
    r"(?:similarit|differen|comparison)",
)
# What may stand between the words of one phrase.
_JOINS = _PREPOSITIONS - {"to"} | frozenset("a an and as between or the under".split())
_LONGEST_PHRASE = 5
_AROUND = " ?¿!¡.,;:()[]{}\"'“”„«»‘’？。，、"
_LINK = any_of(r"\b(?:and|or|versus|vs)\b|,")
_WORKS = tuple(frozenset(line.split()) for line in read_lexicon("kinds_of_works"))


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
        return self.kind is not Kind.SURVEY and bool(self.words) and not asks

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
    def compared(self) -> list[Question]:
        """The sides of a comparison, each as a question about it."""
        return [read_question(side) for side in self.sides]

    @property
    def each_named(self) -> list[Question]:
        """Each of its names as a question about it."""
        return [read_question(f"of {name}") for name in self.names]

    @property
    def as_survey(self) -> Question:
        """The same as a question for all papers on its topic."""
        is_topic = self.is_phrase and self.is_description
        words = _alternatives(self.text, dict(self.words)) if is_topic else self.words
        return replace(self, kind=Kind.SURVEY, words=words)

    @property
    def subject(self) -> Question | None:
        """The topic that it gives or the paper that it names, as a question about that."""
        catalogue = self.catalogue
        topic = self.slots.get("topic") or (catalogue.topic if catalogue else "")
        # A name that begins a text is known by its capital only within a sentence.
        known = (topic,) if topic in self.names else ()
        read = read_question(topic) if topic else None
        return replace(read, names=read.names or known) if read else None

    def worded(self, others: Iterable[tuple[str, str]]) -> list[Question]:
        """Return the question once for each pair, with the second words for the first."""
        return [
            read_question(
                re.sub(
                    rf"\b{re.escape(word)}\b",
                    other,
                    self.text,
                    flags=re.IGNORECASE if word.islower() else 0,
                )
            )
            for word, other in others
        ]


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
    kind, expects = _kind(intent, slots), expected(text)
    told = telling_words(text) or _kinds_of_works(text, intent)
    return Question(
        text,
        kind,
        _alternatives(text, told) if kind is Kind.SURVEY else told,
        tuple(names_in(text)),
        # What is wrong with a method may be told without a word for limits.
        () if intent is Intent.LIMITS else _wanted(text),
        excluded=tuple(telling_words(excluded["what"]).values()) if excluded else (),
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


def _alternatives(text: str, found: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the words of a topic; of two that "and" or "or" joins, either will do."""
    tokens = words(text)
    for left, link, right in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if link in _EITHER and left in found and right in found:
            either = found[left] | found[right]
            found |= {word: either for word, term in found.items() if term <= either}
    return found


def _wanted(text: str) -> tuple[str, ...]:
    head = _HEAD.search(text)
    asked = words(head["of"] or head["before"]) if head else []
    names = {part for name in names_in(text) for part in words(name)}
    before = takewhile(lambda word: word not in _PREPOSITIONS and word not in names, asked)
    idle = STOP_WORDS | ASKING | PARTICLES | _COMPARATIVES
    telling = [word for word in before if word not in idle]
    # "Which dialogue model": that it is a model need not be said beside what it is for.
    return tuple(word for word in telling if word not in GENERAL)
