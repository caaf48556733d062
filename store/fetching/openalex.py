"""Authors and works from OpenAlex (https://developers.openalex.org)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from store.errors import FetchError, InputError, NotThere
from store.fetching.reading import Fetched, batches, read_object
from store.fetching.services import OPENALEX
from store.importers.base import clean_text
from store.importers.json_values import Item, object_of, objects_of, text_of, texts_of
from store.importers.openalex import read_openalex
from store.importers.sources import Source
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.fetching.client import Client
    from store.progress import Tell

_PAGE = 100
_MOST_PAGES = 100
"""Numbered pages end there; cursors, which go further, are for those with a key."""
_MOST_VALUES = 50
"""Values of one filter; the documentation allows a hundred, and addresses have a limit too."""
_MOST_AUTHORS = 25
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]")
_IDENTIFIER = re.compile(r"(?:https?://openalex\.org/(?:\w+/)?)?([AWaw]\d{4,12})")


@dataclass(frozen=True, slots=True)
class Author:
    """A person as OpenAlex knows them."""

    number: str
    """Such as A5023888391."""
    name: str
    works: int
    institution: str
    orcid: str = ""
    others: tuple[str, ...] = ()
    """Other ways in which the name is written."""


def is_identifier(text: str) -> bool:
    """Tell whether a text names an author or a work by its number."""
    return _IDENTIFIER.fullmatch(text.strip()) is not None


def find_authors(client: Client, named: str) -> list[Author]:
    """Return who may be meant by a name, an ORCID or a number of OpenAlex's: one, or several
    that fit. Raises InputError where nobody fits.
    """
    text = named.strip()
    if found := _ORCID.search(text):
        return [_author(client, f"orcid:{found[0].upper()}", named)]
    if (number := _IDENTIFIER.fullmatch(text)) and number[1][0] in "Aa":
        return [_author(client, number[1].upper(), named)]
    asked = {"search": text, "per_page": str(_MOST_AUTHORS)}
    read = client.ask(OPENALEX, "/authors", _read_list, asked=asked)
    people = [_person(item) for item in objects_of(read, "results")]
    exact = [each for each in people if fold(text) in map(fold, (each.name, *each.others))]
    if not people:
        raise _nobody(named)
    return exact or people


def works_of(client: Client, author: Author, tell: Tell) -> Fetched:
    """Return the works of an author, the newest first."""
    asked = {
        "filter": f"authorships.author.id:{author.number}",
        "sort": "publication_date:desc",
    }
    return _pages(client, asked, f"reading works of {author.name}", tell)


def work(client: Client, number: str) -> Fetched:
    """Return a work by its number. Raises NotThere."""
    found = _IDENTIFIER.fullmatch(number.strip())
    place = f"/works/{quote(found[1].upper() if found else number)}"
    fetched = Fetched()
    text = client.ask(OPENALEX, place, _checked)
    fetched.take(read_openalex(Source("openalex", text)))
    return fetched


def works_by_doi(client: Client, dois: Iterable[str]) -> Fetched:
    """Return the works of some DOIs, as far as OpenAlex has them."""
    fetched = Fetched()
    plain = [doi for doi in dois if not set("|,") & set(doi)]
    for batch in batches(plain, _MOST_VALUES):
        asked = {"filter": f"doi:{'|'.join(batch)}", "per_page": str(_PAGE)}
        _take(fetched, client.ask(OPENALEX, "/works", _checked_list, asked=asked))
    return fetched


def works_by_title(client: Client, title: str) -> Fetched:
    """Return works whose titles hold the words of one."""
    words = re.sub(r"[^\w\s]+", " ", title)
    asked = {"filter": f"title.search:{' '.join(words.split())}", "per_page": "5"}
    fetched = Fetched()
    _take(fetched, client.ask(OPENALEX, "/works", _checked_list, asked=asked))
    return fetched


def _pages(client: Client, asked: dict[str, str], what: str, tell: Tell) -> Fetched:
    fetched, total = Fetched(), 0
    for page in range(1, _MOST_PAGES + 1):
        numbered = asked | {"per_page": str(_PAGE), "page": str(page)}
        text = client.ask(OPENALEX, "/works", _checked_list, asked=numbered)
        total = _total(text)
        _take(fetched, text)
        tell(what, min(page * _PAGE, total), total)
        if page * _PAGE >= total:
            return fetched
    fetched.notes.append(f"{what}: the newest {_MOST_PAGES * _PAGE:,} of {total:,}")
    return fetched


def _take(fetched: Fetched, text: str) -> None:
    if objects := list(objects_of(read_object(text), "results")):
        named = [item for item in objects if text_of(item, "title", "display_name")]
        if named:
            fetched.take(read_openalex(Source("openalex", text)))


def _author(client: Client, place: str, named: str) -> Author:
    try:
        return _person(client.ask(OPENALEX, f"/authors/{place}", read_object))
    except NotThere:
        raise _nobody(named) from None


def _nobody(named: str) -> FetchError | InputError:
    return InputError(
        f"OpenAlex knows no author {named!r}",
        advice="Write the name as on papers, or give the ORCID or a number (A5023888391).",
    )


def _person(item: Item) -> Author:
    places = [
        text_of(each, "display_name") for each in objects_of(item, "last_known_institutions")
    ]
    places += [
        text_of(object_of(each, "institution"), "display_name")
        for each in objects_of(item, "affiliations")
    ]
    works: Any = item.get("works_count")
    return Author(
        text_of(item, "id").rpartition("/")[2],
        clean_text(text_of(item, "display_name")),
        works if isinstance(works, int) else 0,
        clean_text(next(iter(filter(None, places)), "")),
        text_of(item, "orcid").rpartition("/")[2],
        tuple(texts_of(item, "display_name_alternatives")),
    )


def _read_list(text: str) -> Item:
    read = read_object(text)
    if not isinstance(read.get("results"), list):
        raise ValueError("it has no results")  # noqa: TRY004
    return read


def _checked_list(text: str) -> str:
    _read_list(text)
    return text


def _checked(text: str) -> str:
    if "id" not in read_object(text):
        raise ValueError("it is no work")
    return text


def _total(text: str) -> int:
    count: Any = object_of(read_object(text), "meta").get("count")
    return count if isinstance(count, int) else 0
