"""Slips of the keyboard in a question, mended from the words of the papers and of questions."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from assistant.language.everyday import frequent, is_known
from assistant.language.lexicons import read_groups
from assistant.language.stopwords import ASKING
from store.embedders import load_wordllama
from store.words import STOP_WORDS, misspellings, words

if TYPE_CHECKING:
    from collections.abc import Callable

# Letters beside digits are part of a name: DUSP4; "aren" of "aren't" is no word.
_WORD = re.compile(r"\b[^\W\d_]+\b(?!['’]t\b)")
_PERSON = re.compile(
    r"\b(?:by|lists?|author|from|who is) ([A-Z][a-z'’-]+ (?:[A-Z][a-z'’-]+)+)\b"
)
_LOWER = re.compile(r"(?<![\w-])[a-z][a-z0-9]*(?:[-+/][a-z0-9]+)*\+*(?![\w-])")
_SHORTEST, _LONGEST = 4, 30
_SHORTEST_NAME = 3
_SHORTEST_ENGLISH = 5
"""A shorter word that neither the papers nor English know is as often a term as a slip."""
_LAST_LATIN = "\u024f"
"""Words of other scripts are looked up in Latin letters, which nobody typed."""
_QUESTION_WORDS = (STOP_WORDS | ASKING) - {"s"}
_SPARED = _QUESTION_WORDS.union(
    "".join(words(written))
    for wordings in read_groups("contractions").values()
    for written in wordings
    if " " not in written
)
"""What is no slip: words of questions, and what is typed without its apostrophe, "wasnt"."""


def correct(
    text: str,
    spellings: Callable[[str], list[str]],
    is_author: Callable[[str], bool] = lambda _: False,
) -> str:
    """Return the text with words mended that neither the papers nor English know.

    `spellings` returns a word itself where the papers hold it, else the words of theirs a slip
    away; `is_author` tells who is one. A person whom the papers do not know keeps the name that
    was typed.
    """
    known = cache(spellings)
    mended = _WORD.sub(lambda found: _mend(found[0], known), text)
    if mended == text:
        return text
    typed_names, mended_names = _PERSON.findall(text), _PERSON.findall(mended)
    for typed, name in zip(typed_names, mended_names, strict=False):
        if typed != name and not is_author(name):
            mended = mended.replace(name, typed)
    return mended


def _mend(token: str, spellings: Callable[[str], list[str]]) -> str:
    word = "".join(words(token))
    if any(letter > _LAST_LATIN for letter in token):
        return token
    if not _SHORTEST <= len(word) <= _LONGEST or word in _SPARED:
        return token
    found = spellings(word)
    if word in found or is_known(word):
        return token
    slips = misspellings(word)
    if any(letter.isupper() for letter in token[1:]) and not token.isupper():
        # What is written as a name is mended only where hardly anything is wrong with it.
        found = [other for other in found if other in slips]
    near = _alike([*sorted(slips & _QUESTION_WORDS), *found], word)
    if not near and token.islower() and len(word) >= _SHORTEST_ENGLISH:
        near = _alike(frequent(_surest(slips, word)), word)
    return _as_written(near[0], token) if near else token


def _alike(others: list[str], word: str) -> list[str]:
    """Return those that begin as a word does: a slip in the first letter is rare, and names
    differ by one.
    """
    return [other for other in others if other[0] == word[0]]


def _surest(slips: set[str], word: str) -> set[str]:
    """Return the slips by which letters were swapped, doubled or left out: a term that nobody
    here knows, "qubit", often has a letter more or another than an English word.
    """
    return {
        other
        for other in slips
        if len(other) > len(word) or sorted(other) == sorted(word) or set(other) == set(word)
    }


def _as_written(word: str, token: str) -> str:
    if token.isupper():
        return word.upper()
    return word.capitalize() if token[0].isupper() else word


def as_written(text: str, written: Callable[[str], str | None]) -> str:
    """Return a text with the names that it gives in small letters as the papers write them:
    "kpnet" as KPNet; `written` tells how, None for what is no name there.
    """

    def named(found: re.Match[str]) -> str:
        token = found[0]
        is_word = len(token) < _SHORTEST_NAME or load_wordllama().has_whole(token)
        name = None if is_word else written(token)
        return name if name and not is_known(token) else token

    return _LOWER.sub(named, text)
