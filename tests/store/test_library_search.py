"""What Library finds and lists, in a folder and behind an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from store import Library, parse_filter
from store.errors import InputError
from store.filters import Clause, Filter
from store.paper import Paper, PartialDate
from tests.store.samples import COMMON, FILTERS, bare, keys, seed_papers

if TYPE_CHECKING:
    from pathlib import Path


def test_every_paper_of_the_corpus_is_found_by_its_title(library: Library) -> None:
    papers = seed_papers()
    library.add(papers)
    for paper in papers:
        namesakes = {other.key for other in papers if other.title == paper.title}
        assert set(keys(library.search(paper.title, k=len(namesakes)))) == namesakes


def test_half_a_character_is_asked_for_like_any_other(library: Library) -> None:
    library.add([bare("a", "Quaternion chemistry"), bare("b", "Robots")])
    assert keys(library.search("quaternions \udcff"))[0] == "a"
    assert len(library.search("\ud800")) <= 2
    assert len(library.similarities("\udcff", ["robots \ud800", "b"])) == 2
    assert library.spellings("\udcff") == []
    for nobody in ("\udcff", "\x00", "é", ""):
        assert library.get(nobody) is None
        assert library.remove([nobody]) == 0
        assert not library.vectors([nobody]).any()
        assert library.count(Filter((Clause("key", nobody), Clause("author", nobody)))) == 0
    assert library.count() == 2


def test_a_paper_without_an_abstract_is_kept_and_found(library: Library) -> None:
    library.add(
        [bare("untold", "Quaternion chemistry"), bare("told", "Robots", "Robots that walk.")]
    )
    assert library.get("untold") == bare("untold", "Quaternion chemistry")
    assert keys(library.search("quaternions"))[0] == "untold"


def test_many_texts_are_compared_in_parts_and_each_as_if_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["robots", "frogs that sing", "robots", "tax law", "robots that walk"]
    alone = [library.similarities("robots", [text])[0] for text in texts]
    monkeypatch.setattr("store.library._COMPARED", 2)
    assert library.similarities("robots", texts) == pytest.approx(alone)


@pytest.mark.parametrize("query", ["", "   ", "\n"])
def test_a_query_without_words_finds_nothing(library: Library, query: str) -> None:
    library.add([bare("a", "Title")])
    assert library.search(query) == []


def test_any_query_is_only_text(library: Library) -> None:
    library.add([bare("a", "Title"), bare("b", "Other")])
    long = "a" * 5000
    for query in ("?!", "AND OR NOT", 'title:"', "*", "\x00", long, "🙂", "(((", "~2 ^3"):
        assert {*keys(library.search(query))} <= {"a", "b"}, query


def test_search_returns_the_k_best_in_order_with_what_each_side_gave(
    library: Library, made: list[Paper]
) -> None:
    library.add(made)
    hits = library.search(made[7].title, k=5)
    assert len(hits) == 5
    assert hits[0].paper == made[7]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all({"lexical", "vector"} <= {*hit.parts} for hit in hits)
    assert hits == library.search(made[7].title, k=5)
    assert len({*keys(library.search(COMMON, k=500))}) == len(made)


@pytest.mark.parametrize("k", [0, -1])
def test_a_search_for_no_papers_is_refused(library: Library, k: int) -> None:
    with pytest.raises(InputError, match="finds none"):
        library.search("faces", k=k)


def test_papers_are_listed_in_the_order_asked_for(library: Library) -> None:
    library.add(
        [
            bare("b", "apple", date=PartialDate(2020, 5)),
            bare("a", "Cherry", date=PartialDate(2020)),
            bare("d", "banana"),
            bare("c", "Banana", date=PartialDate(2020, 5)),
        ]
    )
    assert keys(library.list()) == ["b", "c", "a", "d"]
    assert keys(library.list(order="date")) == ["a", "b", "c", "d"]
    assert keys(library.list(order="title")) == ["b", "c", "d", "a"]
    assert keys(library.list(order="-title")) == ["a", "c", "d", "b"]
    assert keys(library.list(order="key")) == ["a", "b", "c", "d"]
    assert keys(library.list(order="-key")) == ["d", "c", "b", "a"]
    with pytest.raises(InputError, match="sideways"):
        library.list(order="sideways")


def test_filters_mean_the_same_everywhere(library: Library, made: list[Paper]) -> None:
    library.add(made)

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(FILTERS)
    def agrees_with_brute_force(where: Filter) -> None:
        wanted = {paper.key for paper in made if where.matches(paper)}
        assert {*keys(library.list(where))} == wanted
        assert library.count(where) == len(wanted)
        assert {*keys(library.search(COMMON, k=len(made), where=where))} == wanted
        lexical = library._indexes.lexical.search(COMMON, k=len(made), where=where)
        assert {key for key, _ in lexical} == wanted

    agrees_with_brute_force()


def test_a_filtered_search_is_as_good_as_one_among_the_filtered_alone(
    library: Library, made: list[Paper], tmp_path: Path
) -> None:
    library.add(made)
    where, _ = parse_filter("year:2020..2022 -code:no")
    chosen = [paper for paper in made if where.matches(paper)]
    assert 10 < len(chosen) < 100
    with Library.open(tmp_path / "alone") as alone:
        alone.add(chosen)
        for question in ("which tracker improves speech", made[3].title, "protein diffusion"):
            vector = library.embedder.embed_query(question)
            near = library._indexes.nearest(vector, k=10, where=where)
            assert [*near] == [*alone._indexes.papers.nearest(vector, k=10)]
            everywhere = library._indexes.lexical.search(question, k=len(made))
            passing = [key for key, _ in everywhere if key in {*keys(chosen)}]
            within = [
                key for key, _ in library._indexes.lexical.search(question, k=10, where=where)
            ]
            assert within == passing[:10]
            filtered = library.search(question, k=len(chosen), where=where)
            assert {*keys(filtered)} == {*keys(alone.search(question, k=len(chosen)))}


def test_similarities_are_cosines(library: Library) -> None:
    same, other = library.similarities("masked faces", ["masked faces", "protein folding"])
    assert same == pytest.approx(1.0, abs=1e-5)
    assert -1.0 <= other < same
    assert library.similarities("masked faces", []) == []
