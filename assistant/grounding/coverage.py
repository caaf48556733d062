"""How much of a claim's words stand in what it rests on: as they are, by family, or by the
thesaurus.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from assistant.grounding.claim_reading import canonical
from assistant.language.thesaurus import written_for
from assistant.language.word_lists import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENDINGS = (
    "ation anci enci aci anc enc ment ness abl iti ing ant ent ist ism ion or er iv al".split()
)
_SHORTEST = 5
"""Letters that must be left of a word without its ending: `detector` and `detection` have
`detect`.
"""


def find_related(words: Iterable[str], held: frozenset[str]) -> frozenset[str]:
    """Return those of a claim's stems that stand there, as they are or in another form of
    the word.
    """
    families = {family(root) for root in held}
    return frozenset(root for root in words if root in held or family(root) in families)


def weigh(roots: Iterable[str]) -> float:
    """Return what stems weigh together: one each, and half where a word says little of its
    own.
    """
    return sum(0.5 if root in _light() else 1.0 for root in roots)


@lru_cache(maxsize=4_000)
def written(root: str) -> frozenset[str]:
    """Return the families of what the thesaurus knows for a stem."""
    return frozenset(family(canonical(other)) for other in written_for(root))


@cache
def _light() -> frozenset[str]:
    return frozenset(map(canonical, LIGHT))


@lru_cache(maxsize=20_000)
def family(root: str) -> str:
    """Return a stem without the ending that makes a noun of a verb, or the reverse."""
    for ending in _ENDINGS:
        if root.endswith(ending) and len(root) - len(ending) >= _SHORTEST:
            return root[: -len(ending)]
    return root
