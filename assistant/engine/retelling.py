"""A summary in a conversation: told, and then sentences of it said otherwise."""

from __future__ import annotations

import asyncio
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


class Telling:
    """Tells a summary when it is called, and keeps it."""

    hint = "r writes the lit sentence anew"
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
    """Says one sentence of a summary otherwise when it is called; the rest stays as it was."""

    def __init__(self, before: Telling, sentence: GroundedSentence) -> None:
        super().__init__(before.topic, f"{before.asked} · a sentence anew", before.begin)
        self.used = before.used
        self._before = before
        self._sentence = sentence

    async def __call__(
        self, assistant: Assistant, session: Session | None
    ) -> AsyncGenerator[Event, None]:
        """Say it otherwise, and tell of the whole, every sentence checked."""
        if (before := self._before.told) is None:
            return
        papers = await asyncio.to_thread(_papers_of, assistant.library, before)
        span = self._find(before)
        plan = await in_thread(partial(self._plan, assistant.library, papers, span))
        yield Retrieved(plan.hits)
        written = await follow(assistant.relate(self.topic, lambda: plan), None)
        text = (
            f"{before.answer[: span.start]}{written.answer.strip()}{before.answer[span.end :]}"
        )
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
        self.used |= {*sentences_used(plan)}
        yield AnswerFinished(answer)

    def _find(self, before: Answer) -> Span:
        for sentence, span in _with_spans(before):
            if sentence is self._sentence:
                return span
        raise nothing_else("the sentence is no part of the summary")

    def _plan(self, library: Library, papers: list[Paper], span: Span) -> Plan:
        if self._sentence.verdict is Verdict.CATALOGUE or len(self._sentence.markers) != 1:
            raise nothing_else("the sentence is computed")
        composer = Composer(papers, self.topic, library.similarities, self.used)
        other = find_other(composer, self._sentence.markers[0])
        return plan_section(self.topic, papers, other, span.text)


def _papers_of(library: Library, answer: Answer) -> list[Paper]:
    return list(require_papers(library, answer.retrieved))


def _with_spans(answer: Answer) -> Iterator[tuple[GroundedSentence, Span]]:
    """Yield each sentence with where it stands in the text."""
    spans = cut_sentences(answer.answer)
    if len(spans) != len(answer.sentences):
        raise InputError("The sentences of the summary are not where they were")
    return zip(answer.sentences, spans, strict=True)
