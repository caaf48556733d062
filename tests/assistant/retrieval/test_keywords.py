"""Papers without an abstract are found by their keywords too, which is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.extractive.backend import ExtractiveBackend
from store.library import Library
from store.paper import Extra, Paper, PartialDate
from tests.assistant.asking import answer_to, make_assistant

if TYPE_CHECKING:
    from pathlib import Path

GRASS = Paper(
    *("grass", "Grass of the dunes", ("Ann Hill",), True, PartialDate(2001), "", None, None),
    extra=Extra({"keywords": "erosion; lichens"}),
)
SAND = replace(GRASS, key="sand", title="Sand in cities", extra=Extra())


def test_keywords_stand_for_an_abstract(tmp_path: Path) -> None:
    with Library.open(tmp_path / "dunes") as library:
        library.add((GRASS, SAND))
        assistant = make_assistant(library, ExtractiveBackend())
        told = answer_to(assistant, "Which papers are about lichens?")
        assistant.sessions.close()
    assert [citation.key for citation in told.citations] == ["grass"]
    assert "(by title and keywords only: no abstract in the library)" in told.answer


def test_an_abstract_tells_more_than_keywords() -> None:
    assert replace(GRASS, abstract="We count.").topics == "We count."
    assert replace(SAND, field="GEO").topics == "GEO"
