"""What goes to the backend: the abstracts that fit, and the prompts that carry them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.backends.base import Limits, Message, Request
from prompts import render
from store import wording
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.backends.base import Section
    from assistant.retrieval.passages import Passage
    from store.paper import Paper

_A_PARAGRAPH = 600
_FENCE = re.compile("~{3,}")


def build_request(
    question: str,
    sources: Sequence[Paper],
    passages: Sequence[Passage],
    *,
    shown: Sequence[Paper] | None = None,
    history: Sequence[Message] = (),
    limits: Limits | None = None,
) -> Request:
    """Return the request that asks a backend to answer a question from numbered sources.

    `shown` are the sources as the prompt has them, where their abstracts are cut; `history`
    goes before it.
    """
    limits = limits or Limits()
    prompt = render(
        "follow-up" if history else "answer",
        sources=render_sources(enumerate(sources if shown is None else shown, start=1)),
        question=question,
        sentences=str(limits.sentences),
    )
    messages = make_messages(prompt, history)
    return Request("answer", question, messages, tuple(sources), tuple(passages), limits)


def build_related_request(
    topic: str,
    sources: Sequence[Paper],
    sections: Sequence[Section],
    *,
    shown: Sequence[Paper] | None = None,
    limits: Limits | None = None,
) -> Request:
    """Return the request for paragraphs about numbered sources: one a section, in order.

    `shown` are the sources as the prompt has them, where their abstracts are cut.
    """
    limits = limits or Limits(completion_tokens=_A_PARAGRAPH * max(1, len(sections)))
    fenced = render_sources(enumerate(sources if shown is None else shown, start=1))
    plan = "\n".join(
        _render_section(number, section) for number, section in enumerate(sections, start=1)
    )
    prompt = render("related", sources=fenced, topic=_fenced(topic), plan=plan)
    messages = make_messages(prompt)
    passages = tuple(passage for section in sections for passage in section.passages)
    return Request(
        "related", topic, messages, tuple(sources), passages, limits, tuple(sections)
    )


def build_redo_request(
    topic: str, sources: Sequence[Paper], section: Section, standing: str
) -> Request:
    """Return the request for other words about the papers of one section, in the place of
    what stands.
    """
    limits = Limits(completion_tokens=_A_PARAGRAPH)
    markers = dict.fromkeys(passage.marker for passage in section.passages)
    fenced = render_sources((marker, sources[marker - 1]) for marker in markers)
    plan = _render_section(1, section)
    prompt = render(
        "related-redo",
        sources=fenced,
        topic=one_line(topic),
        plan=plan,
        standing=_fenced(standing),
    )
    messages = make_messages(prompt)
    return Request(
        "related", topic, messages, tuple(sources), section.passages, limits, (section,)
    )


def _render_section(number: int, section: Section) -> str:
    """Say what a paragraph is to be about, and the sentence that it begins with."""
    markers = ", ".join(
        f"[{marker}]" for marker in dict.fromkeys(each.marker for each in section.passages)
    )
    about = f" on {one_line(section.heading)}" if section.heading else ""
    papers = f"{about}: the papers {markers}, in this order." if markers else ": one sentence."
    opening = (
        f" Begin it with this sentence, unchanged: {section.opening}" if section.opening else ""
    )
    return f"Paragraph {number}{papers}{opening}"


def make_messages(prompt: str, history: Sequence[Message] = ()) -> tuple[Message, ...]:
    """Return a prompt as it is sent: behind the instructions that hold for all, and what was
    said before.
    """
    return (Message("system", render("system")), *history, Message("user", prompt))


def render_sources(numbered: Iterable[tuple[int, Paper]]) -> str:
    """Return sources as a prompt shows them, one below the other."""
    return "\n\n".join(render_source(number, paper) for number, paper in numbered)


def render_source(number: int, paper: Paper) -> str:
    """Return a source as a prompt shows it: its number, who wrote it, and the abstract
    between fences.
    """
    authors = ", ".join(paper.authors) + ("" if paper.authors_complete else " et al.")
    return render(
        "source",
        number=str(number),
        title=one_line(paper.title),
        authors=one_line(authors) or "unknown authors",
        year=wording.year(paper),
        abstract=_fenced(paper.abstract) or "(no abstract)",
    )


def _fenced(text: str) -> str:
    """Return a text that cannot end the fences that it is put between."""
    return _FENCE.sub(lambda fence: " ".join(fence[0]), text)
