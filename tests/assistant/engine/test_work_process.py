"""Work in another process: what it says, how it fails, and how it is stopped."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from assistant.engine import work_process
from assistant.engine.work_process import run_in_process
from store.errors import InputError, SonglineError

if TYPE_CHECKING:
    from store.progress import Tell


def work(tell: Tell, what: str) -> int:
    """Do what is asked for, in whatever process this is."""
    tell("halfway", 1, 2)
    if what == "fails":
        raise InputError("It cannot be read", why="[/]", advice="Give another.")
    if what == "dies":
        os._exit(3)
    if what == "takes long":
        time.sleep(60)
    return os.getpid()


def test_it_is_done_elsewhere_and_tells_how_far_it_is() -> None:
    heard = []
    done = run_in_process("beginning", lambda *step: heard.append(step), work, "it")
    assert done != os.getpid()
    assert heard[0] == ("beginning", 0, 0)
    assert ("halfway", 1, 2) in heard


def test_what_it_says_of_a_failure_arrives() -> None:
    with pytest.raises(SonglineError, match=r"It cannot be read: \[/\]\nGive another."):
        run_in_process("beginning", lambda *_: None, work, "fails")
    with pytest.raises(SonglineError, match="The work broke off"):
        run_in_process("beginning", lambda *_: None, work, "dies")


def test_whoever_listens_can_stop_it_though_it_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(work_process, "_BEAT", 0.01)
    heard = []

    def listen(*step: object) -> None:
        heard.append(step)
        if heard.count(("halfway", 1, 2)) == 3:  # twice in the silence
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_in_process("beginning", listen, work, "takes long")
