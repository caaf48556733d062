"""Text that cites by `[n]`, as LaTeX, Markdown or Typst that cites by key; the rest of it is
escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.sentences import cut_sentences
from store.exporters import cite_command, to_ascii_latex
from store.exporters.latex import split_formulas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MARKERS = re.compile(
    r"(?P<gap>[ ~]*)(?P<all>\[\s?\d{1,4}(?:\s?[,;–—-]\s?\d{1,4})*\s?\](?: ?\[\d{1,4}\])*)"
)
_RANGE = re.compile(r"(\d{1,4})(?:\s?[–—-]\s?(\d{1,4}))?")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>@$~^|#])")
_PLAIN_KEY = re.compile(r"\w(?:[\w.:-]*\w)?", re.ASCII)
_TYPST = re.compile(r"([\\`*_\[\]<>@$~#]|(?<=/)/)")


def render_text(text: str, keys: Sequence[str], style: str) -> str:
    """Return text as "latex", "markdown" or "typst"; [n] cites the n-th key; other numbers
    stay.

    LaTeX has a sentence on each line, so that an editor, and what checks the draft, can point
    at it.
    """
    escape, cite = _STYLES[style]
    parts = text.split("\n\n")
    if style == "latex":
        parts = ["\n".join(span.text for span in cut_sentences(part)) for part in parts]
    return "\n\n".join(
        "\n".join(_render_line(line, keys, escape, cite) for line in part.split("\n"))
        for part in parts
    )


def cited_keys(text: str, keys: Sequence[str]) -> list[str]:
    """Return the keys that a text cites by their numbers, in order of appearance."""
    found = (
        key for match in _MARKERS.finditer(text) for key in _resolve(match["all"], keys) or ()
    )
    return list(dict.fromkeys(found))


def _render_line(
    text: str,
    keys: Sequence[str],
    escape: Callable[[str], str],
    cite: Callable[[Sequence[str]], str],
) -> str:
    pieces: list[str] = []
    at = 0
    for match in _MARKERS.finditer(text):
        if cited := _resolve(match["all"], keys):
            pieces += [_escape_piece(text[at : match.start()], escape), cite(cited)]
            at = match.end()
    return "".join([*pieces, _escape_piece(text[at:], escape)])


def _escape_piece(text: str, escape: Callable[[str], str]) -> str:
    """Escape a piece of a sentence; the spaces at its ends are its own."""
    body = text.strip(" ")
    if not body:
        return text
    start = text.index(body)
    return f"{text[:start]}{escape(body)}{text[start + len(body) :]}"


def _resolve(markers: str, keys: Sequence[str]) -> list[str] | None:
    """Return the keys of `[1, 3-5]`, None where a number is of no source."""
    numbers: list[int] = []
    for first, last in _RANGE.findall(markers):
        numbers += range(int(first), int(last or first) + 1)
    if not numbers or any(not 0 < number <= len(keys) for number in numbers):
        return None
    return list(dict.fromkeys(keys[number - 1] for number in numbers))


def _markdown(text: str) -> str:
    pieces = split_formulas(text)
    return "".join(
        piece if is_formula else _MARKDOWN.sub(r"\\\1", piece) for piece, is_formula in pieces
    )


def _typst(text: str) -> str:
    return _TYPST.sub(r"\\\1", text)


def _markdown_key(key: str) -> str:
    """Return a citation of Pandoc's; braces hold a key together that has other signs."""
    return f"@{key}" if _PLAIN_KEY.fullmatch(key) else f"@{{{key}}}"


def _typst_key(key: str) -> str:
    return f"@{key}" if _PLAIN_KEY.fullmatch(key) else f'#cite(label("{key}"))'


_STYLES: dict[str, tuple[Callable[[str], str], Callable[[Sequence[str]], str]]] = {
    "latex": (to_ascii_latex, lambda keys: f"~{cite_command(keys)}"),
    "markdown": (_markdown, lambda keys: f" [{'; '.join(map(_markdown_key, keys))}]"),
    "typst": (_typst, lambda keys: " " + " ".join(map(_typst_key, keys))),
}
FORMATS = tuple(_STYLES)
