"""A message as it is understood: what it is after, what it is about, whose and of when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_groups, read_words
from assistant.language.patterns import any_of
from assistant.questions.authorship import is_of_date
from assistant.questions.catalogue import AMOUNTS
from assistant.questions.list_order import take_order
from assistant.questions.message_conditions import Stretch, as_a_name, find_conditions
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
from assistant.questions.years import A_YEAR, years_in
from store.embedders import load_wordllama
from store.words import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.questions.message_conditions import Conditions
    from assistant.questions.message_model import SignedWord
    from assistant.questions.years import Years

    Span = tuple[int, int, str]

_LONGEST_NAME, _SHORTEST_NAME = 4, 2
_LONGEST = 40
_MOST = 20
_EXTREMES = frozenset(
    word for end in ("oldest", "newest") for word in read_groups("orders_in_time")[end]
) | {"first", "last"}
_LIMITS = frozenset(read_words("limiting_words"))
_LEANING_ALONE = 0.2
_LISTS = frozenset("list papers relist".split())
_OF_PEOPLE = frozenset(("coauthors", "authors_of"))
_OF_METADATA = frozenset(
    "count list newest oldest per_year coauthors authors_of venues code relist papers".split()
)
"""What a message may be after that leaves somebody out, or says how many authors there are."""
_TURNED_ANYWAY = frozenset(("per_year", "limits", "reading_order"))
INVENTORIES = ("data", "methods")
"""What "inventory" is split into where a wording tells of which."""
LEANING = 0.5
"""How likely what leans on what was said must be to."""
_OWNER = ("'s", "’s")
_BY = any_of(r"\b(?:by|with|without|w/o?|besides|leaving out|apart from|except) $")
_ENDS = any_of(r"\s*(?:[?.!,;]|$|(?:or|and)\b)")
_OWNS = any_of(
    r"['’]s (?:[\w-]+ ){0,2}(?:papers?|publications?|works?|co-?authors?|collaborators?)\b"
)
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
    conditions: tuple[str, ...] = ()
    """What else is asked of the papers, in the words that `constraints.py` reads."""
    place: str = ""
    """A place among the authors, of nobody who is named: "first"; "" where none is asked."""
    is_place_denied: bool = False
    """Whether somebody is not to stand there."""
    is_either: bool = False
    """Whether any of the people will do."""
    order: str = ""
    """In which order papers under conditions are to be listed, "newest first"; "" for any."""

    @property
    def is_whole(self) -> bool:
        """Whether what is told of it is all that it says."""
        return self.is_worded_so and not self.is_turned

    @property
    def is_of_metadata(self) -> bool:
        """Whether it is after what metadata tells, and has no topic that abstracts could."""
        return self.label in _OF_METADATA and not self.topic

    @property
    def is_of_metadata_alone(self) -> bool:
        """Whether nothing that abstracts say would answer it."""
        return self.is_of_metadata and self.label not in _LISTS

    @property
    def asks_for_more(self) -> bool:
        """Whether it is after what metadata tells under conditions that are not all told: an
        answer that leaves them out would be false.
        """
        is_open = bool(self.conditions) and (not self.is_worded_so or bool(self.amount))
        is_choice = self.is_either and self.label in _OF_PEOPLE
        return (is_open or self.leaves_out or is_choice) and self.label in _OF_METADATA

    @property
    def leaves_out(self) -> bool:
        """Whether it denies or ranks something that is told nevertheless: all years are told
        anyway, limits are denials, and an order of reading has ranks.
        """
        return self.is_turned and self.label not in _TURNED_ANYWAY

    @property
    def by(self) -> str:
        """The people as papers are by them, " by Song and Marsh"; "" where there are none."""
        joint = " or" if self.is_either else " and"
        people = (f"{joint if at else ' by'} {name}" for at, name in enumerate(self.people))
        return "".join((*people, *(f" {condition}" for condition in self.conditions)))

    @property
    def points_back(self) -> bool:
        """Whether it is of what was said before; sooner where it names nothing itself."""
        names_any = self.topic or self.people or self.when
        return self.leans >= (LEANING if names_any else _LEANING_ALONE)


def read_message(
    text: str, is_author: Callable[[str], bool], owner: str | None = None
) -> Utterance | None:
    """Return how a message is understood, None where it is too long for that, or empty;
    `is_author` tells whether somebody may be meant by a name, `owner` is who may say "I".
    """
    text = " ".join(text.split())
    if not 0 < len(text.split()) <= _LONGEST:
        return None
    people = _find_people(text, is_author)
    years = next(years_in(text), None)
    spans = [*people, *([(years.start, years.end, WHEN)] if years else [])]
    tokens = tokens_of(text, spans)
    told = shown(tokens)
    likely = _together(label_likelihoods((*told,)))
    names = [Stretch(begin, end) for begin, end, _ in people]
    asked = find_conditions(text, names, years, owner)
    if asked.said and (ordered := take_order(text)).text != text:
        inner = read_message(ordered.text, is_author, owner)
        order = "newest first" if ordered.is_newest_first else "oldest first"
        return inner and replace(inner, order=order)
    left = [token for token in tokens if not asked.covers(token.begin)]
    labels = _labels(asked, left) or likely.keys() - {LEANS}
    label = max(sorted(labels), key=likely.__getitem__)
    kept = [name for name in names if not asked.is_of(name)]
    whose = (text[name.begin : name.end] for name in kept)
    return Utterance(
        label,
        likely[label] / sum(likely[each] for each in labels),
        likely[LEANS],
        _topic_of(text, left),
        tuple(dict.fromkeys(map(as_a_name, whose))),
        years.said if years and not asked.covers(years.end - 1) else "",
        load().is_worded_so(label, shown(left)),
        _is_turned(left) or asked.is_unclear or _gives_other_years(text, years),
        next((token.text for token in left if not token.sign and _is_amount(token.text)), ""),
        asked.said,
        asked.place,
        asked.is_denied,
        any(text[: name.begin].lower().endswith(" or ") for name in kept),
    )


def _together(likely: Mapping[str, float]) -> Mapping[str, float]:
    """Return how likely each label is, that of either inventory the likelier one's: which it is
    matters less than that it is one.
    """
    best, other = sorted(INVENTORIES, key=likely.__getitem__, reverse=True)
    return {**likely, best: likely[best] + likely[other], other: 0.0}


def _labels(asked: Conditions, left: Sequence[SignedWord]) -> frozenset[str]:
    """Return what a message may be after whose conditions tell that, none where they do not;
    `left` are the words beside them.
    """
    if not (asked.found or asked.place or asked.is_unclear):
        return frozenset()
    labels = _OF_METADATA - _OF_PEOPLE if asked.is_of_size else _OF_METADATA
    if asked.is_of_place and not any(token.text.lower() in _EXTREMES for token in left):
        # "Where is Hill last?" asks for no newest paper.
        return labels - {"newest", "oldest"}
    return labels


def _is_turned(tokens: Sequence[SignedWord]) -> bool:
    said = (token.text.lower() for token in tokens)
    return any(word in _LIMITS or "n't" in word or word.startswith("non-") for word in said)


def _gives_other_years(text: str, years: Years | None) -> bool:
    """Tell whether a text gives years beside some."""
    found = A_YEAR.finditer(text) if years else ()
    return any(not (years and years.start <= at.start() < years.end) for at in found)


def _is_amount(word: str) -> bool:
    return word.lower() in AMOUNTS or (word.isdecimal() and 1 < int(word) <= _MOST)


def leans(text: str) -> bool:
    """Tell whether a text leans on what was said before it."""
    message = read_message(text, lambda _: False)
    return message is not None and message.leans >= LEANING


def _find_people(text: str, is_author: Callable[[str], bool]) -> list[Span]:
    """Return where people are named, the longest names first."""
    tokens = [token for token in bare_tokens(text) if words(token.text)]
    found: list[Span] = []
    for size in range(_LONGEST_NAME, 0, -1):
        for first in range(len(tokens) - size + 1):
            part = tokens[first : first + size]
            begin, end = part[0].begin, part[-1].end
            if part[-1].text.lower().endswith(_OWNER):
                end -= 2
            is_pronoun = part[0].text.lower() in STOP_WORDS
            is_named = part[0].text.istitle() and bool(_BY.search(text[:begin]))
            if end - begin < _SHORTEST_NAME or (is_pronoun and not is_named):
                continue
            if any(begin < other_end and other < end for other, other_end, _ in found):
                continue
            name = text[begin:end]
            is_word = len(part) == 1 and name.islower() and load_wordllama().has_whole(name)
            is_word = is_word and not _is_of_somebody(text[:begin], text[end:])
            is_word = is_word or is_of_date(text[:end], text[end:])
            if not is_word and (is_named or name.lower() not in STOP_WORDS) and is_author(name):
                found.append((begin, end, PERSON))
    return sorted(found)


def _is_of_somebody(before: str, behind: str) -> bool:
    """Tell whether a word stands where somebody is named: "without song?", "song's papers"."""
    return bool((_BY.search(before) and _ENDS.match(behind)) or _OWNS.match(behind))


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
