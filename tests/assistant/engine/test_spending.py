"""What a model's answer took, in words."""

from __future__ import annotations

from dataclasses import replace

from assistant.backends.base import Usage
from assistant.composing.answer import Answer
from assistant.engine.spending import spent

ANSWER = Answer("?", None, "!", False, None, (), (), (), "openai", "small", None, 0.5)


def test_counted_timed_and_priced() -> None:
    usage = Usage(12_812, 64, estimated=False, cost=0.00123456)
    answer = replace(ANSWER, usage=usage, first_token_seconds=0.44)
    assert spent(answer) == "12,812 + 64 tokens · first after 0.4s · cost 0.001235"


def test_an_estimate_says_so() -> None:
    assert spent(replace(ANSWER, usage=Usage(8, 6, estimated=True))) == "about 8 + 6 tokens"


def test_where_no_model_wrote_nothing_was_spent() -> None:
    assert spent(replace(ANSWER, model=None, usage=Usage(8, 6, estimated=True))) == ""


def test_a_conversation_is_priced_as_a_whole_in_its_currency() -> None:
    answer = replace(ANSWER, usage=Usage(8, 6, estimated=True, cost=0.25, currency="EUR"))
    assert spent(answer, [answer]).endswith("cost about 0.25 EUR")
    unpriced = replace(ANSWER, usage=Usage(8, 6, estimated=True))
    told = spent(answer, [answer, unpriced, answer])
    assert told.endswith("cost about 0.25 EUR (in all about 0.5 EUR)")


def test_what_is_paid_in_two_currencies_is_not_added() -> None:
    dollars, euros = (
        replace(ANSWER, usage=Usage(8, 6, estimated=False, cost=0.25, currency=currency))
        for currency in ("USD", "EUR")
    )
    told = spent(euros, [dollars, euros, dollars])
    assert told.endswith("cost 0.25 EUR (in all 0.5 USD + 0.25 EUR)")
