"""What the assistant's tests share: the real assistant, offline, on the seed papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.backends.extractive import ExtractiveBackend
from tests.assistant.asking import make_assistant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.engine import Assistant
    from store.library import Library


@pytest.fixture
def assistant(seed_library: Library) -> Iterator[Assistant]:
    """The assistant that answers with sentences of the abstracts."""
    made = make_assistant(seed_library, ExtractiveBackend())
    yield made
    made.sessions.close()
