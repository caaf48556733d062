"""What sort of sentence answers what sort of question: a definition, a cause, a number, a benchmark."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aspect:
    """A wording of questions, and the wording of the sentences that answer them."""

    asked: re.Pattern[str]
    told: re.Pattern[str]


def _aspect(asked: str, told: str) -> Aspect:
    return Aspect(re.compile(asked, re.IGNORECASE), re.compile(told, re.IGNORECASE))


_INTRODUCED = r"\b(?:propos|introduc|present|develop|design|devis)\w*\b|\b(?:named|called|dubbed|termed|namely)\b|\bis an?\b"
_ASPECTS = (
    _aspect(
        r"^(?:so )?(?:what|who)(?:['’]s| is| are| was)\b(?! the\b)|\bwhat does .* (?:stand for|mean)\b|\btell me (?:more )?about\b",
        _INTRODUCED,
    ),
    _aspect(
        r"^how (?:does|do|did|is|are|can|could)\b",
        r"\b(?:by|via|through|using|with|which|to)\b.*|\b(?:propos|introduc|design)\w*\b",
    ),
    _aspect(
        r"\bwhy\b|\b(?:problem|challenge|motivat|limitation|drawback|issue|obstacle|difficult|weakness)\w*\b",
        r"\b(?:however|challeng\w*|problems?|limit\w*|difficult\w*|suffers?|lacks?|issues?|due to|because|hinder\w*|fail\w*|since|conflict\w*)\b",
    ),
    _aspect(
        r"\b(?:dataset|data set|benchmark|corpus|corpora|evaluat|tested|test bed|experiment)\w*\b",
        r"\b(?:datasets?|benchmarks?|experiments?|evaluat\w*|corpus|corpora|suite|leaderboard)\b",
    ),
    _aspect(
        r"\b(?:result|perform|outperform|improv|gain|better|beat|achieve|reach)\w*\b",
        r"\b(?:achiev|outperform|improv|surpass|gain|reach|state-of-the-art|result)\w*\b",
    ),
    _aspect(
        r"\b(?:faster|speed|efficien|cost|cheap|quick|accelerat|latency|time)\w*\b",
        r"\b(?:faster|speed|efficien|accelerat|reduc|fewer|latency|seconds?|hours?)\w*\b",
    ),
    _aspect(r"\b(?:propose|introduce|contribut|main idea|key idea|novel|approach|method)\w*\b", _INTRODUCED),
)


def fits(question: str, sentence: str) -> float:
    """Return the share of what a question asks for that a sentence is worded to tell, 0 to 1."""
    asked = [aspect for aspect in _ASPECTS if aspect.asked.search(question)]
    return sum(bool(aspect.told.search(sentence)) for aspect in asked) / len(asked) if asked else 0.0
