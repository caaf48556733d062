"""Wordings that settle a role: rights and addresses, code and data, what is left to do."""

from __future__ import annotations

from assistant.abstracts.reading import Role
from assistant.language.patterns import any_of

_PUBLISHERS = r"(?:elsevier|wiley|springer|ieee|acm|sage|ltd|inc|taylor|press)"
_FUNDERS = (
    r"(?:foundation|council|institutes?|grants?|ministry|fund|agency|program(?:me)?|commission)"
)
_RELEASED = (
    r"(?:codes?|data ?sets?|data|models?|weights|checkpoints|software|implementations?|source"
    r"|package|toolkit|benchmark|videos?|demo|deliverables)"
)
_SIGNS = {
    Role.BOILERPLATE: any_of(
        r"©|\(c\) ?(?:19|20)\d\d|\bcopyright\b|\ball rights reserved\b",
        rf"\bpublished by\b.{{0,60}}\b{_PUBLISHERS}\b",
        rf"^\W*(?:(?:19|20)\d\d )?(?:{_PUBLISHERS}|the authors?)\b.{{0,60}}$",
        r"\b[\w.+-]+@[\w-]+\.[a-z]{2,}",
        rf"\b(?:funded|supported) (?:in part )?by\b.{{0,120}}\b{_FUNDERS}\b",
        r"\b(?:clinicaltrials\.gov|isrctn\d|nct\d{6,}|prospero)\b.{0,40}$",
        r"^\W*(?:key ?words|index terms)\b",
        r"\blicen[sc]ed under\b|\bcreative commons\b",
    ),
    Role.RESOURCE: any_of(
        r"https?://|\bgithub\b",
        rf"\b{_RELEASED}\b[^.]{{0,60}}\b(?:is|are|be|been) (?:made )?(?:\w+ )?"
        r"(?:available|released|open[- ]sourced|found)\b",
        r"\b(?:we|authors?) (?:will |also |further |publicly )*"
        r"(?:release|open[- ]source|provide (?:the |our )?code)\b",
    ),
}
"""In this order."""


def narrow_roles(sentence: str, allowed: frozenset[Role]) -> frozenset[Role]:
    """Return the roles that a sentence may have, of those that its section allows."""
    for role, signs in _SIGNS.items():
        if signs.search(sentence):
            return frozenset({role})
    return allowed
