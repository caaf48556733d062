"""Verbs that agree with who does it, the further ones in a sentence too, where they can be
told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.third_person.verbs import DETERMINERS, base, is_verb, third

if TYPE_CHECKING:
    from collections.abc import Callable

_FURTHER = re.compile(
    r"(?:,? (?:and|but|or|then)(?: then| also)?|,) (?:[a-z]+ly )?"
    r"(?P<verb>[a-z]+(?:-[a-z]+)?)\b(?: (?P<next>[\w-]+))?"
)
_OTHER_SUBJECT = re.compile(
    r"\b(?:that|which|who|whose|where|how|why|when|what|if|whether|while|as|"
    r"because|since|so|to|can|could|"
    r"will|"
    r"would|may|might|must|should|do|does|it|they|we)\b|[;:(]"
)


_INFINITIVE = re.compile(
    r"\b(?:to|can|could|may|will|would|must|should) (?:[a-z]+ly )?[a-z-]+$"
)
"""What a further verb goes on with: "to model and infer"."""


def agree_with_one(verb: str, rest: str) -> str | None:
    """Return `propose` and what follows, as one author does it; None where a further verb
    cannot be told.
    """
    return _agree(third(verb), rest, lambda word: third(word) if is_verb(word) else None)


def agree_with_several(verb: str, rest: str) -> str | None:
    """Return `proposes` and what follows it as several do it; None where a further verb
    cannot be told.
    """
    plural = base(verb)
    return _agree(plural, rest, base) if plural else None


def _agree(verb: str, rest: str, turn: Callable[[str], str | None]) -> str | None:
    done, at = verb, 0
    for match in _FURTHER.finditer(rest):
        turned = turn(match["verb"])
        if turned is None or _INFINITIVE.search(rest, 0, match.start()):
            continue
        if match["next"] not in DETERMINERS or _OTHER_SUBJECT.search(rest, 0, match.start()):
            return None
        done += rest[at : match.start("verb")] + turned
        at = match.end("verb")
    return done + rest[at:]
