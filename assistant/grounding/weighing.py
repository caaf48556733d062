"""A claim weighed against the abstracts that it cites: the list of checks, the first failure
being the verdict and its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.grounding.checks import DIFFERENCES_OF_CELLS, find_differences
from assistant.grounding.claim_reading import ClaimReading
from assistant.grounding.comparison import compare
from assistant.grounding.facts import find_misquoted, find_missing
from assistant.grounding.quotes import find_quote
from assistant.grounding.sources import Cited
from assistant.grounding.verdicts import Evidence, Verdict
from assistant.grounding.weights import contradicts, is_foreign, is_invented
from assistant.language.tokens import read_words
from assistant.language.word_lists import CLAIMING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.grounding.checks import Check, Failure
    from assistant.grounding.comparison import Comparison
    from assistant.grounding.quotes import Abstract

LONGEST = 4000
"""Characters of a claim; a longer text is no sentence, and checking it would take long."""
_LEAST_HELD = 0.25
"""Share of a claim that each of several cited papers must hold, or the citation is wrong."""
_LONGEST_ITEM = 4
"""Words of a thing in a list."""
_MOST_NAMED = 3


class Assessment(NamedTuple):
    """The verdict on a claim, why it is so, and where the abstracts carry it."""

    verdict: Verdict
    why: str = ""
    evidence: tuple[Evidence, ...] = ()


def weigh(text: str, abstracts: Mapping[int, Abstract]) -> Assessment:
    """Return the verdict on a claim that cites these abstracts, by their markers."""
    for abstract in abstracts.values():
        if spans := find_quote(text, abstract):
            return Assessment(Verdict.QUOTED, evidence=_evidence(abstract, spans))
    if len(text) > LONGEST:
        return Assessment(Verdict.UNVERIFIED, "it is too long to be checked")
    claim, cited = ClaimReading(text), Cited(abstracts)
    if _stands_in_a_title(text, cited):
        return Assessment(Verdict.SUPPORTED)
    return _weigh(claim, cited, DIFFERENCES_OF_CELLS if _is_listing(text) else None)


def _is_listing(text: str) -> bool:
    """Whether a text only lists things under a name: `Kestrel: AviTrack, SoilBench`."""
    name, colon, listed = text.rstrip(". ").partition(": ")
    items = [item.split() for item in listed.replace(" and ", ", ").split(", ")]
    words = {word.casefold() for item in items for word in item}
    is_short = max(map(len, [name.split(), *items])) <= _LONGEST_ITEM
    return bool(colon) and is_short and not words & CLAIMING


def weigh_row(text: str, abstracts: Mapping[int, Abstract]) -> Assessment:
    """Return the verdict on a row of a table: its cells must stand in one sentence, in any
    order.
    """
    return _weigh(ClaimReading(text), Cited(abstracts), DIFFERENCES_OF_CELLS)


def _weigh(
    claim: ClaimReading, cited: Cited, checks: Sequence[Check] | None = None
) -> Assessment:
    if quotation := find_misquoted(claim, cited):
        return Assessment(Verdict.UNSUPPORTED, f"“{quotation}” does not stand in {cited.where}")
    missing = find_missing(claim, cited)
    comparison = compare(claim, cited)
    if comparison is None:
        nothing = f"nothing in {cited.where} speaks of this"
        why = missing.reason(claim, cited.where) if missing else nothing
        return Assessment(Verdict.UNSUPPORTED, why)
    differences = list(find_differences(comparison, checks))
    if missing:
        is_false = _is_listing(claim.text) or is_invented(comparison, missing)
        verdict = Verdict.UNSUPPORTED if is_false else Verdict.UNVERIFIED
        evidence = () if is_false else _evidence_of(comparison)
        return Assessment(verdict, missing.reason(claim, cited.where), evidence)
    return _judge(comparison, differences)


def _judge(comparison: Comparison, differences: Sequence[Failure]) -> Assessment:
    """Return the verdict on a claim of which every name and number stands somewhere."""
    nearest = _evidence_of(comparison)
    if is_foreign(comparison):
        return Assessment(Verdict.UNSUPPORTED, _foreign_words(comparison))
    if differences and contradicts(comparison, differences):
        return Assessment(Verdict.UNSUPPORTED, differences[0].reason)
    if differences:
        return Assessment(Verdict.UNVERIFIED, _unshown(comparison), nearest)
    if silent := _silent_papers(comparison):
        return Assessment(Verdict.UNSUPPORTED, f"nothing in [{silent[0]}] speaks of this")
    return Assessment(Verdict.SUPPORTED, evidence=nearest)


def _silent_papers(comparison: Comparison) -> list[int]:
    """Return the markers of cited papers that hold next to nothing of the claim."""
    abstracts = comparison.cited.by_marker
    if len(abstracts) == 1:
        return []
    used = [abstract for abstract, _, _ in comparison.said.spans]
    return [
        marker
        for marker, abstract in abstracts.items()
        if abstract not in used and _held(comparison, abstract, marker) < _LEAST_HELD
    ]


def _held(comparison: Comparison, abstract: Abstract, marker: int) -> float:
    alone = compare(comparison.claim, Cited({marker: abstract}))
    return alone.share([*alone.alignment.matched]) if alone else 0.0


def _unshown(comparison: Comparison) -> str:
    """Say why the words alone do not show a claim."""
    if comparison.absent:
        return _foreign_words(comparison)
    return f"no sentence in {comparison.cited.where} says it in these words"


def _foreign_words(comparison: Comparison) -> str:
    named = ", ".join(f"“{word}”" for word in comparison.absent[:_MOST_NAMED])
    return f"nothing in {comparison.cited.where} speaks of {named}"


def _stands_in_a_title(text: str, cited: Cited) -> bool:
    words = _plain(text)
    return words.count(" ") > 2 and any(words in _plain(title.text) for title in cited.titles)


def _plain(text: str) -> str:
    return f" {' '.join(word.text.casefold() for word in read_words(text))} "


def _evidence_of(comparison: Comparison) -> tuple[Evidence, ...]:
    return tuple(
        evidence
        for abstract, start, end in sorted(comparison.said.spans, key=lambda span: span[1:])
        for evidence in _evidence(abstract, [(start, end)])
    )


def _evidence(abstract: Abstract, spans: Iterable[tuple[int, int]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(abstract.paper.key, start, end, abstract.text[start:end])
        for start, end in spans
    )
