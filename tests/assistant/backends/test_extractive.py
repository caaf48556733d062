"""The backend without a model: what was composed, and the same each time."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from assistant.backends import load_backend
from assistant.backends.base import Options, Piece
from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.backends.extractive.sections import cite_text
from assistant.backends.prompting import build_request
from store.errors import InputError


def test_it_says_what_was_composed_a_piece_at_a_time() -> None:
    composed = (Piece("Frogs sing [1]."), Piece(" Toads walk [2]."))
    request = replace(build_request("What?", (), ()), composed=composed)

    async def collect() -> list[str]:
        return [delta.text async for delta in ExtractiveBackend().stream(request)]

    assert asyncio.run(collect()) == ["Frogs sing [1].", " Toads walk [2]."]


@pytest.mark.parametrize(
    ("ending", "cited"),
    [(".", " [1]."), ("?", " [1]?"), ('."', ' [1]."'), ("", " [1].")],
)
def test_a_sentence_keeps_its_own_ending(ending: str, cited: str) -> None:
    assert cite_text(f'It said "frogs sing{ending}', 1) == f'It said "frogs sing{cited}'


def test_it_is_registered_under_its_name_and_keeps_everything_here() -> None:
    backend = load_backend("extractive", Options())
    assert isinstance(backend, ExtractiveBackend)
    assert (backend.name, backend.model, backend.sends_to) == ("extractive", None, None)


def test_a_backend_that_nobody_registered_is_refused_with_a_list() -> None:
    for name in ("oracle", "scripted", ""):
        with pytest.raises(InputError, match="extractive"):
            load_backend(name, Options())
