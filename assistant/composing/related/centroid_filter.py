"""Which papers keep company with those that a text is clearly about, and which stand apart
from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.library import Library
    from store.ranking import Hit

# Measured in docs/related.md.
_CLEARLY = 0.9
_WITH_THEM = 0.2
_OF_OTHERS = 0.05
_LESS_CLOSE = 0.25
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Company:
    """Citation keys: what is not close enough by itself and joins, and what is and is of
    other things.
    """

    joining: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()


def find_company(
    library: Library,
    hits: Sequence[Hit],
    closeness: Mapping[str, float],
    belong: set[str],
    least: float,
) -> Company:
    """Return what joins the papers that belong, or are about as close as the closest, and what
    stands apart.

    Papers are seen from the middle of all hits, which says something only while most hits are
    not close.
    """
    close = {key for key, value in closeness.items() if value >= least} | belong
    if not close or len(close) > _MOST * len(closeness):
        return Company()
    from assistant.composing.lines.vectors import paper_vectors
    from store.vectors import unit

    papers = {hit.paper.key: hit.paper for hit in hits}
    keys = [*papers]
    vectors = paper_vectors([*papers.values()], library.vectors(keys), lambda _: None)
    best = max(closeness.values())
    clear = belong | {key for key in close if closeness[key] >= _CLEARLY * best}
    middle = unit(vectors[[key in clear for key in keys]].sum(axis=0, keepdims=True))[0]
    alike = dict(zip(keys, (vectors @ middle).tolist(), strict=True))
    near = {
        key
        for key in keys
        if closeness[key] >= least - _LESS_CLOSE and alike[key] >= _WITH_THEM
    }
    return Company(
        frozenset(near - close),
        frozenset(key for key in close - clear if alike[key] < _OF_OTHERS),
    )
