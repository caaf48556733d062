"""What a message asks of a library, read with what the library names and says."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from assistant.abstracts.antecedents import brings
from assistant.language.names import find_names, is_technical, text_of
from assistant.language.stems import stems, telling_words
from assistant.questions.followup import complete
from assistant.questions.halves import cut_halves
from assistant.questions.known_names import KnownNames
from assistant.questions.list_order import order_in
from assistant.questions.made_whole import FollowUp
from assistant.questions.messages import read_message
from assistant.questions.reading import read
from assistant.questions.references import refer
from assistant.questions.spelling import as_written, correct
from store.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.engine.sessions.sessions import Turn
    from assistant.questions.messages import Utterance
    from assistant.questions.question import Question
    from store.library import Library
    from store.paper import Paper
    from store.paper_cache import MetadataNames

_LOOKED_AT = 3
"""Papers among which one is looked for that brings a name, or is described."""


class MessageReader:
    """Reads messages, with what a library names: that is put in order once a state of it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: tuple[MetadataNames, KnownNames] | None = None

    def read(self, text: str) -> Question:
        """Return what a text asks of this library."""
        return read(text, self.names(), self.is_said)

    def understand(self, text: str) -> Utterance | None:
        """Return what a text is after, however it is put."""
        names = self.names()
        return read_message(text, names.is_author, names.owner)

    def names(self) -> KnownNames:
        """Return whom and what the library names, put in order once a state of it."""
        names = self._library.names()
        if self._known is None or self._known[0] is not names:
            known = KnownNames(
                names.authors,
                names.affiliations,
                names.venues,
                editors=names.editors,
                publishers=names.publishers,
                collections=names.collections,
                kinds=names.kinds,
                profiles=names.profiles,
            )
            self._known = names, known
        return self._known[1]

    def made_whole(
        self, spelt: str, turns: Sequence[Turn], message: Utterance | None
    ) -> tuple[FollowUp, bool]:
        """Return a message without the conversation, and whether it cites papers."""
        names = self.names()
        leaning = complete(
            spelt,
            turns,
            self._library.get,
            names,
            self.is_said,
            None if cut_halves(spelt) else message,
            self._described,
        )
        refer_to = partial(refer, names=names, get=self._library.get, find=self._library.list)
        cited = refer_to(spelt, turns=turns)
        if leaning and not cited:
            # What was said before may cite in its turn: "Why: What did Heron 2004 find?"
            cited = refer_to(leaning.asked or leaning.text, turns=turns[:-1])
            cited = cited and replace(cited, text=leaning.text)
        return cited or leaning or FollowUp(spelt), cited is not None

    def filled_in(self, message: Utterance, leaning: FollowUp) -> Utterance | None:
        """Return how a message is understood when it is said whom "she" stands for; None where
        nobody was left open.
        """
        if leaning.focus or message.people or order_in(leaning.text):
            return None
        whole = self.understand(leaning.text)
        return whole if whole and (whole.people or whole.conditions) else None

    def mended(self, text: str) -> str:
        """Return a text without slips of the keyboard."""
        return correct(text, self._spellings, self.names().is_author)

    def named(self, text: str) -> str:
        """Return a text with names in small letters as the papers write them."""
        return as_written(text, self._written)

    def _spellings(self, word: str) -> list[str]:
        known = self.names().holds_word(word)
        return [word] if known else self._library.spellings(word)

    def _written(self, word: str) -> str | None:
        """Return how the paper that brings a thing writes its name, None where none does."""
        if not self.is_said("".join(words_of(word)[:1])):
            return None
        papers = [hit.paper for hit in self._library.search(word, k=_LOOKED_AT)]
        names = (
            name
            for paper in papers
            for name in find_names(text_of(paper))
            if name.lower() == word
            and any(map(is_technical, name.split("-")))
            and brings(paper, name)
        )
        return next(names, None)

    def _described(self, description: str) -> Paper | None:
        """Return the closest paper with more than half of a description's telling words."""
        wanted = stems(" ".join(telling_words(description)))
        found = (hit.paper for hit in self._library.search(description, k=_LOOKED_AT))
        return next(
            (each for each in found if 2 * len(wanted & stems(text_of(each))) > len(wanted)),
            None,
        )

    def is_said(self, word: str) -> bool:
        """Tell whether some abstract has a word."""
        return word in self._library.spellings(word)
