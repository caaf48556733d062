"""What a long answer costs, how soon a key shows meanwhile, and how long a resume takes.

    python -m tests.bench.streaming

- 5,000 chunks of an answer that cites: CPU of the chat, its checks included, beside a bare app
  with one Markdown that follows its end, written to by a `MarkdownStream` ten times a second.
  At most 2.0.
- Keys meanwhile, while questions are answered from the abstracts, and while 5,000 entries are
  ingested behind the chat: the time from when each key was due to its letter in the input; no
  gap over 100 ms. A machine that does other things makes longer ones, in which this process
  stands still: what counts is the CPU that the thread of the screen took in a gap itself, and
  while entries are ingested, when no other thread has work, that of all threads.
- A session of 200 answers: from the start to its last turns on the screen. Under 1 s of CPU.

Everything runs headless, each side in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.containers import VerticalScroll
from textual.events import Key
from textual.widgets import Markdown, TextArea

from assistant.cli.main import RARELY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from textual.app import ComposeResult
    from textual.pilot import Pilot

    from assistant.tui.app import SonglineApp

_CHUNKS = 5_000
_PAUSE = 0.002
_EVERY = 0.05
"""Seconds between two keys."""
_RATIO, _GAP, _RESUME = 2.0, 0.100, 1.0
_SENTENCE = "HoP leverages temporal information more effectively for multi-view detection [1]. "
_QUESTION = "What is HoP?"
_LINES = (
    "What is HoP?",
    "Which papers are about object detection?",
    "How do HoP and Co-DETR differ?",
    "What does the first one achieve?",
    "/summarize object detection",
    "/summarize",
    "Which methods are there for face recognition?",
)


def _chunks() -> list[str]:
    """Return an answer in as many chunks of four letters or so, in paragraphs."""
    text = "".join(
        _SENTENCE + ("\n\n" if number % 6 == 5 else "") for number in range(_CHUNKS // 18 + 1)
    )
    size = max(1, len(text) // _CHUNKS)
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    return [*pieces[: _CHUNKS - 1], "".join(pieces[_CHUNKS - 1 :])]


class _Keys:
    """Presses a key every so often, and measures how long its letter takes."""

    def __init__(self, app: App[Any], box: TextArea) -> None:
        self._app, self._box = app, box
        self._took: list[float] = []
        self._own: list[float] = []
        self._all: list[float] = []
        self._is_done = False

    async def press(self) -> None:
        while not self._is_done:
            # From when the key was due: what holds everything up holds this up too.
            began = time.perf_counter() + _EVERY
            own, every = time.thread_time(), time.process_time()
            await asyncio.sleep(_EVERY)
            before = len(self._box.text)
            self._app.post_message(Key("x", "x"))
            for _ in range(5_000):
                if len(self._box.text) > before:
                    break
                await asyncio.sleep(0.002)
            took = time.perf_counter() - began
            self._took.append(took)
            self._own.append(min(took, time.thread_time() - own))
            self._all.append(min(took, time.process_time() - every))

    def stop(self) -> str:
        self._is_done = True
        took = sorted(self._took)
        at = [took[int(share * (len(took) - 1))] * 1000 for share in (0.5, 0.95, 1)]
        return " ".join(
            f"{each:.0f}" for each in (*at, max(self._own) * 1000, max(self._all) * 1000)
        )


class _Bare(App[None]):
    def compose(self) -> ComposeResult:
        with VerticalScroll() as scroll:
            scroll.anchor()
            yield Markdown("")
        yield TextArea()


async def _stream_bare(*, has_keys: bool = False) -> str:
    app = _Bare()
    async with app.run_test(size=(120, 40)) as pilot:
        box = app.query_one(TextArea)
        box.focus()
        keys = _Keys(app, box)
        pressing = asyncio.create_task(keys.press()) if has_keys else None
        began = time.process_time()
        stream = Markdown.get_stream(app.query_one(Markdown))
        waiting: list[str] = []
        written = time.perf_counter()
        for chunk in _chunks():
            await asyncio.sleep(_PAUSE)
            waiting.append(chunk)
            if time.perf_counter() - written > 0.1:
                await stream.write("".join(waiting))
                waiting, written = [], time.perf_counter()
        await stream.write("".join(waiting))
        await stream.stop()
        await pilot.pause()
        spent = time.process_time() - began
        told = keys.stop() if pressing else ""
        if pressing:
            await pressing
        return f"{spent} {told}"


class _Writing:
    """A backend that writes the chunks, without a model's name, so that nothing is repaired."""

    name, model, sends_to, is_model = "writing", None, None, False

    async def stream(self, request: object) -> AsyncIterator[object]:
        from assistant.backends.base import Delta

        del request
        for chunk in _chunks():
            await asyncio.sleep(_PAUSE)
            yield Delta(chunk)


