"""The sources of an answer: numbered papers, what each was cited for, and how it fared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.grounding.verdicts import Verdict
from assistant.tui.plain import FAINT, QUIET, cut, plain, plain_line
from store import wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from assistant.composing.answer import Answer
    from store.paper import Paper
    from store.ranking import Hit

_BAR = 12
_SHORTEST_BAR = 4
_VERDICTS = {
    Verdict.QUOTED: ("quoted", "$text-success"),
    Verdict.SUPPORTED: ("supported", "$text-success"),
    Verdict.UNVERIFIED: ("unverified", QUIET),
    Verdict.UNSUPPORTED: ("unsupported", "$text-error"),
}
_MARK = "$accent"


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A paper under its number; without a score where no search found it."""

    number: int
    paper: Paper
    score: float | None = None
    parts: Mapping[str, float] | None = None
    """What each side of the search contributed to the score."""
    is_cited: bool = False

    def marked(self, cited: Collection[int]) -> ListedSource:
        """Return the source with its mark set."""
        return replace(self, is_cited=self.number in cited)


@dataclass(frozen=True, slots=True)
class Use:
    """What an answer does with a source."""

    verdicts: tuple[tuple[Verdict, int], ...] = ()
    """How many of the sentences that cite it have each verdict."""
    cited_for: str = ""
    """The first sentence that cites it, of those that were not computed if there are any."""


def sources_found(hits: Iterable[Hit]) -> tuple[ListedSource, ...]:
    """Return what a search found as numbered sources."""
    return tuple(
        ListedSource(number, hit.paper, hit.score, hit.parts)
        for number, hit in enumerate(hits, 1)
    )


def use_of(number: int, answer: Answer | None) -> Use:
    """Return what an answer does with the source of a number."""
    if answer is None:
        return Use()
    citing = [sentence for sentence in answer.sentences if number in sentence.markers]
    counts = Counter(sentence.verdict for sentence in citing)
    told = tuple((verdict, counts[verdict]) for verdict in _VERDICTS if counts[verdict])
    claims = [sentence for sentence in citing if sentence.verdict in _VERDICTS]
    said = (claims or citing)[0].text if citing else ""
    title = next((each.title for each in answer.citations if each.marker == number), "")
    is_named_only = not claims and bool(title) and said.startswith(title)
    return Use(told, "" if is_named_only else said)


def relevance_bar(score: float, best: float, width: int = _BAR) -> Content:
    """Return a bar that shows a score against the best one, by its form too: where there are
    sixteen colours, or none, nothing is faint.
    """
    full = min(width, max(0, round(width * score / best))) if best > 0 else 0
    return plain("━" * full, "$primary") + plain("─" * (width - full), FAINT)


def card(
    source: ListedSource,
    best: float,
    width: int,
    use: Use | None = None,
    *,
    question: str = "",
    lit: str = "",
) -> Content:
    """Return a source in a few lines, each of at most `width` cells: number, mark, title,
    byline with relevance, verdicts, and what it was cited for, or a `question` for it; `lit` is
    the style of one that is lit.
    """
    use = use or Use()
    indent = len(f"{source.number}") + 3
    room = max(8, width - indent)
    lines = [
        *_title(source, room),
        _byline(source, best, room),
        *_verdicts(use, room),
        *_cited_for(use, room),
    ]
    if question:  # the title stands above it
        asked = question.replace(f"“{wording.title(source.paper)}”", "it")
        lines.append(cut(plain_line(f"? {asked}", "$text-secondary"), room))
    head = _head(source)
    lines = [line.stylize(lit) for line in lines]
    rest = [Content(" " * indent) + line for line in lines[1:]]
    return Content("\n").join([head + lines[0], *rest, Content(" ")])


def _head(source: ListedSource) -> Content:
    mark = plain("●", _MARK) if source.is_cited else plain("○", FAINT)
    return plain(f"{source.number}", "bold") + Content(" ") + mark + Content(" ")


def _title(source: ListedSource, room: int) -> list[Content]:
    """Return the title in two lines at most."""
    style = "bold" if source.is_cited else ""
    text = plain_line(wording.marked_title(source.paper), style)
    lines = [line.rstrip() for line in text.wrap(room)]
    if len(lines) <= 2:
        return lines
    rest = plain_line(text.plain[len(lines[0]) :], style)
    return [lines[0], cut(rest, room)]


def _byline(source: ListedSource, best: float, room: int) -> Content:
    by = plain_line(wording.byline(source.paper), QUIET)
    left = room - by.cell_length - 1
    bar = _BAR if left > _BAR else _SHORTEST_BAR  # two lengths, so that they can be compared
    if source.score is None or left < bar:
        return cut(by, room)
    gap = " " * (room - by.cell_length - bar)
    return by + Content(gap) + relevance_bar(source.score, best, bar)


def _verdicts(use: Use, room: int) -> list[Content]:
    told = [
        plain(f"{number} {_VERDICTS[verdict][0]}", _VERDICTS[verdict][1])
        for verdict, number in use.verdicts
    ]
    lines = plain(" · ", QUIET).join(told).wrap(room) if told else []
    return [line.rstrip() for line in lines]


def _cited_for(use: Use, room: int) -> list[Content]:
    if not use.cited_for:
        return []
    # Words of the answer, no quotation of the abstract: without the marks of one.
    said = use.cited_for.strip("| ").replace(" | ", " · ")  # the row of a table
    lines = plain_line(said, "italic $foreground 75%").wrap(room)
    if len(lines) <= 2:
        return [line.rstrip() for line in lines]
    return [lines[0].rstrip(), cut(lines[1].rstrip() + plain("…", QUIET), room)]
