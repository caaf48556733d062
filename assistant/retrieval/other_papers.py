"""Papers beside those spoken of: what else their author wrote, and what is nearest to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.names import text_of
from assistant.retrieval.catalogue_answers import Statement, items
from store.printable import counted
from store.text import fold

if TYPE_CHECKING:
    from assistant.questions.made_whole import Others
    from store.library import Library
    from store.paper import Paper

_NEAREST = 3
_SEARCHED = 40


def find_others(library: Library, asked: Others) -> tuple[list[Paper], list[Statement]]:
    """Return the papers that are asked for beside some, and the answer that lists them."""
    if asked.by is not None:
        found = [
            paper
            for paper in library.list(asked.by, order="date")
            if paper.key not in asked.besides
        ]
        told = f"{counted(len(found), 'other paper')} by {asked.whose}:"
        none = f"The library holds no other paper by {asked.whose}."
    else:
        found = _nearest(library, asked)
        by = " by others" if asked.is_by_others else ""
        told = f"The other papers{by} that come nearest:"
        none = f"The library holds no other paper{by}."
    return found, [Statement(told), *items(found)] if found else [Statement(none)]


def _nearest(library: Library, asked: Others) -> list[Paper]:
    """Return the papers that are nearest to some in all their words, the best first."""
    spoken = [paper for key in asked.besides if (paper := library.get(key))][:_NEAREST]
    wrote = {fold(author) for paper in spoken for author in paper.authors}
    text = " ".join(map(text_of, spoken))
    k = _SEARCHED + len(asked.besides)
    found = [hit.paper for hit in library.search(text, k=k)]
    others = [paper for paper in found if paper.key not in asked.besides]
    if asked.is_by_others:
        others = [paper for paper in others if wrote.isdisjoint(map(fold, paper.authors))]
    return others[:_NEAREST]
