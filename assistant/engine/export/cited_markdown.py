"""A Markdown parser in which `[n]` is a citation and text is never markup for anything else."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from assistant.language.markers import MARKERS

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

# Where papers write `name' for a name in quotation marks, one after the other, no code is
# meant.
OPENING_QUOTE = re.compile(r"`(?=[^`'\n]*[^\s(`']'(?!\w)[^`]*[\s(]`\w)")
_NUMBER_OR_REST = re.compile(r"(\d+)|(\D+)")
_SCHEME = "cite:"


@cache
def parser() -> MarkdownIt:
    """Return the parser: tags, entities and link definitions stay as written: nothing
    vanishes.
    """
    markdown = MarkdownIt("gfm-like", {"html": False})
    markdown.disable(["reference", "image", "entity"])
    markdown.inline.ruler.before("link", "citation", _read_citation)
    markdown.inline.ruler.before("backticks", "opening_quote", _read_opening_quote)
    return markdown


def cited_number(href: str) -> int | None:
    """Return the n of `cite:n`, None for any other address."""
    number = href.removeprefix(_SCHEME)
    return int(number) if href.startswith(_SCHEME) and number.isdecimal() else None


def _read_citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Turn `[1]` and `[1, 3]` into links to `cite:1` and `cite:3`."""
    marker = MARKERS.match(state.src, state.pos, state.posMax)
    if marker is None:
        return False
    if not silent:
        _push_citations(state, marker[1])
    state.pos = marker.end()
    return True


def _read_opening_quote(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Leave the mark that opens a quotation as it is written."""
    if not OPENING_QUOTE.match(state.src, state.pos, state.posMax):
        return False
    if not silent:
        state.pending += "`"
    state.pos += 1
    return True


def _push_citations(state: StateInline, numbers: str) -> None:
    if numbers.isdecimal():
        return _push_link(state, numbers, f"[{numbers}]")
    _push_text(state, "[")
    for number, rest in _NUMBER_OR_REST.findall(numbers):
        _push_link(state, number, number) if number else _push_text(state, rest)
    _push_text(state, "]")
    return None


def _push_text(state: StateInline, text: str) -> None:
    state.push("text", "", 0).content = text


def _push_link(state: StateInline, number: str, text: str) -> None:
    state.push("link_open", "a", 1).attrs = {"href": f"{_SCHEME}{int(number)}"}
    _push_text(state, text)
    state.push("link_close", "a", -1)
