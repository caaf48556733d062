"""Which numbers of a sentence say what was found, and which are conditions, counts or sizes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts.measures import CHANGES
from assistant.abstracts.reading import Role
from assistant.language.lexicons import read_groups
from assistant.language.patterns import any_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.abstracts.measuring import Measured
    from assistant.abstracts.quantities import Quantity
    from assistant.abstracts.reading import Name

_STRONG = frozenset({"%", "points", "times"})
_DURATIONS = frozenset("day week month year hour minute".split())
_TELLING = re.compile(
    r"\b(?:"
    + "|".join(stem for stems in read_groups("result_verbs").values() for stem in stems)
    + ")",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:we|our|ours|this (?:paper|work|study|article)|the (?:proposed|present)|results?"
    r"|experiments?|evaluations?|simulations?|here)\b",
    re.IGNORECASE,
)
# Behind these a length of time says when, not what.
_WHEN = re.compile(
    r"\b(?:at|after|within|for|over|during|aged?|every|per|until|from|before|through|by|in|least"
    r"|of|under|to|and) (?:the |an? |about |approximately |up to |first |last |next )?$",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"(?:[=:(,\[]|\b(?:of|is|was|were|are|to|by|from|than|about|around|and|or|vs\.?|with"
    r"|average[sd]?|achiev\w+|reach\w*|obtain\w*|scor\w+|attain\w*|only|approximately)) ?$"
)
_NO_SHARE = re.compile(r"[- ]?(?:fold )?cross|\s(?:or more|significance|level)\b")
# A 20% tax is a kind of tax, and no share that was found.
_ARTICLE = re.compile(r"\b(?:the|an?) $", re.IGNORECASE)
_NOUN = re.compile(rf" (?!(?:of|in|on|to|for|and|or|{any_word(CHANGES)})\b)[a-zA-Z]")
_STATED = re.compile(
    r"\b(?:is|was|are|were)(?: estimated| found| measured| about| approximately| only| to be"
    r"| at)* $"
)
_BY = re.compile(r"\bby (?:an? |about |around |approximately |roughly |over |up to )?$")
_MORE = re.compile(r"\b(?:additional|extra) (?:about |some )?$")
_CONDITION = re.compile(
    r"\b(?:at|for|when|if|having|where|whose)\b[^,;:()]{0,50}$", re.IGNORECASE
)
_TAKEN = re.compile(r"\b(?:time|duration|survival|delay|lifetime|length|runtime|latency)\b")
_NEXT = re.compile(
    r"[^;:.\d]{0,60}?(?:\band|\bor|,|/|\bversus|\bvs\.?|\bto|\bcompared (?:with|to))\s?"
)


def reports(text: str, role: Role, introduced: Sequence[Name]) -> bool:
    """Tell whether a sentence may report what was found: a result, or one that says so."""
    if role is Role.RESULT:
        return True
    is_own = _OWN.search(text) is not None or any(name.text in text for name in introduced)
    return is_own and _TELLING.search(text) is not None


def is_finding(text: str, quantity: Quantity, measured: Measured) -> bool:
    """Tell whether a number is something found, and no condition, count or size."""
    if quantity.interval is not None:
        return True
    before = text[: quantity.start]
    if _NO_SHARE.match(text, quantity.end):
        return False
    if quantity.unit in _STRONG:
        is_kind = _ARTICLE.search(before) and _NOUN.match(text, quantity.end)
        return not is_kind or (measured.is_behind and measured.is_measure)
    if quantity.unit in _DURATIONS:
        return _is_time_taken(text, quantity, measured)
    return measured.is_metric or _is_stated(before, quantity, measured)


def _is_time_taken(text: str, quantity: Quantity, measured: Measured) -> bool:
    """Whether a time was measured, and does not say when: `a survival of 23 months`."""
    before = text[: quantity.start].rstrip()
    is_attribute = "-" in text[quantity.start : quantity.end]
    is_of = before.endswith(f"{measured.text} of")
    is_taken = _TAKEN.search(measured.text) is not None and not is_attribute
    return is_taken and (is_of or not _WHEN.search(text[: quantity.start]))


def _is_stated(before: str, quantity: Quantity, measured: Measured) -> bool:
    """Whether a sentence gives a number without a share for a measure that it names."""
    is_exact = bool(quantity.unit) or not quantity.value.is_integer()
    if not measured.text or not (is_exact or _MORE.search(before)):
        return False
    is_change = _BY.search(before) and _TELLING.search(before)
    if _STATED.search(before) or is_change or _MORE.search(before):
        return True
    is_given = _GIVEN.search(before) and not _CONDITION.search(before)
    return bool(is_given and measured.is_measure)


def continues(text: str, first: Quantity, second: Quantity) -> bool:
    """Tell whether a number is given beside one that was found: `0.3 for men and 0.8 for …`."""
    is_exact = bool(second.unit) or not second.value.is_integer()
    is_alike = first.unit == second.unit and first.interval is None and is_exact
    return is_alike and _NEXT.fullmatch(text[first.end : second.start]) is not None
