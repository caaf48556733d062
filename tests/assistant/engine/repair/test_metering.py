"""What the requests of one answer cost together."""

from __future__ import annotations

from assistant.backends.base import Delta, Options, Usage
from assistant.backends.openai import OpenAIBackend
from assistant.backends.prompting import build_request
from assistant.engine.repair.metering import Meter
from assistant.engine.spending import told_cost

REQUEST = build_request("What?", [], [])


def test_before_a_request_nothing_was_spent() -> None:
    assert Meter().total() is None


def test_what_backends_count_adds_up() -> None:
    meter = Meter()
    for prompt, completion in ((10, 2), (30, 4)):
        meter.begin(REQUEST)
        meter.read(Delta("word"))
        meter.read(Delta(usage=Usage(prompt, completion, estimated=False)))
    assert meter.total() == Usage(40, 6, estimated=False)


def test_what_requests_cost_adds_up() -> None:
    meter = Meter()
    for cost in (0.25, 0.5):
        meter.begin(REQUEST)
        meter.read(Delta(usage=Usage(10, 2, estimated=False, cost=cost)))
    total = meter.total()
    assert total is not None
    assert total.cost == 0.75


def test_one_request_that_is_estimated_makes_the_sum_an_estimate() -> None:
    meter = Meter()
    meter.begin(REQUEST)
    meter.read(Delta(usage=Usage(10, 2, estimated=False)))
    meter.begin(REQUEST)
    meter.read(Delta("four words or so"))
    total = meter.total()
    assert total is not None
    assert total.estimated
    assert total.prompt_tokens > 10
    assert total.completion_tokens > 2


def test_what_is_estimated_is_priced_too() -> None:
    options = Options(prompt_price=1.0, completion_price=1e6, currency="EUR")
    meter = Meter(OpenAIBackend(options))
    meter.begin(REQUEST)
    meter.read(Delta("four words or so"))
    total = meter.total()
    assert total is not None
    assert total.cost is not None
    assert total.completion_tokens <= total.cost < total.completion_tokens + 1
    assert told_cost(total).startswith("cost about")
    assert told_cost(total).endswith("EUR")
