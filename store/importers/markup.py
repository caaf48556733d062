"""HTML, JATS and the entities of both, taken out of fields: databases put them into titles and
abstracts.
"""

from __future__ import annotations

import re
from html import unescape

from store.scripts import lowered, raised

_NAMES = (
    "i|b|u|em|strong|small|big|sub|sup|inf|sc|scp|tt|code|span|font|p|br|div|title|sec|italic|bold"
    "|underline|sans-serif|monospace|roman|list|list-item|ul|ol|li|h[1-6]|a|nobr|wbr|hr|abstract|label"
    "|inline-formula|disp-formula|alternatives|tex-math|math|m[a-z]{1,12}|ext-link|xref|named-content"
    "|styled-content|fn|abstracttext|q|cite|blockquote|table|tr|td|th|tbody|thead|img"
)
_TAG = re.compile(
    rf"<(?P<close>/?)(?:(?P<space>jats|mml|m|xhtml|ns\d):)?(?P<name>{_NAMES})(?P<rest>(?:\s[^<>]{{0,400}})?/?)>",
    re.IGNORECASE,
)
_ANY_CLOSING = re.compile(r"</[A-Za-z]|<(?:br|p|hr)\s*/?>|<(?:jats|mml):", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_BREAKS = frozenset(
    "p br div title sec list list-item ul ol li h1 h2 h3 h4 h5 h6 hr table tr td th"
    " abstract abstracttext".split()
)
_HEADINGS = frozenset("title h1 h2 h3 h4 h5 h6".split())
_HEADING = re.compile(r"^\W*(?:abstract|summary)\b\W*", re.IGNORECASE)
_TEX = re.compile(
    r"<(?:jats:)?tex-math[^<>]{0,200}>[^<]{0,4000}</(?:jats:)?tex-math>", re.IGNORECASE
)
_ROUNDS = 3


def plain_markup(text: str) -> str:
    """Return a text without the tags and entities of HTML and JATS; what is no markup stays as
    it is.
    """
    for _ in range(_ROUNDS):
        before = text
        if "<" in text and _ANY_CLOSING.search(text):
            text = _without_tags(text)
        if "&" in text:
            text = _ENTITY.sub(lambda found: unescape(found[0]), text)
        if text == before:
            break
    return text


def _without_tags(text: str) -> str:
    if "mml:" in text:
        text = _TEX.sub("", text)
    closed = {found["name"].lower() for found in _TAG.finditer(text) if found["close"]}
    pieces: list[str] = []
    opened: list[tuple[str, int]] = []
    end = 0
    for found in _TAG.finditer(text):
        name = found["name"].lower()
        if not (
            found["space"] or name in closed or name in _BREAKS or found["rest"].endswith("/")
        ):
            continue
        pieces.append(text[end : found.start()])
        end = found.end()
        _take_tag(found, name, pieces, opened)
    return "".join([*pieces, text[end:]])


def _take_tag(
    found: re.Match[str], name: str, pieces: list[str], opened: list[tuple[str, int]]
) -> None:
    if name in ("sub", "sup", "inf"):
        if not found["close"]:
            opened.append((name, len(pieces)))
        elif opened and opened[-1][0] == name:
            _, start = opened.pop()
            inner = "".join(pieces[start:])
            del pieces[start:]
            pieces.append(raised(inner) if name == "sup" else lowered(inner))
    elif name in _HEADINGS:
        _take_title(found, pieces, opened)
    elif name in _BREAKS:
        pieces.append(" ")


def _take_title(found: re.Match[str], pieces: list[str], opened: list[tuple[str, int]]) -> None:
    """A heading within an abstract reads "Methods: "; "Abstract" itself is left out."""
    if not found["close"]:
        pieces.append(" ")
        opened.append(("title", len(pieces)))
    elif opened and opened[-1][0] == "title":
        _, start = opened.pop()
        inner = "".join(pieces[start:]).strip()
        del pieces[start:]
        said = "" if _HEADING.fullmatch(inner) else inner
        pieces.append(f"{said}: " if said and said[-1].isalnum() else f"{said} ")
