"""What a sentence of an abstract tells, by its wording."""

from __future__ import annotations

from assistant.abstracts.wordings import tells_outcome


def test_what_came_out_is_told_from_how_it_is_done() -> None:
    assert tells_outcome("It achieves 48 fps.")
    assert not tells_outcome("This is achieved by stacking layers.")
