"""Where a draft cites, whatever its format: spans of its source, found by one module a
format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Pattern = tuple[re.Pattern[str], Callable[[re.Match[str]], "Mark | list[Mark]"]]

_BRACKETED = re.compile(
    r"\[(?=[^\[\]]{0,80}?\d)((?:[\d\s,;.:–−~{}-]|\\(?:[,;:!> ]|[A-Za-z]+)){1,60})\]"
    r"|[【［]([^【】［］\n]{0,60})[】］]"
)
"""What would be read as the number of a source, and is none: `[0, 1]`, with TeX in it too."""
_FORMULA = re.compile(r"(?<!\\)\$[^$\n]{1,200}\$|\\\([^\n]{1,200}?\\\)")
_RELATION = re.compile(r"[=<>:]|\\[A-Za-z]")
_VARIABLE = re.compile(r"\$ ?[A-Za-z] ?\$|\\\( ?[A-Za-z] ?\\\)")
_INTERVAL = re.compile(r"[\[\](][^\[\]()$]{1,40},[^\[\]()$]{1,40}[\[\])]")
_TRIVIAL = re.compile(r"(?<![\d.,])[01](?![\d.,]\d|\d)")
"""Nothing and one, from which letters are counted."""
_WORD_GOES_ON = re.compile(r"[-\w]")
_DIGIT = re.compile(r"\d")
_UNIT = re.compile(r"[\[(] ?(?:[-−–]1|0) ?[,;] ?1 ?[\])]")
_NOT_LINE_END = re.compile(r"[^\n]")
PART = "\f"
"""Stands in prepared text where one passage ends and another begins, a heading and what
follows it.
"""
CITED = re.compile(r" ?\[\d+(?:, \d+)*\]")
"""A citation in prepared text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a draft's source that is no prose: a citation, or something to be passed
    over.
    """

    start: int
    end: int
    keys: tuple[str, ...] = ()
    is_said: bool = True
    """False for what only puts a paper on the list (`\\nocite`)."""
    is_break: bool = False
    """True where a passage ends there."""

    @property
    def place(self) -> int:
        """Where to point at it: behind the space that a citation takes with it."""
        return max(self.start, self.end - 1)


@dataclass(frozen=True, slots=True)
class MarkedDraft:
    """The source of a draft, with its marks in order, none within another."""

    name: str
    text: str
    marks: tuple[Mark, ...]
    clean: Callable[[str], str]
    """Makes plain text of a sentence of this format."""
    included: tuple[tuple[int, str], ...] = ()
    """Files that it takes in, as they stand there, with their lines."""
    asides: MarkedDraft | None = None
    """The footnotes and captions as a draft of their own, with the lines of this one."""

    def cited(self) -> Iterator[tuple[str, Mark]]:
        """Yield each key that is cited, as often as it is, with the mark that has it."""
        return ((key, mark) for mark in self.marks for key in mark.keys)

    def line_of(self, offset: int) -> int:
        """Return the line, counted from 1, that a place in the source is on."""
        return line_at(self.text, offset)


def line_at(text: str, offset: int) -> int:
    """Return the line, counted from 1, that a place in a text is on."""
    return text.count("\n", 0, offset) + 1


def find_marks(
    text: str, patterns: Sequence[Pattern], begin: int = 0, end: int | None = None
) -> list[Mark]:
    """Return the marks of several patterns between two places; where some overlap, the one
    that begins first.
    """
    end = len(text) if end is None else end
    found = [
        (match.start(), rank, match.end(), match)
        for rank, (pattern, _) in enumerate(patterns)
        for match in pattern.finditer(text, begin, end)
    ]
    kept: list[Mark] = []
    last = begin
    for start, rank, _, match in sorted(found, key=lambda each: each[:2]):
        if start < last:
            continue
        made = patterns[rank][1](match)
        marks = made if isinstance(made, list) else [made]
        kept += marks
        last = max(marks[-1].end, match.end())
    return kept


def tiled(start: int, end: int, inner: Iterable[Mark], *, is_break: bool) -> list[Mark]:
    """Return the marks of a span that is no prose; what cites in it does so all the same."""
    marks: list[Mark] = []
    at = start
    for mark in inner:
        if mark.keys:
            marks += [
                Mark(at, mark.start, is_break=is_break),
                Mark(mark.start, mark.end, mark.keys, is_said=False, is_break=is_break),
            ]
            at = mark.end
    return [*marks, Mark(at, end, is_break=is_break)]


def with_asides(
    draft: MarkedDraft, pattern: re.Pattern[str], inner: Sequence[Pattern]
) -> MarkedDraft:
    """Return a draft with its footnotes and captions as one of their own, each a passage: what
    the last group of a pattern has, where a mark begins.
    """
    name, text, clean = draft.name, draft.text, draft.clean
    starts = {mark.start for mark in draft.marks}
    found = (each for each in pattern.finditer(text) if each.start() in starts)
    spans = [each.span(str(each.lastgroup)) for each in found]
    if not spans:
        return draft
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += [blanked(text[at : start - 1]), PART, text[start:end], PART]
        at = end + 1
    own = "".join([*pieces, blanked(text[at:])])[: len(text)]
    asides = MarkedDraft(name, own, tuple(find_marks(own, inner)), clean)
    return replace(draft, asides=asides)


def blanked(text: str) -> str:
    """Return a text of the same length and lines in which nothing stands."""
    return _NOT_LINE_END.sub(" ", text)


def skipped(match: re.Match[str]) -> Mark:
    """Return the mark of something that is passed over."""
    return Mark(match.start(), match.end())


def broken(match: re.Match[str]) -> Mark:
    """Return the mark of something that parts passages."""
    return Mark(match.start(), match.end(), is_break=True)


def prepare(draft: MarkedDraft, markers: Callable[[Iterable[str]], Sequence[int]]) -> str:
    """Return the draft with its citations as `[n]`, line for line; `markers` gives the
    numbers of keys.
    """
    pieces: list[str] = []
    at = 0
    for mark in draft.marks:
        pieces.append(_without_brackets(draft.text[at : mark.start]))
        numbers = markers(mark.keys) if mark.is_said else ()
        shown = f" [{', '.join(map(str, numbers))}]" if numbers else ""
        is_at_line = draft.text.startswith("\n", mark.start) and not mark.is_break
        lines = draft.text.count("\n", mark.start, mark.end)
        pieces += [
            "\n" * is_at_line,
            PART if mark.is_break else shown,
            "\n" * (lines - is_at_line),
        ]
        at = mark.end
    return "".join([*pieces, _without_brackets(draft.text[at:])])


def _without_brackets(text: str) -> str:
    """Return a text with rounded brackets where some would be read as numbers of sources;
    intervals, of formulas and of all that lies between nothing and one, say nothing.
    """
    plain = _UNIT.sub("", _FORMULA.sub(_without_notation, text))
    return _BRACKETED.sub(lambda found: f"({found[1] or found[2]})", plain)


def _without_notation(formula: re.Match[str]) -> str:
    """Return a formula without its intervals; nothing of one that only says what is what."""
    said = _TRIVIAL.sub("", _INTERVAL.sub("", _BRACKETED.sub("", formula[0])))
    is_notation = _RELATION.search(said) or _VARIABLE.fullmatch(said)
    is_part_of_word = _WORD_GOES_ON.match(formula.string, formula.end())
    return said if _DIGIT.search(said) or is_part_of_word or not is_notation else ""
