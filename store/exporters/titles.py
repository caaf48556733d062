"""Titles for BibTeX, whose styles put all but the first word into small letters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from store.exporters.latex import split_formulas
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(
    r"[^\W_](?:[\w'’.+/-]*(?:[^\W_]|\+))?[⁺⁻⁼⁽⁾₊₋₌₍₎]*(?:[^\W_]*[⁺⁻⁼⁽⁾₊₋₌₍₎]+)*[^\W_]*"
    r"(?:[_^](?:\([^()\s]+\)|[^\w\s(){}]))*"
)
"""A word with what is raised or lowered in it."""
_NAME_IN_PROSE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?=[.,;:]| [a-z])")
_SMALL_WORD = re.compile(r"(?<![\w-])[a-z]+")


def title_with_capitals(title: str, abstract: str, convert: Callable[[str], str]) -> str:
    """Return the title as LaTeX, with braces around formulas, acronyms, and names found in
    the abstract.
    """
    names = _names_in(abstract)
    line = unicodedata.normalize("NFC", one_line(title))
    pieces = (
        f"{{{piece}}}" if is_formula else _protected(piece, names, convert)
        for piece, is_formula in split_formulas(line)
    )
    return "".join(pieces)


def _protected(text: str, names: set[str], convert: Callable[[str], str]) -> str:
    pieces: list[str] = []
    end = 0
    for word in _WORD.finditer(text):
        said = convert(word[0])
        pieces += [
            _converted(text[end : word.start()], convert),
            f"{{{said}}}" if _needs_capitals(word[0], names) else said,
        ]
        end = word.end()
    return "".join([*pieces, _converted(text[end:], convert)])


def _converted(between: str, convert: Callable[[str], str]) -> str:
    """Convert what stands between words, its spaces included."""
    return " ".join(convert(part) for part in between.split(" "))


def _needs_capitals(word: str, names: set[str]) -> bool:
    if re.fullmatch(r"[A-Z](?:\+*|[_^].*)", word):
        return word != "A"
    parts = re.split(r"[-/]", word)
    return any(
        part in names
        or any(char.isupper() for char in part[1:])
        or (len(part) == 1 and part.isupper())
        for part in parts
    )


def _names_in(abstract: str) -> set[str]:
    """Return the words that stand alone with a capital within sentences, and never without
    one.
    """
    return set(_NAME_IN_PROSE.findall(abstract)) - {
        word.capitalize() for word in _SMALL_WORD.findall(abstract)
    }
