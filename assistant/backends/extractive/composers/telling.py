"""How a sentence of an abstract stands in an answer: understood by itself, in the third
person, with its citation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts.antecedents import name_opening
from assistant.backends.extractive.sections import cite_text
from assistant.grounding.checking import Grounder
from assistant.grounding.verdicts import Verdict
from assistant.language.markers import READS_AS_MARKER
from assistant.language.names import capitalised
from assistant.language.third_person.openers import (
    begins_alone,
    stands_alone,
    strip_openers,
)
from assistant.language.third_person.pronouns import speaks_of_itself
from assistant.language.third_person.rewriting import go_on, introduce, quote
from assistant.language.third_person.subjects import who_wrote
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.backends.extractive.composers.material import ReadPaper
    from assistant.language.sentences import Span

_CARRIED = frozenset({Verdict.QUOTED, Verdict.SUPPORTED})
# What a sentence begins with that is not taken for a part of the one before it.
_LEAST_WORDS = 3
_LOOSE_END = re.compile(r"\s[\s.]*\.$|(?<!\.)\.\.$")
_ENDS = re.compile(r"[.!?]$")
_BEGINS = re.compile(r"[\"'“‘(]?[^\W_]")


class Teller:
    """Tells sentences one after the other: each is understood by itself or from the one
    before it.
    """

    def __init__(self, sources: Sequence[ReadPaper]) -> None:
        self._grounder = Grounder([source.paper for source in sources])
        self._last: tuple[int, Span] | None = None
        self._named: int | None = None
        self._told: set[tuple[int, int]] = set()

    def name(self, source: ReadPaper) -> None:
        """Take note that the authors of a paper were just named: "they" may follow."""
        self._named, self._last = source.marker, None

    def begin(self) -> None:
        """Begin anew, as in an item of a list: nothing was named before."""
        self._named = self._last = None

    def tell(self, source: ReadPaper, span: Span | None) -> str | None:
        """Return a sentence with its citation; None where it was told, or is not understood
        by itself.
        """
        if span is None or (source.marker, span.start) in self._told:
            return None
        if self._follows(source, span):
            text = capitalised(plain(span.text))
            return self._note(source, span, self._write(source, span, text))
        if begins_alone(span.text):
            return self._tell_alone(source, span)
        named = name_opening(span, source.paper)
        if named == span.text:
            return None
        return self._note(source, span, self.checked(cite_text(named, source.marker)))

    def tell_answer(self, source: ReadPaper, span: Span) -> list[str]:
        """Return a sentence that must be told; where it needs the one before it, that behind
        it, and itself word for word if it begins by pointing back.
        """
        before = [each for each in source.spans() if each.end <= span.start][-1:]
        told = self.tell(source, span) or self._quote(source, span)
        if told and stands_alone(span.text[: len(span.text) // 2]):
            return [told]
        if told:
            return [told, *(text for each in before if (text := self.tell(source, each)))]
        texts = [self.tell(source, each) for each in (*before, span)]
        return [text for text in texts if text] if texts[-1] else []

    def _quote(self, source: ReadPaper, span: Span) -> str | None:
        """Return a sentence word for word; None where it is none that ends."""
        text = strip_openers(plain(span.text))
        who = who_wrote(source.paper, source.marker)
        quoted = self.checked(quote(text, who)) if _ENDS.search(text) else None
        if quoted is None or (source.marker, span.start) in self._told:
            return None
        self._told.add((source.marker, span.start))
        self._named, self._last = source.marker, None
        return quoted

    def tell_first(self, source: ReadPaper, spans: Iterable[Span | None]) -> str | None:
        """Return the first of some sentences that can be told."""
        return next((text for span in spans if (text := self.tell(source, span))), None)

    def _tell_alone(self, source: ReadPaper, span: Span) -> str | None:
        text = capitalised(strip_openers(plain(span.text)))
        return self._note(source, span, self._write(source, span, text))

    def _note(self, source: ReadPaper, span: Span, text: str | None) -> str | None:
        if text is not None:
            self._told.add((source.marker, span.start))
            self._last = (source.marker, span)
        return text

    def _write(self, source: ReadPaper, span: Span, text: str) -> str | None:
        if not _is_whole(text):
            return None
        if speaks_of_itself(text):
            return self._turn(source, span)
        self._named = self._named if self._named == source.marker else None
        return self.checked(cite_text(text, source.marker))

    def _turn(self, source: ReadPaper, span: Span) -> str | None:
        """Return a sentence in the third person, or quoted where that cannot be."""
        who = who_wrote(source.paper, source.marker)
        turn = go_on if self._named == source.marker else introduce
        text = plain(span.text)
        turned = turn(text, who, source.paper.abstract)
        told = (turned and self.checked(turned)) or self.checked(quote(text, who))
        self._named = source.marker if told else self._named
        return told

    def _follows(self, source: ReadPaper, span: Span) -> bool:
        """Tell whether the sentence before in the abstract was told just before."""
        if self._last is None or self._last[0] != source.marker:
            return False
        between = source.paper.abstract[self._last[1].end : span.start]
        return span.start >= self._last[1].end and not between.strip()

    def stands(self, text: str) -> bool:
        """Tell whether nothing in a text fails the check, as in the row of a table."""
        return not any(each.fails for each in self._grounder.over(text)[0])

    def checked(self, text: str) -> str | None:
        """Return a text if it is one sentence that its paper carries."""
        verdicts = [each.verdict for each in self._grounder.over(text)[0]]
        return text if len(verdicts) == 1 and verdicts[0] in _CARRIED else None


def plain(text: str) -> str:
    """Return a sentence on one line, with one full stop and no space before it."""
    return _LOOSE_END.sub(".", one_line(text))


def _is_whole(text: str) -> bool:
    """Tell whether a text is a sentence that stays one between others."""
    begins = _BEGINS.match(text) and len(text.split()) >= _LEAST_WORDS
    return bool(begins) and text.count('"') % 2 == 0 and not READS_AS_MARKER.search(text)
