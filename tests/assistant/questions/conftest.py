"""What the tests of conversations share: a field of three made-up papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.backends.extractive.backend import ExtractiveBackend
from store.library import Library
from store.paper import Paper, PartialDate
from tests.assistant.asking import make_assistant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.engine.assistant import Assistant

_POND = (
    "The calls of pond frogs at night are recorded in spring. Males call for "
    "14 hours on warm days. "
    "They reach 92 dB at the shore. Lateral spacing of the males has little "
    "effect on the calls."
)
_TOADS = "The calls of desert toads are recorded. The toads call for 3 minutes and reach 70 dB."
_BATS = "A survey of bats in caves shows that caves with water hold most bats."


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Three made-up papers without a name of their own; to be read only."""
    with Library.open(tmp_path_factory.mktemp("field") / "library") as library:
        texts = {
            "Calls of pond frogs": _POND,
            "Calls of desert toads": _TOADS,
            "Caves and their bats": _BATS,
        }
        library.add(
            Paper(
                title.split()[-1],
                title,
                (author,),
                True,
                PartialDate(2000 + year),
                text,
                None,
                None,
            )
            for year, (author, (title, text)) in enumerate(
                zip(("Ann Hill", "Bo Marsh", "Cy Reed"), texts.items(), strict=True)
            )
        )
        yield library


@pytest.fixture
def field_work(field: Library) -> Iterator[Assistant]:
    """An assistant on these papers."""
    made = make_assistant(field, ExtractiveBackend())
    yield made
    made.sessions.close()
