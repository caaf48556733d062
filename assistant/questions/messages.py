"""A message as it is understood: what it is after, what it is about, whose and of when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_words
from assistant.questions.catalogue import AMOUNTS
from assistant.questions.message_model import (
    LEANS,
    PERSON,
    TOPIC,
    WHEN,
    bare_tokens,
    label_likelihoods,
    load,
    shown,
    tokens_of,
)
from assistant.questions.years import years_in
from store.embedders import load_wordllama
from store.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.questions.message_model import SignedWord

    Span = tuple[int, int, str]

_LONGEST_NAME, _SHORTEST_NAME = 4, 2
_LONGEST = 40
_MOST = 20
_LIMITS = frozenset(read_words("limiting_words"))
_LEANING_ALONE = 0.2
LEANING = 0.5
"""How likely what leans on what was said must be to."""
_OWNER = ("'s", "’s")
_BETWEEN = STOP_WORDS - frozenset("i me my we our you your they them it".split())


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a message is after."""

    label: str
    likely: float
    leans: float
    """How likely it leans on what was said before."""
    topic: str
    """The words that say what it is about, as they are typed; "" where none do."""
    people: tuple[str, ...]
    when: str
    """"from 2021", "since 2019", or ""."""
    is_worded_so: bool = True
    """Whether every word that says anything is one that such messages have."""
    is_turned: bool = False
    """Whether it denies or ranks something."""
    amount: str = ""
    """A small number that is no part of these: "three", "5"; "" where there is none."""

    @property
    def is_whole(self) -> bool:
        """Whether what is told of it is all that it says."""
        return self.is_worded_so and not self.is_turned

    @property
    def by(self) -> str:
        """The people as papers are by them, " by Song and Marsh"; "" where there are none."""
        return "".join(
            f"{' and' if at else ' by'} {name}" for at, name in enumerate(self.people)
        )

    @property
    def points_back(self) -> bool:
        """Whether it is of what was said before; sooner where it names nothing itself."""
        names_any = self.topic or self.people or self.when
        return self.leans >= (LEANING if names_any else _LEANING_ALONE)


def read_message(text: str, is_author: Callable[[str], bool]) -> Utterance | None:
    """Return how a message is understood, None where it is too long for that, or empty;
    `is_author` tells whether somebody may be meant by a name.
    """
    text = " ".join(text.split())
    if not 0 < len(text.split()) <= _LONGEST:
        return None
    people = _find_people(text, is_author)
    years = next(years_in(text), None)
    spans = [*people, *([(years.start, years.end, WHEN)] if years else [])]
    tokens = tokens_of(text, spans)
    told = shown(tokens)
    likely = label_likelihoods((*told,))
    label = max((each for each in likely if each != LEANS), key=likely.__getitem__)
    return Utterance(
        label,
        likely[label],
        likely[LEANS],
        _topic_of(text, tokens),
        tuple(dict.fromkeys(_as_a_name(text[begin:end]) for begin, end, _ in people)),
        years.said if years else "",
        load().is_worded_so(label, told),
        _is_turned(tokens),
        next((token.text for token in tokens if not token.sign and _is_amount(token.text)), ""),
    )


def _is_turned(tokens: Sequence[SignedWord]) -> bool:
    said = (token.text.lower() for token in tokens)
    return any(word in _LIMITS or "n't" in word for word in said)


def _is_amount(word: str) -> bool:
    return word.lower() in AMOUNTS or (word.isdecimal() and 1 < int(word) <= _MOST)


def leans(text: str) -> bool:
    """Tell whether a text leans on what was said before it."""
    message = read_message(text, lambda _: False)
    return message is not None and message.leans >= LEANING


def _as_a_name(typed: str) -> str:
    return typed.title() if typed.islower() else typed


def _find_people(text: str, is_author: Callable[[str], bool]) -> list[Span]:
    """Return where people are named, the longest names first."""
    tokens = [token for token in bare_tokens(text) if token.text != "?"]
    found: list[Span] = []
    for size in range(_LONGEST_NAME, 0, -1):
        for first in range(len(tokens) - size + 1):
            part = tokens[first : first + size]
            begin, end = part[0].begin, part[-1].end
            if part[-1].text.lower().endswith(_OWNER):
                end -= 2
            if end - begin < _SHORTEST_NAME or part[0].text.lower() in STOP_WORDS:
                continue
            if any(begin < other_end and other < end for other, other_end, _ in found):
                continue
            name = text[begin:end]
            is_word = len(part) == 1 and name.islower() and load_wordllama().has_whole(name)
            if not (is_word or name.lower() in STOP_WORDS) and is_author(name):
                found.append((begin, end, PERSON))
    return sorted(found)


def _topic_of(text: str, tokens: Sequence[SignedWord]) -> str:
    """Return the words of a topic with what joins them."""
    parts: list[tuple[int, int]] = []
    joined = False
    for token in tokens:
        if token.sign == TOPIC:
            if parts and joined:
                parts[-1] = parts[-1][0], token.end
            else:
                parts.append((token.begin, token.end))
            joined = True
        else:
            joined = joined and not token.sign and token.text.lower() in _BETWEEN
    return " ".join(text[begin:end] for begin, end in parts)
