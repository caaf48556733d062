"""Whether a text states a number or a quantity."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.numbers import SPELLED
from assistant.language.patterns import any_of, any_word
from assistant.language.stems import stems

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = re.compile(r"(?<![A-Za-z\d-])[~<>]?\d[\d.,]*\s*(?:[%×x]|[A-Za-z]+)?")
# "dos" and "dose" are slips that English knows as words.
_QUANTITY = any_of(
    (
        r"\b(?:hundreds?|thousands?|millions?|billions?|half|halves|twice|"
        r"double[sd]?|triple[sd]?|\w+-?fold)\b"
    ),
    r"\b(?:orders? of magnitude|percent|dozens?|tens of)\b",
)

_SPELLED = any_of(rf"\b(?:{any_word(SPELLED)})\b(?P<behind>(?: [\w-]+){{1,3}})")


def holds_number(text: str) -> bool:
    """Tell whether a text states a quantity in digits; a digit inside a name is none."""
    return bool(_NUMBER.search(text))


def holds_quantity(text: str) -> bool:
    """Tell whether a text states a quantity in words: three billion, a hundred-fold, half."""
    return bool(_QUANTITY.search(text))


def states_amount(text: str) -> bool:
    """Tell whether a text states a quantity, be it in digits or in words."""
    return holds_number(text) or holds_quantity(text)


def counts_in_words(text: str, nouns: Iterable[str]) -> bool:
    """Tell whether a text states in words how many of some things there are: "five telephone
    interviews" of interviews.
    """
    wanted = stems(" ".join(nouns))
    return any(wanted & stems(found["behind"]) for found in _SPELLED.finditer(text))
