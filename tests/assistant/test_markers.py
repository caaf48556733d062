"""Citations in a sentence: written before its full stop, and read in whatever style they come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.markers import read_citations, with_markers


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("HoP sings.", "HoP sings [1] [3]."),
        ("Does HoP sing?", "Does HoP sing [1] [3]?"),
        ("They say “HoP sings.”", "They say “HoP sings [1] [3].”"),
        ("(HoP sings.)", "(HoP sings [1] [3].)"),
        ("HoP", "HoP [1] [3]"),
    ],
)
def test_markers_stand_before_the_full_stop(text: str, written: str) -> None:
    assert with_markers(text, (1, 3)) == written


@given(st.text(), st.lists(st.integers(1, 99), unique=True))
def test_no_text_is_lost_to_its_markers(text: str, markers: list[int]) -> None:
    written = with_markers(text, markers)
    for marker in reversed(markers):
        before, _, behind = written.rpartition(f" [{marker}]")
        written = before + behind
    assert "".join(written.split()) == "".join(text.split())


@given(st.lists(st.integers(1, 99), min_size=1, unique=True))
def test_what_is_written_is_read(markers: list[int]) -> None:
    cited = read_citations(with_markers("HoP sings.", markers), ())
    assert (cited.text, cited.markers) == ("HoP sings.", tuple(markers))
