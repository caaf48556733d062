"""What the tests of backends share: a server of their own, and requests to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.backends.compatible import wire
from assistant.backends.compatible.keys import VARIABLES
from tests.assistant.backends.server import model_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.assistant.backends.server import ModelServer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A model's server that nobody has asked yet, and no key in the environment."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(wire, "_refused", {})
    with model_server() as served:
        yield served
