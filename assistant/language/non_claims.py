"""Sentences of an answer that say nothing about the papers; in doubt, a sentence is a claim."""

from __future__ import annotations

import re

from assistant.language.word_lists import ANCHORS, CLAIMING, DISCOURSE

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SILENCE = re.compile(
    r"(?:unfortunately,? |however,? |but )?(?:"
    r"i (?:found|find|see|know|have) (?:nothing|no)\b|"
    r"i (?:could|can|did|do) ?(?:not|n['’]t) (?:find|know|tell|say|answer)\b|"
    r"(?:nothing|no(?:ne of the)? (?:abstracts?|papers?|sources?))\b[\w ]{0,60}? "
    r"(?:says?|said|mentions?|states?|reports?|tells?|describes?|discuss(?:es)?|"
    r"covers?|answers?|speaks?)\b|"
    r"(?:the|these|those|its|their|this)(?: \w+){0,3} (?:abstracts?|papers?|sources?|library) "
    r"(?:do|does|did) ?(?:not|n['’]t) "
    r"(?:say|mention|state|report|tell|describe|discuss|cover|give|answer|"
    r"contain|specify|speak|name)\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:\d{1,6}|one|two|three|four|five|six|seven|eight|nine|ten) (?=(?:of the )?(?:\w+ )?"
    r"(?:abstracts?|papers?|sources?|sentences?|results?|citations?|matches|questions?)\b)",
    re.IGNORECASE,
)
LABEL_WORDS = 10


def says_nothing(text: str, *, is_title: bool, known: str) -> bool:
    """Whether a sentence speaks of the conversation alone; `known` is the sources' text in
    lower case.
    """
    words = [match.group() for match in _WORD.finditer(text[:2000])]
    if not words:
        return True
    if len(text) > 2000:
        return False
    if is_title and _is_bare_label(words):
        return True
    if silence := _SILENCE.match(text):
        return not _has_digit(text) and not any(
            name.casefold() in known for name in _names(text[silence.end() :])
        )
    plain = [
        match.group().casefold().replace("’", "'")
        for match in _WORD.finditer(_COUNTED.sub("", text))
    ]
    return any(word in ANCHORS for word in plain) and all(word in DISCOURSE for word in plain)


def _is_bare_label(words: list[str]) -> bool:
    return (
        len(words) <= LABEL_WORDS
        and not any(word.isdigit() and len(word) != 4 for word in words)
        and not any(word.casefold() in CLAIMING for word in words)
    )


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _names(text: str) -> list[str]:
    return [
        word
        for word in (match.group() for match in _WORD.finditer(text))
        if any(s.isupper() for s in word)
    ]
