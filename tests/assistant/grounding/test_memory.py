"""Answers on the same papers share what was read of them, and leave nothing of their own."""

from __future__ import annotations

import gc

from assistant.grounding import ground
from assistant.grounding.quotes import Abstract
from assistant.grounding.sources import Said
from tests.store.samples import seed_papers


def alive(kind: type) -> int:
    gc.collect()
    return sum(type(each) is kind for each in gc.get_objects())


def test_another_answer_on_the_same_papers_reads_no_abstract_again() -> None:
    papers = seed_papers()[:5]
    text = " ".join(f"This is said of it [{number}]." for number in range(1, 6))
    ground(text, papers)
    before = alive(Abstract), alive(Said)
    for number in range(5):
        ground(f"{text} Another was {number} [1].", papers)
    assert (alive(Abstract), alive(Said)) == before
