"""Memory that is free goes back to the system, and papers that are stored are let go."""

from __future__ import annotations

import gc
import platform
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.heap import give_back
from store.paper import Paper
from tests.store.samples import make_papers

if TYPE_CHECKING:
    from store import Library

_BLOCK, _BLOCKS = 2_000, 20_000


def held() -> int:
    """Return the bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")
def test_what_is_free_between_what_is_held_goes_back() -> None:
    blocks = [bytes(_BLOCK) for _ in range(_BLOCKS)]
    before = held()
    pinned = blocks[:: _BLOCKS // 20]
    del blocks
    give_back()
    assert before - held() > _BLOCK * _BLOCKS / 2
    assert len(pinned) == 20


def test_papers_are_let_go_when_they_are_stored(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.adding.BATCH", 10)
    alive: list[int] = []

    def count(*_: int) -> None:
        found = (thing for thing in gc.get_objects() if type(thing) is Paper)
        alive.append(sum(paper.key.startswith("letgo") for paper in found))

    library.add((paper for paper in make_papers(30, prefix="letgo")), progress=count)
    assert alive == [20, 10, 0]
