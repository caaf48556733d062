"""The second reading of an answer: what its words alone do not show goes to a judge, once."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.backends.base import Limits, Request
from assistant.backends.prompting import make_messages
from assistant.engine.events import JudgeAsked, JudgeFailed
from assistant.engine.repair.metering import Meter
from assistant.engine.writer import streamed
from assistant.errors import BackendError
from assistant.grounding.cross_encoder import CrossEncoder
from assistant.grounding.judging import GROUP
from assistant.grounding.verdicts import Verdict
from prompts import render
from store.errors import InputError, SonglineError
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from assistant.backends.base import Backend, Usage
    from assistant.engine.draft import Draft
    from assistant.engine.events import Event
    from assistant.grounding.judging import Judge, Pair

MODEL, OFF = "model", "off"
SECONDS = 60.0
"""How long a judge may take over one answer."""
_TOKENS_A_PAIR = 8
_LONGEST_REPLY = 10_000
_RULING = re.compile(
    r"^\W{0,6}(\d{1,3})\W{1,4}(yes|no|unclear)\b", re.IGNORECASE | re.MULTILINE
)
_VERDICTS = {"yes": Verdict.SUPPORTED, "no": Verdict.UNSUPPORTED}


class ModelJudge:
    """The configured model itself, asked about all pairs in one request."""

    def __init__(self, backend: Backend) -> None:
        self.name = backend.model or backend.name
        self._backend = backend
        self.usage: Usage | None = None
        """What the last request cost."""

    async def judge(self, pairs: Sequence[Pair]) -> Sequence[Verdict]:
        """Return a verdict for each pair; what the reply does not rule on is left open."""
        prompt = render(
            "verify", pairs="\n\n".join(map(_shown, range(1, len(pairs) + 1), pairs))
        )
        limits = Limits(completion_tokens=_TOKENS_A_PAIR * (len(pairs) + 2))
        request = Request("verify", "", make_messages(prompt), (), (), limits)
        meter, reply = Meter(self._backend), ""
        meter.begin(request)
        async with streamed(self._backend, request) as deltas:
            async for delta in deltas:
                meter.read(delta)
                self.usage = meter.total()
                reply += delta.text
                if len(reply) > _LONGEST_REPLY:
                    break
        return read_rulings(reply, len(pairs))


def _shown(number: int, pair: Pair) -> str:
    return f"{number}. Sentence: {one_line(pair.claim)}\n   Passages: {one_line(pair.passages)}"


def read_rulings(reply: str, count: int) -> list[Verdict]:
    """Return what a reply rules on each of `count` pairs: lines such as `2: NO`; a pair that it
    rules on twice, or not at all, is open.
    """
    found: dict[int, set[str]] = {}
    for number, word in _RULING.findall(reply):
        found.setdefault(int(number), set()).add(word.casefold())
    return [
        _VERDICTS.get(next(iter(words)), Verdict.UNVERIFIED)
        if len(words) == 1
        else Verdict.UNVERIFIED
        for words in (found.get(at, set()) for at in range(1, count + 1))
    ]


def load_judge(chosen: str, backend: Backend) -> Judge | None:
    """Return the judge that a setting names: `off`, `model`, an installed one, or a folder.

    Raises InputError where there is none.
    """
    if chosen == OFF:
        return None
    if chosen == MODEL:
        return ModelJudge(backend) if backend.is_model else None
    # Imported here: every question imports this module, and few have a judge.
    from importlib.metadata import entry_points

    for entry in entry_points(group=GROUP, name=chosen):
        judge: Judge = entry.load()()
        return judge
    folder = Path(chosen).expanduser()
    if not folder.is_dir():
        raise InputError(
            f"There is no judge {chosen!r}",
            advice="verify is off, model, or a folder with model.onnx and tokenizer.json",
        )
    return CrossEncoder(folder)


async def verify(draft: Draft, judge: Judge) -> AsyncGenerator[Event, None]:
    """Ask a judge about all sentences of a draft that are open; where it fails or takes too
    long, they stay so.
    """
    pairs = draft.open_pairs()
    if not pairs:
        return
    yield JudgeAsked(judge.name, len(pairs))
    try:
        async with asyncio.timeout(SECONDS):
            verdicts = await judge.judge([*pairs.values()])
    except TimeoutError:
        late = BackendError(f"{judge.name} took more than {SECONDS:.0f} s to read the answer")
        yield JudgeFailed(late)
    except SonglineError as error:
        yield JudgeFailed(error)
    else:
        draft.rule(dict(zip(pairs, verdicts, strict=False)), judge.name)
    finally:
        if isinstance(judge, ModelJudge) and judge.usage:
            draft.spend(judge.usage)
            judge.usage = None
