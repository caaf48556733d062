"""A summary in a conversation: told, and then sentences of it said otherwise."""

from __future__ import annotations

import asyncio
import re
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from assistant.composing.related.choosing import require_papers
from assistant.composing.related.composing import Composer
from assistant.engine.events import AnswerFinished, Retrieved
from assistant.engine.following import follow
from assistant.engine.redoing import (
    check_text,
    find_other,
    nothing_else,
    plan_section,
    sentences_used,
)
from assistant.engine.threads import in_thread
from assistant.grounding.verdicts import Verdict
from assistant.language.sentences import cut_sentences
from store.errors import InputError
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterator

    from assistant.composing.answer import Answer
    from assistant.composing.plan import Plan
    from assistant.engine.assistant import Assistant
    from assistant.engine.events import Event
    from assistant.engine.sessions.sessions import Session
    from assistant.grounding.verdicts import GroundedSentence
    from assistant.language.sentences import Span
    from store.library import Library
    from store.paper import Paper

    Begin = Callable[[Assistant, Session | None], AsyncGenerator[Event, None]]


_BREAK = re.compile(r"\n\n|\n(?=- )")
"""What stands between two paragraphs, and between two items of a list."""


class Telling:
    """Tells a summary when it is called, and keeps it."""

    hint = "r writes the lit sentence anew, R its paragraph, /draft a file"
    """What can be done with it then."""

    def __init__(self, topic: str, asked: str, begin: Begin) -> None:
        """Make it; `asked` is what the session keeps as the question."""
        self.topic = topic
        self.asked = asked
        self.told: Answer | None = None
        """None until it is there."""
        self.used: frozenset[tuple[str, int]] = frozenset()
        """Keys and offsets of the sentences of abstracts that were shown."""
        self.begin = begin

    @property
    def file_name(self) -> str:
        """What a file of it is called, in words."""
        return self.asked.partition(" · ")[0]

    @property
    def can_be_redone(self) -> bool:
        """Whether there is something to be said otherwise."""
        return self.told is not None

    async def __call__(
        self, assistant: Assistant, session: Session | None
    ) -> AsyncGenerator[Event, None]:
        """Tell it, as of an answer."""
        async with aclosing(self.begin(assistant, session)) as events:
            async for event in events:
                if isinstance(event, AnswerFinished) and not event.answer.abstained:
                    self._keep(event.answer)
                yield event

    def _keep(self, answer: Answer) -> None:
        quoted = (span for sentence in answer.sentences for span in sentence.evidence)
        self.told = answer
        self.used |= {(span.key, span.start) for span in quoted}


class Retelling(Telling):
    """Says one sentence of a summary otherwise when it is called, or every one of its
    paragraph that can be; the rest stays as it was.
    """

    def __init__(
        self, before: Telling, sentence: GroundedSentence, *, is_paragraph: bool = False
    ) -> None:
        part = "a paragraph" if is_paragraph else "a sentence"
        asked = before.asked.partition(" · ")[0]
        super().__init__(before.topic, f"{asked} · {part} anew", before.begin)
        self.used = before.used
        self._before = before
        self._sentence = sentence
        self._is_paragraph = is_paragraph

    async def __call__(
        self, assistant: Assistant, session: Session | None
    ) -> AsyncGenerator[Event, None]:
        """Say it otherwise, and tell of the whole, every sentence checked."""
        if (before := self._before.told) is None:
            return
        library = assistant.library
        papers = await asyncio.to_thread(_papers_of, library, before)
        yield Retrieved(tuple(Hit(paper, 1.0, {}) for paper in papers))
        text, is_other = before.answer, False
        # From the last one on: what stands before it is where it was.
        for sentence, span in reversed(self._find(before)):
            try:
                plan = await in_thread(partial(self._plan, library, papers, sentence, span))
            except InputError:
                if not self._is_paragraph:
                    raise
                continue
            written = await follow(assistant.relate(self.topic, partial(_same, plan)), None)
            text = f"{text[: span.start]}{written.answer.strip()}{text[span.end :]}"
            self.used |= {*sentences_used(plan)}
            is_other = True
        if not is_other:
            raise nothing_else("no sentence of the paragraph can be said otherwise")
        computed = tuple(
            known.text
            for sentence, known in _with_spans(before)
            if sentence.verdict is Verdict.CATALOGUE
        )
        checked = await asyncio.to_thread(
            check_text, text, self.topic, papers, computed, assistant.backend
        )
        answer = replace(checked, question=self.asked)
        if session is not None:
            assistant.sessions.record(session, answer)
        self._keep(answer)
        yield AnswerFinished(answer)

    def _find(self, before: Answer) -> list[tuple[GroundedSentence, Span]]:
        """Return what is to be said otherwise: the sentence, or all of its paragraph."""
        both = [*_with_spans(before)]
        for sentence, span in both:
            if sentence is self._sentence:
                if not self._is_paragraph:
                    return [(sentence, span)]
                breaks = [found.start() for found in _BREAK.finditer(before.answer)]
                start = max((at for at in breaks if at < span.start), default=-1)
                end = min((at for at in breaks if at > span.start), default=len(before.answer))
                return [each for each in both if start < each[1].start < end]
        raise nothing_else("the sentence is no part of the summary")

    def _plan(
        self, library: Library, papers: list[Paper], sentence: GroundedSentence, span: Span
    ) -> Plan:
        if sentence.verdict is Verdict.CATALOGUE or len(sentence.markers) != 1:
            raise nothing_else("the sentence is computed")
        composer = Composer(papers, self.topic, library.similarities, self.used)
        other = find_other(composer, sentence.markers[0])
        return plan_section(self.topic, papers, other, span.text)


def _same(plan: Plan) -> Plan:
    return plan


def _papers_of(library: Library, answer: Answer) -> list[Paper]:
    return list(require_papers(library, answer.retrieved))


def _with_spans(answer: Answer) -> Iterator[tuple[GroundedSentence, Span]]:
    """Yield each sentence with where it stands in the text."""
    spans = cut_sentences(answer.answer)
    if len(spans) != len(answer.sentences):
        raise InputError("The sentences of the summary are not where they were")
    return zip(answer.sentences, spans, strict=True)
