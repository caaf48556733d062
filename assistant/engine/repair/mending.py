"""A checked text and its mending: what fails gives way to what passes, and nothing else
moves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from assistant.engine.repair.edits import rewritten, struck, withdrawn

if TYPE_CHECKING:
    from assistant.grounding.verdicts import GroundedSentence
    from assistant.language.sentences import Span


class Checker(Protocol):
    """What gives every sentence of a text its verdict."""

    def over(self, text: str) -> tuple[list[GroundedSentence], list[Span]]: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """A text, its sentences with their verdicts, and where each stands in it."""

    text: str
    sentences: tuple[GroundedSentence, ...]
    spans: tuple[Span, ...]

    def mended(self, index: int, written: str, grounder: Checker) -> Checked | None:
        """Return the text with a sentence written anew, or withdrawn where nothing is written.

        None where what is written fails too, or where another sentence would be read otherwise
        than before. What the text says already is not said twice.
        """
        edit = (
            rewritten(self.text, self.spans[index], written)
            if written
            else self._without(index)
        )
        # As a heading, what is written may pass for a mere label: it has to stand as a sentence
        # too.
        if edit is None or any(each.fails for each in grounder.over(written)[0]):
            return None
        found, spans = grounder.over(edit)
        last = len(self.sentences) - index - 1
        new = [replace(each, repaired=True) for each in found[index : len(found) - last]]
        sentences = (*self.sentences[:index], *new, *self.sentences[index + 1 :])
        if (
            bool(new) != bool(written)
            or any(each.fails for each in new)
            or _as_found(sentences) != found
        ):
            return None
        others = {each.text for at, each in enumerate(self.sentences) if at != index}
        if new and all(each.text in others for each in new):
            return self.mended(index, "", grounder)
        return Checked(edit, sentences, tuple(spans))

    def struck(self) -> str:
        """Return the text with every failing sentence struck out."""
        text = self.text
        for sentence, span in reversed(list(zip(self.sentences, self.spans, strict=True))):
            text = struck(text, span) if sentence.fails else text
        return text

    def _without(self, index: int) -> str | None:
        return withdrawn(self.text, self.spans[index])


def _as_found(sentences: tuple[GroundedSentence, ...]) -> list[GroundedSentence]:
    return [replace(each, repaired=False) for each in sentences]
