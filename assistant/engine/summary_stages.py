"""A summary of more than fits a model's window, in stages: notes on papers, periods, the
whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from assistant.backends.extractive.composers.material import ReadPaper
from assistant.backends.extractive.composers.parts import find_idea, find_outcome
from assistant.composing.summary.requests import (
    notes_request,
    period_request,
    summary_of_periods,
    summary_request,
)
from assistant.engine.writer import streamed
from assistant.grounding.checking import Grounder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.backends.base import Backend, Request
    from assistant.backends.windows import Window
    from assistant.engine.draft import Draft
    from store.paper import Paper

_ROUNDS = 4
_Item = TypeVar("_Item")


class Stages:
    """Makes a request fit a window; what the model writes on the way is checked like an
    answer.
    """

    def __init__(self, backend: Backend, window: Window, draft: Draft) -> None:
        self._backend = backend
        self._window = window
        self._draft = draft

    async def fit(self, request: Request) -> Request:
        """Return the request itself where it fits, else one that is made of notes or of
        periods.
        """
        if self._fits(request):
            return request
        notes = await self._take_notes(request)
        about, papers, sections = request.question, request.sources, request.sections
        noted = summary_request(about, papers, sections, request.limits, notes=notes)
        if self._fits(noted):
            return noted
        told = [notes[marker] for marker in sorted(notes)]
        for _ in range(_ROUNDS):
            batches = self._batches(told, lambda part: period_request(request, part))
            told = [await self._tell_period(request, batch) for batch in batches]
            whole = summary_of_periods(request, told)
            if self._fits(whole) or len(told) == 1:
                break
        return whole

    async def _take_notes(self, request: Request) -> dict[int, str]:
        """Return what was written of each paper and stands in it; where nothing does, its
        own sentences.
        """
        notes: dict[int, list[str]] = {}
        markers = range(1, len(request.sources) + 1)
        for batch in self._batches(markers, lambda part: notes_request(request, part)):
            for text, cited in await self._checked(notes_request(request, batch)):
                if len(cited) == 1 and cited[0] in batch:
                    notes.setdefault(cited[0], []).append(text)
        return {
            marker: " ".join(
                notes.get(marker) or _own_sentences(request.sources[marker - 1], marker)
            )
            for marker in markers
        }

    async def _tell_period(self, request: Request, notes: Sequence[str]) -> str:
        """Return what was written of a period and stands in its papers; where nothing does,
        the notes.
        """
        written = [text for text, _ in await self._checked(period_request(request, notes))]
        return " ".join(written or notes)

    async def _checked(self, request: Request) -> list[tuple[str, tuple[int, ...]]]:
        """Return the sentences that a backend writes and that stand, as written, with what
        they cite.
        """
        self._draft.begin(request)
        grounder = Grounder(request.sources)
        sentences = []
        async with streamed(self._backend, request) as deltas:
            async for delta in deltas:
                self._draft.count(delta)
                sentences += grounder.feed(delta.text)
        sentences += grounder.finish()
        return [
            (span.text, sentence.markers)
            for span, sentence in zip(grounder.spans, sentences, strict=True)
            if sentence.markers and not sentence.fails
        ]

    def _fits(self, request: Request) -> bool:
        return self._window.cost(request.messages) <= self._window.room

    def _batches(
        self, items: Sequence[_Item], ask: Callable[[Sequence[_Item]], Request]
    ) -> Iterator[list[_Item]]:
        """Yield the items in runs of which each fits the window, one by one where even that
        does not.
        """
        batch: list[_Item] = []
        for item in items:
            if batch and not self._fits(ask([*batch, item])):
                yield batch
                batch = []
            batch.append(item)
        if batch:
            yield batch


def _own_sentences(paper: Paper, marker: int) -> list[str]:
    source = ReadPaper(marker, paper)
    spans = dict.fromkeys((find_idea(source), find_outcome(source)))
    return [f"{span.text} [{marker}]" for span in spans if span]
