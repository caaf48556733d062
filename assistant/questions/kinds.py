"""Whether a question asks for several papers: all that belong to a topic, or some side by
side.
"""

from __future__ import annotations

from assistant.language.patterns import any_of

_PAPERS = r"(?:papers|publications|articles|abstracts|write-?ups)"
# Words for works that are verbs too, so that what stands before or behind them decides.
_WORKS = r"(?:paper|publication|article|reports?|stud(?:y|ies)|works?|research|literature)"
_ANY = r"(?:which|what|any|all|other|every|some|many|several|these|those|list|show|find)"
_ADJECTIVE = (
    r"(?!(?:does|do|did|is|are|was|were|has|have|makes?|this|that|it|they|can)\b)[\w-]+"
)
_SEVERAL = any_of(
    rf"\b{_PAPERS}\b",
    rf"\b{_ANY} (?:{_ADJECTIVE} ){{0,3}}{_WORKS}\b",
    r"\b(?:the|these|those) (?:[\w-]+ ){1,4}ones\b",
    rf"\b{_WORKS} (?:\w+ )?(?:on|about|with|using|dealing|related|addressing)\b",
    # Whoever asks for anybody or anything asks for all of them; within a description they stand
    # further on.
    (
        r"^(?:\S{1,12} ){0,3}(?<!\bof )(?:any(?:thing|one|body)|every(?:thing|one|"
        r"body))\b(?! else)"
    ),
    r"^(?:and |so )?who (?!(?:is|was|are|were|else)\b)",
    r"\b(?:all|everything|whatever) (?:on|about)\b",
    r"\bwhat (?:there is|is there|exists)\b",
    r"\bplease list\b|\blist (?:please|them|all)\b",
    (
        r"\bwhat (?:has|have|had) (?:\w+ ){0,4}(?:been )?(?:done|published|written|"
        r"worked|studied|proposed)\b"
    ),
    r"\b(?:summari[sz]e|overview|survey|review|trace|development|evolution|history|timeline)\b",
)
_COMPARED = any_of(
    r"\b(?:compar(?:e|es|ed|ison|ing)|differ|differs|differences?|contrast|versus|vs)\b",
    r"\bor\b[^:?]{1,80}: (?:which|what|how|who)\b",
    (
        r"\b(?:sets?|tells?) (?:\S+ ){1,3}apart\b|\bhave in common\b|\bwhich of "
        r"(?:the two|them|both)\b"
    ),
)


def asks_for_several(text: str) -> bool:
    """Tell whether a question asks for all papers that belong to a topic."""
    return bool(_SEVERAL.search(text))


def compares(text: str) -> bool:
    """Tell whether a question asks to see things side by side."""
    return bool(_COMPARED.search(text))
