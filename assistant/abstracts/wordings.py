"""What a sentence of an abstract tells, by its wording: a definition, a cause, a limit."""

from __future__ import annotations

import re
from functools import cache

from assistant.language.names import countries
from assistant.language.patterns import any_of

_DEFINED = any_of(
    r"\b(?:called|termed|named|dubbed|known as|defined as|refers? to|meaning that|in which)\b",
    r"\bwhere (?!we\b)|\bi\.e\.",
    r"^(?:an? |the )?(?:[\w-]+ ){1,4}(?:\([^()]+\) )?(?:is|are) (?:an?|the|any) ",
)
_PROPOSED = any_of(
    r"\b(?:we|paper|work|article|study|report)\b.{0,60}\b(?:propos|introduc|"
    r"present|develop|design|devis)\w*\b"
)
_INTRODUCES_NAME = (
    r"\((?:{0})\)"
    r"|\b(?:named|called|dubbed|termed|namely)\b[^.]{{0,80}}\b(?:{0})\b"
    r"|\b(?:propose|present|introduce|develop)s?\b(?: [\w-]+){{0,6}},? (?:{0})\b"
    r"|^(?:{0}) is an?\b"
)
_LIMITS = (
    r"(?:limitation|weakness|drawback|shortcoming|disadvantage|downside|caveat|failure case)"
)
_OVERCOME = any_of(
    r"\b(?:address|alleviat|circumvent|eliminat|mitigat|overcom|overcame|reduc|"
    r"resolv|solv|tackl|remed)\w*\b"
)
_LIMITS_TOLD = any_of(
    rf"\b{_LIMITS}(?:e?s)?\b",
    (
        r"\b(?:fails?|failed|struggles?|limited to|cannot|suffers?|degrades?|"
        r"poor(?:ly)?|future work)\b"
    ),
)
_OTHERS = any_of(
    r"\b(?:existing|previous|prior|conventional|traditional|current|most|other|"
    r"recent|compared|baselines?)\b"
)
_REASON_TOLD = any_of(
    (
        r"\b(?:because|cause[sd]?|due to|root reason|since|lead(?:s|ing)? to|"
        r"result(?:s|ing)? in|stems? from)\b"
    ),
    r"\b(?:bias|challeng|conflict|difficult|fail|hinder|hurt|impractical|"
    r"inconsisten|insufficien|issue|lack"
    r"|limit|misalign|obstacle|problem|prohibitive|redundan|shortage|struggl|"
    r"suffer|unfortunately)\w*\b",
)

_CAPITALISED = r"[^\W\d_a-z](?:[^\W\d_A-Z]){2,}"
# A name behind a preposition is a place where it is written as one: "in Illinois", and not "in
# Study 2", "in MongoDB".
_PLACE_TOLD = re.compile(
    r"\b(?:in|at|from|across|near|throughout|of)"
    r"(?: the)?(?: (?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral|[Uu]pper|[Ll]ower)\w*)?"
    r"(?: [a-z]+ of)? (?!(?:Study|Experiment|Section|Phase|Part|Table|Figure|Chapter)\b)"
    rf"{_CAPITALISED}(?:-{_CAPITALISED})*(?![\w-])"
)
_INITIALS = 3


def _written(country: str) -> str:
    """Return the pattern of a country or of what is called after it, as a text writes it: the
    US, the U.S., and not "us".
    """
    if len(country) > _INITIALS:
        return re.escape(" ".join(word.capitalize() for word in country.split()))
    return "".join(rf"{letter}\.?" for letter in country.upper())


@cache
def _country() -> re.Pattern[str]:
    """Return the pattern of all countries: "Swedish nurses" work in Sweden. Compiled where it
    is asked for a place, which is seldom.
    """
    return re.compile(rf"\b(?:{'|'.join(map(_written, countries()))})(?!\w)")


def tells_place(sentence: str) -> bool:
    """Tell whether a sentence names what may be the place where something was done."""
    return bool(_PLACE_TOLD.search(sentence) or _country().search(sentence))


def proposes(sentence: str) -> bool:
    """Tell whether a paper says in a sentence what it brings that is new."""
    return bool(_PROPOSED.search(sentence))


def tells_limits(sentence: str) -> bool:
    """Tell whether a sentence of a paper owns to what its own method cannot do."""
    return bool(_LIMITS_TOLD.search(sentence)) and not (
        _OVERCOME.search(sentence) or _OTHERS.search(sentence)
    )


def tells_reason(sentence: str) -> bool:
    """Tell whether a sentence names a cause or a difficulty, rather than what is done about
    it.
    """
    return bool(_REASON_TOLD.search(sentence)) and not proposes(sentence)


def defines(sentence: str) -> bool:
    """Tell whether a sentence says what something is, or what it is called."""
    return bool(_DEFINED.search(sentence))


def introduces(name: str, text: str) -> bool:
    """Tell whether a text introduces a name: "we propose X", "named X", "(X)"."""
    return bool(re.search(_INTRODUCES_NAME.format(re.escape(name)), text))
