"""Labels of sections: `BACKGROUND:`, `., RESULTS:`, `METHODS AND FINDINGS We …`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.abstracts.reading import Role
from assistant.language.lexicons import read_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALLOWED = {
    label: frozenset(Role(role) for role in roles.split())
    for roles, labels in read_groups("section_labels").items()
    for label in labels
}
_PHRASE = "|".join(re.escape(phrase) for phrase in sorted(_ALLOWED, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:^|(?<=[.!?;,)\]”\"])|(?<=\n))[\s.,;*_#]*"
    rf"(?P<label>(?i:(?:{_PHRASE})(?:(?:,? and |, | & |/| or )(?:{_PHRASE}))*))"
    r"(?P<stop>[*_]*\s*[:：]|\s+[–—-](?=\s)|\.(?=\s+[A-Z])|(?=\s+[A-Z0-9])|(?=[A-Z][a-z]))[*_]*\s*"
)
_JOINT = re.compile(r",? and |, | & |/| or ", re.IGNORECASE)
_LEAST_GLUED = 2
"""Labels without a mark behind them that an abstract must have before any is believed."""


@dataclass(frozen=True, slots=True)
class LabelledSection:
    """A part of an abstract, `abstract[start:end]`, and the roles that its label allows."""

    start: int
    end: int
    allowed: frozenset[Role]


ANY = frozenset(Role)


def cut_sections(text: str) -> list[LabelledSection]:
    """Return the sections of an abstract in order, without their labels."""
    labels = [match for match in _LABEL.finditer(text) if _is_written_as_label(match)]
    marked = [match for match in labels if match["stop"]]
    if len(labels) < _LEAST_GLUED and len(marked) < len(labels):
        labels = marked
    return list(_sections(text, labels))


def _sections(text: str, labels: list[re.Match[str]]) -> Iterator[LabelledSection]:
    starts = [0, *(match.end() for match in labels)]
    ends = [*(match.start() for match in labels), len(text)]
    allowed = [ANY, *(_allowed(match["label"]) for match in labels)]
    for start, end, roles in zip(starts, ends, allowed, strict=True):
        if text[start:end].strip():
            yield LabelledSection(start, end, roles)


def _is_written_as_label(match: re.Match[str]) -> bool:
    """Whether it is written as labels are: in capitals, or with a mark behind it."""
    label, stop = match["label"], match["stop"].strip("*_ \n")
    if label.isupper():
        return True
    if stop in {":", "："} or (stop and stop in "–—-"):
        return label[0].isupper()
    words = re.findall(r"[A-Za-z]+", label)
    return all(word[0].isupper() or word in {"and", "or"} for word in words) and stop != "."


def _allowed(label: str) -> frozenset[Role]:
    roles: frozenset[Role] = frozenset()
    for phrase in _JOINT.split(label.casefold()):
        roles |= _ALLOWED.get(phrase, frozenset())
    return roles or ANY
