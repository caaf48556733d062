"""Stems are the same in every thread."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from store.stems import stem_of

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = [f"{word}{ending}" for word in ("detect", "generaliz", "organ") for ending in
         ("", "ation", "ationally", "ing", "ed", "iveness", "or", "s", "ability")]  # fmt: skip


@pytest.fixture
def _hasty_threads() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_hasty_threads")
def test_threads_that_stem_at_once_do_not_disturb_each_other() -> None:
    alone = [stem_of(word) for word in WORDS]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: [stem_of(word) for word in WORDS], range(40)))
    assert all(stems == alone for stems in together)
