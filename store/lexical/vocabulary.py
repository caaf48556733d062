"""What an index knows about words: how often they occur, and what abbreviations of them
stand for.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from store.lexical.schema import ABBREVIATED, MEANS, stem

if TYPE_CHECKING:
    import tantivy


class IndexedWords:
    """What reading a question needs to know of the index."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher

    def stem(self, word: str) -> str:
        return stem(word)

    def frequency(self, stem: str) -> int:
        return self._searcher.doc_freq("text", stem)

    def joined_frequency(self, stem: str) -> int:
        return self._searcher.doc_freq("joined", stem)

    def word_frequency(self, word: str) -> int:
        return self._searcher.doc_freq("words", word)

    def names_author(self, word: str) -> bool:
        # A paper without authors stands under "".
        return word != "" and self._searcher.doc_freq("author", word) > 0

    def knows(self, word: str) -> bool:
        frequencies = (self.word_frequency(word), self.joined_frequency(self.stem(word)))
        return any(frequencies) or self.names_author(word)

    def words_with_prefix(self, prefix: str) -> list[str]:
        return [word for word, _ in self._searcher.terms_with_prefix("words", prefix)]

    def meanings(self, short: str) -> Counter[str]:
        found = self._searcher.terms_with_prefix("names", f"{short}{MEANS}")
        return Counter({term.partition(MEANS)[2]: count for term, count in found})

    def abbreviated(self, beginning: str) -> Counter[tuple[str, str]]:
        found = self._searcher.terms_with_prefix("names", beginning)
        split = [(term.partition(ABBREVIATED), count) for term, count in found]
        return Counter({(long, short): count for (long, _, short), count in split if short})
