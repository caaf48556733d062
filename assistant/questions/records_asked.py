"""What a question demands of the records of papers: that one has an abstract, has no year, or
is a book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.patterns import any_of

if TYPE_CHECKING:
    import re

_END = r"(?= *(?:[?.!,;]|$|(?:and|or|in|here|at all)\b))"
_AN_ABSTRACT = rf"(?:an |any |their |the |its )?abstracts?\b{_END}"
_WITHOUT_ABSTRACT = any_of(
    rf"\b(?:have|has|having|had|with|come|comes) no abstracts?\b{_END}",
    rf"\b(?:without|lack|lacks|lacking|miss|misses|missing|(?:are|is) missing) {_AN_ABSTRACT}",
    rf"\b(?:do|does|did)(?: not|n['’]t) have {_AN_ABSTRACT}",
    rf"\b(?:whose|where the|with) abstracts? (?:is|are) (?:missing|empty)\b{_END}",
)
_WITH_ABSTRACT = any_of(rf"\b(?:have|has|having|with) (?:an |any )?abstracts?\b{_END}")

_UNDATED = any_of(
    rf"\b(?:have|has|having|had|with) no (?:known )?(?:years?|dates?)\b{_END}",
    rf"\b(?:without|lack|lacks|lacking) (?:an? |any |the |its )?(?:years?|dates?)\b{_END}",
    rf"\b(?:do|does|did)(?: not|n['’]t) have an? (?:year|date)\b{_END}",
    rf"\b(?:(?:are|is) )?undated\b(?:{_END}|(?= (?:papers?|works|entries|publications?)\b))",
)

_KINDS = {
    "book": r"books?",
    "thesis": r"(?:(?:phd|doctoral|master['’]?s?) )?(?:thes[ei]s|dissertations?)",
    "report": r"(?:tech(?:nical)? )?reports?|working papers?",
    "chapter": r"(?:book )?chapters?",
    "conference paper": r"conference (?:papers?|articles?)",
    "article journal": r"journal (?:papers?|articles?)",
    "article": r"articles?",
    "preprint": r"pre-?prints?",
    "patent": r"patents?",
    "webpage": r"web ?pages?",
}
"""How one asks for a kind of works, by what `kind:` calls it (`store/kinds.py`)."""
_ASKED = (
    r"(?:which(?: (?:is|are))?|what|how many|(?:the )?number of|list|show|give|name|find|count"
    r"|(?:is|are) there"
    r"|(?:do|does|did) (?:we|you|i|it|the library|this library) (?:have|hold|contain)"
    r"|which (?:papers|works|entries|of (?:the|these|them)(?: papers)?) (?:is|are))"
)
_IDLE = (
    r"(?: (?:are|is|were|was|there|here|in|do|does|did|we|you|i|have|has|hold|holds|contain"
    r"|contains|the|this|my|your|our|library|collection|corpus|bibliography"
    r"|published|written|write|wrote|appeared|total|all))*"
)
# A book is about something, and never what some paper reports.
_ABOUT = (
    r"(?:(?<=book)|(?<=books)|(?<=thesis)|(?<=theses)|(?<=dissertation)|(?<=dissertations))"
    r"(?: (?:are|is))? (?:about|on) [^?]+?"
)
_KIND = any_of(
    rf"^(?:and |please )?(?:{_ASKED}"
    r"(?: (?:me|us|all|any|every|the|of|an?|these|those|different))* )?"
    rf"(?P<kind>{'|'.join(_KINDS.values())})(?P<behind>{_ABOUT}|{_IDLE})[ ?.!]*$"
)


def find_abstract(text: str) -> tuple[re.Match[str], bool] | None:
    """Return where a text demands that papers have an abstract, or that they have none, and
    which of both.
    """
    if found := _WITHOUT_ABSTRACT.search(text):
        return found, False
    found = _WITH_ABSTRACT.search(text)
    return (found, True) if found else None


def find_undated(text: str) -> re.Match[str] | None:
    """Return where a text demands that papers have no year."""
    return _UNDATED.search(text)


def find_kind(text: str) -> tuple[str, str] | None:
    """Return the kind that a text asks for all works of, and the text as asked of papers; None
    where it asks anything else.
    """
    found = _KIND.search(" ".join(text.split()).replace(" ?", "?"))
    if found is None:
        return None
    kind = next(
        kind for kind, words in _KINDS.items() if any_of(rf"^(?:{words})$").match(found["kind"])
    )
    return kind, f"{found.string[: found.start('kind')]}papers{found['behind']}"
