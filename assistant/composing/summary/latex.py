r"""A summary as LaTeX for a document of the user's: `\paragraph`, `itemize`, and `\cite` by
key.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.composing.related.formats import render_text
from store.exporters import to_ascii_latex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEADING = re.compile(r"#{1,6}\s+(.*)")
ITEM = re.compile(r"\s*[-*•]\s+(.*)")


def write_latex(text: str, keys: Sequence[str]) -> str:
    """Return the text of a summary, in light Markdown that cites by [n], as LaTeX; [n] is
    the n-th key.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    blocks = [
        _items(list(run), keys) if is_item else "\n\n".join(_paragraphs(list(run), keys))
        for is_item, run in groupby(lines, key=_is_item)
    ]
    return "\n\n".join(blocks) + "\n"


def _is_item(line: str) -> bool:
    return bool(ITEM.match(line))


def _items(lines: Sequence[str], keys: Sequence[str]) -> str:
    bodies = [ITEM.sub(r"\1", line) for line in lines]
    items = [f"  \\item {render_text(body, keys, 'latex')}" for body in bodies]
    return "\n".join(["\\begin{itemize}", *items, "\\end{itemize}"])


def _paragraphs(lines: Sequence[str], keys: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if heading := HEADING.fullmatch(line):
            yield f"\\paragraph{{{to_ascii_latex(heading[1])}}}"
        else:
            yield render_text(line, keys, "latex")
