"""The first person in what follows the subject, and what tells that a sentence is better
left alone.
"""

from __future__ import annotations

import re
from collections import Counter

from assistant.language.third_person.openers import PAPER
from assistant.language.word_lists import NEGATORS

# Behind these, "I" is a number.
_NUMBERED = (
    "category chapter class complex experiment factor grade group haplogroup level part phase "
    "section stage study type volume war"
).split()
_I = "".join(rf"(?<!\b(?i:{noun}) )" for noun in _NUMBERED) + r"I(?= (?!(?:and|or|to)\b)[a-z])"
_PRONOUNS = (
    (re.compile(r"\b(?:the|our|my) proposed (?=[A-Za-z])(?!in |by |to |here )"), "their "),
    (re.compile(r"\b(?:The|Our|My) proposed (?=[A-Za-z])(?!in |by |to |here )"), "Their "),
    (re.compile(r"\bI am\b"), "they are"),
    (re.compile(rf"\b(?:we|{_I})\b"), "they"),
    (re.compile(r"\bWe\b"), "They"),
    (
        re.compile(rf"\b(?:our|my|(?:this|the present|the current)(?= {PAPER}\b))(?![-\w])"),
        "their",
    ),
    (re.compile(rf"\b(?:Our|My|This(?= {PAPER}\b))(?![-\w])"), "Their"),
    (re.compile(r"\bours\b"), "theirs"),
    (re.compile(r"\bus\b"), "them"),
    (re.compile(r"\b(?:ourselves|ourself|myself)\b"), "themselves"),
)
_UNSAFE = re.compile(
    "|".join(
        (
            r"https?://|\[\s*\d|[?!][\"'”’)]*$|^[^A-Za-z(\"“$\d]",
            (
                r"\bwe (?:humans?|people|live|all|cannot help)\b|\b(?:as|what|than) we "
                r"(?:know|see|live)\b"
            ),
            r"\b(?:we|I)['’]|\b(?:I|we),|\blet us\b|\bone of us\b|\bthe(?:se)? authors\b",
            r"\bour (?:lives|life|daily|society|world|planet|brains?|minds?|eyes)\b",
            r"[\"“][^\"”]*\b(?:we|our|us|my|I)\b[^\"”]*[\"”]",
        )
    ),
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"[^\W_](?:[^\W_]|[-'’](?=[^\W_]))*")
_PERSONS = frozenset({"We", "Our", "My", "I", "This", "The", "In", "Their", "They"})


def in_third_person(text: str) -> str:
    """Return a text that speaks of its authors as others do: `we` is they, `our` is their."""
    for pattern, pronoun in _PRONOUNS:
        text = pattern.sub(pronoun, text)
    return text


def speaks_of_itself(text: str) -> bool:
    """Tell whether a text speaks of its authors in the first person."""
    return in_third_person(text) != text


def is_turnable(sentence: str) -> bool:
    """Tell whether the first person in a sentence is its authors, and its end a full stop."""
    pairs = ("()", "[]", "“”", "{}")
    is_even = all(sentence.count(pair[0]) == sentence.count(pair[1]) for pair in pairs)
    return is_even and sentence.count('"') % 2 == 0 and not _UNSAFE.search(sentence)


def keeps_all(sentence: str, turned: str) -> bool:
    """Tell whether every number, name and negation of a sentence stands in the turned one,
    and no other.
    """
    return (
        Counter(_NUMBER.findall(sentence)) == Counter(_NUMBER.findall(turned))
        and _negations(sentence) == _negations(turned)
        and _names(sentence) <= Counter(_NAME.findall(turned))
    )


def _negations(text: str) -> Counter[str]:
    words = (word.casefold() for word in _NAME.findall(text))
    return Counter(word for word in words if word in NEGATORS or word.endswith(("n't", "n’t")))


def _names(text: str) -> Counter[str]:
    """Return the words that are written with a capital, the first one only where it is a
    name for sure.
    """
    found = [
        word
        for word in _NAME.findall(text)
        if any(sign.isupper() for sign in word) and word not in _PERSONS
    ]
    first = _NAME.search(text)
    if (
        first
        and found
        and found[0] == first[0]
        and not any(sign.isupper() for sign in first[0][1:])
    ):
        found = found[1:]
    return Counter(found)
