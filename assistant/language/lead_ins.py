"""What stands before a claim and claims nothing: "Based on the provided sources, …"."""

from __future__ import annotations

import re

from assistant.language.lexicons import read_groups
from assistant.language.patterns import any_word

_GROUPS = read_groups("lead_ins")


def _either(label: str) -> str:
    return f"(?:{any_word(_GROUPS[label])})"


_SOURCES = (
    rf"(?:the |these |those |this )?(?:{_either('qualifier')} )*{_either('source')}"
    rf"(?: {_either('qualifier')})*"
)
_LEAD_IN = re.compile(
    rf"(?:{_either('label')} ?[:,] ?|{_either('from')} {_SOURCES} ?[,:] ?"
    rf"|{_SOURCES} {_either('says')} that |the answer is that )",
    re.IGNORECASE,
)


def without_lead_in(sentence: str) -> str:
    """Return what a sentence claims, without such a beginning; the sentence itself where
    nothing would be left.
    """
    found = _LEAD_IN.match(sentence)
    rest = sentence[found.end() :].lstrip() if found else ""
    return f"{rest[0].upper()}{rest[1:]}" if rest else sentence
