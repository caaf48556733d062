"""What Library keeps, through updates, interrupts and threads, in a folder and behind an
address.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Library, parse_filter
from store.collection import PaperCollection
from store.errors import EmbedderMismatch, InputError, LibraryUnavailable
from store.preparing import embed_papers
from tests.store.samples import COMMON, PAPERS, bare, keys, make_papers, seed_papers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.paper import Paper

    Open = Callable[..., Library]


def test_a_new_library_is_empty(library: Library) -> None:
    assert library.count() == 0
    assert library.list() == []
    assert library.search("anything") == []
    assert library.get("nobody") is None
    assert library.remove(["nobody"]) == 0


def test_what_is_added_is_there_whole_also_after_opening_again(
    library: Library, open_library: Open
) -> None:
    papers = seed_papers()
    report = library.add(papers)
    assert (report.added, report.updated, report.unchanged, report.skipped) == (
        len(papers),
        0,
        0,
        (),
    )
    library.close()
    again = open_library()
    assert again.count() == len(papers)
    assert sorted(again.list(), key=lambda paper: paper.key) == sorted(
        papers, key=lambda paper: paper.key
    )
    assert again.get(papers[3].key) == papers[3]


def test_adding_again_changes_nothing(library: Library, made: list[Paper]) -> None:
    library.add(made)
    report = library.add(made)
    assert (report.added, report.updated, report.unchanged) == (0, 0, len(made))
    assert library.count() == len(made)


def test_other_content_under_the_same_key_updates_the_paper(library: Library) -> None:
    before = bare("a2020b", "Masked faces", "Recognition of masked faces.")
    after = replace(
        before, title="Protein folding", abstract="Folding of proteins.", venue="Nature"
    )
    library.add([before, bare("c2020d", "Other", "Robots that walk.")])
    report = library.add([after])
    assert (report.added, report.updated, report.unchanged) == (0, 1, 0)
    assert library.get("a2020b") == after
    assert keys(library.search("protein"))[0] == "a2020b"
    assert library.search("masked faces")[0].parts["lexical"] == 0
    assert library.count() == 2


def test_an_update_leaves_nothing_of_what_was_there(library: Library) -> None:
    rich = replace(
        seed_papers()[0], key="same", venue="CVPR", doi="10.1000/1", affiliations=("pku", "mit")
    )
    poor = bare("same", "Nothing else is known")
    library.add([rich])
    library.add([poor])
    assert library.get("same") == poor
    assert library.count(parse_filter("venue:CVPR")[0]) == 0
    library.add([rich])
    assert library.get("same") == rich


def test_nothing_of_a_repaired_librarys_past_comes_back(library: Library) -> None:
    library.add(
        [
            bare(f"a{number}", "Title", authors=("Guanglu Song",), affiliations=("pku",))
            for number in range(9)
        ]
    )
    library.repair()
    library.remove(keys(library.list()))
    plain = [bare(f"b{number}", "Title") for number in range(20)]
    library.add(plain)
    assert library.list(order="key") == sorted(plain, key=lambda paper: paper.key)


def test_where_a_paper_stood_in_its_source_is_no_part_of_its_content(library: Library) -> None:
    library.add([bare("a", "Title", source="one.txt:1")])
    assert library.add([bare("a", "Title", source="two.txt:9")]).unchanged == 1


def test_of_a_key_that_comes_twice_in_one_call_the_last_stays(library: Library) -> None:
    first, last = bare("twice", "First title"), bare("twice", "Last title")
    report = library.add([first, last, last])
    assert (report.added, report.updated, report.unchanged) == (1, 1, 1)
    assert library.list() == [last]
    assert keys(library.search("title")) == ["twice"]


def test_what_cannot_be_kept_is_reported_and_the_others_are_kept(library: Library) -> None:
    report = library.add(
        [
            bare("", "Without a key", source="x.bib:1"),
            bare("schlüssel", "Key that is not ASCII", source="x.bib:2"),
            bare("new\nline", "Key with a line break"),
            bare("bare", "  ", "\n", source="x.bib:4"),
            bare("broken", "Half a character: \ud800", source="x.bib:5"),
            bare("author", "Broken author", authors=("\udfff",), source="x.bib:6"),
            bare("good", "A good one"),
        ]
    )
    assert report.added == 1
    assert keys(library.list()) == ["good"]
    reasons = ("'' is not", "ASCII", "'new\\nline'", "neither", "no text", "no text")
    assert len(report.skipped) == len(reasons)
    for line, reason in zip(report.skipped, reasons, strict=True):
        assert reason in line
    assert report.skipped[0].startswith("x.bib:1: ")


def test_vectors_come_one_row_a_key_and_follow_what_is_written(library: Library) -> None:
    papers = [*make_papers(40), bare("silent", "…")]
    library.add(papers)
    asked = ["silent", papers[7].key, "nobody", papers[3].key, papers[7].key]
    rows = library.vectors(asked)
    assert rows.shape == (5, library.embedder.dimension)
    assert rows.dtype == np.float32
    assert np.allclose(
        rows[[1, 3, 4]],
        embed_papers(library.embedder, [papers[7], papers[3], papers[7]]),
        atol=1e-5,
    )
    assert np.linalg.norm(rows[2]) == 0
    assert library.vectors([]).shape == (0, library.embedder.dimension)
    library.add([replace(papers[3], title="Quaternion chemistry", abstract="")])
    library.remove([papers[7].key])
    after = library.vectors(asked)
    assert np.linalg.norm(after, axis=1)[[1, 2, 4]].tolist() == [0, 0, 0]
    assert not np.allclose(after[3], rows[3])


@pytest.mark.parametrize(
    "text",
    [
        "𝒞o-DETR: 94.198\\% $x$",
        "日本語の要旨",
        "a\x00b\x1b[31mred",
        "\u202eback",
        "é vs e\u0301",
        "{}[]\"'\\n",
        " \t ",
    ],
)
def test_any_characters_come_back_as_they_went_in(library: Library, text: str) -> None:
    paper = bare(
        "odd", f"Title {text}", text, authors=(text,), venue=text, url=text, profile=text
    )
    library.add([paper])
    assert library.get("odd") == paper
    assert keys(library.search(f"title {text}")) == ["odd"]


def test_removed_papers_are_gone_from_everywhere(
    library: Library, open_library: Open, made: list[Paper]
) -> None:
    library.add(made)
    gone = keys(made[:50])
    assert library.remove([*gone, gone[0], "nobody"]) == 50
    for each in (library, open_library()):
        assert each.count() == len(made) - 50
        assert each.get(gone[0]) is None
        assert not {*gone} & {*keys(each.search(COMMON, k=500))}
        assert "agree" in each.check()


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make ten papers durable at a time, so that few papers make many writes."""
    monkeypatch.setattr("store.adding.BATCH", 10)


