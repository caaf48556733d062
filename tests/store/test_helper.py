"""The process that prepares papers: what it returns, and what happens when it is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from store import adding
from store.embedders import load_embedder
from store.helper import Helper
from store.library import Library
from store.preparing import prepare
from tests.store.samples import COMMON, make_papers, seed_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from store.paper import Paper
    from store.preparing import Prepared
    from store.vectors import Embedder


@pytest.fixture
def helper() -> Iterator[Helper]:
    helper = Helper()
    yield helper
    helper.close()


def process_of(helper: Helper) -> subprocess.Popen[bytes]:
    assert helper._process is not None
    return helper._process


def ask(helper: Helper, papers: list[Paper]) -> Prepared:
    return helper.begin(load_embedder("wordllama"), papers)()


def assert_same(one: Prepared, other: Prepared) -> None:
    assert one.papers == other.papers
    assert one.documents == other.documents
    assert np.array_equal(one.vectors, other.vectors)


def test_what_it_prepares_is_what_this_process_would(helper: Helper) -> None:
    for papers in (seed_papers(), [], make_papers(300)):
        assert_same(ask(helper, papers), prepare(load_embedder("wordllama"), papers))
    assert process_of(helper).poll() is None


def test_when_it_has_died_this_process_does_the_work(helper: Helper) -> None:
    papers = make_papers(20)
    ask(helper, papers)
    process_of(helper).kill()
    process_of(helper).wait()
    for _ in range(2):
        assert_same(ask(helper, papers), prepare(load_embedder("wordllama"), papers))


def test_when_it_dies_over_its_work_this_process_does_it(helper: Helper) -> None:
    papers = make_papers(500)
    bring_back = helper.begin(load_embedder("wordllama"), papers)
    process_of(helper).kill()
    assert_same(bring_back(), prepare(load_embedder("wordllama"), papers))


@pytest.mark.parametrize("program", ["", "/nowhere/python", "/bin/true"])
def test_where_it_cannot_be_had_this_process_does_the_work(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    helper = Helper()
    papers = make_papers(20)
    assert_same(ask(helper, papers), prepare(load_embedder("wordllama"), papers))
    helper.close()


def test_closing_ends_it(helper: Helper) -> None:
    ask(helper, make_papers(3))
    helper.close()
    assert process_of(helper).poll() is not None


def test_it_ends_when_this_process_is_killed() -> None:
    program = (
        "import time; from store.helper import Helper; from store.embedders import "
        "load_embedder\n"
        "from tests.store.samples import make_papers\n"
        "helper = Helper(); helper.begin(load_embedder('wordllama'), make_papers(3))()\n"
        "print(helper._process.pid, flush=True); time.sleep(60)"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=environment
    ) as parent:
        assert parent.stdout is not None
        number = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    deadline = time.monotonic() + 30
    while is_running(number):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(number: int) -> bool:
    """Tell whether a process is there and no mere zombie that nobody has waited for."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(
        ["ps", "-o", "state=", "-p", str(number)], capture_output=True, text=True
    ).stdout
    return state.strip() not in ("", "Z")


def test_a_long_import_uses_it_and_ends_as_a_short_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = make_papers(120)
    monkeypatch.setattr(adding, "BATCH", 40)
    asked: list[int] = []
    begin = Helper.begin

    def note(
        helper: Helper, embedder: Embedder, papers: Sequence[Paper]
    ) -> Callable[[], Prepared]:
        asked.append(len(papers))
        return begin(helper, embedder, papers)

    monkeypatch.setattr(Helper, "begin", note)
    with Library.open(tmp_path / "short") as short, Library.open(tmp_path / "long") as long:
        short.add(papers)
        assert asked == []
        monkeypatch.setattr(adding, "_LONG", 100)
        # Of a key that comes twice, the second is not among what was prepared.
        assert long.add([*papers, papers[3]]).unchanged == 1
        assert sum(asked) == len(papers)
        assert long.search(COMMON, k=30) == short.search(COMMON, k=30)
        assert "agree" in long.check()
