"""A longer text, with its headings and lists, in a format that cites by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.composing.related.formats import render_text
from assistant.composing.summary.latex import HEADING, ITEM, write_latex

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING_SIGNS = {"markdown": "#", "typst": "="}


def render_markup(text: str, keys: Sequence[str], style: str) -> str:
    """Return text in light Markdown that cites by [n] as "latex", "markdown" or "typst"; [n]
    is the n-th key.
    """
    if style == "latex":
        return write_latex(text, keys)
    return "".join(f"{_render_line(line, keys, style)}\n" for line in text.splitlines())


def _render_line(line: str, keys: Sequence[str], style: str) -> str:
    if heading := HEADING.fullmatch(line):
        depth = len(line) - len(line.lstrip("#"))
        return f"{_HEADING_SIGNS[style] * depth} {render_text(heading[1], keys, style)}"
    if item := ITEM.fullmatch(line):
        return f"- {render_text(item[1], keys, style)}"
    return render_text(line, keys, style)
