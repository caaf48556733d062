"""Citations in Markdown, as Pandoc, Quarto and R Markdown read them."""

from __future__ import annotations

import re

from assistant.composing.linting.latex import cite_mark, cite_pattern
from assistant.composing.linting.marks import (
    Mark,
    MarkedDraft,
    broken,
    find_marks,
    line_at,
    skipped,
    tiled,
    with_asides,
)

_KEY = r"\w+(?:[:.#$%&+?<>~/-]\w+)*"
_BEFORE = r"(?<![^\W_])(?<![.\\])"
"""A key begins where no letter, digit or backslash stands before it."""
_AT = rf"{_BEFORE}-?@(?:\{{(?P<braced>[^}}\s]+)\}}|(?P<key>{_KEY}))"
_CODE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^[ \t]*(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|<!--.*?-->|(?<!`)(?P<ticks>`+)(?!`)(?:[^\n]|\n(?!\s*\n))+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_HEADER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_LISTED = re.compile(
    r"^(?:nocite|abstract):(?P<text>[^\n]*(?:\n(?:[ \t-]+[^\n]*|[ \t]*(?=\n)))*)", re.MULTILINE
)
"""What a header says that Pandoc reads citations in."""
_GROUP = re.compile(
    rf"[ \n]?(?<!\\)\[(?:[^\[\]@\n]|"
    rf"\n(?!\n))*(?<![\w\\])-?@(?:\{{|{_KEY})(?:[^\[\]]|\[[^\]]*\])*?\](?![(\[])"
)
_NARRATIVE = re.compile(rf"{_AT}(?: \[[^\]\n]*\])?")
_EACH = re.compile(_AT)
_FOOTNOTE = re.compile(r"(?<!\\)\[\^[^\s\[\]^]+\](?!:)")
_FOOTNOTE_TEXT = re.compile(
    r"^ {0,3}\[\^[^\s\[\]^]+\]:(?P<text>[^\n]*"
    r"(?:\n(?!\s*\n| {0,3}\[\^)[^\n]+|\n[ \t]*\n(?: {4}|\t)[^\n]+)*)"
    r"|(?<!\\)\^\[(?P<inline>(?:[^\[\]]|\[[^\[\]]*\])*)\]",
    re.MULTILINE,
)
"""A footnote where it is written out: its lines, and paragraphs that are indented."""
_URL = re.compile(r"(?<![@{\w])(?:https?://|www\.)[^\s@<>()\[\]]*@[^\s<>()\[\]]*[\w/]")
"""An address that has an @ in it, which is no key."""
_HEADING = re.compile(r"^#{1,6} [^\n]*|^[^\n]+\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
_LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])(?= \S)", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*\|(?=[^\n]*\|)(?:[ :|-]+$)?", re.MULTILINE)
"""Where a row of a table begins, or the line below its head."""
_CELL_CAPTION = re.compile(r"^[ \t]*#\| *[\w-]*cap[\w-]*:[^\n]*", re.MULTILINE)
"""What a cell of code says of the figure or table that it makes."""
_EQUATION = re.compile(r"\$\$.+?\$\$", re.DOTALL)
_CROSS = re.compile(
    r"(?:fig|tbl|tab|eq|sec|lst|thm|lem|def|cor|prp|cnj|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau"
    r"|supp(?:fig|tbl)?|vid|dia|app)[:-]"
)
"""What Quarto, bookdown and pandoc-crossref call a figure, a table, a section; Quarto
writes `@Fig-a` where a sentence begins with it.
"""
_OWN_PART = re.compile(r"^[ \t]+(?:- +)?key:[ \t]*[\"']?([A-Za-z]\w*)", re.MULTILINE)
"""What else of the kind a header lets Quarto number (`crossref: custom`)."""
_LABEL = re.compile(r"\{#(?P<id>[\w:.-]+)|^[ \t]*\(@(?P<example>\w+)\)", re.MULTILINE)
"""Names that the document gives to its parts, and to the examples that it counts."""
_INCLUDED = re.compile(r"\{\{<\s*include\s+(?P<file>[^\s>]+)\s*>\}\}")
_ESCAPED = re.compile(r"\\([^\w\s])")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")


def read_markdown(name: str, text: str) -> MarkedDraft:
    """Return a Markdown source with its citations; what names a part of the document is
    none.
    """
    defined = {found["id"] or found["example"] for found in _LABEL.finditer(text)}
    top = _HEADER.match(text)
    own_parts = set(_OWN_PART.findall(top[0])) if top else set()

    def keys_in(passage: str) -> tuple[str, ...]:
        found = _EACH.finditer(_URL.sub("", passage))
        keys = (each["braced"] or each["key"] for each in found)
        return tuple(
            key
            for key in keys
            if not (key in defined or _is_cross(key) or key.partition("-")[0] in own_parts)
        )

    def cited(match: re.Match[str]) -> Mark:
        return Mark(match.start(), match.end(), keys_in(match[0]))

    def header(match: re.Match[str]) -> Mark:
        listed = " ".join(found["text"] for found in _LISTED.finditer(match[0]))
        keys = (*keys_in(listed), *(["*"] if "@*" in listed else []))
        return Mark(match.start(), match.end(), keys, is_said=False)

    def code(match: re.Match[str]) -> Mark:
        keys = keys_in(" ".join(_CELL_CAPTION.findall(match[0])))
        return Mark(match.start(), match.end(), keys, is_said=False)

    inner = (
        (_CODE, code),
        (_URL, skipped),
        (_FOOTNOTE, skipped),
        (_GROUP, cited),
        (_NARRATIVE, cited),
        (cite_pattern({}), cite_mark),
    )

    def within(match: re.Match[str], *, is_break: bool = True) -> list[Mark]:
        return tiled(*match.span(), find_marks(text, inner, *match.span()), is_break=is_break)

    outer = (
        *inner,
        (_HEADING, within),
        (_LIST_ITEM, broken),
        (_ROW, broken),
        (_EQUATION, broken),
        (_FOOTNOTE_TEXT, lambda match: within(match, is_break=match["text"] is not None)),
    )
    begin = 0
    head = []
    if top:
        head, begin = [header(top)], top.end()
    marks = (*head, *find_marks(text, outer, begin))
    included = tuple(
        (line_at(text, found.start()), found["file"])
        for found in _INCLUDED.finditer(text)
        if not any(mark.start <= found.start() < mark.end for mark in marks)
    )
    draft = MarkedDraft(name, text, marks, _clean, included)
    return with_asides(draft, _FOOTNOTE_TEXT, inner)


def _is_cross(key: str) -> bool:
    return _CROSS.match(f"{key[:1].lower()}{key[1:]}") is not None


def _clean(sentence: str) -> str:
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub("", sentence)).replace("~", " ")