def _chat(backend: object, session: str | None = None) -> SonglineApp:
    from assistant.engine.assistant import Assistant
    from assistant.engine.opening import Settings, open_library
    from assistant.engine.sessions.sessions import Sessions
    from assistant.paths import user_paths
    from assistant.tui.app import SonglineApp
    from store.progress import silent

    def connect(settings: Settings, _: object) -> Assistant:
        library = open_library(settings, silent)
        return Assistant(library, backend, Sessions(user_paths().sessions))  # type: ignore[arg-type]

    return SonglineApp(
        connect,
        backend="writing",
        sends_to=None,
        start_session=lambda assistant: assistant.sessions.start(session),
    )


async def _until(pilot: Pilot[Any], holds: Callable[[], object], seconds: float = 300) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if holds():
            return
        await asyncio.sleep(0.005)
    raise TimeoutError(str(pilot.app))


async def _stream_chat(*, has_keys: bool = False) -> str:
    app = _chat(_Writing())
    async with app.run_test(size=(120, 40)) as pilot:
        await _until(pilot, lambda: app.chat.assistant)
        await _until(pilot, lambda: app.chat.conversation.welcome.items[3:])
        await asyncio.sleep(1)
        began = time.process_time()
        app.chat.ask(_QUESTION)
        keys = _Keys(app, app.chat.ask_box)
        pressing = asyncio.create_task(keys.press()) if has_keys else None
        await _until(pilot, lambda: not app.chat.conversation.is_busy)
        spent = time.process_time() - began
        told = keys.stop() if pressing else ""
        if pressing:
            await pressing
        return f"{spent} {told}"


async def _answer() -> str:
    from assistant.backends.extractive.backend import ExtractiveBackend

    app = _chat(ExtractiveBackend())
    async with app.run_test(size=(120, 40)) as pilot:
        await _until(pilot, lambda: app.chat.assistant)
        await _until(pilot, lambda: app.chat.conversation.welcome.items[3:])
        keys = _Keys(app, app.chat.ask_box)
        pressing = asyncio.create_task(keys.press())
        began = time.process_time()
        for line in _LINES:
            app.chat.send(line)
            await asyncio.sleep(0.1)
            await _until(pilot, lambda: not app.chat.conversation.is_busy)
        await asyncio.sleep(1)
        spent = time.process_time() - began
        told = keys.stop()
        await pressing
        return f"{spent} {told}"


async def _ingest() -> str:
    file = Path(tempfile.mkdtemp()) / "many.bib"
    file.write_text("".join(_entry(number) for number in range(5_000)), encoding="utf-8")
    app = _chat(_Writing())
    async with app.run_test(size=(120, 40)) as pilot:
        await _until(pilot, lambda: app.chat.assistant)
        keys = _Keys(app, app.chat.ask_box)
        pressing = asyncio.create_task(keys.press())
        began = time.process_time()
        app.chat.send(f"/ingest {file}")
        await _until(pilot, lambda: app.chat.jobs.is_busy)
        await _until(pilot, lambda: not app.chat.jobs.is_busy)
        spent = time.process_time() - began
        told = keys.stop()
        await pressing
        return f"{spent} {told}"


