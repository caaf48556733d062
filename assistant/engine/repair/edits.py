"""Changes to one sentence of an answer's Markdown: what makes its line a heading or an item
stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.markers import DECORATION
from store.printable import one_line

if TYPE_CHECKING:
    from assistant.language.sentences import Span

# The cells of a table and the lines of code have no sentences that could be written otherwise.
_FIXED = re.compile(r"\||```|~~~")
_PLAIN_START = re.compile(r"[\w\"'“‘«(\[$*_`]")
_CELL = re.compile(r"[^|\s](?:[^|]*[^|\s])?")
_RULE = re.compile(r"[\s|:-]*")
_STRUCK = re.compile(r"~~\S.*?~~[ \n]?", re.DOTALL)
_EMPHASIS = "**"


def can_be_rewritten(span: Span) -> bool:
    """Whether a sentence can be replaced by another without breaking a table or code."""
    return not _FIXED.search(span.text)


def rewritten(text: str, span: Span, sentence: str) -> str | None:
    """Return the text with one sentence in place of another; None where that would be no
    running text.
    """
    plain = _undecorated(one_line(sentence))
    if (
        not plain
        or not can_be_rewritten(span)
        or _FIXED.search(plain)
        or not _PLAIN_START.match(plain)
    ):
        return None
    plain = _balanced(plain)
    lead = _lead(span)
    body = span.text[len(lead) :]
    if body.count(_EMPHASIS) % 2:
        plain = (
            f"{_EMPHASIS}{plain}"
            if body.startswith(_EMPHASIS)
            else f"{plain}{_EMPHASIS}"
            if body.endswith(_EMPHASIS)
            else plain
        )
    return f"{text[: span.start]}{lead}{plain}{text[span.end :]}"


def withdrawn(text: str, span: Span) -> str | None:
    """Return the text without a sentence; its line goes too where nothing else stands there."""
    if not can_be_rewritten(span):
        return None
    before, after = text[: span.start], text[span.end :]
    line = before[before.rfind("\n") + 1 :]
    rest = after.partition("\n")[0]
    if rest.strip():
        return f"{before}{_lead(span)}{after.lstrip(' ')}"
    if line.strip():
        return before.rstrip(" ") + after
    return _joined(before[: len(before) - len(line)], after[len(rest) :])


def struck(text: str, span: Span) -> str:
    """Return the text with a sentence struck out, as Markdown writes it."""
    lead = _lead(span)
    body = span.text[len(lead) :].replace("~~", "").replace("`", "")
    if body.startswith("|"):
        marked = "\n".join(_struck_row(row) for row in body.split("\n"))
    else:
        marked = _struck_words(one_line(_balanced(body)))
    before, after = text[: span.start], text[span.end :]
    return f"{before}{_gap(before[-1:])}{lead}{marked}{_gap(after[:1])}{after}"


def without_struck(text: str) -> str:
    """Return the text without what is struck out in it, and without paragraphs of which
    nothing is left.
    """
    parts = (_STRUCK.sub("", part).strip() for part in text.split("\n\n"))
    return "\n\n".join(part for part in parts if part)


def _struck_row(row: str) -> str:
    return row if _RULE.fullmatch(row) else _CELL.sub(lambda cell: _struck_words(cell[0]), row)


def _struck_words(words: str) -> str:
    escape = "\\" if words.startswith("~") else ""
    return f"~~{escape}{words}~~" if words else ""


def _gap(neighbour: str) -> str:
    """What must stand between a strike and its neighbour: it begins and ends where a word
    does.
    """
    return "" if not neighbour or neighbour.isspace() else " "


def _lead(span: Span) -> str:
    match = DECORATION.match(span.text)
    return match[0] if match else ""


def _undecorated(sentence: str) -> str:
    match = DECORATION.match(sentence)
    return sentence[match.end() :] if match else sentence


def _balanced(sentence: str) -> str:
    return sentence.replace(_EMPHASIS, "") if sentence.count(_EMPHASIS) % 2 else sentence


def _joined(before: str, after: str) -> str:
    """Join what stood before and behind a line that is gone, without leaving an empty line
    of its own.
    """
    if not before.strip():
        return after.lstrip("\n")
    if before.endswith("\n\n") or not after.strip():
        return before.rstrip("\n") + after
    return before + after[1:]
