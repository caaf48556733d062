"""Whether a model is asked, and with the papers that answer: 40 questions, a scripted server.

    python -m tests.bench.model_questions [WINDOW] [FILE=LIBRARY ...]

Each line of a file is a question with its `gold` papers (keys or titles), the `history` of
questions before it, and `asked`: false where metadata answers for certain. Prints which share
of the questions reaches the model, which share of the gold papers stands in its prompt, and
the time of a whole answer. The library is that of the seeds, where none is named.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from assistant.backends.base import Options
from assistant.backends.openai import OpenAIBackend
from assistant.backends.windows import make_window
from assistant.engine.assistant import Assistant
from assistant.engine.following import follow
from assistant.engine.sessions.sessions import Sessions
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.paths import SEEDS
from store.importers import read_papers
from store.library import Library
from tests.assistant.backends.server import model_server, says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.assistant.backends.server import ModelServer

_OWN = Path(__file__).with_suffix(".jsonl")
_WINDOW = 8_192
_REPLY = "The abstracts do not say."


@dataclass(frozen=True)
class Outcome:
    """What became of a question."""

    question: str
    is_asked: bool
    should_be_asked: bool
    gold: int
    missing: tuple[str, ...]
    milliseconds: float


def main() -> None:
    """Print the table."""
    arguments = sys.argv[1:]
    window = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else _WINDOW
    for spec in arguments or [f"{_OWN}="]:
        file, _, folder = spec.partition("=")
        rows = [json.loads(line) for line in Path(file).read_text().splitlines() if line]
        with (
            tempfile.TemporaryDirectory() as made,
            model_server() as server,
            Library.open(folder or Path(made) / "library") as library,
        ):
            if not folder:
                library.add(_seeds())
            outcomes = [*_ask_all(rows, library, server, window)]
        _report(Path(file).name, window, outcomes)


def _seeds() -> list[Any]:
    return [paper for seed in sorted(SEEDS.glob("*.txt")) for paper in read_papers(seed).papers]


def _ask_all(
    rows: list[dict[str, Any]], library: Library, server: ModelServer, tokens: int
) -> Iterator[Outcome]:
    backend = OpenAIBackend(Options(model="scripted", base_url=server.url, retries=0))
    backend.prepare()
    server.answers(says(_REPLY))
    window = make_window(tokens, 1_024, estimate_tokens, model="scripted")
    with tempfile.TemporaryDirectory() as folder, Sessions(Path(folder) / "s.db") as sessions:
        assistant = Assistant(library, backend, sessions, window=window, tool_rounds=0)
        for at, row in enumerate(rows):
            yield _ask(row, assistant, server, f"session {at}")


def _ask(row: dict[str, Any], assistant: Assistant, server: ModelServer, name: str) -> Outcome:
    session = assistant.sessions.start(name)
    for earlier in row.get("history", ()):
        server.answers(says(*_cited(assistant, earlier)))
        asyncio.run(follow(assistant.ask(earlier, session=session)))
    server.answers(says(_REPLY))
    server.asked.clear()
    begun = time.monotonic()
    answer = asyncio.run(follow(assistant.ask(row["question"], session=session)))
    milliseconds = (time.monotonic() - begun) * 1000
    prompt = "\n".join(
        str(message["content"]) for asked in server.asked for message in asked.body["messages"]
    )
    gold = [_find(assistant.library, one) for one in row["gold"]]
    numbered = answer.retrieved
    missing = [
        paper.key for paper in gold if paper.key not in numbered or paper.title not in prompt
    ]
    return Outcome(
        row["question"],
        bool(server.asked),
        row.get("asked", True),
        len(gold),
        tuple(missing) if server.asked else (),
        milliseconds,
    )


def _cited(assistant: Assistant, question: str) -> list[str]:
    """Return what a good model would say first: the sentences that the rules would quote."""
    plan = assistant._planner.plan(question, (), 10)
    if plan.request is None or not plan.request.passages:
        return [_REPLY]
    return [f"{each.span.text} [{each.marker}] " for each in plan.request.passages]


def _find(library: Library, gold: str) -> Any:
    if paper := library.get(gold):
        return paper
    wanted = "".join(filter(str.isalnum, gold.casefold()))
    for paper in library.list():
        if "".join(filter(str.isalnum, paper.title.casefold())) == wanted:
            return paper
    raise SystemExit(f"no paper is called {gold!r}")


def _report(name: str, window: int, outcomes: list[Outcome]) -> None:
    right = sum(each.is_asked is each.should_be_asked for each in outcomes)
    gold = sum(each.gold for each in outcomes)
    found = gold - sum(len(each.missing) for each in outcomes)
    asked = [each.milliseconds for each in outcomes if each.is_asked]
    print(
        f"{name}, window {window:,}: {right} of {len(outcomes)} asked or not as they should; "
        f"{found} of {gold} gold papers in the prompt ({found / max(1, gold):.3f}); "
        f"{median(asked):.0f} ms to the whole answer"
    )
    for each in outcomes:
        if each.is_asked is not each.should_be_asked:
            print(f"  {'asked' if each.is_asked else 'not asked'}: {each.question}")
        if each.missing:
            print(f"  missing {', '.join(each.missing)}: {each.question}")


if __name__ == "__main__":
    main()
