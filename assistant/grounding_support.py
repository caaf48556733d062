"""Support: whether cited abstracts carry a claim that says it in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.grounding_words import read_words, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.grounding_quotes import Abstract

    Support = list[tuple[Abstract, list[tuple[int, int]]]]

ENOUGH = 0.75
ALIKE = 0.8


def find_support(
    claim: str, abstracts: Sequence[Abstract], *, similarity: Callable[[str, str], float] | None = None
) -> Support | None:
    """Return the sentences that carry the claim, by abstract; None where one thing in it is not there."""
    words = read_words(claim)
    said = {stem(word.text) for abstract in abstracts for word in abstract.words}
    stems = [stem(word.text) for word in words if len(word.text) > 3]
    if any(_is_exact(word.text) and stem(word.text) not in said for word in words):
        return None
    is_near = similarity is not None and max(similarity(claim, each.text) for each in abstracts) > ALIKE
    if not stems or (not is_near and sum(each in said for each in stems) < ENOUGH * len(stems)):
        return None
    return [(abstract, [_closest(abstract, stems)]) for abstract in abstracts if abstract.spans]


def _is_exact(word: str) -> bool:
    return word == "%" or word[0].isdigit() or any(sign.isupper() for sign in word[1:])


def _closest(abstract: Abstract, stems: Sequence[str]) -> tuple[int, int]:
    def shared(span: tuple[int, int]) -> int:
        return sum(stem(word.text) in stems for word in read_words(abstract.text[slice(*span)]))

    return max(abstract.spans, key=shared)
