"""Records of one paper become one, with the best of each; those of two stay apart."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from store.errors import InputError
from store.importers import read_papers
from store.library import Library
from store.merging import KnownPapers, merge_papers, split_paper
from store.merging.identity import contradict, same_paper
from store.paper import Extra, PartialDate
from tests.conftest import SEED
from tests.store.merging.pairs import base, pairs
from tests.store.merging.pairs_of_files import WORKS, different, same
from tests.store.samples import bare, seed_papers

if TYPE_CHECKING:
    from pathlib import Path

    from store.merging import MergeReport
    from store.paper import Paper


def merged(known: KnownPapers, *records: Paper, given: tuple[str, ...] = ()) -> MergeReport:
    return merge_papers(records, known, given=given)


def test_three_hundred_pairs_are_told_apart() -> None:
    counts: Counter[tuple[bool, bool]] = Counter()
    wrong = []
    for shape, mine, other, is_one in pairs():
        told = same_paper(mine, other)
        assert told is same_paper(other, mine), shape
        counts[told, is_one] += 1
        wrong += [(shape, mine.title)] * (told is not is_one)
    assert sum(counts.values()) == 300
    precision = counts[True, True] / (counts[True, True] + counts[True, False])
    recall = counts[True, True] / (counts[True, True] + counts[False, True])
    assert precision >= 0.99, wrong
    assert recall >= 0.95, wrong


def test_records_of_files_as_they_are_found_are_told_apart(tmp_path: Path) -> None:
    counts: Counter[tuple[bool, bool]] = Counter()
    wrong = []
    cases = [(each, True) for work in WORKS for each in same(work)]
    cases += [(each, False) for work in WORKS for each in different(work)]
    for (shape, first, ending, second), is_one in cases:
        places = tmp_path / "a.bib", tmp_path / f"b.{ending}"
        for place, text in zip(places, (first, second), strict=True):
            place.write_text(text, encoding="utf-8")
        (mine,), others = (read_papers(place).papers for place in places)
        known = KnownPapers([mine])
        told = any(known.find(other) is not None for other in others)
        counts[told, is_one] += 1
        wrong += [(shape, mine.title)] * (told is not is_one)
    assert sum(counts.values()) == 150
    precision = counts[True, True] / (counts[True, True] + counts[True, False])
    recall = counts[True, True] / (counts[True, True] + counts[False, True])
    assert precision >= 0.99, wrong
    assert recall >= 0.95, wrong


def test_every_paper_is_itself_and_none_of_the_seeds_is_another() -> None:
    papers = seed_papers()
    for place, paper in enumerate(papers):
        assert same_paper(paper, paper)
        assert not any(same_paper(paper, other) for other in papers[:place])


def test_a_poorer_record_wipes_nothing_and_brings_what_it_has() -> None:
    rich = base(0)
    poor = replace(
        rich, abstract="", doi=None, extra=Extra({"note": "Read it."}), source="b.bib:1"
    )
    known = KnownPapers([rich])
    report = merged(known, poor)
    (paper,) = report.papers
    assert (paper.abstract, paper.doi) == (rich.abstract, rich.doi)
    assert paper.extra == {**rich.extra, "note": "Read it."}
    assert [change.fields for change in report.changed] == [("note",)]
    assert [record.source for record in paper.records] == ["a.bib:0", "b.bib:1"]


@pytest.mark.parametrize("is_rich_first", [True, False])
@pytest.mark.parametrize("numbers", [{}, {"volume": "4", "pages": "1–9"}])
def test_a_poorer_record_changes_neither_case_nor_stops_of_a_title(
    numbers: dict[str, str], *, is_rich_first: bool
) -> None:
    rich = replace(base(0), title="Sea-floor spreading", abstract="Plates part.", extra=Extra())
    poor = replace(
        rich,
        key="poor",
        title="Sea-Floor Spreading.",
        abstract="",
        doi=None,
        extra=Extra(numbers),
        source="b.bib:1",
    )
    first, second = (rich, poor) if is_rich_first else (poor, rich)
    (paper,) = merged(KnownPapers([first]), second).papers
    assert rich.doi
    assert paper.title == "Sea-floor spreading"


def test_a_subtitle_still_comes_from_a_poorer_record() -> None:
    rich = replace(base(0), title="Sea-floor spreading")
    poor = replace(rich, title="Sea-floor spreading: A history", abstract="", source="b.bib:1")
    (paper,) = merged(KnownPapers([rich]), poor).papers
    assert paper.title == "Sea-floor spreading: A history"


def test_the_users_key_stays_and_the_other_is_told() -> None:
    known = KnownPapers([replace(base(1), key="mine")])
    other = replace(base(1), key="theirs", source="b.bib:1", abstract="")
    report = merged(known, other, given=("theirs",))
    assert [paper.key for paper in report.papers] == ["mine"]
    assert report.renamed == [("b.bib:1", "theirs", "mine")]


def test_a_preprint_and_what_became_of_it_are_one_with_the_published_numbers() -> None:
    preprint = replace(
        base(2),
        key="pre",
        doi=None,
        venue=None,
        kind="article",
        arxiv_id="1901.00001",
        extra=Extra(),
        date=PartialDate(2017, 1),
        source="a.json:1",
    )
    published = replace(base(2), abstract="", source="b.bib:1")
    (paper,) = merged(KnownPapers([preprint]), published).papers
    assert (paper.key, paper.kind, paper.venue) == ("pre", "article-journal", published.venue)
    assert (paper.date, paper.doi, paper.arxiv_id) == (
        published.date,
        published.doi,
        preprint.arxiv_id,
    )
    assert paper.abstract == preprint.abstract


def test_what_contradicts_is_told() -> None:
    known = KnownPapers([base(3)])
    other = replace(
        base(3), extra=Extra({"volume": "77"}), date=PartialDate(2022), source="b:1"
    )
    report = merged(known, other)
    told = "\n".join(report.conflicts)
    assert "the year is 2021, but 2022 in b:1" in told
    assert "the volume is 6, but 77 in b:1" in told


def test_the_same_records_again_change_nothing_in_any_order() -> None:
    papers = [base(number) for number in range(12)]
    others = [
        replace(paper, abstract="", source=f"b.ris:{n}") for n, paper in enumerate(papers)
    ]
    known = KnownPapers()
    first = merged(known, *papers, given=tuple(paper.key for paper in papers))
    assert sorted(first.added) == sorted(paper.key for paper in papers)
    merged(known, *others)
    random.Random(3).shuffle(papers)
    again = merged(known, *papers)
    assert (again.added, again.changed, len(again.unchanged)) == ([], [], 12)
    assert not merged(known, *others).changed


def test_an_entry_that_its_file_corrects_is_brought_up_to_date() -> None:
    known = KnownPapers([base(4)])
    corrected = replace(base(4), title="A survey of acoustic maps for lights", doi=None)
    report = merged(known, corrected, given=("paper4",))
    (paper,) = report.papers
    assert (paper.title, paper.doi) == (corrected.title, base(4).doi)
    assert paper.records == ()
    assert [change.is_update for change in report.changed] == [True]


def test_another_paper_under_a_key_that_is_taken_gets_its_own() -> None:
    known = KnownPapers([base(5)])
    stranger = bare(
        "paper5",
        "Something else",
        authors=("Zoe Quist",),
        source="a.bib:1",
        date=PartialDate(2001),
    )
    report = merged(known, stranger, given=("paper5",))
    assert report.added == ["quist2001something"]
    assert known.get("paper5") == base(5)


def test_two_entries_of_one_file_are_one_and_both_keys_are_known() -> None:
    first, second = base(6), replace(base(6), key="again", abstract="", source="a.bib:9")
    report = merged(KnownPapers(), first, second, given=("paper6", "again"))
    (paper,) = report.papers
    assert paper.key == "paper6"
    assert paper.extra["ids"] == "again"
    assert report.renamed == [("a.bib:9", "again", "paper6")]


def test_another_key_outlives_the_next_merge() -> None:
    known = KnownPapers()
    first, second = base(6), replace(base(6), key="again", abstract="", source="a.bib:9")
    for written in merged(known, first, second, given=("paper6", "again")).papers:
        known.put(written)
    merged(known, replace(base(6), key="other", venue=None, source="b.ris:1"))
    paper = known.get("paper6")
    assert paper
    assert len(paper.records) == 3
    assert paper.extra["ids"] == "again"


def test_taken_apart_each_record_is_a_paper_again(tmp_path: Path) -> None:
    one = base(7)
    two = replace(one, key="two", abstract="", source="b.bib:1")
    with Library.open(tmp_path) as library:
        library.add(merged(KnownPapers([one]), two).papers)
        assert library.count() == 1
        papers = split_paper(library, one.key)
        assert [paper.source for paper in papers] == ["a.bib:7", "b.bib:1"]
        assert library.get(one.key) == one
        assert library.count() == 2
        with pytest.raises(InputError, match="one source"):
            split_paper(library, one.key)
        with pytest.raises(InputError, match="no paper nobody"):
            split_paper(library, "nobody")


def test_a_paper_of_several_sources_is_stored_with_them(tmp_path: Path) -> None:
    (paper,) = merged(KnownPapers([base(8)]), replace(base(8), doi=None, source="c:1")).papers
    with Library.open(tmp_path) as library:
        library.add([paper])
    with Library.open(tmp_path) as library:
        assert library.get(paper.key) == paper


def test_the_page_that_ships_has_no_two_of_one_paper() -> None:
    report = merged(KnownPapers(), *seed_papers())
    assert len(report.added) == 47
    assert SEED.exists()


@pytest.mark.parametrize(
    ("mine", "other", "is_one"),
    [
        ({"volume": "3"}, {"volume": "5"}, False),
        ({"issue": "1"}, {"issue": "2"}, False),
        ({"volume": "3"}, {}, True),
    ],
)
def test_what_many_papers_are_called_tells_little(
    mine: dict[str, str], other: dict[str, str], is_one: bool
) -> None:
    shared = replace(base(3), title="Reply", doi=None, arxiv_id=None, abstract="")
    one = replace(shared, extra=Extra(mine))
    assert same_paper(one, replace(shared, extra=Extra(other))) is is_one


def test_news_of_two_months_are_two() -> None:
    shared = replace(base(3), title="News", doi=None, arxiv_id=None, abstract="", extra=Extra())
    january, february = (replace(shared, date=PartialDate(2001, month)) for month in (1, 2))
    assert not same_paper(january, february)


def test_what_a_journal_prints_every_year_is_another_each_time() -> None:
    this = replace(
        base(3), title="Yearly review", doi=None, arxiv_id=None, abstract="", extra=Extra()
    )
    last = replace(this, date=PartialDate(this.date.year - 1) if this.date else None)
    assert not same_paper(this, last)
    assert same_paper(this, replace(last, venue=None))
    reports = [replace(each, kind="report", venue=None) for each in (this, last)]
    assert not same_paper(*reports)
    assert contradict(*reports)
