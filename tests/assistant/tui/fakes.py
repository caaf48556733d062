"""A fake assistant: no library, no model, no disk; it says what a test tells it to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from assistant.composing.answer import Answer, Citation
from assistant.composing.lines.finding import Line, Lines
from assistant.engine.events import AnswerFinished, Retrieved, TextArrived
from assistant.engine.sessions.sessions import SessionSummary
from assistant.grounding.verdicts import Evidence, GroundedSentence, Verdict
from store.errors import InputError
from store.paper import Paper, PartialDate
from store.progress import silent
from store.ranking import Hit
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    import builtins
    from collections.abc import AsyncIterator, Sequence

    from assistant.backends.windows import Window
    from assistant.composing.related.choosing import Wishes
    from assistant.composing.related.outline import Outline
    from assistant.engine.assistant import Assistant
    from assistant.engine.events import Event
    from store.filters import Filter
    from store.progress import Tell
    from store.vectors import Vectors

QUESTION = "What NDS does HoP reach on nuScenes?"
QUOTE = (
    "we achieve 68.5% NDS with ViT-L on the nuScenes test set, outperforming "
    "all the 3D object detectors"
)

HOP = Paper(
    key="zong2023temporal",
    title=(
        "Temporal Enhanced Training of Multi-view 3D Object Detector via "
        "Historical Object Prediction"
    ),
    authors=("Zhuofan Zong", "Dongzhi Jiang", "Guanglu Song"),
    authors_complete=False,
    date=PartialDate(2023, 4, 3),
    abstract=(
        "In this paper, we propose a new paradigm, named Historical Object "
        "Prediction (HoP) for multi-view 3D"
        " detection to leverage temporal information more effectively. The HoP "
        "approach is straightforward:"
        " given the current timestamp t, we generate a pseudo Bird's-Eye View "
        "(BEV) feature of timestamp t-k"
        " from its adjacent frames and utilize this feature to predict the object "
        "set at timestamp t-k. Our"
        " approach is motivated by the observation that enforcing the detector to "
        "capture both the spatial"
        " location and temporal motion of objects leads to more accurate BEV "
        "feature learning. With HoP,"
        f" {QUOTE}. The code is available."
    ),
    field="CV",
    has_code=True,
    affiliations=("tsinghua",),
    source="guanglu-song.txt:19",
)
DETRS = Paper(
    key="zong2022detrs",
    title="DETRs with Collaborative Hybrid Assignments Training",
    authors=("Zhuofan Zong", "Guanglu Song", "Yu Liu"),
    authors_complete=True,
    date=PartialDate(2022, 11, 22),
    abstract=(
        "We present a novel collaborative hybrid assignments training scheme, namely Co-DETR."
    ),
    field="CV",
    has_code=True,
    source="guanglu-song.txt:43",
)
MASKED = Paper(
    key="song2026masked",
    title="Masked Faces in the Wild",
    authors=("Guanglu Song",),
    authors_complete=True,
    date=PartialDate(2026, 3, 19, inferred=True),
    abstract="",
    field="LG",
    has_code=None,
    source="guanglu-song.txt:97",
)
PAPERS = (HOP, DETRS, MASKED)
HITS = (
    Hit(HOP, 0.93, {"lexical": 0.60, "vector": 0.33}),
    Hit(DETRS, 0.41, {"lexical": 0.12, "vector": 0.29}),
    Hit(MASKED, 0.08, {"lexical": 0.0, "vector": 0.08}),
)


def evidence(paper: Paper, quote: str) -> Evidence:
    """Return the span of a quote in a paper's abstract."""
    start = paper.abstract.index(quote)
    return Evidence(paper.key, start, start + len(quote), quote)


def sentence(
    text: str, verdict: Verdict, *markers: int, quotes: Sequence[Evidence] = ()
) -> GroundedSentence:
    """Return a sentence with its verdict."""
    return GroundedSentence(text, markers, verdict, tuple(quotes))


