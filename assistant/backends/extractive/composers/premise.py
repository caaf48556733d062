"""What a question takes for granted and an abstract denies: the sentence that denies it comes
first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.abstracts import Role
from assistant.backends.extractive.composers import fact
from assistant.backends.extractive.composers.writing import computed
from assistant.grounding.checking import ground
from assistant.grounding.verdicts import Verdict
from assistant.language.lexicons import read_words
from assistant.language.stems import stems, telling_words
from assistant.language.word_lists import NEGATORS, UNSAID
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material
    from assistant.retrieval.passages import Passage

OTHERWISE = "The abstract says otherwise than the question."
TURNED = "the other way round"
"""What the check says of a claim that a sentence turns round."""
_LOOKED_AT = 8
# The share of the words of what is taken for granted that a sentence, with the title of its
# paper, must hold to deny it.
_HELD = 0.6
_REACH = 5
_OWN = (Role.OBJECTIVE, Role.METHOD, Role.RESULT, Role.LIMITS)
_DENIALS = read_words("denials") | NEGATORS | UNSAID


def compose(material: Material) -> list[Piece]:
    """Return the answer that begins with what denies the question's premise; nothing where
    no abstract does.
    """
    denying = next(_denying(material), None)
    if denying is None:
        return []
    claim, passage = denying
    question = replace(material.question, expects=None)
    pieces = fact.begin_with(replace(material, question=question), [passage])
    if pieces and _is_turned(material, claim, passage):
        return [pieces[0], computed(OTHERWISE, " "), *pieces[1:]]
    return pieces


def _denying(material: Material) -> Iterator[tuple[str, Passage]]:
    """Yield what is taken for granted with a sentence that denies it, the surest first."""
    looked_at = material.ranked[:_LOOKED_AT]
    for claim in material.question.presupposes:
        if _denies(claim, claim):
            continue
        held = [each for each in looked_at if _is_about(material, claim, each)]
        yield from ((claim, each) for each in held if _is_turned(material, claim, each))
        own = (each for each in held if each.role is not Role.BACKGROUND)
        yield from ((claim, each) for each in own if _denies(each.span.text, claim))


def _is_about(material: Material, claim: str, passage: Passage) -> bool:
    """Tell whether a sentence speaks of what is claimed, more than the title alone does."""
    wanted = _told(claim)
    text = stems(passage.span.text)
    title = stems(material.of(passage.marker).paper.title)
    share = len(wanted & (text | title)) / max(1, len(wanted))
    return share >= _HELD and bool(wanted & text - title)


def _told(claim: str) -> frozenset[str]:
    """Return the stems of the words of a claim that tell."""
    return stems(" ".join(telling_words(claim)))


def _denies(text: str, claim: str) -> bool:
    """Tell whether a text denies something that a claim speaks of."""
    tokens, wanted = words(text), _told(claim)
    denied = (
        tokens[at + 1 : at + 1 + _REACH] for at, token in enumerate(tokens) if token in _DENIALS
    )
    return any(wanted & stems(" ".join(scope)) for scope in denied)


def _is_turned(material: Material, claim: str, passage: Passage) -> bool:
    """Tell whether the check finds that the sentence says the contrary."""
    source = material.of(passage.marker)
    alone = replace(source.paper, abstract=passage.span.text)
    checked = ground(f"{claim} [1].", [alone])
    return any(each.verdict is Verdict.UNSUPPORTED and TURNED in each.why for each in checked)
