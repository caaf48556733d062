"""The pictures of lines: SVG that a browser can read, and text that fits the terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from assistant.composing.lines.finding import Line, Lines
from assistant.composing.lines.picture import draw
from assistant.composing.lines.plot import plot
from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from collections.abc import Sequence


def line(number: int, name: str, years: Sequence[int | None]) -> Line:
    """Return a line with a paper in each of some years."""
    papers = tuple(
        Paper(
            f"k{number}{n}", "T", (), True, PartialDate(year) if year else None, "", None, None
        )
        for n, year in enumerate(years)
    )
    return Line(number, name, papers, papers[0], None)


LINES = Lines((line(1, "tides & <waves>", [2019, 2019, 2021]), line(2, "harbours", [2020])), ())


def test_the_picture_is_svg_with_a_circle_a_year_and_escaped_names() -> None:
    root = ET.fromstring(draw(LINES))
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert len(list(root.iter("{http://www.w3.org/2000/svg}circle"))) == 3
    assert {"tides & <waves>", "harbours", "2019", "2020", "2021", "2"} <= set(texts)


@pytest.mark.parametrize("lines", [Lines((), ()), Lines((line(1, "undated", [None]),), ())])
def test_a_picture_of_nothing_is_still_one(lines: Lines) -> None:
    assert ET.fromstring(draw(lines)).tag.endswith("svg")
    assert plot(lines, 80, 20) == ""


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_plot_fits_and_names_lines_and_years_without_colours(width: int) -> None:
    shown = plot(LINES, width, 12)
    assert all(len(row) <= width for row in shown.splitlines())
    assert len(shown.splitlines()) <= 12
    assert "\x1b" not in shown
    assert all(word in shown for word in ("harbours 2", "2019", "2020", "2021"))


def test_a_long_name_is_cut_and_keeps_its_number() -> None:
    long = Lines((replace(LINES.lines[0], name="n" * 200),), ())
    assert "… 1" in plot(long, 60, 12)


def test_where_there_is_no_room_there_is_no_plot() -> None:
    assert plot(LINES, 20, 12) == plot(LINES, 80, 5) == ""
