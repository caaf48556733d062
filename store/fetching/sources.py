"""What can be fetched: an author's works, a work, a query, some DOIs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.errors import FetchError, InputError
from store.fetching import arxiv, crossref, openalex
from store.fetching.abstracts import completed
from store.importers.identifiers import read_arxiv, read_doi
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.fetching.client import Client
    from store.fetching.openalex import Author
    from store.fetching.reading import Fetched
    from store.paper import Paper
    from store.progress import Tell

KINDS = ("author", "openalex", "arxiv", "doi")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to fetch: its kind, and what was typed."""

    kind: str
    """One of KINDS."""
    value: str
    """A name, an ORCID, a number, a query, or DOIs with spaces between them."""


class SeveralAuthors(Exception):
    """A name fits several people: whom to fetch is the user's choice."""

    def __init__(self, named: str, authors: tuple[Author, ...]) -> None:
        fit = (f"{each.number} {each.name}, {counted(each.works, 'work')}" for each in authors)
        super().__init__(f"{len(authors)} authors fit {named!r}: {'; '.join(fit)}.")
        self.named = named
        self.authors = authors


def resolve(client: Client, wanted: Wanted) -> tuple[Wanted, str]:
    """Return what to fetch by its number, and in words. Raises SeveralAuthors, InputError."""
    value = wanted.value.strip()
    if wanted.kind == "openalex" and not openalex.is_identifier(value):
        raise InputError(
            f"{value!r} is no number of OpenAlex's",
            advice="Authors are like A5023888391, works like W2741809807."
            " For a name: songline fetch --author NAME.",
        )
    is_author = wanted.kind == "author" or "A" in value.upper().rpartition("/")[2][:1]
    if wanted.kind not in ("author", "openalex") or not is_author:
        return Wanted(wanted.kind, value), f"{wanted.kind} {value}"
    found = openalex.find_authors(client, value)
    if len(found) > 1:
        raise SeveralAuthors(value, tuple(found))
    who = found[0]
    place = f", {who.institution}" if who.institution else ""
    return Wanted("author", who.number), f"{who.name}{place} ({who.number})"


def fetch(
    client: Client,
    wanted: Wanted,
    tell: Tell,
    *,
    is_known: Callable[[Paper], bool] | None = None,
) -> Fetched:
    """Return what services have of what was resolved. Raises FetchError and InputError."""
    if wanted.kind == "author":
        author = openalex.find_authors(client, wanted.value)[0]
        return openalex.works_of(client, author, tell)
    if wanted.kind == "openalex":
        return openalex.work(client, wanted.value)
    if wanted.kind == "arxiv":
        return arxiv.search(client, wanted.value, tell, is_known=is_known)
    return fetch_dois(client, wanted.value.split(), tell)


def fetch_dois(client: Client, named: list[str], tell: Tell) -> Fetched:
    """Return the papers of DOIs; what nobody has is noted. Raises InputError for what is no
    DOI.
    """
    dois = [_doi(text) for text in named]
    numbers = {doi: number for doi in dois if (number := read_arxiv(doi))}
    fetched = crossref.works_by_doi(client, [doi for doi in dois if doi not in numbers], tell)
    fetched.add(arxiv.by_numbers(client, numbers.values()))
    missing = [doi for doi in dois if not _has(fetched, doi, numbers.get(doi))]
    try:
        fetched.add(openalex.works_by_doi(client, missing))
        fetched.papers = completed(client, fetched.papers)
    except FetchError as error:
        fetched.notes.append(f"OpenAlex was not asked too: {error.what}: {error.why}")
    fetched.notes += [
        f"{doi}: neither Crossref nor OpenAlex has it"
        for doi in missing
        if not _has(fetched, doi, None)
    ]
    return fetched


def _has(fetched: Fetched, doi: str, number: str | None) -> bool:
    return any(
        (paper.doi or "").lower() == doi.lower()
        or (number is not None and (paper.arxiv_id or "").lower().startswith(number.lower()))
        for paper in fetched.papers
    )


def _doi(text: str) -> str:
    doi = read_doi(text)
    if doi is None:
        raise InputError(
            f"{text!r} is no DOI", advice="A DOI is like 10.1038/nature12373, in no quotes."
        )
    return doi.lower()
