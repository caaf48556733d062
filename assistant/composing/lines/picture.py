"""Papers per year and line as SVG, for a slide: a row a line, a circle a year, its area the
papers.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from store.printable import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.composing.lines.finding import Line, Lines

_WIDTH = 1280
_ROW = 56
_TOP = 72
_LEFT = 440
_RIGHT = 48
_FOOT = 24
_SMALLEST = 10.0
_LARGEST = 25.0
_LETTERS = 44
# Okabe and Ito (2008): told apart by the colour-blind too.
_COLOURS = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#e69f00",
    "#56b4e9",
    "#6a5acd",
    "#8c6d1f",
)
_STYLE = "font-family:Helvetica,Arial,sans-serif"


def draw(lines: Lines) -> str:
    """Return the picture; lines without a dated paper have a row without circles."""
    height = _TOP + _ROW * max(1, len(lines.lines)) + _FOOT
    body = [
        *_axis(lines, height),
        *(part for line in lines.lines for part in _row(line, lines)),
    ]
    title = f"Papers per year in {counted(len(lines.lines), 'line')} of research"
    return "\n".join(
        [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
                f'style="{_STYLE}">'
            ),
            f"<title>{title}</title>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
            *body,
            "</svg>\n",
        ]
    )


def _x(year: int, lines: Lines) -> float:
    years = lines.years
    step = (_WIDTH - _LEFT - _RIGHT) / len(years)
    return _LEFT + step * (year - years[0] + 0.5)


def _axis(lines: Lines, height: int) -> Iterator[str]:
    years = lines.years
    step = -(-len(years) * 56 // (_WIDTH - _LEFT - _RIGHT)) or 1
    for year in years:
        x = _x(year, lines)
        yield f'<path d="M{x:.1f} {_TOP - 12}V{height - _FOOT}" stroke="#e4e4e4"/>'
        if (years[-1] - year) % step == 0:
            yield _text(x, _TOP - 28, str(year), anchor="middle", size=20, colour="#555555")


def _row(line: Line, lines: Lines) -> Iterator[str]:
    y = _TOP + _ROW * (line.number - 0.5)
    colour = _COLOURS[(line.number - 1) % len(_COLOURS)]
    most = max((count for each in lines.lines for count in each.years.values()), default=1)
    yield _text(_LEFT - 20, y + 7, _cut(line.name), anchor="end", size=20, colour="#1a1a1a")
    years = sorted(line.years)
    if len(years) > 1:
        start, end = _x(years[0], lines), _x(years[-1], lines)
        yield (
            f'<path d="M{start:.1f} {y:.1f}H{end:.1f}" stroke="{colour}" '
            f'stroke-width="3" opacity=".35"/>'
        )
    for year in years:
        count = line.years[year]
        x, radius = _x(year, lines), max(_SMALLEST, _LARGEST * math.sqrt(count / most))
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}"/>'
        yield _text(x, y + 5, str(count), anchor="middle", size=15, colour="#ffffff")


def _text(x: float, y: float, text: str, *, anchor: str, size: int, colour: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-size="{size}" fill="{colour}">{escape(one_line(text))}</text>'


def _cut(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
