"""What a model is asked for a summary: the whole, notes on single papers, and the story of a
period.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.base import Limits, Request
from assistant.backends.extractive.sections import write_sections
from assistant.backends.prompting import make_messages, render_sources
from prompts import render
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.backends.base import Section
    from store.paper import Paper

_PERIOD_SENTENCES = 6
_NOTHING = "the whole library"


def summary_request(
    about: str,
    papers: Sequence[Paper],
    sections: Sequence[Section],
    limits: Limits,
    *,
    notes: Mapping[int, str] | None = None,
) -> Request:
    """Return the request for a summary; `notes` stand in the place of the abstracts, by
    marker.
    """
    shown = [
        replace(paper, abstract=notes.get(marker, "")) if notes is not None else paper
        for marker, paper in enumerate(papers, 1)
    ]
    sources = render_sources(enumerate(shown, 1))
    return _request(about, sources, papers, sections, limits)


def summary_of_periods(request: Request, periods: Sequence[str]) -> Request:
    """Return the request for a summary from what was written of each period, without a step
    a paper.
    """
    sections = tuple(section for section in request.sections if not section.is_item)
    fenced = "\n\n".join(f"~~~\n{period}\n~~~" for period in periods)
    made = _request(request.question, fenced, request.sources, sections, request.limits)
    return replace(made, sections=request.sections)


def notes_request(request: Request, markers: Sequence[int]) -> Request:
    """Return the request for notes on some of the sources of another, under their numbers
    there.
    """
    fenced = render_sources((marker, request.sources[marker - 1]) for marker in markers)
    return _step(request, render("summary-notes", sources=fenced))


def period_request(request: Request, notes: Sequence[str]) -> Request:
    """Return the request for the story of a period from notes that cite."""
    text = "\n".join(notes)
    return _step(
        request, render("summary-period", notes=text, sentences=str(_PERIOD_SENTENCES))
    )


def _step(request: Request, prompt: str) -> Request:
    messages = make_messages(prompt)
    return Request("summary", request.question, messages, request.sources, (), request.limits)


def _request(
    about: str,
    sources: str,
    papers: Sequence[Paper],
    sections: Sequence[Section],
    limits: Limits,
) -> Request:
    skeleton = "".join(write_sections([replace(section, passages=()) for section in sections]))
    topic = f"“{one_line(about)}”" if about else _NOTHING
    prompt = render("summary", sources=sources, topic=topic, skeleton=skeleton)
    messages = make_messages(prompt)
    passages = tuple(passage for section in sections for passage in section.passages)
    return Request("summary", about, messages, tuple(papers), passages, limits, tuple(sections))
