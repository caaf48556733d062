"""Long work ends at its next checkpoint once nobody waits for it."""

from __future__ import annotations

from itertools import count
from threading import Event

import pytest

from store.stopping import Stopped, checked, checkpoint, work_until


def test_work_ends_at_the_checkpoint_after_it_was_stopped() -> None:
    stop, done = Event(), list[int]()

    def work() -> None:
        for number in checked(count()):
            done.append(number)
            if number == 2:
                stop.set()

    with pytest.raises(Stopped):
        work_until(stop, work)
    assert done == [0, 1, 2]
    checkpoint()  # what stopped that work concerns no other


def test_what_nobody_stops_is_done() -> None:
    assert work_until(Event(), lambda: [*checked("abc")]) == ["a", "b", "c"]
    assert [*checked("abc")] == ["a", "b", "c"]
