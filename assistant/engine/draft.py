"""An answer while it is being written."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.base import Usage
from assistant.backends.extractive.sections import computed_among, computed_in
from assistant.composing.answer import Answer, Citation
from assistant.engine.events import (
    Retrieved,
    SentenceGrounded,
    SentenceRepaired,
    TextArrived,
    ThoughtArrived,
)
from assistant.engine.repair.edits import can_be_rewritten
from assistant.engine.repair.mending import Checked
from assistant.engine.repair.metering import Meter
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.grounding.checking import Grounder
from assistant.grounding.verdicts import Sentence, Verdict
from assistant.language.markers import with_markers, write_markers
from assistant.language.similarity import measure_alikeness
from assistant.retrieval.abstention import NOTHING_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.backends.base import Backend, Delta, Request
    from assistant.composing.plan import Plan
    from assistant.engine.events import Event
    from assistant.engine.tools.lookup import Results
    from assistant.retrieval.catalogue_answers import Statement
    from store.errors import SonglineError
    from store.ranking import Hit


class Draft:
    """Collects the text, its checked sentences and what they cite, until `finish` makes an
    Answer of them.
    """

    def __init__(self, question: str, backend: Backend, *, is_strict: bool = False) -> None:
        self.question = question
        self.text = ""
        self._is_strict = is_strict
        self._meter = Meter()
        self._rewritten: str | None = None
        self.hits: tuple[Hit, ...] = ()
        self.shortened: tuple[str, ...] = ()
        """Keys of papers of which the model has not every sentence."""
        self._left_out: tuple[str, ...] = ()
        self._backend = backend
        self._began = time.monotonic()
        self._first_token_seconds: float | None = None
        self._reason: str | None = None
        self._sentences: list[Sentence] = []
        self._computed: frozenset[str] = frozenset()
        self._grounder = Grounder(())

    def take(self, plan: Plan) -> None:
        """Take what the answer is to be made of; from here on, text is checked against its
        papers.
        """
        self._computed = frozenset()
        if plan.request:
            computed = computed_in(plan.request.sections)
            self._computed = computed | computed_among(plan.request.composed)
        self.number(plan.hits)
        self._left_out, self.shortened = plan.left_out, plan.shortened
        self._rewritten = plan.rewritten
        self._reason = plan.reason

    def begin(self, request: Request) -> None:
        """Begin to count what a request costs."""
        self._meter.begin(request)

    def count(self, delta: Delta) -> None:
        """Count what the backend sent."""
        self._meter.read(delta)

    def write(self, delta: Delta) -> list[Event]:
        """Add what the backend sent, and tell of its text and of each sentence that it
        completes.
        """
        self.count(delta)
        if self._first_token_seconds is None and (delta.text or delta.thought):
            self._first_token_seconds = self._seconds()
        thoughts: list[Event] = [ThoughtArrived(delta.thought)] if delta.thought else []
        return thoughts + (
            self._add(delta.text, self._grounder.feed(delta.text)) if delta.text else []
        )

    def check_rest(self) -> list[Event]:
        """Check what stands behind the last complete sentence, once the text has ended."""
        return self._tell(self._grounder.finish())

    def withdraw(self) -> str:
        """Take back what was written before the model looked further, and return it."""
        withdrawn, self.text, self._sentences = self.text, "", []
        self.number(self.hits)
        return withdrawn

    def look_up(self, results: Results) -> Iterator[Event]:
        """Tell what was looked up, and take in the papers and the counts that it has
        brought.
        """
        yield from results.told
        self._computed |= frozenset(results.computed)
        is_longer = len(results.hits) > len(self.hits)
        self.number(results.hits)
        if is_longer:
            yield self.found()

    def found(self) -> Retrieved:
        """Tell which papers can be cited, and what of them did not fit."""
        known = {hit.paper.key for hit in self.hits}
        left_out = tuple(key for key in self._left_out if key not in known)
        return Retrieved(self.hits, left_out, self.shortened)

    def number(self, hits: Sequence[Hit]) -> None:
        """Take the papers that numbers mean from here on: each is cited by its place among
        these.
        """
        self.hits = tuple(hits)
        self._grounder = Grounder(
            [hit.paper for hit in self.hits],
            similarity=measure_alikeness,
            computed=self._computed,
        )
        self._spans = self._grounder.spans

    def failing(self) -> dict[int, tuple[str, Sentence]]:
        """Return by place the sentences that fail and can be written anew: as written and as
        judged.
        """
        both = zip(self._spans, self._sentences, strict=False)
        return {
            place: (span.text, sentence)
            for place, (span, sentence) in enumerate(both)
            if sentence.fails and can_be_rewritten(span)
        }

    def mend(self, written: Mapping[int, str]) -> Iterator[Event]:
        """Put sentences written anew in the place of those that fail, where they pass; ""
        withdraws one.
        """
        checked = Checked(self.text, tuple(self._sentences), tuple(self._spans))
        mended: list[Event] = []
        for place in sorted(written, reverse=True):
            if better := checked.mended(place, written[place], self._grounder):
                gained = len(better.sentences) - len(checked.sentences) + 1
                new = better.sentences[place : place + gained]
                mended.append(SentenceRepaired(checked.sentences[place], new))
                checked = better
        self.text, self._sentences, self._spans = (
            checked.text,
            [*checked.sentences],
            [*checked.spans],
        )
        yield from reversed(mended)

    def state(self, statements: Sequence[Statement]) -> Iterator[Event]:
        """Write what needs no backend, each paper by its number among the sources."""
        markers = {hit.paper.key: marker for marker, hit in enumerate(self.hits, 1)}
        for statement in statements:
            cited = tuple(markers[paper.key] for paper in statement.papers)
            if (
                statement.is_item
            ):  # a name and its year, which may end with a full stop of their own
                gap, line = "\n", f"- {statement.text}{write_markers(cited)}"
            else:
                gap, line = "\n\n", with_markers(statement.text, cited)
            piece = f"{gap}{line}" if self.text else line
            yield from self._add(piece, [Sentence(statement.text, cited, statement.verdict)])

    def finish(self) -> Answer:
        """Return the answer that is whole."""
        self._admit_silence()
        return self._answer()

    def break_off(self, failure: SonglineError | None = None) -> Answer:
        """Return what has arrived, checked like the rest and marked as stopped: by the user
        or a failure.
        """
        self._sentences += self._grounder.finish()
        return replace(self._answer(), stopped=True, failure=str(failure) if failure else None)

    def _answer(self) -> Answer:
        text, spent = self.text, self._meter.total()
        if self._is_strict and self._spans:
            text = Checked(self.text, tuple(self._sentences), tuple(self._spans)).struck()
        return Answer(
            question=self.question,
            rewritten=self._rewritten,
            answer=text.strip(),
            abstained=self._reason is not None,
            reason=self._reason,
            citations=self._citations(),
            sentences=tuple(self._sentences),
            retrieved=tuple(hit.paper.key for hit in self.hits),
            backend=self._backend.name,
            model=self._backend.model if spent else None,  # what was computed, no model wrote
            usage=spent or Usage(0, estimate_tokens(self.text), estimated=True),
            seconds=self._seconds(),
            first_token_seconds=self._first_token_seconds if self._backend.is_model else None,
            left_out=self.found().left_out,
            shortened=self.shortened,
        )

    def _seconds(self) -> float:
        return round(time.monotonic() - self._began, 3)

    def _admit_silence(self) -> None:
        """Give the reason why there is no answer, where a backend wrote nothing that stands."""
        claims = [
            sentence for sentence in self._sentences if sentence.verdict is not Verdict.META
        ]
        if self._meter.total() is None or any(
            not (self._is_strict and each.fails) for each in claims
        ):
            return
        if claims:
            self._reason = "Nothing that was written stands in the abstracts that it cites."
        elif self._backend.is_model:
            self._reason = "The model found no answer in the papers that it was given."
        if not self.text.strip():
            self.text, self._spans = NOTHING_FOUND, []
            self._sentences = [Sentence(NOTHING_FOUND, (), Verdict.META)]

    def _add(self, text: str, sentences: Sequence[Sentence]) -> list[Event]:
        """Take in a piece and what it completes before either is told: a reader may stop at
        each event.
        """
        self.text += text
        return [TextArrived(text), *self._tell(sentences)]

    def _tell(self, sentences: Sequence[Sentence]) -> list[Event]:
        self._sentences += sentences
        return [SentenceGrounded(sentence) for sentence in sentences]

    def _citations(self) -> tuple[Citation, ...]:
        """Return the papers cited, in order of appearance; an invented marker names none."""
        if self._reason is not None:
            return ()
        stand = (each for each in self._sentences if not (self._is_strict and each.fails))
        markers = dict.fromkeys(marker for sentence in stand for marker in sentence.markers)
        return tuple(
            _citation(marker, self.hits[marker - 1])
            for marker in markers
            if 1 <= marker <= len(self.hits)
        )


def _citation(marker: int, hit: Hit) -> Citation:
    date = hit.paper.date
    return Citation(
        marker,
        hit.paper.key,
        hit.paper.title,
        date.year if date else None,
        bool(date and date.inferred),
    )
