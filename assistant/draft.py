"""An answer while it is being written."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from assistant.context import estimate_tokens
from assistant.events import Answer, Citation, Sentence, SentenceGrounded, TextArrived, Usage
from assistant.grounding import Grounder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.backends.base import Backend, Delta
    from assistant.catalogue_answers import Statement
    from assistant.events import Event
    from assistant.planner import Plan
    from store.ranking import Hit


class Draft:
    """Collects the text, its checked sentences and what they cite, until `finish` makes an Answer of them."""

    def __init__(self, question: str, backend: Backend) -> None:
        self.question = question
        self.text = ""
        self._usage: Usage | None = None
        self._rewritten: str | None = None
        self.hits: tuple[Hit, ...] = ()
        self._backend = backend
        self._began = time.monotonic()
        self._prompt_tokens = 0
        self._reason: str | None = None
        self._sentences: list[Sentence] = []
        self._grounder = Grounder(())

    def take(self, plan: Plan) -> None:
        """Take what the answer is to be made of; from here on, text is checked against its papers."""
        self.hits = plan.hits
        self._rewritten = plan.rewritten
        self._reason = plan.reason
        self._grounder = Grounder([hit.paper for hit in plan.hits])
        if plan.request:
            self._prompt_tokens = sum(estimate_tokens(message.content) for message in plan.request.messages)

    def write(self, delta: Delta) -> list[Event]:
        """Add what the backend sent, and tell of its text and of each sentence that it completes."""
        self._usage = delta.usage or self._usage
        return self._add(delta.text, self._grounder.feed(delta.text)) if delta.text else []

    def check_rest(self) -> list[Event]:
        """Check what stands behind the last complete sentence, once the text has ended."""
        return self._tell(self._grounder.finish())

    def state(self, statements: Sequence[Statement]) -> Iterator[Event]:
        """Write what needs no backend, each paper by its number among the sources."""
        markers = {hit.paper.key: marker for marker, hit in enumerate(self.hits, 1)}
        for statement in statements:
            cited = tuple(markers[paper.key] for paper in statement.papers)
            marks = "".join(f" [{marker}]" for marker in cited)
            gap = "\n" if statement.is_item else "\n\n"
            line = f"- {statement.text}{marks}" if statement.is_item else _marked(statement.text, marks)
            piece = f"{gap}{line}" if self.text else line
            yield from self._add(piece, [Sentence(statement.text, cited, statement.verdict)])

    def finish(self, *, stopped: bool = False) -> Answer:
        """Return the answer; where it was stopped, what has arrived is checked like the rest."""
        if stopped:
            self._sentences += self._grounder.finish()
        estimate = Usage(self._prompt_tokens, estimate_tokens(self.text), estimated=True)
        return Answer(
            question=self.question,
            rewritten=self._rewritten,
            answer=self.text.strip(),
            abstained=self._reason is not None,
            reason=self._reason,
            citations=self._citations(),
            sentences=tuple(self._sentences),
            retrieved=tuple(hit.paper.key for hit in self.hits),
            backend=self._backend.name,
            model=self._backend.model,
            usage=self._usage or estimate,
            seconds=round(time.monotonic() - self._began, 3),
            stopped=stopped,
        )

    def _add(self, text: str, sentences: Sequence[Sentence]) -> list[Event]:
        """Take in a piece and what it completes before either is told: a reader may stop at each event."""
        self.text += text
        return [TextArrived(text), *self._tell(sentences)]

    def _tell(self, sentences: Sequence[Sentence]) -> list[Event]:
        self._sentences += sentences
        return [SentenceGrounded(sentence) for sentence in sentences]

    def _citations(self) -> tuple[Citation, ...]:
        """Return the papers cited, in order of appearance; an invented marker names none."""
        markers = dict.fromkeys(marker for sentence in self._sentences for marker in sentence.markers)
        return tuple(
            _citation(marker, self.hits[marker - 1]) for marker in markers if 1 <= marker <= len(self.hits)
        )


def _marked(text: str, marks: str) -> str:
    """Return a sentence with its markers before the full stop."""
    return f"{text[:-1]}{marks}{text[-1]}" if marks else text


def _citation(marker: int, hit: Hit) -> Citation:
    date = hit.paper.date
    return Citation(
        marker, hit.paper.key, hit.paper.title, date.year if date else None, bool(date and date.inferred)
    )
