"""The estimate of tokens, against true counts: abstracts in many languages, formulas, and
any text at all.
"""

from __future__ import annotations

import json
from pathlib import Path
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.window.token_estimate import estimate_tokens
from tests.bench.abstracts import own_abstracts

COUNTS = json.loads(
    (Path(__file__).parents[2] / "labelled" / "tokens.json").read_text(encoding="utf-8")
)
ABSTRACTS = [text for _, text in own_abstracts()]


@pytest.mark.parametrize("encoding", COUNTS)
def test_no_abstract_is_estimated_more_than_three_percent_below_its_count(
    encoding: str,
) -> None:
    ratios = {
        text: estimate_tokens(text, encoding) / count
        for text, count in zip(ABSTRACTS, COUNTS[encoding], strict=True)
    }
    assert {text: ratio for text, ratio in ratios.items() if ratio < 0.97} == {}
    assert fmean(ratios.values()) < 1.15


@pytest.mark.parametrize("encoding", COUNTS)
def test_the_counts_add_up_within_the_same_bounds(encoding: str) -> None:
    ratio = estimate_tokens("\n\n".join(ABSTRACTS), encoding) / sum(COUNTS[encoding])
    assert 0.97 < ratio < 1.15


@pytest.mark.parametrize("encoding", COUNTS)
def test_an_abstract_in_two_languages_on_one_line_costs_what_both_do(encoding: str) -> None:
    counts = dict(zip(ABSTRACTS, COUNTS[encoding], strict=True))
    english = (
        "We study frogs that sing at night in the ponds of the north, and toads that do not. "
        * 4
    )
    for abstract, count in counts.items():
        both = estimate_tokens(english + abstract, encoding)
        assert both >= 0.97 * (count + 84), abstract


@given(st.text())
def test_every_text_has_tokens_and_none_has_more_than_a_few_a_byte(text: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    for encoding in (*COUNTS, "some other"):
        assert (estimate_tokens(text, encoding) == 0) == (text == "")
        assert estimate_tokens(text, encoding) <= 5 + 3 * size
