"""Data that a work is tried on: data sets and benchmarks by name, and groups of people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts.abbreviations import long_form_start
from assistant.abstracts.names import COMMON, NAME
from assistant.abstracts.reading import Name, NameKind
from assistant.language.names import is_technical
from assistant.language.word_lists import STARTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.language.sentences import Span

_SETS = (
    r"(?:data ?-?sets?|corp(?:us|ora)|benchmarks?|test ?beds?|test[- ](?:sets?|dev)"
    r"|validation(?: sets?)?|val|leaderboards?|suites?|tasks?|databases?|collections?"
    r"|challenges?"
    r"|registry|cohorts?|survey|surveys|trees?banks?|environments?)"
)
SPLITS = (
    "dataset datasets data set sets benchmark benchmarks corpus test testing dev test-dev val"
    " validation development split mini"
)
"""Words for some data and their parts, which name no data of their own."""
_JOINT = r"(?:, and |, | and | or |/| & )(?:the )?"
_NAMES = rf"{NAME}(?:{_JOINT}{NAME})*"
# "Of 39.6 mAP on the test set" names no set.
_LINKS = r"(?:on|in|of|for|with|by|to|at|from|over|and|or|as|than|is|are|the|an?)"
_BEFORE_SETS = re.compile(
    rf"(?P<names>{_NAMES}) (?:(?!{_LINKS} )[a-z][\w-]* ){{0,2}}?(?P<kind>{_SETS})\b"
)
_AFTER_ON = re.compile(
    rf"\b(?:on|over|across|trained (?:on|with)|[Ff]or|[Ii]n) (?:the |both |all |large-scale )*"
    rf"(?P<names>{_NAMES})(?P<next>(?: [a-z][\w-]*)?)"
)
_EXAMPLES = re.compile(
    rf"\b{_SETS}\b[^.;()]{{0,40}}?"
    r"(?:,? (?:such as|including|namely|e\.g\.,?|i\.e\.,?)|[:(]|, ) ?"
    rf"(?:the )?(?P<names>{_NAMES})"
)
_TRIED = re.compile(
    r"\b(?:evaluat|experiment|test|train|validat|benchmark|achiev|outperform|perform|accura|result"
    r"|state-of-the-art|data|improv|compar|report|demonstrat|reach|obtain|score|appl)",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:participants|patients|adults|children|women|men|subjects|students|volunteers|infants"
    r"|households|respondents|adolescents|users|individuals|people|firms|hospitals|countries"
    r"|musicians|players|workers|employees|families|donors|mice|rats|samples|cases)"
)
_GROUP = re.compile(
    rf"(?<![\w.,-])\d[\d,\u2009 ]*(?: [a-z][\w-]*){{0,3}}? {_PEOPLE}\b"
    rf"(?: with (?:[\w-]+ ?){{1,3}}(?=[,.;(]))?"
)
_NO_SET = re.compile(
    r" (?:models?|networks?|architectures?|algorithms?|methods?|approach(?:es)?|layers?|cells?"
    r"|encoders?|decoders?|loss(?:es)?|optimizers?|backbones?|detectors?|hardware|clusters?"
    r"|variants?|baselines?|systems?|theory|framework|games?|units?|estimation|learning|based"
    r"|group|arm|use)$"
)
_ARTICLES = re.compile(r"^(?:(?:[Tt]he|On|In|For|Our|We|An?|[Bb]oth|[Aa]ll) )+")


def find_data(
    sentences: Sequence[Span], introduced: Sequence[Name], others: Sequence[Span] = ()
) -> tuple[Name, ...]:
    """Return the data that the work is tried on, each once, where it is first named; `others`
    are the sentences about the work of others.
    """
    brought = {name.text for name in introduced}
    found: dict[str, Name] = {}
    for span in sentences:
        for name in _data_in(span):
            if name.text not in brought and not _is_within(name, found.values()):
                found.setdefault(name.text.casefold(), name)
    kept = (name for name in found.values() if not _is_notion(name.text, (*others, *sentences)))
    return tuple(sorted(kept, key=lambda name: name.start))


def _is_notion(name: str, sentences: Sequence[Span]) -> bool:
    """Tell whether a name is short for words in lower case: "machine reading comprehension
    (MRC)" is no data with that name.
    """
    for span in sentences:
        at = span.text.find(f"({name})")
        begins = long_form_start(span.text, 0, at, name) if at > 0 else None
        if begins is not None and span.text[begins:at].islower():
            return True
    return False


def _is_within(name: Name, others: Iterable[Name]) -> bool:
    return any(each.start <= name.start and name.end <= each.end for each in others)


def _data_in(span: Span) -> Iterator[Name]:
    text = span.text
    for match in _BEFORE_SETS.finditer(text):
        kind = NameKind.BENCHMARK if _is_benchmark(match["kind"]) else NameKind.DATASET
        yield from _names(span, match, kind)
    for match in _EXAMPLES.finditer(text):
        yield from _names(span, match, NameKind.DATASET)
    for match in _AFTER_ON.finditer(text) if _TRIED.search(text) else ():
        is_on = match[0].casefold().startswith(("on", "over", "across", "trained"))
        if is_on and not _NO_SET.match(match["next"]):
            yield from _names(span, match, NameKind.DATASET)
    for match in _GROUP.finditer(text):
        start = span.start + match.start()
        yield Name(match[0], NameKind.OTHER, start, start + len(match[0]))


def _is_benchmark(noun: str) -> bool:
    return noun.startswith(("bench", "leader", "suite", "test b", "challenge"))


def _names(span: Span, match: re.Match[str], kind: NameKind) -> Iterator[Name]:
    """Yield the names of a list, one by one, that are written as names of data are."""
    at = match.start("names")
    for part in re.split(rf"({_JOINT})", match["names"]):
        text = _ARTICLES.sub("", part)
        start = span.start + at + len(part) - len(text)
        at += len(part)
        if _may_be_data(text):
            yield Name(text, kind, start, start + len(text))


def _may_be_data(name: str) -> bool:
    words = name.split()
    is_name = any(is_technical(word) or word[0].isupper() for word in words)
    is_word = name.casefold() in STARTERS
    return is_name and len(name) > 2 and not is_word and not COMMON & {name, words[-1]}
