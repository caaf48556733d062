"""Citations in Typst."""

from __future__ import annotations

import re

from assistant.composing.linting.marks import (
    Mark,
    MarkedDraft,
    blanked,
    broken,
    find_marks,
    line_at,
    skipped,
    tiled,
    with_asides,
)

_CODE = re.compile(
    r"```.*?```|`[^`\n]*`|\braw\(\"(?:[^\"\\\n]|\\.)*\"|/\*.*?\*/|(?<!:)//[^\n]*"
    r"|(?<![\w@])https?://[^\s\"\[\]<>]+",
    re.DOTALL,
)
_KEY = re.compile(
    r"[ ~]?(?<![^\W_])(?<!\\)@(?!preview/|local/)(?P<key>\w(?:[\w:.-]*\w)?)(?:\[[^\]\n]*\])?"
)
_LABELLED = r"(?:<(?P<key>[^<>\n]+)>|label\(\"(?P<label>[^\"\n]+)\"\))"
_CITE = re.compile(
    rf"[ ~]?(?:(?<!\w)#?(?:cite|ref)\(\s*(?:[\w-]+:[^,()<>]*,\s*)*{_LABELLED}"
    r"(?:[^()]|\([^()]*\))*\)"
    r"|attribution:\s*<(?P<source>[^<>\n]+)>)"
)
_CALL = re.compile(
    r"^#(?:set|show|import|include|bibliography|let|pagebreak)\b[^\n]*", re.MULTILINE
)
_IS_FULL = re.compile(r"#bibliography\([^()]*\bfull:\s*true\b")
_HEADING = re.compile(r"^={1,6} [^\n]*", re.MULTILINE)
_LIST_ITEM = re.compile(r"^\s*(?:[-+/]|\d+\.)(?= \S)", re.MULTILINE)
_ASIDE = re.compile(r"(?:#footnote|caption:\s*)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]")
_LABEL = re.compile(r"<([\w:.-]+)>")
_INCLUDED = re.compile(r"^[ \t]*#include\s+\"(?P<file>[^\"\n]+)\"", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")


def read_typst(name: str, text: str) -> MarkedDraft:
    """Return a Typst source with its citations; what a label of the document defines is
    none.
    """
    defined = set(_LABEL.findall(_CITE.sub("", text)))

    def cited(match: re.Match[str]) -> Mark:
        key = next(filter(None, match.groupdict().values()))
        return Mark(match.start(), match.end(), () if key in defined else (key,))

    inner = ((_CODE, skipped), (_CITE, cited), (_KEY, cited))

    def within(match: re.Match[str], *, is_break: bool = True) -> list[Mark]:
        return tiled(*match.span(), find_marks(text, inner, *match.span()), is_break=is_break)

    def call(match: re.Match[str]) -> Mark | list[Mark]:
        if _IS_FULL.match(match[0]):
            return Mark(match.start(), match.end(), ("*",), is_said=False, is_break=True)
        return within(match)

    outer = (
        *inner,
        (_HEADING, within),
        (_LIST_ITEM, broken),
        (_CALL, call),
        (_ASIDE, lambda match: within(match, is_break=match[0].startswith("c"))),
    )
    marks = find_marks(text, outer)
    included = tuple(
        (line_at(text, found.start()), found["file"])
        for found in _INCLUDED.finditer(_CODE.sub(lambda code: blanked(code[0]), text))
    )
    draft = MarkedDraft(name, text, tuple(marks), _clean, included)
    return with_asides(draft, _ASIDE, inner)


def _clean(sentence: str) -> str:
    return _EMPHASIS.sub("", re.sub(r"\\([^\w\s])", r"\1", sentence)).replace("~", " ")
