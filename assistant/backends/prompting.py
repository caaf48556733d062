"""What goes to the backend: the abstracts that fit, and the prompts that carry them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from assistant.backends.base import Limits, Message, Request
from assistant.language.sentences import cut_sentences
from assistant.questions.intents import Intent
from prompts import render
from store import wording
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.backends.base import Section
    from assistant.retrieval.passages import Passage
    from store.paper import Paper

_A_PARAGRAPH = 600
_FENCE = re.compile("~{3,}")
_FOR_ONE, _FOR_LISTS = (4, 3), (8, 1)
"""Papers in a request of the simplest form, and sentences of each."""
BROAD = frozenset(
    {
        Intent.PAPERS,
        Intent.START,
        Intent.TIMELINE,
        Intent.OVERVIEW,
        Intent.INVENTORY,
        Intent.RANKING,
        Intent.LIMITS,
        Intent.READING_ORDER,
    }
)
"""What asks for many papers: each in little rather than few in whole."""
_FORMS = {
    Intent.FACT: ("fact", 4),
    Intent.HOW: ("explain", 5),
    Intent.WHY: ("explain", 5),
    Intent.DEFINITION: ("explain", 4),
    Intent.LIMITS: ("list", 8),
    Intent.COMPARISON: ("compare", 8),
    Intent.RANKING: ("compare", 8),
    Intent.PAPERS: ("list", 12),
    Intent.INVENTORY: ("list", 12),
    Intent.OVERVIEW: ("list", 12),
    Intent.READING_ORDER: ("list", 8),
    Intent.METADATA: ("list", 12),
    Intent.START: ("timeline", 4),
    Intent.TIMELINE: ("timeline", 12),
    Intent.TASK: ("task", 12),
    Intent.COMMAND: ("task", 12),
}
"""The form that an answer has, and how many sentences it may take."""


@dataclass(frozen=True, slots=True)
class Guidance:
    """What goes to a model beside the sources: the form of the answer, what was computed, what
    was read in the sources, and how the question was read.
    """

    form: str = "fact"
    sentences: int = 0
    facts: tuple[str, ...] = ()
    """Computed from the catalogue; the first is cited as [F1]."""
    reading: str = ""
    readings: tuple[str, ...] = ()
    """What was read in the sources, a line a source."""

    @classmethod
    def for_intent(cls, intent: Intent, facts: Iterable[str] = (), reading: str = "") -> Self:
        """Return the guidance to an answer of the form that an intent has."""
        form, sentences = _FORMS.get(intent, ("fact", 4))
        return cls(form, sentences, tuple(facts), reading)

    def render(self) -> str:
        """Return the blocks that stand before the question; "" where there are none."""
        blocks = []
        if self.facts:
            numbered = (f"[F{at}] {one_line(fact)}" for at, fact in enumerate(self.facts, 1))
            blocks.append(render("computed", facts="\n".join(numbered)))
        if self.readings:
            lines = "\n".join(map(one_line, self.readings))
            blocks.append(render("readings", readings=lines))
        if self.reading:
            blocks.append(render("reading", reading=one_line(self.reading)))
        return "".join(f"{block}\n\n" for block in blocks)


def build_request(
    question: str,
    sources: Sequence[Paper],
    passages: Sequence[Passage],
    *,
    shown: Sequence[Paper] | None = None,
    history: Sequence[Message] = (),
    limits: Limits | None = None,
    guidance: Guidance | None = None,
) -> Request:
    """Return the request that asks a backend to answer a question from numbered sources.

    `shown` are the sources as the prompt has them, where their abstracts are cut; `history`
    goes before it.
    """
    guidance = guidance or Guidance()
    limits = limits or Limits()
    limits = replace(limits, sentences=max(limits.sentences, guidance.sentences))
    prompt = render(
        "follow-up" if history else "answer",
        sources=render_sources(enumerate(sources if shown is None else shown, start=1)),
        context=guidance.render(),
        question=question,
        form=render(f"form-{guidance.form}", sentences=str(limits.sentences)),
    )
    messages = make_messages(prompt, history)
    return Request("answer", question, messages, tuple(sources), tuple(passages), limits)


def build_small_request(request: Request, guidance: Guidance | None = None) -> Request:
    """Return the request in its simplest form: cited sentences of a few papers, to be
    worded; where many papers are asked for, one sentence of each.
    """
    is_list = request.reading is not None and request.reading.intent in BROAD
    lines = list(_cited_sentences(request, *(_FOR_LISTS if is_list else _FOR_ONE)))
    prompt = render(
        "small",
        facts="\n".join(f"- {text} [{marker}]" for marker, text in lines) or "(none)",
        context=(guidance or Guidance()).render(),
        question=request.question,
    )
    before = request.messages[:-1] or make_messages(prompt)[:-1]
    messages = (*before, Message("user", prompt))
    highest = max((marker for marker, _ in lines), default=0)
    return replace(request, messages=messages, tools=(), cites_up_to=highest)


def _cited_sentences(request: Request, papers: int, of_each: int) -> Iterator[tuple[int, str]]:
    """Yield the sentences that answer, those of each paper together, and of the best papers
    what else they say.
    """
    chosen: dict[int, dict[int, str]] = {}
    for passage in request.passages:
        chosen.setdefault(passage.marker, {})[passage.span.start] = passage.span.text
    for marker in range(1, len(request.sources) + 1):
        if len(chosen) >= papers:
            break
        chosen.setdefault(marker, {})
    for marker, spans in list(chosen.items())[:papers]:
        paper = request.sources[marker - 1]
        yield marker, f"{one_line(paper.title)} ({wording.year(paper)})."
        for span in cut_sentences(paper.abstract):
            if len(spans) >= of_each:
                break
            spans.setdefault(span.start, span.text)
        yield from ((marker, one_line(_fenced(spans[start]))) for start in sorted(spans))


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
    said = f"Paragraph {number}{about}: one sentence."
    if markers:
        said = render("related-papers", number=str(number), about=about, markers=markers)
    if section.opening:
        said += " " + render("related-opening", opening=section.opening)
    return said


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
