"""Values of BibTeX: strings put together, and what they say as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.base import clean_text
from store.importers.latex_values import plain_latex_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_URL = re.compile(r"\\(?:url|href)\s{0,9}\{([^{}]{0,2000})\}|(https?://[^\s{}]{1,2000})")
_LINK = re.compile(r"\\href\s{0,9}(?:\[[^\[\]]{0,200}\]\s{0,9})?\{[^{}]{0,2000}\}\s{0,9}(?=\{)")
_PART_MARK = re.compile(r'(?<!\\)[{}"#]')
_MOST = 1_000_000
"""Characters of a value that is put together: strings that name strings grow without end."""
_WRAPPED = re.compile(r"\{[^{}]*\}")


def joined(raw: str, strings: Mapping[str, str]) -> str:
    """Return a value with its braces or quotes taken off, its `#` joined and its `@string`s
    filled in.
    """
    if _WRAPPED.fullmatch(raw):
        return raw[1:-1]
    said: list[str] = []
    room = _MOST
    for part in _parts(raw):
        said.append(_part(part.strip(), strings)[:room])
        room -= len(said[-1])
        if room <= 0:
            break
    return "".join(said)


def plain_value(value: str) -> str:
    """Return the text that LaTeX would set: accents as letters, no braces, `~` a space, `--` a
    dash.
    """
    return clean_text(plain_latex_value(" ".join(value.split())))


def without_links(value: str) -> str:
    """Return a value of which each `\\href{address}{text}` is its text alone."""
    return _LINK.sub("", value) if "\\href" in value else value


def address_in(*values: str) -> str | None:
    """Return the first address in the values."""
    found = next((found for value in values if (found := _URL.search(value))), None)
    return clean_text(found[1] or found[2]).rstrip(".,;") if found else None


def _parts(raw: str) -> Iterator[str]:
    """Yield what stands between the `#` that are in no braces and no quotes."""
    start = depth = 0
    is_quoted = False
    for mark in _PART_MARK.finditer(raw):
        if mark[0] == '"':
            is_quoted ^= depth == 0
        elif mark[0] == "#":
            if not depth and not is_quoted:
                yield raw[start : mark.start()]
                start = mark.end()
        else:
            depth += 1 if mark[0] == "{" else -1
    yield raw[start:]


def _part(part: str, strings: Mapping[str, str]) -> str:
    if part[:1] in ('"', "{"):
        return part[1:-1]
    return part if part.isdecimal() else strings.get(part.lower(), part)
