"""What sessions of sixteen people are answered, for readers to grade.

    python -m tests.bench.sessions SHARED FOLDER OUT

`sessions.jsonl` holds 900 sessions by people who saw the papers of a library and nothing of the
assistant: what each would say, and what a good answer holds; writers 9 to 11 ask of people,
years and venues, 12 and 13 go on from what was said, 14 to 16 ask single questions of all
kinds. The answers, without a model, are written into `OUT`, a page a writer: a reader grades
each turn from 0 (misleading) to 3 (what was needed). The sessions of writers 2, 4, 6, 8, 11, 13
and 15 are held out. `SHARED` holds `eval` and `retrieval`; the libraries are made in `FOLDER`.
Prints how many turns were refused.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.engine.following import follow
from assistant.engine.sessions.sessions import Session
from tests.bench.asking import open_assistant
from tests.eval.libraries import open_library

if TYPE_CHECKING:
    from assistant.composing.answer import Answer
    from assistant.engine.assistant import Assistant

SESSIONS = Path(__file__).with_name("sessions.jsonl")


def main(shared: Path, folder: Path, out: Path) -> None:
    """Write a page a writer."""
    by_writer = defaultdict[int, list[dict[str, Any]]](list)
    for line in SESSIONS.read_text(encoding="utf-8").splitlines():
        session = json.loads(line)
        by_writer[session["writer"]].append(session)
    out.mkdir(parents=True, exist_ok=True)
    for writer, sessions in by_writer.items():
        assistant = open_assistant(open_library(sessions[0]["library"], shared, folder))
        refused, page = 0, []
        for number, session in enumerate(sessions):
            answers = asyncio.run(_talk(assistant, session))
            refused += sum(answer.abstained for answer in answers)
            page += [
                _shown(f"s{writer}-{number}.{at}", turn, answer)
                for at, (turn, answer) in enumerate(zip(session["turns"], answers, strict=True))
            ]
        (out / f"sessions{writer}.md").write_text("\n".join(page), encoding="utf-8")
        print(f"writer {writer}: {len(page)} turns, refused {refused}", flush=True)


async def _talk(assistant: Assistant, session: dict[str, Any]) -> list[Answer]:
    said = Session("graded")
    return [
        await follow(assistant.ask(turn["said"], session=said)) for turn in session["turns"]
    ]


def _shown(name: str, turn: dict[str, str], answer: Answer) -> str:
    sources = "; ".join(f"[{cited.marker}] {cited.title}" for cited in answer.citations)
    refused = " (refuses)" if answer.abstained else ""
    return (
        f"=== {name}\nUSER: {turn['said']}\nEXPECTED: {turn['expected']}\n"
        f"ANSWER{refused}: {answer.answer}\nSOURCES: {sources}\n"
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
