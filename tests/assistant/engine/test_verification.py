"""The second reader: what it is asked, what it may decide, and what happens where it cannot."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.backends.base import Usage
from assistant.engine import verification
from assistant.engine.assistant import Assistant
from assistant.engine.events import AnswerFinished, JudgeAsked, JudgeFailed
from assistant.engine.sessions.sessions import Sessions
from assistant.engine.verification import ModelJudge, load_judge, read_rulings
from assistant.errors import BackendError
from assistant.grounding.checking import ground
from assistant.grounding.cross_encoder import CrossEncoder
from assistant.grounding.judging import Pair, find_pair
from assistant.grounding.verdicts import Verdict
from assistant.paths import user_paths
from store.errors import InputError
from store.paper import Paper
from tests.onnx_graphs import FLOAT, INT64, field, model_of, tensor, value_info
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.engine.events import Event
    from assistant.grounding.judging import Judge
    from store.library import Library

FAR = "Detectors learn how things moved before, at no cost once trained [1]."
"""What the words of the abstract on historical object prediction do not show."""
WRONG = "HoP reaches 99.9% NDS on nuScenes [1]."
QUESTION = "What is Historical Object Prediction?"


class Saying:
    """A judge that always says the same, and remembers what it was asked."""

    name = "parrot"

    def __init__(self, verdict: Verdict | Exception, seconds: float = 0.0) -> None:
        self.asked: list[Sequence[Pair]] = []
        self._verdict, self._seconds = verdict, seconds

    async def judge(self, pairs: Sequence[Pair]) -> Sequence[Verdict]:
        self.asked.append(pairs)
        await asyncio.sleep(self._seconds)
        if isinstance(self._verdict, Exception):
            raise self._verdict
        return [self._verdict] * len(pairs)


def run(library: Library, backend: ScriptedBackend, judge: Judge) -> list[Event]:
    assistant = Assistant(
        library, backend, Sessions(user_paths().sessions), judge=judge, tool_rounds=0
    )

    async def collect() -> list[Event]:
        async with aclosing(assistant.ask(QUESTION)) as events:
            return [event async for event in events]

    return asyncio.run(collect())


def verdicts(events: Sequence[Event]) -> dict[str, Verdict]:
    last = events[-1]
    assert isinstance(last, AnswerFinished)
    return {each.text: each.verdict for each in last.answer.sentences}


def test_only_what_is_open_is_asked_about_once_and_after_the_repair(
    seed_library: Library,
) -> None:
    judge = Saying(Verdict.SUPPORTED)
    backend = ScriptedBackend([f"{FAR} {WRONG}"], ["1: DROP"], model="m")
    events = run(seed_library, backend, judge)
    [pairs] = judge.asked
    assert [pair.claim for pair in pairs] == [FAR.replace(" [1]", "")]
    assert "Historical Object Prediction" in pairs[0].passages
    last = events[-1]
    assert isinstance(last, AnswerFinished)
    assert [(each.verdict, each.judge) for each in last.answer.sentences] == [
        (Verdict.SUPPORTED, "parrot")
    ]


@pytest.mark.parametrize("verdict", [Verdict.UNSUPPORTED, Verdict.UNVERIFIED])
def test_a_judge_may_doubt_and_may_leave_open(seed_library: Library, verdict: Verdict) -> None:
    events = run(seed_library, ScriptedBackend([FAR], model="m"), Saying(verdict))
    assert [*verdicts(events).values()] == [verdict]


def test_a_judge_that_lies_about_numbers_names_and_quotations_is_not_asked() -> None:
    paper = Paper(
        key="k",
        title="On Trackers",
        authors=(),
        authors_complete=True,
        date=None,
        abstract="Kestrel reaches 71.4% MOTA and 65.0% IDF1 on birds. It runs at 48 fps.",
        field=None,
        has_code=None,
    )
    for text in (
        "Flying birds are followed at 99 fps by this [1].",
        "Merlin-2 follows birds [1].",
        "The birds, “in all of their glory”, are followed [1].",
        "On flying birds 71.4% IDF1 is what comes out of it [1].",
    ):
        [sentence] = ground(text, [paper])
        assert sentence.verdict is not Verdict.SUPPORTED
        assert find_pair(sentence, [paper]) is None, text
    [open_one] = ground(
        "A tracker by which birds are followed quickly is told of [1].", [paper]
    )
    assert find_pair(open_one, [paper])


def test_a_judge_that_fails_or_takes_too_long_changes_nothing(
    seed_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "SECONDS", 0.01)
    for judge in (Saying(BackendError("no")), Saying(Verdict.SUPPORTED, seconds=5.0)):
        events = run(seed_library, ScriptedBackend([FAR], model="m"), judge)
        assert [*verdicts(events).values()] == [Verdict.UNVERIFIED]
        assert any(isinstance(event, JudgeFailed) for event in events)


def test_the_model_is_asked_in_one_request_whose_cost_is_counted(
    seed_library: Library,
) -> None:
    two = f"{FAR} Motion of the past teaches it at little expense [1]."
    usage = Usage(100, 10, estimated=False, cost=0.5)
    backend = ScriptedBackend([two], ["1: YES\n2: NO"], usage=usage, model="m")
    events = run(seed_library, backend, ModelJudge(backend))
    assert [request.task for request in backend.requests] == ["answer", "verify"]
    assert [*verdicts(events).values()] == [Verdict.SUPPORTED, Verdict.UNSUPPORTED]
    last = events[-1]
    assert isinstance(last, AnswerFinished)
    assert last.answer.usage
    assert (last.answer.usage.prompt_tokens, last.answer.usage.cost) == (200, 1.0)
    assert [event.sentences for event in events if isinstance(event, JudgeAsked)] == [2]


@pytest.mark.parametrize(
    ("reply", "rulings"),
    [
        ("1: YES\n2: NO\n3: UNCLEAR", "yes no open"),
        ("**1**: yes\n2) No, it says otherwise.", "yes no open"),
        ("1: YES\n1: NO\n2: NO", "open no open"),
        ("All of them are fine.", "open open open"),
        ("Reply with one line a sentence: its number, a colon, and YES", "open open open"),
        ("9: YES", "open open open"),
        ("", "open open open"),
    ],
)
def test_only_lines_in_the_form_rule(reply: str, rulings: str) -> None:
    words = {"yes": Verdict.SUPPORTED, "no": Verdict.UNSUPPORTED, "open": Verdict.UNVERIFIED}
    assert read_rulings(reply, 3) == [words[word] for word in rulings.split()]


@given(st.text(max_size=80), st.integers(0, 5))
def test_any_reply_gives_a_ruling_a_pair(reply: str, count: int) -> None:
    assert len(read_rulings(reply, count)) == count


def tiny_model(scores: Sequence[float]) -> bytes:
    """Return an ONNX graph that takes tokens and gives these scores, whatever they are."""
    value = field(1, b"value") + field(5, tensor("", [1, len(scores)], scores)) + field(20, 4)
    node = field(2, b"logits") + field(4, b"Constant") + field(5, value)
    graph = (
        field(1, node)
        + field(2, b"tiny")
        + field(11, value_info("input_ids", INT64, sizes=["batch", "tokens"]))
        + field(12, value_info("logits", FLOAT, sizes=[1, len(scores)]))
    )
    return model_of(graph)


def bring_model(folder: Path, scores: Sequence[float]) -> Path:
    """Write a model and a tokenizer into a folder, as a user would bring them."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "model.onnx").write_bytes(tiny_model(scores))
    return folder


