"""Citation keys: last name, year and a word of the title, in ASCII, the same at every
import.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from itertools import count, dropwhile, islice
from typing import TYPE_CHECKING

from store.names import PersonName, first_name_of, surnames
from store.text import to_ascii

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from store.paper import Paper

MAX_LENGTH = 64
_MAX_PART = 24
_MAX_SUFFIX = 4
_MORE_WORDS = 4

_STOP_WORDS = re.compile(
    "an?|the|on|of|in|for|with|by|to|from|at|into|onto|over|under|via|and|or|as"
)
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")
_ARXIV_PREFIX = re.compile(r"^(?:https?://arxiv\.org/abs/|arxiv:\s*)")
_BIBTEX_KEY = re.compile(r"[A-Za-z0-9_][!$&'()*+./0-9:;<=>?@A-Z\[\]^_`a-z|-]{0,127}")


def _base_key(surname: str | None, year: int | None, title: str) -> str:
    """Return the key that a paper has where no other paper claims it: zong2023temporal."""
    name = _ascii(surname or "") or "anon"
    return f"{name[:_MAX_PART]}{year or 'nd'}{_title_words(title)[0]}"


def assign_keys(
    papers: Iterable[Paper], taken: Callable[[str], Paper | None], *, given: Container[str] = ()
) -> list[Paper]:
    """Return the papers, in their order, with keys that depend on their content and not on that
    order.

    `taken` says which paper of the library holds a key: the same work gets it back, another is
    passed over. It is asked several times per paper. Keys that are `given` stay with their
    papers wherever they can.
    """
    ranked = sorted(enumerate(papers), key=lambda numbered: _rank(numbered[1]))
    keys = _Assignment(taken)
    keys.keep(ranked, given)
    for is_claimed_by in (_is_same_record, _is_same_entry, same_work):
        keys.reclaim(ranked, is_claimed_by)
    # Every plain key is given out before any longer one, which might happen to spell the same.
    keys.hand_out(ranked, longest=1)
    keys.hand_out(ranked, longest=None)
    return [
        replace(paper, key=keys.assigned[index])
        for index, paper in sorted(ranked, key=lambda pair: pair[0])
    ]


def is_bibtex_key(key: str) -> bool:
    """Tell whether BibTeX, biber and `\\cite{…}` take a key: ASCII, and few signs not."""
    return bool(_BIBTEX_KEY.fullmatch(key))


def same_work(a: Paper, b: Paper) -> bool:
    """Tell whether two records are of one work: same DOI or arXiv number, or title, first
    author and year.
    """
    identifiers = (
        (_identifier(a.doi, _DOI_PREFIX), _identifier(b.doi, _DOI_PREFIX)),
        (_identifier(a.arxiv_id, _ARXIV_PREFIX), _identifier(b.arxiv_id, _ARXIV_PREFIX)),
    )
    if any(mine and mine == other for mine, other in identifiers):
        return True
    if any(mine and other for mine, other in identifiers):
        return False
    return _work(a) == _work(b)


class _Assignment:
    """Keys given to papers, by the place of each paper in the list."""

    def __init__(self, taken: Callable[[str], Paper | None]) -> None:
        self._taken = taken
        self._holders: dict[str, Paper | None] = {}
        self._used: set[str] = set()
        self.assigned: dict[int, str] = {}

    def keep(self, ranked: list[tuple[int, Paper]], given: Container[str]) -> None:
        """Leave papers the keys that they were given, unless the library knows key or paper
        otherwise.
        """
        for index, paper in self._waiting(ranked):
            if paper.key in given and paper.key not in self._used and self._may_keep(paper):
                self._give(index, paper.key)

    def _may_keep(self, paper: Paper) -> bool:
        holder = self._holder(paper.key)
        if holder is None:
            return not any(same_work(paper, other) for _, other in self._held(paper))
        return same_work(paper, holder) or _file(paper) == _file(holder) != ""

    def reclaim(
        self, ranked: list[tuple[int, Paper]], is_claimed_by: Callable[[Paper, Paper], bool]
    ) -> None:
        """Give papers the keys under which the library holds them."""
        for index, paper in self._waiting(ranked):
            for key, holder in self._held(paper):
                if key not in self._used and is_claimed_by(paper, holder):
                    self._give(index, key)
                    break

    def hand_out(self, ranked: list[tuple[int, Paper]], *, longest: int | None) -> None:
        """Give papers the first free one of their `longest` first candidates."""
        for index, paper in self._waiting(ranked):
            for key in islice(_candidates(paper), longest):
                if key not in self._used and self._holder(key) is None:
                    self._give(index, key)
                    break

    def _waiting(self, ranked: list[tuple[int, Paper]]) -> list[tuple[int, Paper]]:
        return [(index, paper) for index, paper in ranked if index not in self.assigned]

    def _give(self, index: int, key: str) -> None:
        self.assigned[index] = key
        self._used.add(key)

    def _held(self, paper: Paper) -> Iterator[tuple[str, Paper]]:
        """Yield the paper's candidates that the library holds, up to the first free one with
        a letter.
        """
        for place, key in enumerate(_candidates(paper)):
            holder = self._holder(key)
            if holder is not None:
                yield key, holder
            elif place > _MORE_WORDS:
                return

    def _holder(self, key: str) -> Paper | None:
        if key not in self._holders:
            self._holders[key] = self._taken(key)
        return self._holders[key]


def _candidates(paper: Paper) -> Iterator[str]:
    """Yield the keys that a paper may have, best first: plain, with more words, with
    letters; endless.
    """
    stem = _base_key(_surname(paper), _year(paper), paper.title)
    words = iter(_title_words(paper.title)[1:])
    for _ in range(_MORE_WORDS + 1):
        yield stem
        stem = (stem + next(words, ""))[: MAX_LENGTH - _MAX_SUFFIX]
    for number in count(1):
        yield stem + _letters(number)


def _letters(number: int) -> str:
    """Return a, b, …, z, aa, ab, …"""
    higher, lower = divmod(number - 1, 26)
    return (_letters(higher) if higher else "") + chr(ord("a") + lower)


@lru_cache(maxsize=1024)
def _title_words(title: str) -> list[str]:
    """Return the title's significant words in ASCII, at least one; no number leads where a
    word can.
    """
    spelled = to_ascii(title.replace("—", " ")).lower()
    every = [
        re.sub(r"['-]", "", word)[:_MAX_PART]
        for word in re.findall(r"[a-z0-9][a-z0-9'-]*", spelled)
    ]
    significant = [word for word in every if not _STOP_WORDS.fullmatch(word)]
    return (
        list(dropwhile(lambda word: word[0].isdigit(), significant))
        or significant
        or every
        or ["untitled"]
    )


def _ascii(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", to_ascii(text).lower())


def _rank(paper: Paper) -> tuple[bool, tuple[int, ...], str, str]:
    """Order by date and title, then by all else that the record says."""
    date = paper.date.sort_key if paper.date else ()
    return (paper.date is None, date, paper.title, repr(_content(paper)))


def _content(paper: Paper) -> Paper:
    return replace(paper, key="", source="")


def _file(paper: Paper) -> str:
    """Return the name of the file that a paper was read from."""
    return paper.source.rpartition(":")[0]


def _is_same_record(a: Paper, b: Paper) -> bool:
    return _content(a) == _content(b)


def _is_same_entry(a: Paper, b: Paper) -> bool:
    return (a.title, a.authors, a.date) == (b.title, b.authors, b.date) and same_work(a, b)


def _work(paper: Paper) -> tuple[str, str, str, int | None]:
    name = first_name_of(paper) or PersonName("")
    return (_folded(paper.title), _folded(name.family), _folded(name.given)[:1], _year(paper))


def _folded(text: str) -> str:
    letters = "".join(
        char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum()
    )
    return letters or text


def _identifier(identifier: str | None, prefix: re.Pattern[str]) -> str:
    bare = prefix.sub("", (identifier or "").strip().lower())
    return re.sub(r"v\d+$", "", bare) if prefix is _ARXIV_PREFIX else bare


def _surname(paper: Paper) -> str | None:
    return next(iter(surnames(paper)), None)


def _year(paper: Paper) -> int | None:
    return paper.date.year if paper.date else None
