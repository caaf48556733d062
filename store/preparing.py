"""What is worked out of papers before they are written: their vectors, and their words as
documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.lexical.schema import make_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.paper import Paper
    from store.vectors import Embedder, Vectors


@dataclass(frozen=True, slots=True)
class Prepared:
    """Papers that are ready to be written."""

    papers: Sequence[Paper]
    vectors: Vectors
    """One unit vector a paper, shape (papers, dimension)."""
    documents: Sequence[str]

    def only(self, papers: Sequence[Paper]) -> Prepared | None:
        """Return what is ready of these papers; None where one of them is not."""
        places = {paper: place for place, paper in enumerate(self.papers)}
        if any(paper not in places for paper in papers):
            return None
        chosen = [places[paper] for paper in papers]
        return Prepared(
            papers, self.vectors[chosen], [self.documents[place] for place in chosen]
        )


def prepare(embedder: Embedder, papers: Sequence[Paper]) -> Prepared:
    """Return the papers ready to be written."""
    return Prepared(
        papers, embed_papers(embedder, papers), [make_document(paper) for paper in papers]
    )


def embed_papers(embedder: Embedder, papers: Sequence[Paper]) -> Vectors:
    """Return one unit vector a paper, of its title and abstract, shape (papers, dimension)."""
    titles = (f"{paper.title}. " * embedder.title_weight for paper in papers)
    return embedder.embed(
        [f"{title}{paper.abstract}" for title, paper in zip(titles, papers, strict=True)]
    )
