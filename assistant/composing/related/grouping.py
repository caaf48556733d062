"""Papers in groups of one subject each, in reading order, named in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.composing.related.naming import name_each
from assistant.composing.related.outline import Chosen, Group, Outline
from store.ordering import when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.composing.related.choosing import Selection
    from store.library import Library
    from store.ranking import Hit

A_GROUP = 4
"""Papers that make a paragraph, about."""
MOST_GROUPS = 4


def arrange(library: Library, topic: str, choice: Selection, paragraphs: int | None) -> Outline:
    """Return the chosen papers as a plan: the closest group first, the oldest paper of each
    group first.
    """
    wanted = paragraphs or min(MOST_GROUPS, round(len(choice.hits) / A_GROUP) or 1)
    clusters = _cluster(library, choice.hits, min(wanted, len(choice.hits)))
    groups = [sorted((hit.paper for hit in cluster), key=when) for cluster in clusters]
    names = name_each(groups, choice.others)
    return Outline(
        topic,
        tuple(
            Group(name, tuple(Chosen(paper.key, choice.reasons[paper.key]) for paper in papers))
            for name, papers in zip(names, groups, strict=True)
        ),
        choice.left_out,
    )


def _cluster(library: Library, hits: Sequence[Hit], wanted: int) -> list[list[Hit]]:
    """Return the hits, the closest first, in as many groups, the one with the closest hit
    first.
    """
    if wanted < 2:
        return [list(hits)] if hits else []
    # Imported here: only several groups need it.
    from scipy.cluster.hierarchy import fcluster, ward

    from assistant.composing.lines.vectors import paper_vectors

    stored = library.vectors([hit.paper.key for hit in hits])
    vectors = paper_vectors([hit.paper for hit in hits], stored, lambda _: None)
    labels = fcluster(ward(vectors), wanted, criterion="maxclust")
    clusters: dict[int, list[Hit]] = {}
    for hit, label in zip(hits, labels, strict=True):
        clusters.setdefault(int(label), []).append(hit)
    return list(clusters.values())
