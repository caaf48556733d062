"""Questions with known answers: read, asked and scored."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.engine.following import follow
from assistant.engine.sessions.sessions import Session, Sessions
from assistant.engine.sessions.turns import Turn
from store.errors import SourceError
from store.files import read_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.composing.answer import Answer
    from assistant.engine.assistant import Assistant

    Work = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """A question, and what its answer must and may hold."""

    id: str
    kind: str
    question: str
    history: tuple[str, ...]
    gold: frozenset[Work]
    """Title and year of each paper that must be cited."""
    also: frozenset[Work]
    """Those that may be cited besides."""
    facts: tuple[str, ...]
    """Regular expressions that the answer's text must match."""
    abstain: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How one answer did: each number is from 0 to 1."""

    known: KnownAnswer
    answer: Answer
    recall: float
    """Share of the gold papers that are cited; 1 where there are none."""
    precision: float
    """Share of the cited papers that may be cited; 1 where nothing is asked of citations."""
    facts: float
    abstention: float
    """1 where it abstained exactly when it should."""


class UnsavedSessions(Sessions):
    """Conversations that leave nothing on disk."""

    def __init__(self) -> None:
        super().__init__(Path())

    def record(self, session: Session, answer: Answer) -> None:
        """Append a turn to the conversation alone."""
        session.turns.append(Turn(answer.question, answer))

    def close(self) -> None:
        """Nothing is open."""


def read_known_answers(path: Path) -> list[KnownAnswer]:
    """Return the questions of a file with one JSON object a line. Raises SourceError with
    file and line.
    """
    try:
        lines = read_whole(path).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"Cannot read {path}",
            why=str(error),
            advice="Name a file of questions, one JSON object a line.",
        ) from error
    return [
        _read_line(path, number, line) for number, line in enumerate(lines, 1) if line.strip()
    ]


async def ask_known(assistant: Assistant, known: KnownAnswer) -> Score:
    """Ask a question in a conversation of its own, after the questions before it, and score
    the answer.
    """
    session = Session(known.id)
    for earlier in known.history:
        await follow(assistant.ask(earlier, session=session))
    return score(known, await follow(assistant.ask(known.question, session=session)))


def score(known: KnownAnswer, answer: Answer) -> Score:
    """Return how an answer did."""
    cited = {(citation.title, citation.year) for citation in answer.citations}
    allowed = known.gold | known.also
    asks_of_citations = bool(allowed) or known.abstain
    return Score(
        known,
        answer,
        recall=len(known.gold & cited) / len(known.gold) if known.gold else 1.0,
        precision=len(cited & allowed) / len(cited) if cited and asks_of_citations else 1.0,
        facts=_share([bool(re.search(fact, answer.answer)) for fact in known.facts]),
        abstention=float(answer.abstained is known.abstain),
    )


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 1.0


def _read_line(path: Path, number: int, line: str) -> KnownAnswer:
    try:
        record: dict[str, Any] = json.loads(line)
        return KnownAnswer(
            id=str(record.get("id", number)),
            kind=str(record.get("kind", "other")),
            question=record["question"],
            history=tuple(record.get("history", ())),
            gold=_works(record.get("gold", ())),
            also=_works(record.get("also", ())),
            facts=tuple(re.compile(fact).pattern for fact in record.get("facts", ())),
            abstain=bool(record.get("abstain", False)),
        )
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        re.error,
    ) as error:
        raise SourceError(
            f"{path}:{number} is no question with a known answer",
            why=f"{type(error).__name__}: {error}",
            advice=(
                'Write {"question": "…", "gold": [{"title": "…", "year": 2023}], '
                '"facts": ["…"]}.'
            ),
        ) from error


def _works(records: Sequence[dict[str, Any]]) -> frozenset[Work]:
    return frozenset((record["title"], record.get("year")) for record in records)
