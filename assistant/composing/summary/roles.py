"""What a sentence does in its abstract: it names a problem, brings an idea, gives a result,
looks ahead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.backends.extractive.sections import cite_text
from assistant.grounding.checking import Grounder
from assistant.grounding.verdicts import Verdict
from assistant.language.numbers import MEASURES
from assistant.language.patterns import any_of
from assistant.language.sentences import Span, cut_sentences
from store.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator


class Role(StrEnum):
    """What a sentence does."""

    SUBJECT = "subject"
    """It says what the work is about, for a reader who does not know the field."""
    PROBLEM = "problem"
    IDEA = "idea"
    RESULT = "result"
    """With a number."""
    OPEN = "open"
    """It says what remains to be done."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """Wordings that speak for a role or against it, and where in an abstract such sentences
    stand.
    """

    clear: re.Pattern[str]
    weak: re.Pattern[str]
    against: re.Pattern[str]
    place: float
    """From 0, the beginning, to 1, the end."""


_WE = (
    r"\b(?:we|this (?:paper|work|article|study|report|note)|(?:the|our) "
    r"(?:paper|work|article|study))\b"
)
_MAKES = (
    r"(?:propos|introduc|present|develop|design|devis|formulat|reformulat|"
    r"describ|deriv|investigat|analy[sz]|"
    r"explor|stud(?:y|ie)|examin|show|demonstrat|establish|suggest|obtain|"
    r"comput|find|found|carr|made)\w*"
)
_NEVER = re.compile(r"(?!)")
_POINTER = any_of(
    r"https?://",
    (
        r"\b(?:codes?|models?|datasets?|deliverables|page)\b.{0,60}\b(?:available|"
        r"released|public)\b"
    ),
    r"\bproject (?:page|website)\b",
)
_QUANTITY = re.compile(
    r"(?:(?P<before>\S+)\s+)?(?<![\w.-])[~<>$(]*(?P<value>\d[\d.,]*)\s*(?P<unit>\\?%|×|x\b|[x-]?\s?(?:times|fold)\b)?"
)
# 3D, 1st: a word that begins with a digit.
_IN_A_WORD = re.compile(r"-?d\b|(?:st|nd|rd|th)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d[.,]?")
# Within a quotation these would read as a citation of ours.
_NOT_QUOTED = re.compile(rf"\[\s*\d|{_POINTER.pattern}", re.IGNORECASE)
_SIGNS = {
    Role.SUBJECT: _Signs(
        any_of(
            r"\b(?:task|aims? to|has (?:been|become)|have (?:been|become|shown|achieved|"
            r"made|demonstrated)|"
            r"is (?:an?|the|one of)\b|are (?:an?|the|one of)\b|widely|popular|recent|"
            r"increasingly)\b"
        ),
        any_of(r"\b(?:important|essential|crucial|fundamental|significant|key)\b"),
        any_of(rf"{_WE}.{{0,40}}\b{_MAKES}", r"\b(?:our|experiments|outperform\w*)\b"),
        0.0,
    ),
    Role.PROBLEM: _Signs(
        any_of(
            r"^(?:however|unfortunately|nevertheless|yet|but|still)\b",
            r"\b(?:suffers?|fails?|lacks?|struggles?|hinders?|hampers?|degrad\w+|prevents?)\b",
            (
                r"\b(?:challeng\w+|problem|drawback|limitation|bottleneck|obstacle|"
                r"difficult\w*|barrier)\b"
            ),
            r"\bremains? (?:an? )?(?:open|unexplored|under-explored|unclear)\b",
            r"\bnot well understood\b",
        ),
        any_of(
            r"\b(?:due to|because|limit(?:s|ed)|restricted|costly|expensive|noise|noisy|"
            r"inconsisten\w+|"
            r"misalign\w+|suboptimal|poor|conflict\w*|instability|sensitive|neglect\w*|"
            r"ignor\w+|only|little)\b"
        ),
        any_of(
            rf"{_WE}.{{0,60}}\b(?:{_MAKES}|achiev\w*|train|address|tackle|hope)",
            r"\b(?:outperform\w*|challenge (?:\d|dataset|track)|place on)",
        ),
        0.2,
    ),
    Role.IDEA: _Signs(
        any_of(
            rf"{_WE}.{{0,80}}\b(?:propos|introduc|present|develop|design|devis|contribut)\w*\b",
            (
                r"\b(?:is|are) (?:proposed|introduced|presented|developed|described|derived|"
                r"given)\b"
            ),
            rf"{_WE}.{{0,60}}\b{_MAKES}",
        ),
        any_of(r"\b(?:novel|new|first|named|called|dubbed|termed|namely)\b", r"\((?=[A-Z])"),
        any_of(
            r"\b(?:experiments?|evaluat\w+|benchmarks? show|results?|however|existing|"
            r"previous)\b"
        ),
        0.35,
    ),
    Role.RESULT: _Signs(
        any_of(
            r"\b(?:achiev|outperform|improv|surpass|gain|reach|exceed|reduc|accelerat|"
            r"boost|speed|attain|obtain|"
            r"yield|score|rank)\w*",
            (
                r"\b(?:state-of-the-art|accuracy|faster|fewer|better|higher|lower|than|"
                r"result\w*)\b"
            ),
        ),
        any_of(r"\b(?:experiment|evaluat|benchmark|dataset|test|show|found)\w*"),
        any_of(
            r"\b(?:previous|existing) (?:works?|methods?|approaches) (?:focus|rely|suffer)\w*",
            r"^(?:however, )?(?:(?:most|many|all) )?(?:current|existing|previous|prior|"
            r"today's) .*\b"
            r"(?:limited|confined|restricted|fails?|suffers?|struggles?|lacks?|require|"
            r"cannot|only)\b",
        ),
        0.9,
    ),
    Role.OPEN: _Signs(
        any_of(
            r"\bfuture (?:research|work|explorations?|development|studies|directions?)\b",
            r"\b(?:further (?:research|work|studies)|we hope|remains? to be|left for|yet to)\b",
            (
                r"\b(?:open (?:question|problem)s?|pav(?:e|es|ing) the way|limitations? of "
                r"(?:our|this|the))\b"
            ),
            r"\bstill (?:struggle|fail|lack|far)\w*\b",
        ),
        _NEVER,
        any_of(rf"{_WE}.{{0,40}}\b(?:also )?(?:propos|introduc|present)\w*"),
        1.0,
    ),
}
_ENOUGH = {
    Role.SUBJECT: 0.6,
    Role.PROBLEM: 0.9,
    Role.IDEA: 0.8,
    Role.RESULT: 0.9,
    Role.OPEN: 0.9,
}
_LOOSE_STOP = re.compile(r" \.(?=\s)")
_LOOSE_STOP_OR_SEMICOLON = re.compile(r" \.(?=\s)|;(?=\s)")
_BEGINS = re.compile(r"[\"'“‘(]?[^\W_]")
_LONGEST = 420
_SHORTEST = 25


def sentences_of(abstract: str) -> tuple[Span, ...]:
    """Return the sentences that could be quoted: no pointers to code, nothing endless, no
    bare remnant.
    """
    return tuple(span for span in _cut(abstract) if not _NOT_QUOTED.search(span.text))


def best(abstract: str, role: Role) -> Span | None:
    """Return the sentence that plays a role best; None where none plays it."""
    spans = sentences_of(abstract)
    rated = [
        (_fit(span, role, at / max(1, len(spans) - 1)), -at, span)
        for at, span in enumerate(spans)
    ]
    ranked = sorted(
        (each for each in rated if each[0] >= _ENOUGH[role]), key=lambda each: each[:2]
    )
    return next((span for _, _, span in reversed(ranked) if is_quotable(abstract, span)), None)


def telling(abstract: str) -> Span | None:
    """Return the sentence that brings the idea, or the first one that says something."""
    first = (span for span in sentences_of(abstract) if is_quotable(abstract, span))
    return best(abstract, Role.IDEA) or next(first, None)


@lru_cache(maxsize=4096)
def is_quotable(abstract: str, span: Span) -> bool:
    """Tell whether the check takes a sentence, as it will be written, for one quotation."""
    written = _grounder(abstract).over(cite_text(span.text, 1))[0]
    return [sentence.verdict for sentence in written] == [Verdict.QUOTED]


@lru_cache(maxsize=64)
def _grounder(abstract: str) -> Grounder:
    paper = Paper(
        "",
        "",
        (),
        authors_complete=True,
        date=None,
        abstract=abstract,
        field=None,
        has_code=None,
    )
    return Grounder([paper])


def plays(span: Span, role: Role) -> bool:
    """Tell whether a sentence clearly plays a role, wherever it stands."""
    signs = _SIGNS[role]
    return bool(signs.clear.search(span.text)) and not signs.against.search(span.text)


def gives_number(text: str) -> bool:
    """Tell whether a sentence states a quantity."""
    return any(_is_quantity(found) for found in _QUANTITY.finditer(text))


def _is_quantity(found: re.Match[str]) -> bool:
    """Tell whether a number counts or measures: no year, and no version behind a name (SDXL
    1.0).
    """
    if found["unit"]:
        return True
    before = (found["before"] or "").strip("(\"'")
    is_version = before[:1].isupper() and before.casefold() not in MEASURES
    is_word = bool(_IN_A_WORD.match(found.string, found.end("value")))
    return not (is_version or is_word or _YEAR.fullmatch(found["value"]))


def _fit(span: Span, role: Role, place: float) -> float:
    signs, text = _SIGNS[role], span.text
    if role is Role.RESULT and not gives_number(text):
        return 0.0
    said = 1.0 * bool(signs.clear.search(text)) + 0.4 * bool(signs.weak.search(text))
    said -= 0.7 * bool(signs.against.search(text))
    return said + 0.3 * (1 - abs(place - signs.place)) if said > 0 else 0.0


@lru_cache(maxsize=4096)
def _cut(abstract: str) -> tuple[Span, ...]:
    whole = (part for span in cut_sentences(abstract) for part in _parts(span))
    return tuple(
        span
        for span in whole
        if _SHORTEST <= len(span.text) <= _LONGEST and _BEGINS.match(span.text)
    )


def _parts(span: Span) -> Iterator[Span]:
    """Yield a sentence in the parts that loose stops end, and an endless one also by its
    semicolons.
    """
    stop = _LOOSE_STOP if len(span.text) <= _LONGEST else _LOOSE_STOP_OR_SEMICOLON
    start = 0
    for end in [*(found.start() for found in stop.finditer(span.text)), len(span.text)]:
        text = span.text[start:end]
        if body := text.lstrip(" .;"):
            begin = span.start + start + len(text) - len(body)
            yield Span(begin, begin + len(body), body)
        start = end
