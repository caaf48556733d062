"""The answer that can be composed without a model, for where the model's is of no use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.backends.extractive.sections import computed_among
from assistant.language.markers import MARKER, with_markers, write_markers
from assistant.language.sentences import cut_sentences

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from assistant.composing.plan import Plan
    from assistant.retrieval.statements import Statement
    from store.ranking import Hit

HEADING = "From the abstracts, without the model:"


@dataclass(frozen=True, slots=True)
class Composed:
    """A text that cites by the numbers of `hits`, and which of its sentences are computed."""

    text: str
    hits: tuple[Hit, ...]
    computed: frozenset[str] = frozenset()


async def compose(by_rule: Plan, hits: Sequence[Hit]) -> Composed | None:
    """Return what can be answered without a model; None where that is nothing.

    The papers that it cites join those that are numbered already.
    """
    known = {hit.paper.key for hit in hits}
    numbered = (*hits, *(hit for hit in by_rule.hits if hit.paper.key not in known))
    numbers = {hit.paper.key: number for number, hit in enumerate(numbered, 1)}
    if by_rule.request is not None:
        written = [delta.text async for delta in ExtractiveBackend().stream(by_rule.request)]
        places = [numbers[paper.key] for paper in by_rule.request.sources]
        text = _renumbered("".join(written), places)
        pieces = by_rule.request.composed
        computed = computed_among(
            [replace(piece, text=_renumbered(piece.text, places)) for piece in pieces]
        )
    elif by_rule.statements and by_rule.reason is None:
        text = write_statements(by_rule.statements, numbers)
        computed = frozenset(span.text for span in cut_sentences(text))
    else:
        return None
    return (
        Composed(f"{HEADING}\n\n{text.strip()}", numbered, computed) if text.strip() else None
    )


def _renumbered(text: str, numbers: Sequence[int]) -> str:
    def renumber(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        return f"[{numbers[at]}]" if 0 <= at < len(numbers) else found[0]

    return MARKER.sub(renumber, text)


def write_statements(statements: Sequence[Statement], numbers: Mapping[str, int]) -> str:
    """Return statements as text, each with the numbers of its papers."""
    text = ""
    for statement in statements:
        cited = [numbers[paper.key] for paper in statement.papers]
        if statement.is_item:
            text += f"\n- {statement.text}{write_markers(cited)}"
        else:
            text += f"\n\n{with_markers(statement.text, cited)}"
    return text
