"""What can be fetched, from services as they are documented."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from store.errors import FetchError, InputError, NotThere
from store.fetching.sources import SeveralAuthors, Wanted, fetch, fetch_dois, resolve
from store.progress import silent
from tests.store.fetching import recorded
from tests.store.fetching.fake import FakeRequest, Services, says, text
from tests.store.fetching.recorded import author, crossref_work, work

if TYPE_CHECKING:
    from store.fetching.client import Client
    from store.fetching.reading import Fetched

_WORKS = [work(number) for number in range(230)]


@pytest.fixture
def web(web: Services) -> Services:
    """An author with 230 works."""
    web.answers = {
        "/openalex/authors": lambda _: says({"meta": {"count": 1}, "results": [author()]}),
        "/openalex/authors/": lambda _: says(author()),
        "/openalex/works": partial(recorded.works, _WORKS),
        "/openalex/works/": lambda _: says(work(7)),
        "/crossref/works": partial(recorded.crossref, []),
    }
    return web


def fetched(client: Client, kind: str, value: str) -> Fetched:
    return fetch(client, resolve(client, Wanted(kind, value))[0], silent)


@pytest.mark.parametrize(
    "named",
    ["Ada Heath", "a. heath", "0000-0001-6187-6610", "https://openalex.org/A5023888391"],
)
def test_the_works_of_an_author_come_page_by_page(
    client: Client, web: Services, named: str
) -> None:
    wanted, label = resolve(client, Wanted("author", named))
    assert (wanted.value, label) == ("A5023888391", "Ada Heath, Moor University (A5023888391)")
    told: list[tuple[int, int]] = []
    found = fetch(client, wanted, lambda _, done, total: told.append((done, total)))
    assert len(found.papers) == 230
    assert told == [(100, 230), (200, 230), (230, 230)]
    pages = [each.query for each in web.asked if each.path == "/openalex/works"]
    assert {page["filter"] for page in pages} == {"authorships.author.id:A5023888391"}
    # Cursors are refused to whoever has no key.
    assert [page["page"] for page in pages] == ["1", "2", "3"]


def test_a_work_says_all_that_it_says(client: Client) -> None:
    (paper,) = fetched(client, "openalex", "W2741809007").papers
    assert paper.title == "The state of moor number 7 in the long drought"
    assert paper.abstract == "We measure heather number 7 and find that moors recover."
    assert (paper.doi, paper.venue, paper.source) == (
        "10.7717/moor.7",
        "Moorland",
        "openalex:W2741809007",
    )


def test_a_fetch_that_stopped_goes_on_where_it_was(client: Client, web: Services) -> None:
    wanted, _ = resolve(client, Wanted("author", "Ada Heath"))

    def stop(_: str, done: int, __: int) -> None:
        if done == 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(client, wanted, stop)
    before = len(web.asked)
    assert len(fetch(client, wanted, silent).papers) == 230
    assert [each.query["page"] for each in web.asked[before:]] == ["3"]


def test_of_several_people_none_is_guessed(client: Client, web: Services) -> None:
    two = [
        author(),
        author("A5000000002", works_count=90),
        author("A5000000003", "Ada Heather"),
    ]
    web.answers["/openalex/authors"] = lambda _: says({"results": two})
    with pytest.raises(SeveralAuthors) as caught:
        resolve(client, Wanted("author", "Ada Heath"))
    assert [each.number for each in caught.value.authors] == ["A5023888391", "A5000000002"]
    assert caught.value.authors[1].works == 90


def test_a_name_that_is_only_like_others_is_not_taken_for_one(
    client: Client, web: Services
) -> None:
    near = [author("A5000000003", "Adam Heath", display_name_alternatives=[]), author()]
    web.answers["/openalex/authors"] = lambda _: says({"results": near})
    with pytest.raises(SeveralAuthors):
        resolve(client, Wanted("author", "Ad Heath"))


def test_nobody_of_that_name_is_told(client: Client, web: Services) -> None:
    web.answers["/openalex/authors"] = lambda _: says({"meta": {"count": 0}, "results": []})
    with pytest.raises(InputError, match="OpenAlex knows no author 'Zz Top'"):
        resolve(client, Wanted("author", "Zz Top"))
    del web.answers["/openalex/authors/"]
    web.answers["/openalex/authors"] = lambda _: text("{}", 404)
    with pytest.raises(InputError, match="knows no author"):
        resolve(client, Wanted("author", "0000-0001-6187-6611"))


def test_a_number_that_is_none_is_told(client: Client, web: Services) -> None:
    with pytest.raises(InputError, match="no number of OpenAlex's"):
        resolve(client, Wanted("openalex", "Ada Heath"))
    web.answers["/openalex/works/"] = lambda _: text('{"error": "no"}', 404)
    with pytest.raises(NotThere):
        fetched(client, "openalex", "W99999")


def test_a_query_of_arxiv(client: Client, web: Services) -> None:
    entries = {
        f"2301.{n:05}": recorded.arxiv_entry(f"2301.{n:05}", f"Peat, part {n} of many")
        for n in range(130)
    }
    web.answers["/arxiv/api/query"] = partial(recorded.arxiv, entries)
    found = fetched(client, "arxiv", "peat moor")
    assert len(found.papers) == 130
    assert web.asked[0].query["search_query"] == "all:peat AND all:moor"
    assert web.asked[1].query["start"] == "100"
    paper = found.papers[0]
    assert (paper.arxiv_id, paper.abstract, paper.field) == (
        "2301.00000v1",
        "The moor is followed through ten winters, and peat grows back.",
        "q-bio.PE",
    )
    fetched(client, "arxiv", "ti:peat AND cat:q-bio.PE")
    assert web.asked[-1].query["search_query"] == "ti:peat AND cat:q-bio.PE"
    one = fetched(client, "arxiv", "arXiv:2301.00005v2 2301.00006")
    assert [each.arxiv_id for each in one.papers] == ["2301.00005v1", "2301.00006v1"]
    assert web.asked[-1].query["id_list"] == "2301.00005,2301.00006"


def test_a_query_ends_where_all_is_known(client: Client, web: Services) -> None:
    entries = {
        f"2301.{n:05}": recorded.arxiv_entry(f"2301.{n:05}", f"Peat {n}") for n in range(300)
    }
    web.answers["/arxiv/api/query"] = partial(recorded.arxiv, entries)
    fetch(client, Wanted("arxiv", "peat"), silent, is_known=lambda _: True)
    assert len(web.asked) == 1


def test_a_query_that_finds_too_much_says_so(
    client: Client, web: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.fetching.arxiv.MOST", 200)
    entries = {
        f"2301.{n:05}": recorded.arxiv_entry(f"2301.{n:05}", f"Peat {n}") for n in range(250)
    }
    web.answers["/arxiv/api/query"] = partial(recorded.arxiv, entries)
    found = fetched(client, "arxiv", "peat")
    assert len(found.papers) == 200
    assert found.notes == ["arXiv finds 250 papers; these are the newest 200"]


def test_what_arxiv_does_not_understand(client: Client, web: Services) -> None:
    web.answers["/arxiv/api/query"] = lambda _: text(recorded.ARXIV_ERROR)
    with pytest.raises(InputError, match=r"incorrect id format for 1234\.12345"):
        fetched(client, "arxiv", "1234.12345")


def test_a_cut_feed_is_no_result(client: Client, web: Services) -> None:
    whole = recorded.arxiv(
        {"2301.00001": recorded.arxiv_entry("2301.00001", "Peat")},
        FakeRequest("", {"start": "0", "max_results": "9"}, {}),
    )
    web.faults = [text(whole.body.decode()[:-60])] * 4
    with pytest.raises(FetchError, match="cut off or damaged"):
        fetched(client, "arxiv", "peat")


def test_dois_come_from_whoever_has_them(client: Client, web: Services) -> None:
    title = "The state of moor number 3 in the long drought"
    there = [
        crossref_work("10.7717/moor.3", title),
        crossref_work("10.7717/a,b", "A work, whose number has a comma"),
    ]
    web.answers["/crossref/works"] = partial(recorded.crossref, there)
    web.answers["/openalex/works"] = partial(recorded.works_by_doi, _WORKS)
    entry = recorded.arxiv_entry("0710.12345", "Ten winters")
    web.answers["/arxiv/api/query"] = partial(recorded.arxiv, {"0710.12345": entry})
    found = fetch_dois(
        client,
        [
            "https://doi.org/10.7717/MOOR.3",
            "10.7717/a,b",
            "10.7717/moor.4",
            "10.48550/arXiv.0710.12345",
            "10.7717/nowhere",
        ],
        silent,
    )
    assert [paper.title for paper in found.papers] == [
        title,
        "A work, whose number has a comma",
        "Ten winters",
        "The state of moor number 4 in the long drought",
    ]
    # Crossref has no abstract of it, OpenAlex has.
    assert found.papers[0].abstract.startswith("We measure heather number 3")
    assert found.papers[0].extra["volume"] == "6"
    assert found.notes == ["10.7717/nowhere: neither Crossref nor OpenAlex has it"]


def test_where_openalex_is_silent_crossref_is_kept(client: Client, web: Services) -> None:
    there = [crossref_work("10.7717/moor.3", "Moors")]
    web.answers["/crossref/works"] = partial(recorded.crossref, there)
    web.answers["/openalex/works"] = lambda _: text("{}", 401)
    found = fetch_dois(client, ["10.7717/moor.3"], silent)
    assert [paper.title for paper in found.papers] == ["Moors"]
    assert "OpenAlex was not asked too" in found.notes[0]


def test_what_is_no_doi_is_told(client: Client, web: Services) -> None:
    with pytest.raises(InputError, match="'moor' is no DOI"):
        fetch_dois(client, ["moor"], silent)
    assert web.asked == []
