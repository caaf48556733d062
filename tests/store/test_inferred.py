"""A paper whose year was worked out keeps its key when another year is worked out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from store.inferred import keep_inferred_keys
from store.paper import Paper, PartialDate
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

KNOWN = Paper(
    key="ge2025salt",
    title="Salt: Self-Consistent Matching",
    authors=("Wei Ge", "Yu Liu"),
    authors_complete=False,
    date=PartialDate(2025, 3, 18, inferred=True),
    abstract="Salt.",
    field="CV",
    has_code=None,
)


class Library:
    def __init__(self, *papers: Paper) -> None:
        self.papers = papers

    def search(self, query: str, *, k: int) -> Sequence[Hit]:
        assert query
        return [Hit(paper, 1.0, {}) for paper in self.papers[:k]]


def test_another_inferred_year_does_not_make_another_key() -> None:
    found_later = replace(KNOWN, key="ge2026salt", date=PartialDate(2026, 3, 18, inferred=True))
    assert keep_inferred_keys([found_later], Library(KNOWN).search) == [
        replace(found_later, key="ge2025salt")
    ]


def test_a_year_that_was_read_is_no_guess_and_keeps_its_own_key() -> None:
    read = replace(KNOWN, key="ge2026salt", date=PartialDate(2026, 3, 18))
    assert keep_inferred_keys([read], Library(KNOWN).search) == [read]
    guessed = replace(KNOWN, key="ge2026salt", date=PartialDate(2026, inferred=True))
    assert keep_inferred_keys(
        [guessed], Library(replace(KNOWN, date=PartialDate(2025))).search
    ) == [guessed]


def test_another_paper_of_like_title_is_not_the_same() -> None:
    other = replace(
        KNOWN, key="xu2026salt", authors=("Bo Xu",), date=PartialDate(2026, inferred=True)
    )
    assert keep_inferred_keys([other], Library(KNOWN).search) == [other]
    assert keep_inferred_keys([other], Library().search) == [other]
