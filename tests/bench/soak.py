"""Thirty minutes of random keys, clicks, resizes and questions: does the chat crash or grow?

    python -m tests.bench.soak --minutes 30 --seed 1

The chat runs without a terminal, on the papers that ship. Every minute a line says how many
questions were asked, how much memory the process holds and in how many blocks. What the
process holds at the end may be a tenth above what it held after the first third.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.engine.opening import open_assistant
from assistant.tui.app import SonglineApp
from store.progress import silent

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

_QUESTIONS = (
    "What NDS does HoP reach on nuScenes?",
    "Which papers are from 2021?",
    "Compare Co-DETR and HoP.",
    "What is proposed for masked faces?",
    "How many papers have code?",
    "What about its limits?",
    "Who invented the telephone?",
    "/papers year:2021",
    "/papers year:20",
    "/lines",
    "/summarize masked faces",
    "/related face recognition",
    "/plan face detection",
    "/redo 1",
    "/pin 2",
    "/exclude 1",
    "/fork",
    "/sessions",
    "/results",
    "/new",
    "/help",
    "/nonsense [/]",
)
_KEYS = (
    *("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab"),
    *(
        "ctrl+s",
        "ctrl+t",
        "ctrl+home",
        "ctrl+end",
        "f1",
        "ctrl+p",
        "ctrl+o",
        "ctrl+g",
        "escape",
    ),
    "enter",
    *"123456789jknpqsyabcwxrl[]<>JK/ ",
    *("backspace", "delete", "alt+1", "ctrl+j", "ctrl+a"),
)
_WIDTHS, _HEIGHTS = (1, 2, 5, 12, 30, 60, 80, 120, 200), (1, 3, 8, 20, 24, 40, 50)
_ALLOWED = 1.10


async def _type_question(pilot: Pilot[None], chance: random.Random) -> None:
    await pilot.press("escape", "escape", "escape")
    box = pilot.app.screen_stack[0].query_one("AskBox")
    box.text = chance.choice(_QUESTIONS)  # type: ignore[attr-defined]
    box.focus()
    await pilot.press("enter")


async def _press(pilot: Pilot[None], chance: random.Random) -> None:
    await pilot.press(*(chance.choice(_KEYS) for _ in range(chance.randint(1, 12))))


async def _resize(pilot: Pilot[None], chance: random.Random) -> None:
    await pilot.resize_terminal(chance.choice(_WIDTHS), chance.choice(_HEIGHTS))


async def _click(pilot: Pilot[None], chance: random.Random) -> None:
    size = pilot.app.size
    place = (chance.randrange(max(1, size.width)), chance.randrange(max(1, size.height)))
    await pilot.click(offset=place)


_DEEDS: tuple[tuple[Callable[[Pilot[None], random.Random], Awaitable[None]], int], ...] = (
    (_type_question, 20),
    (_press, 50),
    (_resize, 10),
    (_click, 20),
)


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def _most_common() -> str:
    kinds = Counter(type(thing).__name__ for thing in gc.get_objects())
    return ", ".join(f"{name} {number:,}" for name, number in kinds.most_common(6))


class _Log:
    """Says every so often what the process holds, and remembers it."""

    def __init__(self, every: float) -> None:
        self._every = every
        self._began = self._last = time.monotonic()
        self.held: list[tuple[float, float, int]] = []

    def say(self, deeds: int, questions: int, *, verbose: bool) -> None:
        now = time.monotonic()
        if now - self._last < self._every:
            return
        self._last = now
        gc.collect()
        # To list the objects would hold tuples that another thread is about to make: it fails.
        blocks = sys.getallocatedblocks()
        self.held.append((now - self._began, _megabytes(), blocks))
        print(
            f"{(now - self._began) / 60:5.1f} min  {deeds:6} deeds  {questions:4} questions  "
            f"{_megabytes():6.1f} MB  {blocks:9,} blocks",
            flush=True,
        )
        if verbose:
            print(f"           {_most_common()}", flush=True)


async def _soak(options: argparse.Namespace, log: _Log) -> None:
    chance = random.Random(options.seed)
    kinds, weights = [kind for kind, _ in _DEEDS], [weight for _, weight in _DEEDS]
    app = SonglineApp(
        lambda settings, _: open_assistant(settings, silent),
        backend="extractive",
        sends_to=None,
        start_session=lambda assistant: assistant.sessions.start(),
    )
    ends, deeds, questions = time.monotonic() + options.minutes * 60, 0, 0
    async with app.run_test(size=(100, 30)) as pilot:
        while time.monotonic() < ends:
            (deed,) = chance.choices(kinds, weights)
            await deed(pilot, chance)
            deeds, questions = deeds + 1, questions + (deed is _type_question)
            await asyncio.sleep(options.pause)
            log.say(deeds, questions, verbose=options.verbose)


def _grown(held: list[tuple[float, float, int]], minutes: float) -> float:
    """Return what the process holds at the end as a multiple of what it held after a third."""
    third = next(megabytes for seconds, megabytes, _ in held if seconds >= minutes * 20)
    return held[-1][1] / third


def main() -> int:
    """Soak, and fail where the chat has grown too much; a crash fails by itself."""
    parser = argparse.ArgumentParser(description=__doc__)
    number = partial(parser.add_argument, type=float)
    number("--minutes", default=30.0)
    number("--pause", default=0.05, help="seconds between two deeds")
    number("--every", default=60.0, help="seconds between two lines")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="say what the objects are")
    options = parser.parse_args()
    log = _Log(options.every)
    with tempfile.TemporaryDirectory() as home:
        import os

        os.environ["SONGLINE_HOME"] = home
        os.chdir(home)
        asyncio.run(_soak(options, log))
    grown = _grown(log.held, options.minutes)
    print(f"at the end {grown:.3f} of what it held after a third")
    return int(grown > _ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