HOP_SENTENCES = (
    sentence(f"With HoP, {QUOTE} [1].", Verdict.QUOTED, 1, quotes=[evidence(HOP, QUOTE)]),
    sentence("It doubles the accuracy of Co-DETR [2].", Verdict.UNSUPPORTED, 2),
    sentence("Everyone uses it now.", Verdict.UNCITED),
)


def answer(
    question: str,
    sentences: Sequence[GroundedSentence] = HOP_SENTENCES,
    text: str | None = None,
) -> Answer:
    """Return a finished answer made of sentences."""
    cited = sorted(
        {marker for each in sentences for marker in each.markers if marker <= len(PAPERS)}
    )
    return Answer(
        question=question,
        rewritten=None,
        answer=" ".join(each.text for each in sentences) if text is None else text,
        abstained=False,
        reason=None,
        citations=tuple(
            Citation(n, PAPERS[n - 1].key, PAPERS[n - 1].title, 2023, False) for n in cited
        ),
        sentences=tuple(sentences),
        retrieved=tuple(paper.key for paper in PAPERS),
        backend="extractive",
        model=None,
        usage=None,
        seconds=0.4,
    )


def events(of: Answer) -> tuple[Event, ...]:
    """Return what the engine says on the way to an answer: its text arrives word by word."""
    words = of.answer.split(" ")
    pieces = [f"{word} " for word in words[:-1]] + words[-1:]
    return (Retrieved(HITS), *(TextArrived(piece) for piece in pieces), AnswerFinished(of))


@dataclass
class FakeLibrary:
    """Papers in a list."""

    papers: tuple[Paper, ...] = PAPERS
    location: str = "/libraries/thesis"
    folder: Path = Path("/libraries/thesis")

    def count(self, where: Filter | None = None) -> int:
        """Return how many papers a filter lets through."""
        return len(self.list(where))

    def list(self, where: Filter | None = None, *, order: str = "-date") -> list[Paper]:
        """Return the papers that a filter lets through."""
        del order
        return [paper for paper in self.papers if not where or where.matches(paper)]

    def search(
        self, query: str, *, k: int = 10, where: Filter | None = None
    ) -> builtins.list[Hit]:
        """Return the first papers, whatever is searched."""
        del query, where
        return list(HITS[:k])

    def get(self, key: str) -> Paper | None:
        """Return a paper by its key."""
        return next((paper for paper in self.papers if paper.key == key), None)

    def vectors(self, keys: Sequence[str]) -> Vectors:
        """Return the same vector for every paper."""
        return np.ones((len(keys), 1), np.float32)

    def similarities(self, text: str, others: Sequence[str]) -> builtins.list[float]:
        """Find all texts alike."""
        del text
        return [1.0] * len(others)

    @property
    def embedder(self) -> FakeEmbedder:
        """Return what made the vectors."""
        return FakeEmbedder()