@pytest.mark.usefixtures("small_batches")
def test_progress_counts_up_to_all(library: Library) -> None:
    told: list[tuple[int, int]] = []
    library.add(make_papers(25), progress=lambda done, total: told.append((done, total)))
    assert told == [(10, 25), (20, 25), (25, 25)]


@pytest.mark.usefixtures("small_batches")
def test_an_interrupt_while_adding_leaves_a_library_that_goes_on(
    library: Library, open_library: Open
) -> None:
    papers = make_papers(25)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt(f"at {done} of {total}")

    with pytest.raises(KeyboardInterrupt):
        library.add(papers, progress=interrupt)
    assert library.count() == 10
    report = library.add(papers)
    assert (report.added, report.unchanged) == (15, 10)
    assert keys(open_library().search(papers[-1].title))[0] == papers[-1].key


@pytest.mark.parametrize("step", ["upsert", "_finish"])
def test_an_interrupt_between_the_indexes_is_caught_up_with(
    library: Library, made: list[Paper], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    library.add(made[:20])
    index = library._indexes.papers if step == "upsert" else library._indexes.lexical
    whole = getattr(type(index), step)

    def cut_short(*args: object, **options: object) -> None:
        if step == "upsert":
            whole(*args, **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(index), step, cut_short)
        with pytest.raises(KeyboardInterrupt):
            library.add(made)
    assert {*keys(library.search(COMMON, k=500))} == {*keys(made)}
    assert "agree" in library.check()
    assert library.add(made).unchanged == len(made)


@pytest.mark.usefixtures("small_batches")
def test_threads_read_while_another_writes(library: Library) -> None:
    papers = make_papers(60)
    library.add(papers[:10])
    stop, failures, seen = threading.Event(), list[BaseException](), list[int]()

    def read() -> None:
        try:
            while not stop.is_set():
                seen.append(library.count())
                assert keys(library.search(papers[3].title, k=1)) == [papers[3].key]
        except BaseException as error:
            failures.append(error)
            raise

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    library.add(papers)
    stop.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert seen == sorted(seen)
    assert library.count() == len(papers)


def test_another_library_object_finds_new_papers_by_itself(
    open_library: Open, made: list[Paper]
) -> None:
    one, other = open_library(), open_library()
    assert other.count() == 0
    one.add(made)
    assert keys(other.search(made[5].title, k=1)) == [made[5].key]
    other.remove([made[5].key])
    assert made[5].key not in keys(one.search(made[5].title, k=5))


def test_the_first_search_finds_what_the_next_does_whatever_happens_meanwhile(
    open_library: Open, made: list[Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_library().add(made)
    found = open_library()
    hits = found.search(COMMON)
    assert hits
    assert found.search(COMMON) == hits

    def fail(_: PaperCollection) -> None:
        raise LibraryUnavailable("Chroma could not be searched")

    monkeypatch.setattr(PaperCollection, "wake", fail)
    assert open_library().search(COMMON) == hits


def test_a_library_is_a_context_manager(location: str | Path) -> None:
    with Library.open(location) as library:
        library.add([bare("a", "Title")])
    with Library.open(location) as library:
        assert library.count() == 1


def test_the_recorded_embedder_is_used_and_another_one_is_refused(open_library: Open) -> None:
    library = open_library(embedder="wordllama")
    assert open_library().embedder.name == library.embedder.name == "wordllama"
    with pytest.raises(EmbedderMismatch, match=r"openai.*\n?.*wordllama"):
        open_library(embedder="openai")
    with pytest.raises(InputError, match="wordllama"):
        open_library(embedder="nonesuch")


def test_a_repaired_library_holds_and_finds_what_it_held(
    library: Library, made: list[Paper]
) -> None:
    library.add(made)
    before = library.search(made[3].title)
    told: list[tuple[int, int]] = []
    library.repair(progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(made), len(made))
    assert keys(library.search(made[3].title)) == keys(before)
    assert "agree" in library.check()


def test_any_papers_are_kept_as_they_are(library: Library) -> None:
    @settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(PAPERS, max_size=12, unique_by=lambda paper: paper.key))
    def come_back_whole(papers: list[Paper]) -> None:
        library.remove(keys(library.list()))
        report = library.add(papers)
        kept = {paper.key: paper for paper in library.list()}
        assert len(kept) == report.added == len(papers) - len(report.skipped)
        assert all(kept.get(paper.key, paper) == paper for paper in papers)

    come_back_whole()
