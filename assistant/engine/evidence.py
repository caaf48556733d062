"""The papers that go to a model with a question, the likeliest first."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from assistant.engine.computed_facts import papers_of_profile
from assistant.language.names import gives_name, text_of
from assistant.questions.intents import Intent
from store.filters import Filter
from store.ordering import when
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.questions.question import Question
    from assistant.questions.turns import PastTurn
    from store.library import Library

_MOST_NAMES = 6
_OF_A_NAME = 2
_LOOKED_AT = 10
_REMEMBERED = 2
_LONGEST_QUERY = 2000
_NEWEST, _OLDEST = 4, 3
_ALONG_TIME = frozenset({Intent.START, Intent.TIMELINE})


def gather_papers(
    library: Library,
    question: Question,
    turns: Sequence[PastTurn],
    where: Filter,
    *,
    chosen: Iterable[Hit],
    k: int,
) -> list[Hit]:
    """Return the papers to answer from: those `chosen` by rule, those that give a name in the
    question, those that a search finds, and where the conversation goes on, what it was about.

    Where the order in time matters, the first and the newest come before all of them.
    """
    text = question.text[:_LONGEST_QUERY]
    chosen = list(chosen)
    found = library.search(text, k=k, where=where)
    lists = [
        _ends_in_time(library, question, where, chosen),
        chosen,
        _find_named(library, question, where),
    ]
    if turns:
        before = turns[-1].answer.rewritten or turns[-1].question
        joined = library.search(f"{before} {text}"[:_LONGEST_QUERY], k=k, where=where)
        lists += [cited_before(library, turns[-_REMEMBERED:]), _alternate(found, joined)]
    else:
        lists.append(found)
    return _distinct(chain.from_iterable(lists))


def _find_named(library: Library, question: Question, where: Filter) -> list[Hit]:
    """Return for each name in the question the papers that give it, best first."""
    found = [
        [
            hit
            for hit in library.search(name, k=_LOOKED_AT, where=where)
            if gives_name(text_of(hit.paper), name)
        ][:_OF_A_NAME]
        for name in question.names[:_MOST_NAMES]
    ]
    return _alternate(*found)


def _ends_in_time(
    library: Library, question: Question, where: Filter, chosen: Sequence[Hit]
) -> list[Hit]:
    """Return the first and the newest papers on a topic that is asked for along its time, or by
    somebody, or of the whole library; none for other questions.
    """
    people = question.constraints.people if question.constraints else ()
    if question.intent in _ALONG_TIME:
        topic = question.slots.get("topic") or question.bare_text
        found = chosen or library.search(topic, k=_LOOKED_AT, where=where)
        papers = [hit.paper for hit in found]
    elif people:
        named = Filter((*where.clauses, *(clause for _, clause in people)))
        owned = [paper for name, _ in people for paper in papers_of_profile(library, name)]
        papers = [*library.list(named), *owned]
    elif question.intent is Intent.OVERVIEW:
        papers = library.list(where or None)
    else:
        return []
    dated = sorted(
        {paper.key: paper for paper in papers if paper.date}.values(),
        key=when,
    )
    ends = [*reversed(dated[-_NEWEST:]), *dated[:_OLDEST]]
    return [Hit(paper, 1.0, {}) for paper in ends]


def cited_before(library: Library, turns: Sequence[PastTurn]) -> list[Hit]:
    """Return what the answers of some turns cited, the last one's first."""
    keys = [citation.key for turn in reversed(turns) for citation in turn.answer.citations]
    papers = (library.get(key) for key in dict.fromkeys(keys))
    return [Hit(paper, 1.0, {}) for paper in papers if paper]


def _alternate(*lists: Sequence[Hit]) -> list[Hit]:
    rows = zip_longest(*lists)
    return [hit for row in rows for hit in row if hit is not None]


def _distinct(hits: Iterable[Hit]) -> list[Hit]:
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.paper.key, hit)
    return [*first.values()]
