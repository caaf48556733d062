"""Markdown becomes a flow: the whole of a finished answer in one widget, its citations still
clickable.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content, Span
from textual.style import Style

from assistant.engine.export.cited_markdown import cited_number, parser
from assistant.tui.answers.flow import Block, Flow, Lists
from store.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

_STYLES = {"em_open": "italic", "strong_open": "bold", "s_open": "strike"}
_SPACES = re.compile(r"\s+")
_RUNNING = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;%'’“”()–-]|\[\d{1,3}\](?!\())*")
"""Text with no sign of Markdown but citations, as most sentences are."""
CODE = "$text-accent"
_UNKNOWN_SOURCE = "$text-error strike"


def typeset(markdown: str, *, sources: int = 0) -> Flow:
    """Return Markdown as a flow; a citation beyond the number of `sources` is struck out,
    not linked.
    """
    setter = _Typesetter(sources)
    for token in parser().parse(printable(markdown)):
        setter.read(token)
    return Flow(tuple(setter.blocks), tuple(setter.addresses))


def plain_text(markdown: str) -> str:
    """Return what a piece of running text looks like once it is typeset."""
    text = markdown
    if not _RUNNING.fullmatch(markdown):
        flow = typeset(markdown, sources=1000)
        text = " ".join(block.body.plain for block in flow.blocks)
    return _SPACES.sub(" ", text).strip()


class _Typesetter:
    def __init__(self, sources: int) -> None:
        self.blocks: list[Block] = []
        self.addresses: list[str] = []
        self._sources = sources
        self._lists = Lists()
        self._rows: list[list[Content]] | None = None
        self._style = ""
        self._tight = False

    def read(self, token: Token) -> None:
        """Take in the next token of the document."""
        reader: Callable[[Token], None] | None = getattr(self, f"_read_{token.type}", None)
        if reader is not None:
            reader(token)

    def _add(self, body: Content, *, spaced: bool = True) -> None:
        tight = self._tight and bool(self._lists.numbers)
        lead, hang = self._lists.next_leads()
        self.blocks.append(Block(body, lead, hang, spaced=spaced and not tight))
        self._tight = True

    def _read_inline(self, token: Token) -> None:
        content = self._inline(token.children or [])
        if self._rows is not None:
            self._rows[-1].append(content)
        else:
            self._add(content.stylize(self._style) if self._style else content)

    def _read_heading_open(self, _: Token) -> None:
        self._style = "bold $text-primary"

    def _read_heading_close(self, _: Token) -> None:
        self._style = ""

    def _read_bullet_list_open(self, _: Token) -> None:
        self._tight = bool(self._lists.numbers)
        self._lists.open_list(None)

    def _read_ordered_list_open(self, token: Token) -> None:
        self._tight = bool(self._lists.numbers)
        self._lists.open_list(int(token.attrs.get("start", 1)))

    def _read_list_item_open(self, _: Token) -> None:
        self._lists.open_item()

    def _read_bullet_list_close(self, _: Token) -> None:
        self._lists.close_list()

    _read_ordered_list_close = _read_bullet_list_close

    def _read_blockquote_open(self, _: Token) -> None:
        self._lists.leads.append("▎ ")

    def _read_blockquote_close(self, _: Token) -> None:
        self._lists.leads.pop()

    def _read_fence(self, token: Token) -> None:
        self._lists.leads.append("  ")
        self._add(Content.styled(token.content.rstrip("\n"), CODE))
        self._lists.leads.pop()

    _read_code_block = _read_fence

    def _read_hr(self, _: Token) -> None:
        self._add(Content.styled("─" * 24, "$foreground 60%"))

    def _read_table_open(self, _: Token) -> None:
        self._rows = []

    def _read_tr_open(self, _: Token) -> None:
        if self._rows is not None:
            self._rows.append([])

    def _read_table_close(self, _: Token) -> None:
        rows, self._rows = self._rows or [[]], None
        widths = [
            max(cell.cell_length for cell in column) for column in zip(*rows, strict=False)
        ]
        for number, row in enumerate(rows):
            cells = [
                cell.extend_right(width - cell.cell_length)
                for cell, width in zip(row, widths, strict=False)
            ]
            line = Content(" │ ").join(cells)
            self._add(line.stylize("bold") if number == 0 else line, spaced=number == 0)

    def _inline(self, tokens: Sequence[Token]) -> Content:
        pieces: list[str] = []
        spans: list[Span] = []
        open_styles: list[tuple[Style | str, int]] = []
        position = 0
        for token in tokens:
            if token.type.endswith("_close"):
                style, start = open_styles.pop()
                spans.append(Span(start, position, style))
            elif token.type.endswith("_open"):
                open_styles.append((self._open(token), position))
            piece = "\n" if token.type == "hardbreak" else _SPACES.sub(" ", token.content or "")
            piece = " " if token.type == "softbreak" else piece
            if token.type == "code_inline":
                spans.append(Span(position, position + len(piece), CODE))
            pieces.append(piece)
            position += len(piece)
        return Content("".join(pieces), spans=spans)

    def _open(self, token: Token) -> Style | str:
        """Return the style of what follows; a link's action names its address by number
        only.
        """
        if token.type != "link_open":
            return _STYLES.get(token.type, "")
        href = str(token.attrs.get("href", ""))
        number = cited_number(href)
        if number is None:
            self.addresses.append(href)
            return Style.from_meta({"@click": f"follow({len(self.addresses) - 1})"})
        if 1 <= number <= self._sources:
            return Style.from_meta({"@click": f"cite({number})"})
        return _UNKNOWN_SOURCE
