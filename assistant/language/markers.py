"""Citations in a sentence of an answer: `[n]`, and styles that were not asked for, resolved
to sources.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.language.lead_ins import without_lead_in
from store.names import PARTICLES, surnames

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from store.paper import Paper

_NAME = rf"(?:(?:{'|'.join(PARTICLES)}) ){{0,2}}[A-Z][^\W\d_]+(?:[-'’][^\W\d_]+){{0,3}}"
_WHO = rf"{_NAME}(?: et al\.?|,? (?:and|&) {_NAME})?"
_YEAR = r"(?:19|20)\d\d[a-z]?"
NUMBERED = r"\[\s?\^?\d{1,4}(?:\s?[,;–—-]\s?\^?\d{1,4}){0,30}\s?\]"
"""Numbers of sources in brackets, as anyone may write them."""
_KEY = r"@?[^\W\d_][\w:.+/-]{0,60}"
_YEARED_KEY = r"@?[^\W\d_]{2,40}(?:19|20)?\d\d[^\W\d_]{0,40}"
# As in DBLP: its rooms, then the paper.
_SHELVED_KEY = r"[^\W\d_]{2,20}:(?:[a-z]{2,20}/){1,3}[\w:.+-]{1,40}"
_KEYS = (
    rf"\[(?:{_YEARED_KEY}|{_SHELVED_KEY}|@{_KEY})(?:[,;] ?@?{_KEY}){{0,10}}\]"
    r"|\\cite[a-z]{0,10}\*?\{[^{}\n]{1,120}\}"
)
_PAIR = rf"{_WHO},? {_YEAR}"
_PARENTHESIS = rf"[(\[](?:see |e\.g\.,? |cf\. )?{_PAIR}(?:; ?{_PAIR}){{0,10}}[)\]]"
CITATION = rf"{NUMBERED}|{_KEYS}|{_PARENTHESIS}"
"""Whatever stands for a citation and is no part of the sentence that it follows."""

MARKER = re.compile(r"\[(\d{1,4})\]")
"""The marker of a source as we write it."""
MARKERS = re.compile(r"\[(\d{1,4}(?:\s*[,;]\s*\d{1,4})*)\](?!\()")
"""Those of several in one bracket, `[1, 3]`; a link's text is none."""
READS_AS_MARKER = re.compile(r"\[\s*\d")
"""What would read as a citation of ours within a quotation."""

_ANY = re.compile(
    rf"(?P<numbers>{NUMBERED})|(?P<keys>{_KEYS})|(?P<pairs>{_PARENTHESIS})"
    rf"|(?<!\w)(?P<who>{_NAME}(?: et al\.?|,? (?:and|&) {_NAME})) ?[(\[](?P<year>{_YEAR})[)\]]"
    rf"|(?<!\w)(?P<alone>{_NAME}) [(\[](?P<when>{_YEAR})[)\]]"
    rf"|(?<!\w)(?P<group>{_NAME}) et al\.?"
)
_NEXT_NUMBERS = re.compile(rf"[ ~]?{NUMBERED}")
_LINK_TARGET = re.compile(r"\(https?://[^\s()]*\)")
_EACH_PAIR = re.compile(rf"({_WHO}),? ({_YEAR})")
DECORATION = re.compile(r"(?:#{1,6} |> |[-*+•–] |\(?\d{1,3}[.)] )+")
"""What makes a line a heading, a quotation or the item of a list, before its first word."""
_SPACE_BEFORE_STOP = re.compile(r" (?=[,;:!?]|\.(?![.\w]))")
_BETWEEN_NUMBERS = re.compile(r"\s?[,;]\s?")
"""What parts markers from each other: `[1], [2], [3]`."""
ENDING = re.compile(r"[.!?]+[\"'”’)]*$")
"""What ends a sentence, with the marks of a quotation or a parenthesis that it stands in."""
_PLACEHOLDER = "the authors"


@dataclass(frozen=True, slots=True)
class CitingSentence:
    """A sentence taken apart: what is shown, what it claims, and whom it cites."""

    text: str
    """For the reader: without markers, list signs and emphasis."""
    claim: str
    """For the check: names that were resolved to a source's own authors read "the authors"."""
    markers: tuple[int, ...]
    """Every number cited, in order, those of no source included."""
    unresolved: tuple[str, ...]
    """Citations that name no source, or more than one."""


