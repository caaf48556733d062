"""What we add to a bare loop over the client's stream, on the same server: wall time, CPU, the
first token.

python -m tests.bench.overhead [--chunks 5000] [--pause 0.001] [--repeats 3]

The server runs in a process of its own. `engine` is a whole question on the seed papers, from
the moment that they are found: streamed, checked and told event by event. Medians of the
repeats, which take turns.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import statistics
import tempfile
import time
from contextlib import aclosing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assistant.backends.base import Limits, Message, Options, Request
from assistant.backends.compatible.client import import_parts
from assistant.backends.openai import OpenAIBackend
from assistant.engine.assistant import Assistant
from assistant.engine.events import Retrieved, TextArrived
from assistant.engine.sessions.sessions import Sessions
from store.importers import read_papers
from store.library import Library
from tests.assistant.backends.server import model_server, streams, text_chunks, usage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
    from multiprocessing.connection import Connection

SEED = Path(__file__).parents[2] / "seeds" / "guanglu-song.txt"
QUESTION = "What NDS does HoP reach on nuScenes?"
SENTENCE = "HoP achieves 68.5% NDS and 62.4% mAP with ViT-L on nuScenes test [1]. "


class Taken(NamedTuple):
    """Seconds."""

    wall: float
    cpu: float
    first: float
    """From the request to the first text; for the engine, from the papers found."""


def pieces(count: int) -> list[str]:
    """Return about so many pieces of four characters: whole sentences that stand in the
    abstract.
    """
    text = SENTENCE * (4 * count // len(SENTENCE))
    return [text[at : at + 4] for at in range(0, len(text), 4)]


def serve(count: int, pause: float, to_parent: Connection) -> None:
    """Serve until the parent says a word."""
    with model_server() as server:
        server.answers(streams([*text_chunks(pieces(count)), usage()], pause=pause))
        to_parent.send(server.url)
        to_parent.recv()


@contextmanager
def served(count: int, pause: float) -> Iterator[str]:
    """Yield the address of a server in another process."""
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=serve, args=(count, pause, theirs)
    )
    process.start()
    yield ours.recv()
    ours.send("enough")
    process.join()


async def bare(url: str) -> AsyncIterator[str]:
    """Yield the text as the client's documentation shows it; the client is made beforehand."""
    async with import_parts().openai.AsyncOpenAI(api_key="none", base_url=url) as client:
        yield ""
        messages = [{"role": "user", "content": QUESTION}]
        async for chunk in await client.chat.completions.create(
            model="m", messages=messages, stream=True
        ):
            if chunk.choices and (text := chunk.choices[0].delta.content):
                yield text


async def backend(url: str, tokens: int) -> AsyncIterator[str]:
    """Yield the text of our backend."""
    yield ""
    request = Request(
        "answer",
        QUESTION,
        (Message("user", QUESTION),),
        (),
        (),
        Limits(completion_tokens=tokens),
    )
    async with aclosing(
        OpenAIBackend(Options(model="m", base_url=url)).stream(request)
    ) as deltas:  # type: ignore[type-var]
        async for delta in deltas:
            if delta.text:
                yield delta.text


async def measured(texts: AsyncIterator[str]) -> Taken:
    """Listen to the end; the clocks start when it is ready to ask."""
    assert not await anext(texts)
    wall, cpu, first, length = time.perf_counter(), time.process_time(), 0.0, 0
    async for text in texts:
        first = first or time.perf_counter() - wall
        length += len(text)
    assert length
    return Taken(time.perf_counter() - wall, time.process_time() - cpu, first)


async def engine(url: str, library: Library, folder: str) -> Taken:
    """Ask a whole question; the clocks start when the papers are found."""
    assistant = Assistant(
        library, OpenAIBackend(Options(model="m", base_url=url)), Sessions(Path(folder) / "s")
    )
    wall = cpu = first = 0.0
    async with aclosing(assistant.ask(QUESTION, session=assistant.sessions.start())) as events:
        async for event in events:
            if isinstance(event, Retrieved):
                wall, cpu = time.perf_counter(), time.process_time()
            elif isinstance(event, TextArrived) and not first:
                first = time.perf_counter() - wall
    assistant.sessions.close()
    return Taken(time.perf_counter() - wall, time.process_time() - cpu, first)


def median(taken: list[Taken]) -> Taken:
    """Return the median of each."""
    return Taken(*(statistics.median(values) for values in zip(*taken, strict=True)))


def main() -> None:
    """Take turns, and print the medians and what they are of the bare loop's."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--chunks", type=int, default=5000)
    parser.add_argument("--pause", type=float, default=0.001)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    import_parts()
    with (
        served(options.chunks, options.pause) as url,
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library") as library,
    ):
        library.add(read_papers(SEED).papers)
        ways: dict[str, Callable[[], Coroutine[None, None, Taken]]] = {
            "bare": lambda: measured(bare(url)),
            "backend": lambda: measured(backend(url, options.chunks)),
            "engine": lambda: engine(url, library, folder),
        }
        taken: dict[str, list[Taken]] = {name: [] for name in ways}
        for name in [*ways, *[*ways] * options.repeats]:
            taken[name].append(asyncio.run(ways[name]()))
    base = median(taken["bare"][1:])
    for name, times in taken.items():
        show(name, median(times[1:]), base)


def show(name: str, taken: Taken, base: Taken) -> None:
    """Print a line, each number beside what it is of the bare loop's."""
    wall = f"wall {taken.wall:6.2f} s ({taken.wall / base.wall:4.2f})"
    cpu = f"CPU {taken.cpu:5.2f} s ({taken.cpu / base.cpu:4.2f})"
    first = f"first {1000 * taken.first:5.1f} ms ({1000 * (taken.first - base.first):+5.1f})"
    print(f"{name:<8} {wall}  {cpu}  {first}")


if __name__ == "__main__":
    main()
