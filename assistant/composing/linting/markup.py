"""Citations in Markdown, as Pandoc reads them, and in Typst."""

from __future__ import annotations

import re

from assistant.composing.linting.marks import Mark, MarkedDraft, broken, find_marks, skipped

_KEY = r"[A-Za-z0-9_](?:[\w:.#$%&+?<>~/-]*[\w])?"
_MARKDOWN_CODE = re.compile(
    r"^(```|~~~).*?^\1[^\n]*|<!--.*?-->|`[^`\n]+`|\A---\n.*?\n(?:---|\.\.\.)\n",
    re.DOTALL | re.MULTILINE,
)
_MARKDOWN_GROUP = re.compile(
    rf"[ \n]?(?<!\\)\[(?:[^\[\]@\n]|"
    rf"\n(?!\n))*(?<![\w\\])-?@(?:\{{|{_KEY})(?:[^\[\]]|\[[^\]]*\])*?\](?![(\[])"
)
_MARKDOWN_KEY = re.compile(
    rf"(?<![\w.\\])-?@(?:\{{(?P<braced>[^}}\s]+)\}}|(?P<key>{_KEY}))(?: \[[^\]\n]*\])?"
)
_EACH = re.compile(rf"(?<![\w\\])-?@(?:\{{([^}}\s]+)\}}|({_KEY}))")
_FOOTNOTE = re.compile(r"(?<!\\)\[\^[^\s\[\]^]+\]")
_FOOTNOTE_TEXT = re.compile(
    r"^ {0,3}\[\^[^\s\[\]^]+\]:(?P<text>[^\n]*"
    r"(?:\n(?!\s*\n| {0,3}\[\^)[^\n]+|\n[ \t]*\n(?: {4}|\t)[^\n]+)*)",
    re.MULTILINE,
)
"""A footnote where it is written out: its lines, and paragraphs that are indented."""
_URL = re.compile(r"(?<![@{\w])(?:https?://|www\.)[^\s@<>()\[\]]*@[^\s<>()\[\]]*[\w/]")
"""An address that has an @ in it, which is no key."""
_NOCITE = re.compile(r"^nocite:(?P<keys>[^\n]*(?:\n[ \t-]+[^\n]*)*)", re.MULTILINE)
_HEADING = re.compile(r"^(?:#{1,6} |={1,6} )[^\n]*", re.MULTILINE)
_LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)]) (?=\S)", re.MULTILINE)
_CROSS = re.compile(
    r"(?:fig|tbl|tab|eq|sec|lst|thm|lem|def|cor|prp|cnj|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau"
    r"|supp|vid|dia|app)[:-]"
)
"""What Quarto, bookdown and pandoc-crossref call a figure, a table, a section; Quarto
writes `@Fig-a` where a sentence begins with it.
"""
_ESCAPED = re.compile(r"\\([^\w\s])")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")

_TYPST_CODE = re.compile(r"```.*?```|`[^`\n]*`|/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
_TYPST_KEY = re.compile(
    r"[ ~]?(?<![\w.\\/])@(?P<key>[A-Za-z0-9_](?:[\w:.-]*\w)?)(?:\[[^\]\n]*\])?"
)
_TYPST_CITE = re.compile(
    r"[ ~]?#cite\(\s*(?:<(?P<key>[^>]+)>|label\(\"(?P<label>[^\"]+)\"\))[^)]*\)"
)
_TYPST_CALL = re.compile(
    r"^#(?:set|show|import|include|bibliography|let|pagebreak|figure)\b[^\n]*", re.MULTILINE
)
_LABEL = re.compile(r"<([\w:.-]+)>")


def read_markdown(name: str, text: str) -> MarkedDraft:
    """Return a Markdown source with its citations."""
    patterns = ((_FOOTNOTE_TEXT, _footnote), *_MARKDOWN)
    return MarkedDraft(name, text, tuple(find_marks(text, patterns)), _clean)


def read_typst(name: str, text: str) -> MarkedDraft:
    """Return a Typst source with its citations; what a label of the document defines is
    none.
    """
    defined = set(_LABEL.findall(_TYPST_CITE.sub("", text)))
    patterns = (
        (_TYPST_CODE, skipped),
        (_HEADING, broken),
        (_LIST_ITEM, broken),
        (_TYPST_CALL, broken),
        (_TYPST_CITE, lambda match: _mark(match, [match["key"] or match["label"]])),
        (
            _TYPST_KEY,
            lambda match: _mark(match, [key for key in [match["key"]] if key not in defined]),
        ),
    )
    return MarkedDraft(name, text, tuple(find_marks(text, patterns)), _clean)


def _code(match: re.Match[str]) -> Mark:
    """Return the mark of what is no prose; the header of a document may name what it lists."""
    listed = _NOCITE.search(match[0]) if match[0].startswith("---\n") else None
    keys = [braced or key for braced, key in _EACH.findall(listed["keys"])] if listed else []
    if listed and "@*" in listed["keys"]:
        keys.append("*")
    return Mark(match.start(), match.end(), tuple(keys), is_said=False)


def _group(match: re.Match[str]) -> Mark:
    found = _EACH.findall(_URL.sub("", match[0]))
    return _mark(match, [braced or key for braced, key in found])


def _footnote(match: re.Match[str]) -> Mark:
    """Return the mark of a footnote: what it cites is cited, as in one of LaTeX."""
    marks = find_marks(match["text"], _MARKDOWN)
    keys = tuple(key for mark in marks for key in mark.keys)
    return Mark(match.start(), match.end(), keys, is_said=False, is_break=True)


def _mark(match: re.Match[str], keys: list[str]) -> Mark:
    cited = tuple(key for key in keys if not _CROSS.match(f"{key[:1].lower()}{key[1:]}"))
    return Mark(match.start(), match.end(), cited)


def _clean(sentence: str) -> str:
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub("", sentence)).replace("~", " ")


_MARKDOWN = (
    (_MARKDOWN_CODE, _code),
    (_HEADING, broken),
    (_LIST_ITEM, broken),
    (_FOOTNOTE, skipped),
    (_URL, skipped),
    (_MARKDOWN_GROUP, _group),
    (_MARKDOWN_KEY, lambda match: _mark(match, [match["braced"] or match["key"]])),
)
