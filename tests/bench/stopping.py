"""How long a model goes on after it was stopped: from the cancelling to the closed connection
at the server.

python -m tests.bench.stopping [--moments 50]

Moments at random: in the stream of an answer, waiting for its first byte, and waiting for
another try.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from typing import TYPE_CHECKING

from assistant.backends.base import Options
from assistant.backends.compatible.client import import_parts
from tests.assistant.backends.server import hangs, model_server, refuses, streams, text_chunks
from tests.assistant.backends.talking import backend, deltas_of

if TYPE_CHECKING:
    from tests.assistant.backends.server import Behaviour, ModelServer

SECONDS = 1.0
WAYS: dict[str, Behaviour] = {
    "streaming": streams(text_chunks(["word "] * 400), pause=SECONDS / 400),
    "first byte": hangs,
    "another try": refuses(429, "Slow down", Retry_After="60"),
}


async def stop_at(server: ModelServer, seconds: float) -> float:
    """Return how many seconds it took until the connection was closed."""
    before = len(server.asked)
    asking = asyncio.create_task(deltas_of(backend(server, Options(model="small"))))
    await asyncio.to_thread(server.wait_until_asked, before + 1)
    await asyncio.sleep(seconds)
    began = time.perf_counter()
    asking.cancel()
    await asyncio.wait((asking,))
    assert await asyncio.to_thread(server.wait_until_left)
    return time.perf_counter() - began


def main() -> None:
    """Print the median and the longest for each way to wait."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--moments", type=int, default=50)
    options = parser.parse_args()
    import_parts()
    chance = random.Random(5)
    with model_server() as server:
        for name, behaviour in WAYS.items():
            server.answers(behaviour)
            moments = [chance.uniform(0, SECONDS) for _ in range(options.moments)]
            taken = sorted(asyncio.run(stop_at(server, moment)) for moment in moments)
            median, longest = 1000 * taken[len(taken) // 2], 1000 * taken[-1]
            print(f"{name:<12} median {median:5.1f} ms  longest {longest:5.1f} ms")


if __name__ == "__main__":
    main()
