"""Papers beside those spoken of: what else their author wrote, and what is nearest to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.names import text_of
from assistant.retrieval.catalogue_answers import Statement, items
from store.filters import Clause, Filter
from store.printable import counted
from store.text import fold

if TYPE_CHECKING:
    from assistant.questions.known_names import KnownNames
    from assistant.questions.made_whole import Others
    from store.library import Library
    from store.paper import Paper

_NEAREST = 3


def find_others(
    library: Library, asked: Others, names: KnownNames
) -> tuple[list[Paper], list[Statement]]:
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
        found = _nearest(library, asked, names)
        by = " by others" if asked.is_by_others else ""
        told = f"The other papers{by} that come nearest:"
        none = f"The library holds no other paper{by}."
    return found, [Statement(told), *items(found)] if found else [Statement(none)]


def _nearest(library: Library, asked: Others, names: KnownNames) -> list[Paper]:
    """Return the papers that are nearest to some in all their words, the best first."""
    spoken = [paper for key in asked.besides if (paper := library.get(key))][:_NEAREST]
    wrote = dict.fromkeys(author for paper in spoken for author in paper.authors)
    left_out = [Clause("key", asked.besides[0], negated=True, also=asked.besides[1:])]
    if asked.is_by_others:
        left_out += [_not_by(author, names) for author in wrote]
    text = " ".join(map(text_of, spoken))
    found = library.search(text, k=_NEAREST, where=Filter(tuple(left_out)))
    return [hit.paper for hit in found]


def _not_by(author: str, names: KnownNames) -> Clause:
    """Return that nobody wrote a paper who may be an author, however their name is written."""
    also = tuple(map(fold, names.authors_named(author)))
    return Clause("author", fold(author), negated=True, also=also)
