"""What was fetched into a library is remembered beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from store.fetching.reading import identifier_of
from store.fetching.remembered import Remembered, remember, remembered_in
from store.paper import Extra, Paper, PartialDate

if TYPE_CHECKING:
    from pathlib import Path

ADA = Remembered("author", "A1", "Ada Heath", "2026-01-02", ("w1", "w2"))
PEAT = Remembered("arxiv", "peat", "arxiv peat", "2026-01-03", ("2301.00001",))


def test_a_source_is_remembered_with_all_that_it_ever_had(tmp_path: Path) -> None:
    assert remembered_in(tmp_path) == []
    remember(tmp_path, [ADA, PEAT])
    assert remembered_in(tmp_path) == [ADA, PEAT]
    remember(tmp_path, [replace(ADA, date="2026-05-06", seen=("w3", "w1"))])
    assert remembered_in(tmp_path) == [
        replace(ADA, date="2026-05-06", seen=("w3", "w1", "w2")),
        PEAT,
    ]


@pytest.mark.parametrize("damage", ["", "[", "[1]", "{}", '[{"kind": "author"}]', "null"])
def test_damage_counts_as_nothing_and_is_written_over(tmp_path: Path, damage: str) -> None:
    (tmp_path / "fetched.json").write_text(damage)
    assert remembered_in(tmp_path) == []
    remember(tmp_path, [ADA])
    assert remembered_in(tmp_path) == [ADA]


def test_another_version_of_a_preprint_is_no_other_paper() -> None:
    paper = Paper("", "Peat", (), True, PartialDate(2023), "", None, None)
    first, second = (replace(paper, arxiv_id=f"2301.00001v{number}") for number in (1, 2))
    assert identifier_of(first) == identifier_of(second) == "2301.00001"
    known = replace(first, extra=Extra({"openalex": "W12"}))
    assert identifier_of(known) == "w12"
    assert identifier_of(replace(paper, doi="10.7717/MOOR.1")) == "10.7717/moor.1"
    assert identifier_of(paper) == "peat"
