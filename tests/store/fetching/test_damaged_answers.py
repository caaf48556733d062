"""Whatever a service sends, it is read or told of, and never an error of ours."""

from __future__ import annotations

import copy
import random
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from store.errors import SonglineError
from store.fetching.abstracts import find_abstracts
from store.fetching.references import look_up
from store.fetching.sources import SeveralAuthors, Wanted, fetch, resolve
from store.paper import Paper, PartialDate
from store.progress import silent
from tests.store.fetching.fake import FakeAnswer, FakeRequest, Services, says, text
from tests.store.fetching.recorded import (
    ARXIV_ERROR,
    arxiv,
    arxiv_entry,
    author,
    crossref_work,
    scholar_paper,
    work,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.fetching.client import Client

_ODD: list[Any] = [
    None,
    0,
    -1,
    10**400,
    "",
    "x" * 5000,
    "\x1b[31m\udcff",
    [],
    {},
    [[]],
    True,
    1.5,
]
_MINE = Paper(
    "mine",
    "The state of moor number 1 in the long drought",
    ("Ada Heath",),
    True,
    PartialDate(2018),
    "",
    None,
    None,
    doi="10.7717/moor.1",
)
_WHOLE: dict[str, Any] = {
    "/openalex/authors": {"meta": {"count": 1}, "results": [author()]},
    "/openalex/authors/": author(),
    "/openalex/works": {"meta": {"count": 2}, "results": [work(1), work(2)]},
    "/openalex/works/": work(1),
    "/crossref/works": {
        "message": {
            "items": [
                crossref_work(
                    "10.7717/moor.1",
                    _MINE.title,
                    **{"updated-by": [{"type": "retraction", "DOI": "10.1/n"}]},
                )
            ]
        }
    },
    "/semantic-scholar/graph/v1/paper/batch": [
        scholar_paper(_MINE.title, "Told.", "10.7717/x")
    ],
    "/doi/api/handles/": {"responseCode": 1},
}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value within one."""
    yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for name, inner in pairs if isinstance(value, dict | list) else ():
        yield from places(inner, (*path, name))


def damaged(value: Any, chance: random.Random) -> Any:
    """Return a value with one within it in the place of another."""
    made = copy.deepcopy(value)
    path = chance.choice(list(places(made)))
    odd = chance.choice(_ODD)
    if not path:
        return odd
    inner = made
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = odd
    return made


@pytest.mark.parametrize("seed", range(12))
def test_json_that_is_otherwise_than_documented(
    client: Client, web: Services, seed: int
) -> None:
    chance = random.Random(seed)

    def answer(asked: FakeRequest) -> FakeAnswer:
        path = max((known for known in _WHOLE if asked.path.startswith(known)), key=len)
        return says(damaged(_WHOLE[path], chance))

    web.answers = {"/": answer, "/arxiv": lambda _: text("Rate exceeded.")}
    for wanted in (
        Wanted("author", "Ada Heath"),
        Wanted("openalex", "W2741809001"),
        Wanted("doi", "10.7717/moor.1"),
    ):
        with suppress(SonglineError, SeveralAuthors):
            fetch(client, resolve(client, wanted)[0], silent)
        client.forget()
    with suppress(SonglineError):
        find_abstracts(client, [_MINE], silent)
    assert len(look_up(client, [_MINE], silent)[0]) == 1


@pytest.mark.parametrize("seed", range(12))
def test_feeds_that_are_cut_or_changed(client: Client, web: Services, seed: int) -> None:
    chance = random.Random(seed)
    asked = FakeRequest("", {"start": "0", "max_results": "9"}, {})
    whole = arxiv({"2301.00001": arxiv_entry("2301.00001", "Peat")}, asked).body.decode()
    feed = chance.choice([whole, ARXIV_ERROR, "<feed/>", "", "<entry><id>x</id></entry>"])
    for _ in range(3):
        at = chance.randrange(len(feed) + 1)
        feed = feed[:at] + chance.choice(["", "<", "&", "\x00", "]]>"]) + feed[at + 9 :]
    web.answers = {"/arxiv/api/query": lambda _: text(feed)}
    with suppress(SonglineError):
        fetched = fetch(client, Wanted("arxiv", "peat"), silent)
        assert all(paper.title for paper in fetched.papers)
