"""Abstracts and retractions for papers that are there already."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from store.errors import FetchError
from store.fetching.abstracts import find_abstracts, find_retractions
from store.merging import KnownPapers, merge_papers
from store.paper import Paper, PartialDate
from store.progress import silent
from tests.store.fetching import recorded
from tests.store.fetching.fake import Services, text
from tests.store.fetching.recorded import crossref_work, scholar_paper, work

if TYPE_CHECKING:
    from store.fetching.client import Client

_TITLE = "The state of moor number {} in the long drought"


def paper(number: int, **more: object) -> Paper:
    made = Paper(
        key=f"heath{number}",
        title=_TITLE.format(number),
        authors=("Ada Heath",),
        authors_complete=True,
        date=PartialDate(2018),
        abstract="",
        field=None,
        has_code=None,
        doi=f"10.7717/moor.{number}",
        source=f"mine.bib:{number}",
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def web(web: Services) -> Services:
    """OpenAlex knows 1, Crossref 2, Semantic Scholar 3, arXiv 4; 5 has no number."""
    told = "<jats:title>Abstract</jats:title><jats:p>Crossref says that moors drain.</jats:p>"
    works = [
        crossref_work("10.7717/moor.2", _TITLE.format(2), abstract=told),
        crossref_work("10.7717/moor.5", _TITLE.format(5)),
        crossref_work("10.7717/moor.3", _TITLE.format(3)),
    ]
    entry = recorded.arxiv_entry("0710.00004", _TITLE.format(4))
    scholar = {
        "DOI:10.7717/moor.3": scholar_paper(
            _TITLE.format(3), "Three is told.", "10.7717/moor.3"
        )
    }
    web.answers = {
        "/openalex/works": partial(recorded.works_by_doi, [work(1), work(5)]),
        "/crossref/works": partial(recorded.crossref, works),
        "/semantic-scholar/graph/v1/paper/batch": partial(recorded.scholar, scholar),
        "/arxiv/api/query": partial(recorded.arxiv, {"0710.00004": entry}),
    }
    return web


def test_each_abstract_comes_from_whoever_has_it(client: Client, web: Services) -> None:
    papers = [
        paper(1),
        paper(2),
        paper(3),
        paper(4, doi=None, arxiv_id="0710.00004v2"),
        paper(5, doi=None),
        paper(6),
        paper(7, abstract="It has one."),
    ]
    found = find_abstracts(client, papers, silent)
    assert (found.asked, found.missing, found.notes) == (6, 1, [])
    merged = {
        each.key: each for each in merge_papers(found.records, KnownPapers(papers)).papers
    }
    assert {key: each.abstract for key, each in merged.items()} == {
        "heath1": "We measure heather number 1 and find that moors recover.",
        "heath2": "Crossref says that moors drain.",
        "heath3": "Three is told.",
        "heath4": "The moor is followed through ten winters, and peat grows back.",
        "heath5": "We measure heather number 5 and find that moors recover.",
    }
    assert merged["heath5"].doi == "10.7717/moor.5"
    assert not any("moor.7" in str(each.query) for each in web.asked)


def test_a_service_that_fails_does_not_keep_the_others_out(
    client: Client, web: Services
) -> None:
    web.answers["/openalex/works"] = lambda _: text("{}", 401)
    web.answers["/arxiv/api/query"] = lambda _: text("Rate exceeded.")
    found = find_abstracts(client, [paper(2), paper(4, arxiv_id="0710.00004")], silent)
    assert [record.abstract for record in found.records] == ["Crossref says that moors drain."]
    assert [note.partition(" was")[0] for note in found.notes] == ["arXiv", "OpenAlex"]
    assert found.missing == 1


def test_an_abstract_of_another_paper_is_not_taken(client: Client) -> None:
    other = paper(1, title="Wolves and their return to valleys", authors=("Kit Ling",))
    assert find_abstracts(client, [other], silent).records == []


def test_nobody_is_asked_where_nothing_is_missing(client: Client, web: Services) -> None:
    found = find_abstracts(client, [paper(1, abstract="It has one.")], silent)
    assert (found.asked, found.records, web.asked) == (0, [], [])


def test_what_was_retracted_is_found(client: Client, web: Services) -> None:
    retracted = crossref_work(
        "10.7717/moor.2",
        _TITLE.format(2),
        **{
            "updated-by": [
                {"DOI": "10.7717/moor.c", "type": "correction", "label": "Correction"},
                {
                    "DOI": "10.7717/moor.r",
                    "type": "retraction",
                    "label": "Retraction",
                    "source": "retraction-watch",
                    "updated": {"date-parts": [[2020, 2, 6]]},
                },
            ]
        },
    )
    plain = crossref_work("10.7717/moor.3", _TITLE.format(3))
    web.answers["/crossref/works"] = partial(recorded.crossref, [retracted, plain])
    web.answers["/openalex/works"] = partial(
        recorded.works_by_doi, [work(1, is_retracted=True), work(3)]
    )
    found = find_retractions(client, [paper(1), paper(2), paper(3), paper(4, doi=None)], silent)
    assert found.asked == 3
    assert sorted(record.doi or "" for record in found.records) == [
        "10.7717/moor.1",
        "10.7717/moor.2",
    ]


def test_where_nobody_answers_it_fails(client: Client, web: Services) -> None:
    web.answers = {"/": lambda _: text("{}", 401)}
    with pytest.raises(FetchError, match="Crossref refuses to answer"):
        find_abstracts(client, [paper(1, doi=None)], silent)
    with pytest.raises(FetchError, match="refuses to answer"):
        find_retractions(client, [paper(1)], silent)
