"""Text laid out for a terminal: lines end between words, tables stand in columns."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDEST = 100
"""Columns that prose takes at most, however wide the terminal is."""
_PIECE = re.compile(r"\n|[^\S\n]+|[^\s]+")
_ITEM = re.compile(r"[-*•]|\d{1,3}[.)]")
_RULE = re.compile(r"\|[\s|:-]+\|?")
_GAP = "  "
_NARROWEST = 8
_ITEM_INDENT = 2
# A terminal is to be this many times as wide as what does not wrap.
_WIDE_ENOUGH = 1.5


def terminal_width() -> int | None:
    """Return how wide the terminal is; None where the output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def width_of(text: str) -> int:
    """Return how many columns a text takes: signs of East Asian scripts take two, accents
    none.
    """
    return sum(0 if combining(sign) else 1 + (east_asian_width(sign) in "WF") for sign in text)


def hang(text: str, width: int | None, indent: int) -> str:
    """Return a line of a list in as many as the width asks for, the further ones indented.

    The first `indent` characters stay as they are; in a terminal too narrow for that, all is
    wrapped. A long word stays whole.
    """
    if width is None:
        return text
    head = text[:indent]
    if width < _WIDE_ENOUGH * indent:
        head, indent = "", _ITEM_INDENT
    lines = textwrap.wrap(
        text[len(head) :],
        max(_NARROWEST, width - indent),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"\n{' ' * indent}".join([f"{head}{''.join(lines[:1])}", *lines[1:]])


class ReadingColumn:
    """Lays out text that arrives in pieces: what `feed` and `finish` return is to be
    printed.
    """

    def __init__(self, width: int) -> None:
        self._width = min(width, WIDEST)
        self._held = ""
        self._line = ""
        """What of the current line was laid out."""
        self._indent = 0
        self._row: str | None = None
        """The row of a table that is arriving."""
        self._rows: list[str] = []

    def feed(self, text: str) -> str:
        """Return what can be laid out by now: all but a word, or a table, that may go on."""
        text = self._held + text
        done = max(text.rfind(" "), text.rfind("\n")) + 1
        self._held = text[done:]
        return "".join(self._lay_out(text[:done]))

    def finish(self) -> str:
        """Return what is left, now that no more text comes."""
        text, self._held = self._held, ""
        laid_out = "".join(self._lay_out(text))
        if self._row is not None:
            self._rows.append(self._row)
            self._row = None
        return laid_out + self._take_table().removesuffix("\n")

    def _lay_out(self, text: str) -> Iterator[str]:
        for piece in _PIECE.findall(text):
            if self._row is not None:
                self._continue_row(piece)
            elif piece == "\n":
                yield f"{self._take_table()}\n"
                self._line, self._indent = "", 0
            elif piece.isspace():
                self._line = f"{self._line.rstrip()} " if self._line.strip() else piece
            elif piece.startswith("|") and not self._line.strip():
                self._row = piece
            else:
                yield self._take_table() + self._place(piece)

    def _continue_row(self, piece: str) -> None:
        if piece == "\n":
            self._rows.append(self._row or "")
            self._row, self._line = None, ""
        else:
            self._row = f"{self._row}{piece}"

    def _take_table(self) -> str:
        rows, self._rows = self._rows, []
        return lay_out_table(rows, self._width) if rows else ""

    def _place(self, word: str) -> str:
        """Return a word with what stands before it: a space, or a new line where it does not
        fit.
        """
        if not self._line.strip():
            self._indent = len(self._line) + _ITEM_INDENT * bool(_ITEM.fullmatch(word))
            self._line += word
            return self._line
        gap = " " if self._line.endswith(" ") else ""
        if gap and width_of(self._line) + width_of(word) > self._width:
            self._line = f"{' ' * self._indent}{word}"
            return f"\n{self._line}"
        self._line += word
        return gap + word


def lay_out_table(rows: Sequence[str], width: int) -> str:
    """Return the rows of a Markdown table in columns of a width, each followed by a line
    break.
    """
    cells = [_cells(row) for row in rows if not _RULE.fullmatch(row.strip())]
    count = max(map(len, cells), default=0)
    cells = [[*row, *[""] * (count - len(row))] for row in cells]
    widths = _fit([max(width_of(row[at]) for row in cells) for at in range(count)], width)
    head, *body = ["\n".join(_row(row, widths)) for row in cells]
    rule = _GAP.join("─" * each for each in widths)
    return "\n".join([head, rule, *body]) + "\n"


def _cells(row: str) -> list[str]:
    return [" ".join(cell.split()) for cell in row.strip().strip("|").split("|")]


def _fit(widths: list[int], width: int) -> list[int]:
    """Return the widths of columns, the widest narrowed until all fit."""
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = max(range(len(widths)), key=widths.__getitem__)
        widths = [each - (at == widest) for at, each in enumerate(widths)]
    return widths


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a row: a cell that is too long goes on below itself."""
    wrapped = [
        textwrap.wrap(cell, width, break_long_words=False, break_on_hyphens=False) or [""]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for at in range(max(map(len, wrapped), default=0)):
        parts = [lines[at] if at < len(lines) else "" for lines in wrapped]
        padded = [
            part + " " * (width - width_of(part))
            for part, width in zip(parts, widths, strict=True)
        ]
        yield _GAP.join(padded).rstrip()
