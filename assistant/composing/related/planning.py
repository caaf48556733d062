"""From what the user's text is about to a plan, and from a plan to what the backend is asked
to write.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.base import Limits, Section
from assistant.backends.extractive.composers.material import ReadPaper
from assistant.backends.prompting import build_related_request
from assistant.composing.plan import Plan
from assistant.composing.related.choosing import Wishes, choose_papers, require_papers
from assistant.composing.related.composing import Composer
from assistant.composing.related.difference import tell_difference, tell_meeting
from assistant.composing.related.group_openings import open_group
from assistant.composing.related.grouping import arrange
from assistant.composing.related.outline import Chosen, Outline
from assistant.composing.relations import tell_relations
from assistant.grounding.verdicts import Verdict
from assistant.retrieval.abstention import nearest
from assistant.retrieval.statements import Statement
from store.errors import InputError
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.backends.base import Request
    from assistant.backends.windows import Window
    from store.library import Library
    from store.paper import Paper

LONGEST = 20_000
"""Characters of a topic, which may be an abstract or a whole introduction."""
NOTHING_TO_CITE = "The library holds nothing on that."
_RELATIONS = 2
_SILENT = "no sentence of its abstract can be used"
_BARE = "it has no abstract"
_NO_ROOM = "no room in the model's window"


def plan_related(
    library: Library, topic: str, wishes: Wishes | None = None, *, paragraphs: int | None = None
) -> Outline:
    """Return which papers a text about the topic should cite, in groups; no groups where there
    are none.

    Raises InputError where the topic is empty or too long, or a key is not in the library.
    """
    if not topic.strip():
        raise InputError(
            "There is no topic", advice='Say what the paper is about: songline related "…"'
        )
    if len(topic) > LONGEST:
        raise InputError(
            "The topic is too long",
            why=f"it has {len(topic):,} characters",
            advice="Give the abstract.",
        )
    choice = choose_papers(library, topic, wishes or Wishes())
    return arrange(library, topic, choice, paragraphs)


def relate(library: Library, topic: str, window: Window | None = None) -> Plan:
    """Return what the engine is to carry out for a topic, with nothing wished for."""
    return compose(library, plan_related(library, topic), window)[1]


def compose(
    library: Library, outline: Outline, window: Window | None = None
) -> tuple[Outline, Plan]:
    """Return the plan as it can be written, and what the engine is to carry out.

    Papers without a sentence that can be used are left out, and where a model has a window,
    those for which there is no room in it.
    """
    papers = read_papers(library, outline)
    if not papers:
        return outline, abstain(library, outline.topic)
    composer = Composer(papers, outline.topic, library.similarities)
    sections: list[Section] = []
    silent: set[str] = set()
    first = 1
    place = 0
    for group in outline.groups:
        last = first + len(group.papers)
        passages = composer.compose(range(first, last))
        silent |= {paper.key for paper in papers[first - 1 : last - 1]} - {
            papers[passage.marker - 1].key for passage in passages
        }
        opening = open_group(
            group, papers[first - 1 : last - 1], first, place, len(outline.groups)
        )
        place += bool(opening)
        sections.append(Section(group.about, tuple(passages), opening))
        first = last
    if silent:
        why = {paper.key: _SILENT if paper.abstract.strip() else _BARE for paper in papers}
        return compose(library, _without(outline, {key: why[key] for key in silent}), window)
    if closing := _close(outline.topic, papers):
        sections.append(Section("", (), closing))
    request = _request_within(outline.topic, papers, sections, window)
    if request is None:
        return compose(
            library, _without(outline, {_last_of_largest(outline): _NO_ROOM}), window
        )
    return outline, Plan(tuple(Hit(paper, 1.0, {}) for paper in papers), request=request)


def _close(topic: str, papers: Sequence[Paper]) -> str:
    """Return what relates the papers to each other and to the user's text, "" where nothing
    does.
    """
    sources = [ReadPaper(marker, paper) for marker, paper in enumerate(papers, 1)]
    related = tell_relations(sources)[:_RELATIONS]
    told = (*related, tell_meeting(topic, papers), tell_difference(topic, papers))
    return " ".join(sentence for sentence in told if sentence)


def read_papers(library: Library, outline: Outline) -> list[Paper]:
    """Return the papers of a plan in its order. Raises InputError for one that the library
    does not have.
    """
    return require_papers(library, outline.keys)


def abstain(library: Library, topic: str) -> Plan:
    """Return the plan that says that nothing can be cited."""
    found = [hit.paper for hit in library.search(topic, k=3)]
    reason = f"No paper here is close enough to the topic. {nearest(found)}".strip()
    return Plan(statements=(Statement(NOTHING_TO_CITE, verdict=Verdict.META),), reason=reason)


def _request_within(
    topic: str, papers: Sequence[Paper], sections: Sequence[Section], window: Window | None
) -> Request | None:
    """Return the request, with abstracts cut where they must be; None where fewer papers
    have to do.
    """
    if window is None:
        return build_related_request(topic, papers, sections)
    limits = Limits(completion_tokens=window.completion_tokens)
    for shown in (papers, _shorten(papers, sections)):
        request = build_related_request(topic, papers, sections, shown=shown, limits=limits)
        if window.cost(request.messages) <= window.room or (
            shown is not papers and len(papers) == 1
        ):
            return request
    return None


def _shorten(papers: Sequence[Paper], sections: Sequence[Section]) -> list[Paper]:
    """Return the papers with the sentences of their abstracts that were chosen, and no
    others.
    """
    chosen = [passage for section in sections for passage in section.passages]
    return [
        replace(
            paper, abstract=" ".join(each.span.text for each in chosen if each.marker == marker)
        )
        for marker, paper in enumerate(papers, 1)
    ]


def _last_of_largest(outline: Outline) -> str:
    """Return the key of the last paper in the largest group."""
    return max(outline.groups, key=lambda group: len(group.papers)).papers[-1].key


def _without(outline: Outline, why: Mapping[str, str]) -> Outline:
    """Return the plan without some papers, each with the reason, by key."""
    groups = (
        replace(group, papers=tuple(paper for paper in group.papers if paper.key not in why))
        for group in outline.groups
    )
    left_out = tuple(Chosen(key, why[key]) for key in outline.keys if key in why)
    return replace(
        outline,
        groups=tuple(group for group in groups if group.papers),
        left_out=left_out + outline.left_out,
    )
