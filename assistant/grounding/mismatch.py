"""How what a claim names or counts differs from what its abstracts name and count: a rival in
the same place, or the same thing spelled otherwise.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.grounding.claim_reading import normal_name
from assistant.grounding.order import lead
from assistant.language.names import is_technical

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.grounding.claim_reading import Item
    from assistant.grounding.comparison import Comparison
    from assistant.grounding.facts import Missing
    from assistant.grounding.sources import Cited
    from assistant.language.numbers import Number

MISMATCH = (
    "name",
    "names",
    "plain",
    "opening",
    "spelling",
    "part",
    "letters",
    "version",
    "rival name",
    "tied alike",
    "number",
    "numbers",
    "unit",
    "kindred",
    "rounded",
    "unit alone",
    "no number",
    "small",
    "rival number",
    "number tied alike",
)
"""What is read off. Of names: whether any is missing, and how many; whether all are only
written large, and one is the first word; how alike the spelling of the least known is to one
there, or a part of it; how many of its letters begin words there in a row; whether its figures
alone differ; whether it takes the place of a name, or stands behind the same preposition. Of
numbers: whether any is missing, and how many; whether one has a unit, and each has its like
there, the same rounded, or the same but for the unit; whether there is none there, whether all
are small, and whether one takes the place of another, or stands behind the same preposition.
"""
_FIGURES = re.compile(r"\d+")
_SMALL = 3
_CLOSE = 3
"""Percentage points between a share that is written out and the one that it stands for."""


def mismatch(comparison: Comparison, missing: Missing) -> list[float]:
    """Return the values of `MISMATCH` for a claim."""
    return _of_names(comparison, missing) + _of_numbers(comparison, missing)


def _of_names(comparison: Comparison, missing: Missing) -> list[float]:
    names = [*missing.names.values()]
    if not names:
        return [0.0] * MISMATCH.index("number")
    cited = comparison.cited
    normal = [normal_name(name) for name in names]
    return [
        1.0,
        min(1.0, (len(names) - 1) / 2),
        float(not any(map(is_technical, names))),
        float(0 in missing.names),
        min(_likeness(name, cited.spellings) for name in normal),
        float(all(_is_part(name, cited.spellings) for name in normal)),
        min(_lettered(name, cited) for name in names),
        float(any(_is_version(name, cited.spellings) for name in normal)),
        float(_takes_a_place(comparison, missing.names)),
        float(any(_is_tied_alike(comparison, at) for at in missing.names)),
    ]


def _of_numbers(comparison: Comparison, missing: Missing) -> list[float]:
    numbers = missing.numbers
    if not numbers:
        return [0.0] * (len(MISMATCH) - MISMATCH.index("number"))
    known = comparison.cited.numbers
    kindred = [[other for other in known if other.kind == each.kind] for each in numbers]
    return [
        1.0,
        min(1.0, (len(numbers) - 1) / 2),
        float(any(each.unit for each in numbers)),
        float(all(kindred)),
        float(all(any(_rounds(each, other) for other in known) for each in numbers)),
        float(all(any(_differs_by_unit(each, other) for other in known) for each in numbers)),
        float(not known),
        float(all(each.value <= _SMALL and not each.unit for each in numbers)),
        float(_takes_a_place(comparison, [each.first for each in numbers])),
        float(any(_is_tied_alike(comparison, each.first) for each in numbers)),
    ]


def _pairs(name: str) -> set[tuple[str, str]]:
    return {*pairwise(f" {name} ")}


def _likeness(name: str, spellings: Iterable[str]) -> float:
    """Return which share of pairs of neighbouring letters a name has in common with the most
    similar spelling.
    """
    mine = _pairs(name)
    shares = (
        2 * len(mine & other) / (len(mine) + len(other)) for other in map(_pairs, spellings)
    )
    return max(shares, default=0.0)


def _is_part(name: str, spellings: Iterable[str]) -> bool:
    """Whether a name is within a spelling, or the reverse, and half of the longer: `Dscam1`."""
    return any(
        2 * len(short) > len(long) and short in long
        for short, long in (sorted((name, other), key=len) for other in spellings)
    )


def _lettered(name: str, cited: Cited) -> float:
    """Return the share of a name's letters that begin words there in a row: `DNIs` for
    `decoupled neural interfaces`.
    """
    letters = "".join(filter(str.isalpha, name.casefold().removesuffix("s")))
    longest = 0
    for said in cited.said:
        reading = said.reading
        pairs = zip(reading.chunks, reading.roots, strict=True)
        begun = "".join(chunk[0].casefold() for chunk, root in pairs if root)
        for start in range(len(letters)):
            while letters[start : start + longest + 1] in begun and start + longest < len(
                letters
            ):
                longest += 1
    return longest / max(1, len(letters))


def _is_version(name: str, spellings: Iterable[str]) -> bool:
    """Whether another version of it stands there: `GPT-4` where the text has `GPT-3`."""
    stem = _FIGURES.sub("#", name)
    return stem != name and any(
        other != name and _FIGURES.sub("#", other) == stem for other in spellings
    )


def _rounds(number: Number, other: Number) -> bool:
    """Whether a number is another with fewer decimals, or a simple share close to it: 76 % for
    76.3 %, half for 48 %.
    """
    if number.unit == other.unit:
        return other.value.quantize(number.value) == number.value
    is_share = (number.unit, other.unit) == ("", "%") and 0 < number.value < 1
    return is_share and abs(number.value * 100 - other.value) <= _CLOSE


def _differs_by_unit(number: Number, other: Number) -> bool:
    return number.value == other.value and "" in (number.unit, other.unit)


def _takes_a_place(comparison: Comparison, places: Iterable[int]) -> bool:
    """Whether something of the same sort stands in the place of one of these chunks."""
    alignment = comparison.alignment
    mine = {item.at: at for at, item in enumerate(alignment.mine)}
    rivals = dict(comparison.substituted)
    for place in places:
        at = mine.get(place, -1)
        if at in rivals:
            one, other = alignment.mine[at], alignment.theirs[rivals[at]]
            if bool(one.number) == bool(other.number) and bool(other.number or other.name):
                return True
    return False


def _free(comparison: Comparison) -> list[Item]:
    """What the sentence says that the claim leaves out."""
    used = set(comparison.alignment.matched.values())
    return [item for to, item in enumerate(comparison.alignment.theirs) if to not in used]


def _is_tied_alike(comparison: Comparison, place: int) -> bool:
    """Whether something of the same sort, which the claim leaves out, stands behind the same
    preposition: `on A` for `on B`.
    """
    claim, source = comparison.alignment.claim, comparison.alignment.source
    tie = lead(claim, place)
    is_number = place in claim.numeric
    return bool(tie) and any(
        bool(item.number) == is_number
        and bool(item.number or item.name)
        and lead(source, item.at) == tie
        for item in _free(comparison)
    )
