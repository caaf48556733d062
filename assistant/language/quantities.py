"""Whether a text states a number or a quantity."""

from __future__ import annotations

import re

from assistant.language.patterns import any_of

_NUMBER = re.compile(r"(?<![A-Za-z\d-])[~<>]?\d[\d.,]*\s*(?:[%×x]|[A-Za-z]+)?")
# "dos" and "dose" are slips that English knows as words.
_QUANTITY = any_of(
    (
        r"\b(?:hundreds?|thousands?|millions?|billions?|half|halves|twice|"
        r"double[sd]?|triple[sd]?|\w+-?fold)\b"
    ),
    r"\b(?:orders? of magnitude|percent|dozens?|tens of)\b",
)


def holds_number(text: str) -> bool:
    """Tell whether a text states a quantity in digits; a digit inside a name is none."""
    return bool(_NUMBER.search(text))


def holds_quantity(text: str) -> bool:
    """Tell whether a text states a quantity in words: three billion, a hundred-fold, half."""
    return bool(_QUANTITY.search(text))


def states_amount(text: str) -> bool:
    """Tell whether a text states a quantity, be it in digits or in words."""
    return holds_number(text) or holds_quantity(text)
