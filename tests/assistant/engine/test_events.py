"""The events and the answer they add up to."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields

import pytest

from assistant.backends.base import Usage
from assistant.composing.answer import Answer, Citation
from assistant.grounding.verdicts import Evidence, GroundedSentence, Verdict

ANSWER = Answer(
    question="What NDS?",
    rewritten=None,
    answer="68.5% [1].",
    abstained=False,
    reason=None,
    citations=(Citation(1, "zong2023temporal", "Temporal", 2023, False),),
    sentences=(
        GroundedSentence(
            "68.5%.", (1,), Verdict.QUOTED, (Evidence("zong2023temporal", 3, 8, "68.5%"),)
        ),
    ),
    retrieved=("zong2023temporal",),
    backend="extractive",
    model=None,
    usage=Usage(812, 64, estimated=True),
    seconds=0.41,
)
DOCUMENT = """\
{"question": "What NDS?", "rewritten": null, "answer": "68.5% [1].", "abstained": false, "reason": null, \
"citations": [{"marker": 1, "key": "zong2023temporal", "title": "Temporal", "year": 2023, \
"year_inferred": false, "retracted": null}], "sentences": [{"text": "68.5%.", "markers": [1], "verdict": "quoted", \
"evidence": [{"key": "zong2023temporal", "start": 3, "end": 8, "text": "68.5%"}], "why": "", \
"repaired": false, "judge": ""}], "retrieved": ["zong2023temporal"], "backend": "extractive", "model": null, \
"usage": {"prompt_tokens": 812, "completion_tokens": 64, "estimated": true, "cost": null, \
"currency": ""}, "seconds": 0.41, \
"stopped": false, "first_token_seconds": null, "failure": null, "left_out": [], "shortened": [], \
"facts": {}, "notes": []}"""  # noqa: E501


def test_an_answer_as_json_is_the_contract() -> None:
    assert json.dumps(ANSWER.to_json()) == DOCUMENT


def test_verdicts_are_those_of_the_contract() -> None:
    assert [str(verdict) for verdict in Verdict] == [
        *("quoted", "supported", "unverified", "unsupported", "uncited", "catalogue", "meta")
    ]


def test_what_was_said_cannot_be_changed() -> None:
    for field in fields(Answer):
        with pytest.raises(FrozenInstanceError):
            setattr(ANSWER, field.name, None)
