"""What a reader gets without a model: whole answers over three fields, read before they were
kept.

To keep what is written now: KEEP_GOLDEN=1 pytest tests/assistant/backends/composers
"""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.engine.following import follow
from store import Library
from store.paper import Paper, PartialDate
from tests.assistant.asking import make_assistant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.composing.answer import Answer

GOLDEN = Path(__file__).parents[2] / "golden"
ASKED = [
    ("seeds", "fact", "What AP does Co-DETR get on LVIS?"),
    ("seeds", "how", "How does HoP work?"),
    ("seeds", "comparison", "Compare Co-DETR with Teach-DETR"),
    ("seeds", "ranking", "Which model has the best AP on COCO?"),
    ("seeds", "timeline", "How did their face recognition work evolve?"),
    ("seeds", "overview", "What has Guanglu Song worked on?"),
    ("instruments", "definition", "What is Bela?"),
    ("instruments", "papers", "Which papers are there on guitars?"),
    ("instruments", "reading_order", "What should I read first on latency, and why?"),
    ("language", "inventory", "Which datasets are used in these papers?"),
    ("seeds", "limits", "What are the limitations of current diffusion models?"),
    ("language", "why", "Why can BERT not be deployed to mobile devices?"),
]


def read_library(name: str) -> list[Paper]:
    """Return the papers of one of the libraries kept here."""
    lines = (GOLDEN / "libraries" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [make_paper(json.loads(line)) for line in lines]


def make_paper(row: dict[str, object]) -> Paper:
    """Return a paper of a line."""
    date = PartialDate(*row["date"])  # type: ignore[misc]
    return Paper(
        str(row["key"]),
        str(row["title"]),
        tuple(row["authors"]),  # type: ignore[arg-type]
        bool(row["authors_complete"]),
        date,
        str(row["abstract"]),
        None,
        None,
    )


@pytest.fixture(scope="module")
def libraries(
    tmp_path_factory: pytest.TempPathFactory, seed_papers: tuple[Paper, ...]
) -> Iterator[dict[str, Library]]:
    """Yield the libraries by name."""
    held = {"seeds": list(seed_papers)}
    held |= {name: read_library(name) for name in ("instruments", "language")}
    opened = {}
    for name, papers in held.items():
        opened[name] = Library.open(tmp_path_factory.mktemp(name))
        opened[name].add(papers)
    yield opened
    for library in opened.values():
        library.close()


def answer_of(library: Library, question: str) -> Answer:
    """Return the answer to a question without a model."""
    assistant = make_assistant(library, ExtractiveBackend())
    try:
        return asyncio.run(follow(assistant.ask(question)))
    finally:
        assistant.sessions.close()


@pytest.mark.parametrize(("library", "form", "question"), ASKED)
def test_an_answer_reads_as_it_was_read(
    libraries: dict[str, Library], library: str, form: str, question: str
) -> None:
    answer = answer_of(libraries[library], question)
    assert not any(sentence.fails for sentence in answer.sentences)
    sources = [f"[{each.marker}] {each.key}" for each in answer.citations]
    written = f"> {question}\n\n{answer.answer}\n\n{'  '.join(sources)}\n"
    kept = GOLDEN / "answers" / f"{library}_{form}.md"
    if os.environ.get("KEEP_GOLDEN"):
        kept.write_text(written, encoding="utf-8")
    assert written == kept.read_text(encoding="utf-8")
