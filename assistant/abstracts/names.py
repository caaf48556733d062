"""Names that an abstract introduces, and those of the data that it is tried on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts.reading import Name, NameKind
from assistant.language.lexicons import read_groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.language.sentences import Span

_NAME = r"[A-Za-z][\w$^{}\\]*(?:[-+/.][\w$^]+)*\+{0,2}"
_WE = r"(?:we|this (?:paper|work|article|study|report)|(?:the|our) (?:paper|authors?|work)|I)"
_BRINGS = (
    r"(?:propos|introduc|present|develop|design|devis|describ|releas|build|built|contribut|construct|creat|collect"
    r"|establish|formulat|offer|provid|implement|curat|publish)(?:e|es|ed|s|ing|t)?"
)
_CALLED = (
    r"(?:called|named|dubbed|termed|coined|namely|denoted(?: as| by)?|referred to as|known as"
    r"|(?:which )?we (?:call|name|term|dub|coin)|abbreviated(?: as| to)?|i\.e\.,|entitled)"
)
_OPEN, _SHUT = "[\"“‘'`*]*", "[\"”’'`*]*"
_NEW = r"(?:new|novel|augmented|open|framework|method|toolkit|data ?set|model|system)"
_INTRODUCTIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?i:{_WE})\b[^.;:]{{0,60}}?\b(?i:{_BRINGS})\b"
        rf"(?:[^.;:()]{{0,80}}? {_OPEN})??(?P<name>{_NAME})",
        rf"\b(?i:{_WE})\b[^.;:]{{0,60}}?\b(?i:{_BRINGS})\b[^.;]{{0,120}}?"
        rf"\((?:(?:i\.e\.|or|called|named|termed|dubbed),? )?{_OPEN}(?P<name>{_NAME}){_SHUT}\)",
        rf"\b(?i:{_CALLED}),? (?:the |a |an )?{_OPEN}(?P<name>{_NAME})",
        rf"(?:^|[.;:] )(?:The |Our )?(?P<name>{_NAME})(?: \([^)]*\))? is (?:a|an|our) "
        rf"(?:\w+[ -]){{0,5}}?{_NEW}",
        rf"\b(?:[Oo]ur|proposed)(?: proposed| new| novel)? (?P<name>{_NAME})",
    )
)
_KIND = re.compile(
    "|".join(
        rf"\b(?P<{kind}>(?:{'|'.join(map(re.escape, nouns))})s?)\b"
        for kind, nouns in read_groups("name_kinds").items()
    ),
    re.IGNORECASE,
)
_PLAIN = frozenset("We The This In Our It These Those A An I Here To For On By And Or".split())


def find_introduced(sentences: Sequence[Span]) -> tuple[Name, ...]:
    """Return the names that the work gives to what it brings, each once."""
    found: dict[str, Name] = {}
    for span in sentences:
        for name in _introduced_in(span):
            found.setdefault(name.text, name)
    return tuple(sorted(found.values(), key=lambda name: name.start))


def find_data(sentences: Sequence[Span], introduced: Sequence[Name]) -> tuple[Name, ...]:
    """Return the data that the work is tried on, each once, where it is first named."""
    brought = {name.text for name in introduced}
    found: dict[str, Name] = {}
    for span in sentences:
        for name in _data_in(span):
            if name.text not in brought:
                found.setdefault(name.text, name)
    return tuple(sorted(found.values(), key=lambda name: name.start))


def _introduced_in(span: Span) -> Iterator[Name]:
    for pattern in _INTRODUCTIONS:
        for match in pattern.finditer(span.text):
            if is_name(match["name"]):
                yield _name(span, match.start("name"), match["name"])


def is_name(word: str) -> bool:
    """Tell whether a word is written as names are: with capitals or figures inside it."""
    return word not in _PLAIN and (
        sum(letter.isupper() for letter in word) > 1
        or any(letter.isupper() for letter in word[1:])
        or (word[0].isupper() and any(letter.isdigit() for letter in word))
    )


def _name(span: Span, at: int, text: str) -> Name:
    start = span.start + at
    return Name(text, _kind(span.text, at, at + len(text)), start, start + len(text))


def _kind(sentence: str, start: int, end: int) -> NameKind:
    behind = _KIND.search(sentence[end : end + 80])
    before = list(_KIND.finditer(sentence[max(0, start - 60) : start]))
    match = (
        behind
        if behind and sentence[end : end + 2] != ")"
        else (before[-1] if before else behind)
    )
    return NameKind(match.lastgroup) if match and match.lastgroup else NameKind.OTHER


_DATA = (
    re.compile(
        rf"\b(?:on|over|across|from|in|using)(?: the| both)? "
        rf"(?P<name>{_NAME}(?: (?:{_NAME}|\d{{4}}))?)"
    ),
    re.compile(rf"(?P<name>{_NAME}) (?:data ?sets?|benchmarks?|corpus|leaderboard|test set)\b"),
)
_LISTED = re.compile(rf"(?:, | and |, and |/)(?:the )?(?P<name>{_NAME})")


def _data_in(span: Span) -> Iterator[Name]:
    for pattern in _DATA:
        for match in pattern.finditer(span.text):
            name = (
                match["name"]
                if is_name(match["name"].split()[-1])
                else match["name"].split()[0]
            )
            if not is_name(name):
                continue
            start = span.start + match.start("name")
            yield Name(name, NameKind.DATASET, start, start + len(name))
            at = match.start("name") + len(name)
            while listed := _LISTED.match(span.text, at):
                if not is_name(listed["name"]):
                    break
                begin = span.start + listed.start("name")
                yield Name(listed["name"], NameKind.DATASET, begin, begin + len(listed["name"]))
                at = listed.end()