def with_markers(text: str, markers: Sequence[int]) -> str:
    """Return a sentence that cites by its markers, which stand before its full stop where it
    has one.
    """
    end = ENDING.search(text) if markers else None
    if end is None:
        return f"{text}{write_markers(markers)}"
    return f"{text[: end.start()].rstrip()}{write_markers(markers)}{end[0]}"


_LABEL = r"(?:sources?|papers?|abstracts?|references?|refs?|documents?|docs?|citations?|nos?)"
_LABELLED = re.compile(
    rf"[\[(](?:{_LABEL}[.:]?\s?#?|#)\s?"
    rf"(\d{{1,4}}(?:\s?(?:,|;|and|&)\s?(?:{_LABEL}\s)?#?\d{{1,4}}){{0,10}})"
    r"(?:, ?pp?\.[^\])]{0,12})?[\])]",
    re.IGNORECASE,
)
_WIDE = re.compile(
    r"(?:[【［〔〖⟦] ?|\[(?=[\d, ]{1,60}†))(\d{1,4}(?: ?[,，、;；–—-] ?\d{1,4}){0,10})"
    r"(?:[†:：][^】］〕〗⟧\]\n]{0,40})? ?[】］〕〗⟧\]]"
)
_DRESSED = re.compile(
    r"\[\*{1,2}(?P<bold>\d{1,4})\*{1,2}\]|\[(?P<paged>\d{1,4}),? pp?\.[^\]\n]{0,12}\]"
)
"""Numbers of sources in bold type, or with a page."""
_ESCAPED = re.compile(r"\\\[ ?(\d{1,4}) ?\\\]")
_DIGITS = re.compile(r"\d+")


def plain_citations(text: str) -> str:
    """Return a text in which numbers of sources stand as `[1]`, however a model has put them:
    `(Source 1)`, `[#1]`, `\\[1\\]`, `【1†source】`, `［1］`.
    """
    text = _ESCAPED.sub(r"[\1]", _DRESSED.sub(_undressed, _WIDE.sub(_narrow, text)))
    return _LABELLED.sub(lambda found: f"[{', '.join(_DIGITS.findall(found[1]))}]", text)


def _narrow(found: re.Match[str]) -> str:
    """Return numbers between wide brackets as they stand between plain ones."""
    said = unicodedata.normalize("NFKC", found[1]).replace("、", ",")
    return f"[{said}]"


def _undressed(found: re.Match[str]) -> str:
    return f"[{found['bold'] or found['paged']}]"


def write_markers(markers: Sequence[int]) -> str:
    """Return ` [1] [3]`, to stand behind a word."""
    return "".join(f" [{marker}]" for marker in markers)


def read_citations(sentence: str, sources: Sequence[Paper]) -> CitingSentence:
    """Separate a sentence from its citations and resolve them; source n is marker n."""
    return _Reader(sentence, sources).read()


