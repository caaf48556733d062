"""What of the papers and the conversation fits a model's window: the question whole, the
rest best first.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.backends.base import Limits
from assistant.backends.prompting import build_request, render_source
from assistant.engine.window.history import recall
from assistant.language.sentences import cut_sentences
from store.errors import InputError
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.backends.base import Message, Request
    from assistant.backends.prompting import Guidance
    from assistant.backends.windows import Window
    from assistant.engine.sessions.sessions import Turn
    from assistant.retrieval.passages import Passage
    from store.paper import Paper

_FOR_THE_CONVERSATION = 4
"""The conversation may take up one part in so many of what the question leaves."""
_BETWEEN = 2
"""Tokens between two sources."""
_GAP = " […] "
_LEAST_ROOM = 30
"""Tokens without which no source is tried: its first line takes as many."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A request that fits, and what had to be left out of it."""

    request: Request
    hits: tuple[Hit, ...]
    """The papers of the request: the first is [1]."""
    left_out: tuple[str, ...] = ()
    """Keys of papers that were found and did not fit."""
    shortened: tuple[str, ...] = ()
    """Keys of papers of which some sentences did not fit."""


def pack_request(
    question: str,
    hits: Sequence[Hit],
    passages: Sequence[Passage],
    window: Window,
    *,
    turns: Sequence[Turn] = (),
    others: Sequence[Paper] = (),
    guidance: Guidance | None = None,
    is_broad: bool = False,
    read: Callable[[int, Paper], str] | None = None,
) -> Packed:
    """Return a request with as much as the window takes: papers found, best first, and the last
    turns.

    The best papers go in whole; where the question `is_broad`, all go in with a sentence before
    any is whole. `others` are papers that go in behind those found, if all of them fit whole;
    `read` says what was read in a source by its number, and goes in if all of it fits, too.
    Raises InputError where not even the question fits.
    """
    limits = Limits(completion_tokens=window.completion_tokens)

    def cost_of(history: Sequence[Message]) -> int:
        empty = build_request(
            question, (), (), history=history, limits=limits, guidance=guidance
        )
        return window.cost(empty.messages)

    room = window.room - cost_of(())
    if room <= 0:
        raise _too_long(question, window)
    history = recall(turns, room // _FOR_THE_CONVERSATION, window)
    if history:
        room = window.room - cost_of(history)
    shelf = _Shelf(hits, passages, window, room, is_broad=is_broad)
    if not shelf.places and hits:
        raise _too_long(question, window)
    packed = [hits[place] for place in shelf.places] + shelf.take_all(others)
    markers = {place + 1: marker for marker, place in enumerate(shelf.places, 1)}

    def request_with(guidance: Guidance | None) -> Request:
        return build_request(
            question,
            [hit.paper for hit in packed],
            [
                replace(passage, marker=markers[passage.marker])
                for passage in passages
                if passage.marker in markers
            ],
            shown=[*shelf.shown, *(hit.paper for hit in packed[len(shelf.shown) :])],
            history=history,
            limits=limits,
            guidance=guidance,
        )

    request = request_with(guidance)
    lines = [read(at, hit.paper) for at, hit in enumerate(packed, 1)] if read else []
    if guidance and (told := tuple(filter(None, lines))):
        with_readings = request_with(replace(guidance, readings=told))
        if window.cost(with_readings.messages) <= window.room:
            request = with_readings
    kept = {hit.paper.key for hit in packed}
    return Packed(
        request,
        tuple(packed),
        tuple(hit.paper.key for hit in hits if hit.paper.key not in kept),
        tuple(
            shown.key
            for shown, hit in zip(shelf.shown, packed, strict=False)
            if shown != hit.paper
        ),
    )


class _Shelf:
    """Papers set out one after the other: the best ones whole, or each in the least of words
    and then the best in more.
    """

    def __init__(
        self,
        hits: Sequence[Hit],
        passages: Sequence[Passage],
        window: Window,
        room: int,
        *,
        is_broad: bool,
    ) -> None:
        self.places: list[int] = []
        """Which of the hits fit, counted from 0."""
        self.shown: list[Paper] = []
        """Those papers, with as much of their abstracts as fits."""
        self._window = window
        self._room = room
        texts = [_Text(hit.paper, place + 1, passages) for place, hit in enumerate(hits)]
        for place, text in enumerate(texts):
            if self._room < _LEAST_ROOM:
                break
            if not is_broad and self._take(text.shortened(text.length)):
                self.places.append(place)
            elif self._take(text.shortened(1)):
                self.places.append(place)
                if not is_broad:
                    self._grow(len(self.places) - 1, text)
        for at, place in enumerate(self.places):
            self._grow(at, texts[place])

    def take_all(self, papers: Sequence[Paper]) -> list[Hit]:
        """Return further papers as hits, if all of them fit and nothing had to be shortened."""
        known = {paper.key for paper in self.shown}
        new = [paper for paper in papers if paper.key not in known]
        room = self._room
        for number, paper in enumerate(new, len(self.shown) + 1):
            room -= self._cost(number, paper)
            if room < 0:
                return []
        return [Hit(paper, 0.0, {}) for paper in new]

    def _take(self, paper: Paper) -> bool:
        cost = self._cost(len(self.shown) + 1, paper)
        if cost > self._room:
            return False
        self._room -= cost
        self.shown.append(paper)
        return True

    def _grow(self, at: int, text: _Text) -> None:
        """Show as many sentences of a paper as there is room for."""
        if self.shown[at] is text.shortened(text.length):
            return
        spare = self._room + self._cost(at + 1, self.shown[at])
        fitting = bisect_right(
            range(2, text.length + 1),
            spare,
            key=lambda n: self._cost(at + 1, text.shortened(n)),
        )
        self.shown[at] = text.shortened(1 + fitting)
        self._room = spare - self._cost(at + 1, self.shown[at])

    def _cost(self, number: int, paper: Paper) -> int:
        return self._window.count(render_source(number, paper)) + _BETWEEN


class _Text:
    """An abstract's sentences, those that answer before the others."""

    def __init__(self, paper: Paper, marker: int, passages: Sequence[Passage]) -> None:
        self._paper = paper
        self._spans = cut_sentences(paper.abstract)
        wanted = {passage.span.start for passage in passages if passage.marker == marker}
        self._order = sorted(
            range(len(self._spans)), key=lambda at: self._spans[at].start not in wanted
        )
        self.length = len(self._spans)

    def shortened(self, sentences: int) -> Paper:
        """Return the paper with so many sentences of its abstract in their order, and a sign
        for each gap.
        """
        if sentences >= self.length:
            return self._paper
        text, before = "", -1
        for at in sorted(self._order[:sentences]):
            text += (" " if text and at == before + 1 else _GAP) + self._spans[at].text
            before = at
        text += _GAP if before < self.length - 1 else ""
        return replace(self._paper, abstract=text.strip())


def _too_long(question: str, window: Window) -> InputError:
    return InputError(
        "The question does not fit the model's window",
        why=f"it has {window.count(question)} tokens; of {window.tokens}, "
        f"{window.completion_tokens} are kept"
        " for the answer, and the instructions take some",
        advice="Shorten the question, keep less for the answer (completion_tokens), or "
        "set a larger window if"
        " the model has one: docs/configuration.md.",
    )
