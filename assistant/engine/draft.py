"""An answer while it is being written."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.base import Usage
from assistant.backends.extractive.sections import computed_among, computed_in
from assistant.composing.answer import Answer, Citation, on_retractions
from assistant.engine.events import (
    Noted,
    Retrieved,
    SentenceGrounded,
    SentenceRepaired,
    TextArrived,
    ThoughtArrived,
)
from assistant.engine.fact_grounder import FactGrounder, cited_facts
from assistant.engine.repair.edits import can_be_rewritten
from assistant.engine.repair.mending import Checked
from assistant.engine.repair.metering import Meter
from assistant.engine.reply_check import CheckedReply, is_echo, judge_reply, says_nothing
from assistant.engine.tidying import TextTidier
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.grounding.checking import Grounder
from assistant.grounding.judging import find_pair, ruled
from assistant.grounding.verdicts import BROKEN_OFF, GroundedSentence, Verdict
from assistant.language.markers import ENDING, with_markers, write_markers
from assistant.questions.intents import Intent
from store.retraction import retraction_of
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.backends.base import Backend, Delta, Request
    from assistant.composing.plan import Plan
    from assistant.engine.events import Event
    from assistant.engine.fallback import Composed
    from assistant.engine.tools.lookup import Results
    from assistant.grounding.judging import Pair
    from assistant.retrieval.statements import Statement
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
        self._meter = Meter(backend)
        self._rewritten: str | None = None
        self.hits: tuple[Hit, ...] = ()
        self.excluded: tuple[str, ...] = ()
        """Keys of papers that a model must not look up."""
        self.shortened: tuple[str, ...] = ()
        """Keys of papers of which the model has not every sentence."""
        self._left_out: tuple[str, ...] = ()
        self._backend = backend
        self._began = time.monotonic()
        self._first_token_seconds: float | None = None
        self._reason: str | None = None
        self._sentences: list[GroundedSentence] = []
        self._computed: frozenset[str] = frozenset()
        self._facts: tuple[str, ...] = ()
        self._notes: list[str] = []
        self._is_own = False
        self._tidier = TextTidier() if backend.is_model else None
        self._grounder: Grounder | FactGrounder = Grounder(())

    @property
    def sentences(self) -> tuple[GroundedSentence, ...]:
        """The sentences of the text, as far as they are checked."""
        return tuple(self._sentences)

    def take(self, plan: Plan) -> None:
        """Take what the answer is to be made of; from here on, text is checked against its
        papers.
        """
        self._computed = frozenset(plan.facts)
        self._facts = plan.facts
        if plan.request:
            reading = plan.request.reading
            self._is_own = reading is not None and reading.intent is Intent.TASK
            computed = computed_in(plan.request.sections)
            self._computed |= computed | computed_among(plan.request.composed)
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
        text = self._tidier.feed(delta.text) if self._tidier else delta.text
        return thoughts + (self._add(text, self._grounder.feed(text)) if text else [])

    def check_rest(self) -> list[Event]:
        """Check what stands behind the last complete sentence, once the text has ended."""
        rest = self._tidier.finish() if self._tidier else ""
        added = self._add(rest, self._grounder.feed(rest)) if rest else []
        return added + self._tell(self._grounder.finish())

    def note(self, text: str) -> Noted:
        """Keep what is to be told beside the answer, and tell it."""
        self._notes.append(text)
        return Noted(text)

    def append(self, composed: Composed) -> Iterator[Event]:
        """Put what was composed without the model below what the model wrote."""
        self._computed |= composed.computed
        self.number(composed.hits)
        self._sentences = self._grounder.feed(self.text) + self._grounder.finish()
        yield self.found()
        text = f"\n\n{composed.text}" if self.text.strip() else composed.text
        yield from self._add(text, self._grounder.feed(text))
        yield from self._tell(self._grounder.finish())

    def withdraw(self) -> str:
        """Take back what was written before the model looked further, and return it."""
        withdrawn, self.text, self._sentences = self.text, "", []
        self._tidier = TextTidier() if self._backend.is_model else None
        self.number(self.hits)
        return withdrawn

    def restore(self, text: str) -> list[Event]:
        """Put back what was taken back, where nothing better came."""
        return [*self._add(text, self._grounder.feed(text)), *self.check_rest()]

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
        grounder = Grounder(
            [hit.paper for hit in self.hits],
            computed=self._computed,
        )
        is_model = self._backend.is_model
        self._grounder = FactGrounder(grounder, self._facts) if is_model else grounder
        self._spans = self._grounder.spans

    def failing(self) -> dict[int, tuple[str, GroundedSentence]]:
        """Return by place the sentences that fail and can be written anew: as written and as
        judged.
        """
        both = zip(self._spans, self._sentences, strict=False)
        return {
            place: (span.text, sentence)
            for place, (span, sentence) in enumerate(both)
            if self._is_doubted(sentence) and can_be_rewritten(span)
        }

    def _is_doubted(self, sentence: GroundedSentence) -> bool:
        """Tell whether a sentence should not stand: ideas of its own were asked of the model
        where the question is a task.
        """
        return sentence.fails and not (self._is_own and sentence.verdict is Verdict.UNCITED)

    def echoes(self) -> dict[int, str]:
        """Return by place the sentences that repeat the instructions, to be withdrawn."""
        return {
            place: ""
            for place, sentence in enumerate(self._sentences)
            if is_echo(sentence.text, self.known_words)
        }

    @property
    def known_words(self) -> frozenset[str]:
        """The words of the question and of the papers."""
        papers = (f"{hit.paper.title} {hit.paper.abstract}" for hit in self.hits)
        return frozenset(words(" ".join((self.question, *papers))))

    def judge_reply(self) -> CheckedReply:
        """Return what the text amounts to, as far as it is checked."""
        return judge_reply(self.text, self._sentences, self.known_words)

    def open_pairs(self) -> dict[int, Pair]:
        """Return by place the sentences that a judge is to be asked about, with what they
        cite.
        """
        papers = [hit.paper for hit in self.hits]
        pairs = ((at, find_pair(each, papers)) for at, each in enumerate(self._sentences))
        return {at: pair for at, pair in pairs if pair}

    def rule(self, verdicts: Mapping[int, Verdict], judge: str) -> None:
        """Take a judge's verdicts on sentences by their places."""
        for place, verdict in verdicts.items():
            self._sentences[place] = ruled(self._sentences[place], verdict, judge)

    def spend(self, usage: Usage) -> None:
        """Count what was spent on the answer elsewhere."""
        self._meter.add(usage)

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
            yield from self._add(
                piece, [GroundedSentence(statement.text, cited, statement.verdict)]
            )

    def finish(self) -> Answer:
        """Return the answer that is whole."""
        self._admit_silence()
        return self._answer()

    def break_off(self, failure: SonglineError | None = None) -> Answer:
        """Return what has arrived, checked like the rest and marked as stopped: by the user
        or a failure.
        """
        rest = self._grounder.finish()
        if rest and not _is_whole(self.text):
            rest[-1] = _broken_off(rest[-1])
        self._sentences += rest
        return replace(self._answer(), stopped=True, failure=str(failure) if failure else None)

    def _answer(self) -> Answer:
        text, spent = self.text, self._meter.total()
        citations = self._citations()
        if self._is_strict and self._spans:
            text = Checked(self.text, tuple(self._sentences), tuple(self._spans)).struck()
        return Answer(
            question=self.question,
            rewritten=self._rewritten,
            answer=text.strip(),
            abstained=self._reason is not None,
            reason=self._reason,
            citations=citations,
            sentences=tuple(self._sentences),
            retrieved=tuple(hit.paper.key for hit in self.hits),
            backend=self._backend.name,
            model=self._backend.model if spent else None,  # what was computed, no model wrote
            usage=spent or Usage(0, estimate_tokens(self.text), estimated=True),
            seconds=self._seconds(),
            first_token_seconds=self._first_token_seconds if self._backend.is_model else None,
            left_out=self.found().left_out,
            shortened=self.shortened,
            facts=self._cited_facts(text),
            notes=(*self._notes, *on_retractions(citations)),
        )

    def _cited_facts(self, text: str) -> dict[str, str]:
        known = [number for number in cited_facts(text) if 0 < number <= len(self._facts)]
        return {f"F{number}": self._facts[number - 1] for number in known}

    def _seconds(self) -> float:
        return round(time.monotonic() - self._began, 3)

    def _admit_silence(self) -> None:
        """Give the reason why there is no answer, where a backend wrote nothing that stands."""
        from assistant.retrieval.abstention import NOTHING_FOUND, nearest

        if self._meter.total() is None:
            return
        claims = [sentence for sentence in self._sentences if not says_nothing(sentence)]
        does_not_count = self._is_strict or self._backend.is_model
        if any(not (does_not_count and self._is_doubted(each)) for each in claims):
            return
        if claims:
            self._reason = "Nothing that was written stands in the abstracts that it cites."
        elif self._backend.is_model:
            papers = [hit.paper for hit in self.hits]
            told = "The model found no answer in the papers that it was given."
            self._reason = f"{told} {nearest(papers)}".strip()
        if not self.text.strip():
            self.text, self._spans = NOTHING_FOUND, []
            self._sentences = [GroundedSentence(NOTHING_FOUND, (), Verdict.META)]

    def _add(self, text: str, sentences: Sequence[GroundedSentence]) -> list[Event]:
        """Take in a piece and what it completes before either is told: a reader may stop at
        each event.
        """
        self.text += text
        return [TextArrived(text), *self._tell(sentences)]

    def _tell(self, sentences: Sequence[GroundedSentence]) -> list[Event]:
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


def _is_whole(text: str) -> bool:
    """Whether a text ends where a sentence may."""
    bare = text.rstrip()
    return bare.endswith(("]", "|", ":")) or ENDING.search(bare) is not None


def _broken_off(sentence: GroundedSentence) -> GroundedSentence:
    """Return a sentence that does not end: half of one cannot be judged."""
    return replace(sentence, verdict=Verdict.META, evidence=(), why=BROKEN_OFF)


def _citation(marker: int, hit: Hit) -> Citation:
    date = hit.paper.date
    return Citation(
        marker,
        hit.paper.key,
        hit.paper.title,
        date.year if date else None,
        bool(date and date.inferred),
        str(against) if (against := retraction_of(hit.paper)) else None,
    )