class _Reader:
    def __init__(self, sentence: str, sources: Sequence[Paper]) -> None:
        self._sentence = sentence
        self._sources = sources
        self._markers: list[int] = []
        self._unresolved: list[str] = []
        self._numbered = {
            number for group in re.findall(NUMBERED, sentence) for number in _expand(group)
        }
        """The numbers that stand in the sentence itself."""

    def read(self) -> CitingSentence:
        shown: list[str] = []
        claimed: list[str] = []
        last = 0
        for match in _ANY.finditer(self._sentence):
            between = self._sentence[last : match.start()]
            if last and match["numbers"] and _BETWEEN_NUMBERS.fullmatch(between):
                between = ""
            text, claim = self._replace(match)
            shown += (between, text)
            claimed += (between, claim)
            last = match.end()
            if target := _LINK_TARGET.match(self._sentence, last):
                last = target.end()
        rest = self._sentence[last:]
        markers = tuple(dict.fromkeys(self._markers))
        text = _tidy("".join((*shown, rest)))
        return CitingSentence(
            text or self._sentence.strip(),
            without_lead_in(_tidy("".join((*claimed, rest)))),
            markers,
            tuple(self._unresolved),
        )

    def _replace(self, match: re.Match[str]) -> tuple[str, str]:
        """What stands for the citation in the text that is shown and in the claim that is
        checked.
        """
        whole = match.group()
        if self._is_source_text(match):
            return whole, whole
        if numbers := match["numbers"]:
            self._markers += _expand(numbers)
            return "", ""
        if keys := match["keys"]:
            return self._resolve_all(
                whole, [self._with_key(key) for key in re.findall(_KEY, _bare_keys(keys))]
            )
        if match["pairs"]:
            found = [
                self._meant(self._by_author(who, year))
                for who, year in _EACH_PAIR.findall(whole)
            ]
            return self._resolve_all(whole, found)
        return self._replace_narrative(match)

    def _replace_narrative(self, match: re.Match[str]) -> tuple[str, str]:
        whole = match.group()
        who = match["who"] or match["alone"] or match["group"]
        year = match["year"] or match["when"]
        behind = self._numbers_behind(match.end())
        named = self._by_author(who, year)
        if self._numbered.intersection(behind or named) & set(named):
            return whole, _PLACEHOLDER
        found = self._meant(named, behind)
        if found is not None:
            self._markers.append(found)
            return whole, _PLACEHOLDER
        if not match["alone"]:
            self._unresolved.append(whole)
        return whole, whole

    def _numbers_behind(self, end: int) -> list[int]:
        """The numbers right behind a name, which say whose it is: `Zong et al. [3]`."""
        numbers = _NEXT_NUMBERS.match(self._sentence, end)
        return list(_expand(numbers.group())) if numbers else []

    def _resolve_all(self, whole: str, found: list[int | None]) -> tuple[str, str]:
        self._markers += [number for number in found if number is not None]
        if None not in found:
            return "", ""
        self._unresolved.append(whole)
        return whole, whole

    def _is_source_text(self, match: re.Match[str]) -> bool:
        """Whether an abstract holds these very characters: `the range [0, 1]`, `Liao et al.
        (2016)`.
        """
        before = (
            self._sentence[max(0, match.start() - 12) : match.start()]
            .rpartition(" ")[0]
            .rpartition(" ")[2]
        )
        whole = f"{before} {match.group()}" if match["numbers"] else match.group()
        if match["numbers"]:
            return (bool(before) or "[0" in whole) and any(
                whole in paper.abstract for paper in self._sources
            )
        return any(whole in paper.abstract for paper in self._sources)

    def _with_key(self, key: str) -> int | None:
        key = key.lstrip("@").rstrip(".:").casefold()
        exact = [n for n, paper in enumerate(self._sources, 1) if paper.key.casefold() == key]
        starts = [
            n
            for n, paper in enumerate(self._sources, 1)
            if paper.key.casefold().startswith(key)
        ]
        short = re.fullmatch(r"([^\W\d_]+)(\d\d)", key)
        if short and not starts:
            return self._meant(self._by_author(short[1], f"20{short[2]}"))
        return _only(exact or starts)

    def _meant(self, found: Sequence[int], numbers: Sequence[int] = ()) -> int | None:
        """Return the one source of some that is meant: the one among the numbers behind a
        name, or the one that was cited before.
        """
        if numbers:
            return _only([n for n in found if n in numbers])
        return _only([n for n in found if n in self._markers] or found)

    def _by_author(self, who: str, year: str | None) -> list[int]:
        """Return the sources that are by some authors, and of a year where one is told."""
        names = re.split(r" et al\.?|,? (?:and|&) ", who)
        return [
            n
            for n, paper in enumerate(self._sources, 1)
            if (bearers := surnames(paper))
            and _bears(bearers[0], names[0])
            and all(
                any(_bears(author, name) for author in bearers) for name in names[1:] if name
            )
            and (not year or paper.date is None or paper.date.year == int(year[:4]))
        ]


def _only(found: Sequence[int]) -> int | None:
    return found[0] if len(found) == 1 else None


def _bare_keys(keys: str) -> str:
    return keys.partition("{")[2] if keys.startswith("\\") else keys


def _expand(group: str) -> Iterable[int]:
    """The numbers of `[1, 3-5]`; of a range too long to be meant, its ends."""
    for first, last in re.findall(r"(\d{1,4})(?:\s?[–—-]\s?\^?(\d{1,4}))?", group):
        low, high = int(first), int(last or first)
        yield from range(low, high + 1) if low <= high <= low + 50 else (low, high)


@lru_cache(maxsize=4_000)
def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return (
        "".join(sign for sign in plain if not unicodedata.combining(sign))
        .casefold()
        .replace("’", "'")
    )


def _bears(author: str, surname: str) -> bool:
    """Whether a family name is that one, with its particles or without."""
    author, surname = _fold(author), _fold(surname)
    return author == surname or author.endswith(f" {surname}")


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    text = DECORATION.sub("", text, count=1) if DECORATION.match(text) else text
    text = text.replace("**", "").replace("~~", "").replace("()", "").replace("( )", "")
    return _SPACE_BEFORE_STOP.sub("", " ".join(text.split()))
