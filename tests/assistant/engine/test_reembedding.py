"""A library that another embedder made: as it is, or its vectors made anew first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.engine.opening import Settings, open_library
from assistant.engine.reembedding import reembed_in_place, reembed_later
from store.library import Library
from store.progress import silent
from tests.store import functions as functions  # registers letter_pairs
from tests.store.samples import bare

if TYPE_CHECKING:
    from pathlib import Path


def test_it_serves_as_it_is_until_the_vectors_are_made_anew(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add([bare("one", "A title")])
    settings = Settings(library=str(tmp_path), embedder="letter_pairs")
    told: list[str] = []
    with open_library(settings, silent, reembed=reembed_later) as library:
        assert library.embedder.name == "wordllama"
        said = reembed_in_place(
            lambda what, *_: told.append(what), str(tmp_path), "letter_pairs"
        )
        assert "letter_pairs" in said
        assert told
        assert library.count() == 1
        assert library.embedder.name == "letter_pairs"
