"""What tests of fetching share: the fake services, and a client that loses no time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.fetching.client import Client
from store.fetching.page_cache import PageCache
from tests.store.fetching.fake import Services, services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """The services, asked in the place of the real ones."""
    with services() as fake:
        monkeypatch.setenv("SONGLINE_FETCH_FROM", fake.url)
        for variable in ("OPENALEX_API_KEY", "S2_API_KEY"):
            monkeypatch.delenv(variable, raising=False)
        yield fake


@pytest.fixture
def waits() -> list[float]:
    """How long the client would have waited, each time."""
    return []


@pytest.fixture
def client(web: Services, tmp_path: Path, waits: list[float]) -> Iterator[Client]:
    assert web.url
    cache = PageCache(tmp_path / "pages")
    with Client(cache, sleep=waits.append, clock=lambda: 1.0) as made:
        yield made
