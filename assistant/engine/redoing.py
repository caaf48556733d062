"""A paragraph or a sentence of a draft written anew, and nothing else touched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.base import Delta, Limits, Request, Section
from assistant.backends.prompting import build_redo_request
from assistant.composing.plan import Plan
from assistant.composing.related.composing import Composer
from assistant.composing.related.drafts import SavedDraft, cut_paragraphs
from assistant.composing.related.planning import read_papers
from assistant.engine.draft import Draft
from assistant.grounding.checking import ground
from store.errors import InputError
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.backends.base import Backend
    from assistant.composing.answer import Answer
    from assistant.composing.related.drafts import DraftPosition
    from assistant.composing.related.outline import Outline
    from store.library import Library
    from store.paper import Paper


def plan_redo(library: Library, draft: SavedDraft, place: DraftPosition) -> Plan:
    """Return what the engine is to carry out for the sentences at a place.

    Raises InputError where there is nothing else to say.
    """
    papers = read_papers(library, draft.outline)
    composer = Composer(
        papers, draft.outline.topic, library.similarities, frozenset(draft.used)
    )
    if place.sentence is None:
        section = _redo_paragraph(draft, place, composer)
    else:
        section = _redo_sentence(draft, place, composer, papers)
    return plan_section(draft.outline.topic, papers, section, _standing(draft, place))


def plan_section(topic: str, papers: Sequence[Paper], section: Section, standing: str) -> Plan:
    """Return what the engine is to carry out for a section in the place of what stands."""
    request = build_redo_request(topic, papers, section, standing)
    return Plan(tuple(Hit(paper, 1.0, {}) for paper in papers), request=request)


def begin_draft(outline: Outline, plan: Plan, answer: Answer) -> SavedDraft:
    """Return the draft of an answer that was written from a plan."""
    sections = plan.request.sections if plan.request else ()
    computed = tuple(section.opening for section in sections if section.opening)
    return SavedDraft(
        outline, cut_paragraphs(answer.answer), computed, tuple(sentences_used(plan))
    )


def put_into(draft: SavedDraft, place: DraftPosition, plan: Plan, answer: Answer) -> SavedDraft:
    """Return the draft with what was written anew for a place, and everything else as it
    was.
    """
    written = [
        sentence for paragraph in cut_paragraphs(answer.answer) for sentence in paragraph
    ]
    used = dict.fromkeys((*draft.used, *sentences_used(plan)))
    return replace(draft.with_sentences(place, written), used=tuple(used))


def check_draft(library: Library, draft: SavedDraft, backend: Backend) -> Answer:
    """Return a draft as an answer, every sentence checked."""
    papers = read_papers(library, draft.outline)
    return check_text(draft.text, draft.outline.topic, papers, draft.computed, backend)


def check_text(
    text: str, topic: str, papers: Sequence[Paper], computed: Sequence[str], backend: Backend
) -> Answer:
    """Return a text about numbered papers as an answer, every sentence checked but those that
    were computed.
    """
    sections = tuple(Section("", (), opening) for opening in computed)
    request = Request("related", topic, (), tuple(papers), (), Limits(), sections)
    standing = Draft(topic, backend)
    standing.take(Plan(tuple(Hit(paper, 1.0, {}) for paper in papers), request=request))
    standing.write(Delta(text))
    standing.check_rest()
    return standing.finish()


def sentences_used(plan: Plan) -> list[tuple[str, int]]:
    """Return the keys and offsets of the sentences that a plan's request uses."""
    if plan.request is None:
        return []
    return [
        (plan.request.sources[each.marker - 1].key, each.span.start)
        for each in plan.request.passages
    ]


def _redo_paragraph(draft: SavedDraft, place: DraftPosition, composer: Composer) -> Section:
    sentences = draft.paragraphs[place.paragraph]
    if place.paragraph >= len(draft.outline.groups):
        raise nothing_else("the paragraph is computed")
    earlier = draft.outline.groups[: place.paragraph]
    first = 1 + sum(len(group.papers) for group in earlier)
    group = draft.outline.groups[place.paragraph]
    markers = range(first, first + len(group.papers))
    passages = composer.compose(markers)
    if {passage.marker for passage in passages} != set(markers):
        raise nothing_else("every sentence of an abstract that can be used has been shown")
    opening = sentences[0] if sentences[0] in draft.computed else ""
    return Section(group.about, tuple(passages), opening)


def _redo_sentence(
    draft: SavedDraft, place: DraftPosition, composer: Composer, papers: Sequence[Paper]
) -> Section:
    sentence = draft.paragraphs[place.paragraph][place.sentence or 0]
    if sentence in draft.computed:
        raise nothing_else("the sentence is computed")
    marker = next(
        (marker for each in ground(sentence, papers) for marker in each.markers), None
    )
    return find_other(composer, marker)


def find_other(composer: Composer, marker: int | None) -> Section:
    """Return a sentence of a paper that has not been shown; raises InputError where there is
    none.
    """
    other = composer.alternative(marker) if marker else None
    if other is None:
        raise nothing_else("every sentence of the abstract that can be used has been shown")
    return Section("", (other,))


def _standing(draft: SavedDraft, place: DraftPosition) -> str:
    """Return the text that is to be written anew."""
    sentences = draft.paragraphs[place.paragraph]
    return " ".join(sentences) if place.sentence is None else sentences[place.sentence]


def nothing_else(why: str) -> InputError:
    """Return what is raised where a place cannot be said otherwise."""
    return InputError(
        "There is no other way to say this",
        why=why,
        advice="Edit the text by hand, or change the plan.",
    )
