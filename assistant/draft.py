"""An answer while it is being written."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from assistant.context import estimate_tokens
from assistant.events import Answer, Citation, Sentence, SentenceGrounded, TextArrived, Usage, Verdict
from assistant.grounding import Grounder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.backends.base import Backend, Request
    from assistant.events import Event
    from store.ranking import Hit


class Draft:
    """Collects the text, its checked sentences and what they cite, until `finish` makes an Answer of them."""

    def __init__(self, question: str, backend: Backend) -> None:
        self.question = question
        self.text = ""
        self.usage: Usage | None = None
        self.hits: tuple[Hit, ...] = ()
        self._backend = backend
        self._began = time.monotonic()
        self._prompt_tokens = 0
        self._reason: str | None = None
        self._sentences: list[Sentence] = []
        self._grounder = Grounder(())

    def retrieved(self, hits: Sequence[Hit]) -> None:
        """Take the papers that were found; from here on, text is checked against them."""
        self.hits = tuple(hits)
        self._grounder = Grounder([hit.paper for hit in hits])

    def sent(self, request: Request) -> None:
        """Note what goes to the backend, for the estimate of tokens where it tells none."""
        self._prompt_tokens = sum(estimate_tokens(message.content) for message in request.messages)

    def write(self, text: str) -> Iterator[Event]:
        """Add a piece of text, and tell of it and of each sentence that it completes."""
        self.text += text
        yield TextArrived(text)
        yield from self._tell(self._grounder.feed(text))

    def check_rest(self) -> Iterator[Event]:
        """Check what stands behind the last complete sentence, once the text has ended."""
        yield from self._tell(self._grounder.finish())

    def abstain(self, text: str, reason: str) -> Iterator[Event]:
        """Say in place of an answer that there is none, and why."""
        self._reason = reason
        self.text = text
        yield TextArrived(text)
        yield from self._tell([Sentence(text, (), Verdict.META)])

    def finish(self, *, stopped: bool = False) -> Answer:
        """Return the answer; where it was stopped, what has arrived is checked like the rest."""
        if stopped:
            self._sentences += self._grounder.finish()
        estimate = Usage(self._prompt_tokens, estimate_tokens(self.text), estimated=True)
        return Answer(
            question=self.question,
            rewritten=None,
            answer=self.text.strip(),
            abstained=self._reason is not None,
            reason=self._reason,
            citations=self._citations(),
            sentences=tuple(self._sentences),
            retrieved=tuple(hit.paper.key for hit in self.hits),
            backend=self._backend.name,
            model=self._backend.model,
            usage=self.usage or estimate,
            seconds=round(time.monotonic() - self._began, 3),
            stopped=stopped,
        )

    def _tell(self, sentences: Sequence[Sentence]) -> Iterator[Event]:
        self._sentences += sentences
        yield from (SentenceGrounded(sentence) for sentence in sentences)

    def _citations(self) -> tuple[Citation, ...]:
        """Return the papers cited, in order of appearance; an invented marker names none."""
        markers = dict.fromkeys(marker for sentence in self._sentences for marker in sentence.markers)
        return tuple(
            _citation(marker, self.hits[marker - 1]) for marker in markers if 1 <= marker <= len(self.hits)
        )


def _citation(marker: int, hit: Hit) -> Citation:
    date = hit.paper.date
    return Citation(
        marker, hit.paper.key, hit.paper.title, date.year if date else None, bool(date and date.inferred)
    )