def _entry(number: int) -> str:
    words = " ".join(f"word{(number * 7 + step) % 4000}" for step in range(120))
    return (
        f"@article{{made{number},\n author = {{Hill, Ann and Marsh, Bo}},\n year = {{2020}},\n"
        f" title = {{On subject {number} of {words[:40]}}},\n"
        f" abstract = {{We study {words}.}}\n}}\n"
    )


async def _resume() -> str:
    from assistant.engine.following import follow
    from assistant.engine.sessions.sessions import Sessions
    from assistant.paths import user_paths

    sessions = Sessions(user_paths().sessions)
    filling = _chat(_Writing())
    async with filling.run_test(size=(120, 40)) as pilot:
        await _until(pilot, lambda: filling.chat.assistant)
        assistant = filling.chat.assistant
        assert assistant is not None
        from assistant.backends.extractive.backend import ExtractiveBackend
        from assistant.engine.opening import Settings, answer_with

        told = answer_with(assistant, Settings(), ExtractiveBackend())
        answer = await follow(told.ask(_QUESTION), None)
        kept = sessions.start("long")
        for _ in range(200):
            sessions.record(kept, answer)
    app = _chat(_Writing(), "long")
    began, cpu = time.perf_counter(), time.process_time()
    async with app.run_test(size=(120, 40)) as pilot:
        await _until(pilot, lambda: len(app.chat.conversation.exchanges) >= 20)
        await pilot.pause()
        return f"{time.process_time() - cpu} {time.perf_counter() - began}"


_SIDES: dict[str, Callable[[], Coroutine[Any, Any, str]]] = {
    "bare": _stream_bare,
    "chat": _stream_chat,
    "bare-keys": partial(_stream_bare, has_keys=True),
    "chat-keys": partial(_stream_chat, has_keys=True),
    "answer": _answer,
    "ingest": _ingest,
    "resume": _resume,
}


def _measure(side: str) -> list[float]:
    """Run one side in a process and a home of its own, and return what it prints."""
    with tempfile.TemporaryDirectory() as home:
        made = subprocess.run(
            [sys.executable, "-m", "tests.bench.streaming", "--side", side],
            env=os.environ | {"SONGLINE_HOME": home},
            capture_output=True,
            text=True,
            check=True,
        )
    return [float(each) for each in made.stdout.split()]


def main() -> int:
    """Measure, tell, and return 1 where something is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", choices=_SIDES)
    parser.add_argument("--pairs", type=int, default=3)
    options = parser.parse_args()
    gc.set_threshold(RARELY)  # as the program does
    if options.side:
        print(asyncio.run(_SIDES[options.side]()))
        return 0
    pairs = [(_measure("bare"), _measure("chat")) for _ in range(options.pairs)]
    ratio = statistics.median(chat[0] / bare[0] for bare, chat in pairs)
    for bare, chat in pairs:
        print(f"5,000 chunks: {bare[0]:.1f} s bare, {chat[0]:.1f} s chat of CPU")
    gaps = {side: _measure(side)[1:] for side in ("bare-keys", "chat-keys", "answer", "ingest")}
    for side, (median, most_of, most, own, every) in gaps.items():
        told = f"median {median:.0f} ms, 95th {most_of:.0f}, most {most:.0f}"
        print(f"keys, {side}: {told}; of CPU {own:.0f}, in all threads {every:.0f}")
    cpu, seconds = _measure("resume")
    print(f"resume of 200 answers: {seconds:.2f} s, {cpu:.2f} s of CPU")
    print(f"ratio {ratio:.2f} (at most {_RATIO})")
    gap = max(*(own for *_, own, _ in gaps.values()), gaps["ingest"][-1]) / 1000
    return int(ratio > _RATIO or gap > _GAP or cpu > _RESUME)


if __name__ == "__main__":
    sys.exit(main())
