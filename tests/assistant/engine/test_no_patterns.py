"""A summary over many papers compiles no pattern for each of them."""

from __future__ import annotations

import asyncio
import re
from contextlib import aclosing
from typing import TYPE_CHECKING

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.engine.events import AnswerFinished
from store.library import Library
from store.paper import PartialDate
from tests.assistant.asking import make_assistant
from tests.store.samples import bare

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from assistant.engine.assistant import Assistant
    from store.paper import Paper

TOPIC = "masked face recognition"


def named_papers(series: str, count: int) -> list[Paper]:
    """Return papers that each bring something with a name of its own."""
    return [
        _named_paper(f"{series}{chr(65 + at // 26)}{chr(97 + at % 26)}Net", at)
        for at in range(count)
    ]


def _named_paper(name: str, at: int) -> Paper:
    abstract = (
        f"We propose {name}, a method for masked face recognition."
        f" {name} reaches {50 + at / 7:.1f}% accuracy on Set{name}."
        f" It reaches {40 + at}% on Other{name}."
        f" The method runs at {at} frames per second on a phone. However, it is slow."
    )
    title = f"Masked face recognition with a network, part {at}"
    return bare(name.lower(), title, abstract, date=PartialDate(2000 + at % 20))


def compiled_for(
    folder: Path, papers: list[Paper], monkeypatch: pytest.MonkeyPatch
) -> tuple[int, int]:
    """Return how many patterns are compiled while a topic is summarized, and how many papers
    that cites.
    """
    compiled: list[object] = []
    compile_ = re._compiler.compile  # type: ignore[attr-defined]

    def counting(pattern: object, flags: int = 0) -> object:
        compiled.append(pattern)
        return compile_(pattern, flags)

    with Library.open(folder) as library:
        library.add(papers)
        assistant = make_assistant(library, ExtractiveBackend())
        with monkeypatch.context() as patch:
            patch.setattr("re._compiler.compile", counting)
            cited = asyncio.run(cited_in_summary(assistant))
        assistant.sessions.close()
    return len(compiled), cited


async def cited_in_summary(assistant: Assistant) -> int:
    async with aclosing(assistant.summarize(TOPIC)) as events:
        *_, last = [event async for event in events]
    assert isinstance(last, AnswerFinished)
    return len(last.answer.citations)


def test_no_pattern_is_compiled_for_a_paper_that_is_summarized(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled_for(tmp_path / "warm", named_papers("Warm", 25), monkeypatch)
    for count in (25, 50):
        papers = named_papers(f"Of{count}", count)
        compiled, cited = compiled_for(tmp_path / str(count), papers, monkeypatch)
        assert compiled == 0
        assert cited > 15
