"""Papers per year and line as text: a row a line, a column a year, a number where there are
papers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.composing.lines.finding import Lines

_NARROWEST = 30
_NAME = 0.4


def plot(lines: Lines, width: int, height: int) -> str:
    """Return the plot in that many columns and rows, without colours; "" where it does not
    fit.
    """
    import plotext

    if width < _NARROWEST or height < len(lines.lines) + 4 or not lines.years:
        return ""
    plotext.clear_figure()
    plotext.theme("clear")
    plotext.plot_size(width, height)
    draw(plotext, lines, width)
    text: str = plotext.uncolorize(plotext.build())
    return "\n".join(line.rstrip() for line in text.splitlines())


def draw(figure: Any, lines: Lines, width: int) -> None:  # noqa: ANN401
    """Put the points, names and years on a figure of plotext's; the newest line stands on
    top.
    """
    years = lines.years
    for line in lines.lines:
        for count in sorted(set(line.years.values())):
            at = [year for year, papers in line.years.items() if papers == count]
            figure.scatter(
                at, [line.number] * len(at), marker=str(count) if count < 10 else "+"
            )
    room = max(8, int(_NAME * width))
    names = [_cut(f"{line.name} {line.number}", line.number, room) for line in lines.lines]
    figure.yticks([line.number for line in lines.lines], names)
    figure.xticks(years, [_label(year, years, width - room) for year in years])
    figure.xlim(years[0] - 0.5, years[-1] + 0.5)
    figure.ylim(0.5, len(lines.lines) + 0.5)


def _label(year: int, years: list[int], room: int) -> str:
    """Return a year in full where there is room for all, else each so many."""
    step = -(-6 * len(years) // max(room, 6))
    return str(year) if (years[-1] - year) % step == 0 else ""


def _cut(text: str, number: int, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 2 - len(str(number))]}… {number}"