@pytest.mark.parametrize(
    ("scores", "labels", "verdict"),
    [
        ([0.0, 5.0, 1.0], None, Verdict.SUPPORTED),
        ([5.0, 0.0, 1.0], None, Verdict.UNSUPPORTED),
        ([0.0, 1.0, 5.0], None, Verdict.UNVERIFIED),
        ([5.0, 1.0], ["entailment", "not_entailment"], Verdict.SUPPORTED),
        ([0.0, 1.0], ["entailment", "not_entailment"], Verdict.UNVERIFIED),
    ],
)
def test_a_model_of_the_users_own_reads_pairs(
    tmp_path: Path, scores: list[float], labels: list[str] | None, verdict: Verdict
) -> None:
    folder = bring_model(tmp_path, scores)
    if labels:
        told = {"id2label": {str(at): label for at, label in enumerate(labels)}}
        (folder / "config.json").write_text(json.dumps(told), encoding="utf-8")
    judge = CrossEncoder(folder)
    assert asyncio.run(judge.judge([Pair("Frogs sing.", "Frogs sing at night.")])) == [verdict]


def test_a_judge_is_chosen_by_name_or_by_folder(tmp_path: Path) -> None:
    model, none = ScriptedBackend([], model="m"), ScriptedBackend([])
    assert load_judge("off", model) is None
    assert load_judge("model", none) is None
    assert isinstance(load_judge("model", model), ModelJudge)
    assert isinstance(load_judge(str(bring_model(tmp_path, [0.0])), none), CrossEncoder)
    with pytest.raises(InputError, match="no judge"):
        load_judge(str(tmp_path / "nowhere"), none)
    (tmp_path / "model.onnx").unlink()
    with pytest.raises(InputError, match=r"no model\.onnx"):
        load_judge(str(tmp_path), none)


def test_a_model_that_cannot_be_read_is_told_and_nothing_fails(
    tmp_path: Path, seed_library: Library
) -> None:
    folder = bring_model(tmp_path, [0.0])
    (folder / "model.onnx").write_bytes(b"no graph")
    events = run(seed_library, ScriptedBackend([FAR], model="m"), CrossEncoder(folder))
    assert [event.error.what for event in events if isinstance(event, JudgeFailed)] == [
        f"The judge in {folder} cannot be read"
    ]