class FakeEmbedder:
    """Finds all texts alike."""

    name = "alike"

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question."""
        del text
        return np.ones(1, np.float32)


@dataclass
class FakeTurn:
    """A question and its answer."""

    question: str
    answer: Answer


@dataclass
class FakeSession:
    """A conversation that no disk keeps."""

    name: str
    turns: list[FakeTurn] = field(default_factory=list)
    is_named_by_user: bool = True


@dataclass
class FakeSessions:
    """Sessions by number."""

    started: list[FakeSession] = field(default_factory=list)

    def start(self, name: str | None = None) -> FakeSession:
        """Return the session of a name, or a new one."""
        for known in self.started:
            if known.name == name:
                return known
        self.started.append(
            FakeSession(name or f"{len(self.started) + 1}", is_named_by_user=bool(name))
        )
        return self.started[-1]

    def list(self) -> builtins.list[SessionSummary]:
        """Return the sessions that have turns."""
        then = datetime(2025, 11, 28, 12, 30, tzinfo=UTC)
        return [
            SessionSummary(each.name, len(each.turns), then, then)
            for each in reversed(self.started)
            if each.turns
        ]

    def find(self, words: str) -> dict[str, str]:
        """Return the sessions whose questions hold some words, each with one of them."""
        return {
            each.name: turn.question
            for each in self.started
            for turn in each.turns
            if words in turn.question
        }

    def remove(self, name: str) -> FakeSession:
        """Take a session out."""
        removed = next(each for each in self.started if each.name == name)
        self.started.remove(removed)
        return removed

    def restore(self, removed: FakeSession) -> None:
        """Put a session back."""
        self.started.append(removed)

    def rename(self, name: str, new: str) -> None:
        """Name a session anew."""
        next(each for each in self.started if each.name == name).name = new

    def fork(self, name: str, turns: int, new: str) -> FakeSession:
        """Begin a session with the first turns of another."""
        old = next(each for each in self.started if each.name == name)
        self.started.append(FakeSession(new, old.turns[:turns]))
        return self.started[-1]

    def latest(self) -> FakeSession | None:
        """Return the last session started."""
        return self.started[-1] if self.started else None


class FakeAssistant:
    """Says the events that a script holds for a question; by default, the answer about HoP."""

    def __init__(self) -> None:
        self.library = FakeLibrary()
        self.backend = ScriptedBackend([])
        self.sessions = FakeSessions()
        self.script: dict[str, Sequence[Event | Exception]] = {}
        self.gate = asyncio.Event()
        """Cleared, an answer waits for it before its last event."""
        self.gate.set()
        self.asked: list[str] = []
        self.topics: list[str] = []
        self.wishes: list[Wishes | None] = []
        self.stopped: list[str] = []
        self.is_closed = False
        self.window: Window | None = None

    def find_lines(self, tell: Tell = silent) -> Lines:
        """Return a line of the dated papers and one paper that belongs nowhere."""
        tell("reading", 1, 1)
        return Lines((Line(1, "object detection", (DETRS, HOP), HOP, None),), (MASKED,))

    def summarize(
        self, topic: str, *, session: FakeSession | None = None, asked: str = ""
    ) -> AsyncIterator[Event]:
        """Say what the script holds for what was asked."""
        self.topics.append(topic)
        return self.ask(asked, session=session)

    def outline_summary(self, topic: str, wishes: Wishes | None = None) -> Outline:
        """Find no papers on any topic, and say so in the words that were typed."""
        del wishes
        raise InputError(f"No paper is about {topic}", advice="Name another topic")

    def relate(
        self, topic: str, *, session: FakeSession | None = None, asked: str = ""
    ) -> AsyncIterator[Event]:
        """Say what the script holds for what was asked."""
        self.topics.append(topic)
        return self.ask(asked, session=session)

    async def ask(
        self,
        question: str,
        *,
        session: FakeSession | None = None,
        wishes: Wishes | None = None,
    ) -> AsyncIterator[Event]:
        """Say the script's events, and record where the asker stopped listening."""
        self.asked.append(question)
        self.wishes.append(wishes)
        said = self.script.get(question) or events(answer(question))
        try:
            for event in said[:-1]:
                yield self._said(event)
                await asyncio.sleep(0)
            await self.gate.wait()
            yield self._said(said[-1])
        except (asyncio.CancelledError, GeneratorExit):
            self.stopped.append(question)
            if session:
                session.turns.append(
                    FakeTurn(question, replace(answer(question), stopped=True))
                )
            raise

    def close(self) -> None:
        """Close the library."""
        self.is_closed = True

    @staticmethod
    def _said(event: Event | Exception) -> Event:
        if isinstance(event, Exception):
            raise event
        return event

    def as_assistant(self) -> Assistant:
        """Return itself under the type that the chat knows."""
        return cast("Assistant", self)
