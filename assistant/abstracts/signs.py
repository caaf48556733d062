"""Wordings that settle a role: rights and addresses, code and data, what is left to do."""

from __future__ import annotations

from assistant.abstracts.reading import Role
from assistant.language.patterns import any_of

_PUBLISHERS = r"(?:elsevier|wiley|springer|ieee|acm|sage|ltd|inc|taylor|press)"
_CODE = (
    r"(?:codes?|software|implementations?|package|toolkit|toolbox|demo|deliverables|scripts)"
)
_DATA = r"(?:data ?sets?|data|models?|weights|checkpoints|corpus|benchmark|videos?|materials?)"
_MADE = r"[^.]{0,80}?\b(?:is|are|be|been) (?:\w+ ){0,3}?"
_SETTLED = {
    Role.BOILERPLATE: any_of(
        r"^.{0,40}(?:©|\(c\) ?(?:19|20)\d\d|\bcopyright \W?\d)|^.{0,120}©.{0,40}$",
        r"^.{0,80}\ball rights reserved\b",
        r"^\W*(?:this|the) (?:\w+ )?(?:article|paper|work|abstract|manuscript|document"
        r"|publication|journal) is (?:\w+ )?"
        r"(?:protected by|subject to|covered by) (?:\w+ )?copyright\b",
        r"^\W*copyright of (?:this|the) (?:\w+ )?(?:article|paper|work|journal)\b",
        r"^\W*(?:this is|this \w+ is) an open[- ]access (?:article|paper|publication)\b",
        r"^\W*this (?:\w+ ){0,3}?is a u\.?s\.? government work\b",
        r"\b(?:reproduced|reprinted|copied|distributed)\b.{0,60}"
        r"\bwithout (?:\w+ ){0,2}permission\b",
        rf"\bpublished by\b.{{0,60}}\b{_PUBLISHERS}\b",
        rf"^\W*(?:(?:19|20)\d\d )?(?:{_PUBLISHERS}|the authors?)\b.{{0,60}}$",
        r"^.{0,120}\b[\w.+-]+@[\w-]+\.[a-z]{2,}.{0,60}$",
        r"\b(?:work|study|research|project|trial|authors?)\b.{0,60}\b(?:was|were|is|are|been) "
        r"(?:\w+ |in part )?(?:funded|sponsored|supported) by\b|^(?:funded|supported) by\b",
        r"\b(?:clinicaltrials\.gov|isrctn\d|nct\d{6,}|prospero)\b.{0,40}$",
        r"^\W*(?:key ?words?(?: and phrases)?|index terms)\s*(?:\(|[-—:–|.]|(?-i:[A-Z]))",
        r"\blicen[sc]ed under\b|\bcreative commons\b",
    ),
    Role.RESOURCE: any_of(
        rf"\b{_CODE}\b{_MADE}(?:available|released|open[- ]sourced|found (?:at|on))\b",
        rf"\b{_DATA}\b{_MADE}(?:(?:publicly|freely|openly) available|open[- ]sourced"
        r"|(?:available|released|found|downloaded) "
        r"(?:at|from|online|under|via|upon|on (?:request|our|the web|the internet|github)))\b",
        r"\b(?:we|authors?) (?:are |will |also |further |now |publicly )*"
        r"(?:releas(?:e|ed|ing)|open[- ]sourc(?:e|ed|ing))\b",
        rf"\bwe (?:also |will )?(?:make|provide) (?:\w+ ){{0,3}}?{_CODE}\b",
        rf"^(?:\w+ )?(?:{_CODE}|{_DATA})\b.{{0,60}}https?://",
        # Whole words: a long one could else be cut in three at any two places.
        r"^(?:\W*\b\w+\b:?){0,3}\W*https?://",
    ),
}
"""Wherever they stand, in this order."""
_STUDIES = (
    r"(?:work|research(?:ers)?|directions?|stud(?:y|ies)|investigations?|trends?|developments?"
    r"|extensions?|explorations?|issues|possibilities|improvements|publications?)"
)
_OURS = r"(?:our|this|the present|the proposed|the current)"
_LATE = {
    Role.RESOURCE: any_of(r"https?://|\bgithub\b"),
    Role.LIMITS: any_of(
        rf"\blimitations? (?:of|in) (?:{_OURS}|the study|the work)\b",
        r"\blimitations? (?:is|are|was|were|included?|includes)\b|\ba limitation of\b",
        r"\bunderpowered\b|\bresidual confounding\b",
        r"\bcannot (?:be |completely |fully |entirely )*(?:excluded?|ruled? out)\b",
        rf"\b{_OURS} (?:\w+ )?(?:is|are|was|were) (?!not\b)(?:\w+ )?"
        r"(?:limited|restricted) (?:to|by|in)\b",
        rf"\b{_OURS} (?:\w+ )?(?:still )?"
        r"(?:fails?|struggles?|cannot|does not (?:handle|scale))\b",
        r"\bwe (?:could not|were (?:unable|not able)|cannot determine)\b",
        r"\b(?:interpreted|taken|read) with caution\b|\bmay not generali[sz]e\b",
        r"\bunder-?represented\b|\b(?:not|un|non)-? ?representative\b",
    ),
    Role.OUTLOOK: any_of(
        rf"\bfuture (?:\w+ ){{0,2}}{_STUDIES}\b",
        r"\b(?:further|additional) (?:research|work|stud(?:y|ies)|investigations?|trials)\b",
        r"\bwe (?:also )?(?:hope|plan|intend|anticipate|envision)\b",
        r"\bpav(?:e|es|ing) the way\b|\bavenues? for\b",
        r"\bopen (?:research )?(?:questions?|problems?|issues?|challenges?)\b",
        r"\bremains? (?:to be|an open)\b|\bleft (?:as|for) (?:a )?future\b",
    ),
}
"""In the second half of an abstract, and in the sections that allow them, or results: those own
to limits as well.
"""
# CSAbstruct calls a first sentence background even where it says this; for a reader it is none.
_BROUGHT = any_of(
    r"^\W*(?:here,? |in this \w+,? )?(?:we|this (?:paper|article|work|study|report)) "
    r"(?:\w+ )?(?:propos|introduc|present)"
)
_SELF = any_of(r"\b(?:we|our|this (?:paper|work|study|article))\b")
# Of 103 such sentences in CSAbstruct 75 are labelled background, and most others should be.
_OTHERS = any_of(
    r"^(?:however,? |yet,? |but,? |unfortunately,? |nevertheless,? |although )?"
    r"(?:most |many |all |some |the |these )*"
    r"(?:current|existing|previous|prior|conventional|traditional|recent|earlier) "
    r"(?:[\w-]+ ){0,4}?(?:methods|methodologies|approaches|works|studies|models|systems"
    r"|techniques|algorithms|solutions|efforts)\b"
)
_OWN = any_of(
    r"\b(?:we|our|us|this (?:paper|work|article|study)|propos\w+|outperform\w*|surpass\w*"
    r"|(?:is|are|were|been) (?:\w+ )?(?:discuss|survey|review|examin|summari|compar|present)\w+"
    r")\b"
)
# All three in one: of 89 such sentences in CSAbstruct 61 are labelled result, 24 method.
_FOUND = (
    any_of(r"\b(?:we|our|the proposed|it)\b|^(?:experiment|results)"),
    any_of(
        r"\b(?:achiev|obtain|reach|attain|outperform|surpass|improv|reduc|yield)"
        r"(?:e|es|ed|s|ing)?\b"
    ),
    any_of(r"\d\s?(?:\\?%|percent|times|x\b)|\d\.\d"),
)
_SECOND_HALF = 0.5


def narrow_roles(sentence: str, allowed: frozenset[Role], place: float) -> frozenset[Role]:
    """Return the roles that a sentence may have, of those that its section allows.

    Its place goes from 0, the first sentence, to 1, the last.
    """
    for role, signs in _SETTLED.items():
        if signs.search(sentence):
            return frozenset({role})
    for role, signs in _LATE.items():
        is_late = place >= _SECOND_HALF and allowed & {role, Role.RESULT}
        if is_late and signs.search(sentence):
            return frozenset({role})
    is_of_others = _OTHERS.search(sentence) and not _OWN.search(sentence)
    if Role.BACKGROUND in allowed and is_of_others:
        return frozenset({Role.BACKGROUND})
    if Role.RESULT in allowed and all(signs.search(sentence) for signs in _FOUND):
        return frozenset({Role.RESULT})
    barred = {Role.BACKGROUND} if _BROUGHT.search(sentence) else set()
    barred |= {Role.BOILERPLATE} if _SELF.search(sentence) else set()
    return allowed - barred or allowed
