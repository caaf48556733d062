"""Abstracts for papers that have none, asked of whoever may have them; and what is known
against papers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.errors import FetchError
from store.fetching import arxiv, crossref, openalex, semantic_scholar
from store.merging.combining import combine
from store.merging.identity import bare_arxiv, bare_doi, same_paper
from store.retraction import retraction_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from store.fetching.client import Client
    from store.fetching.reading import Fetched
    from store.paper import Paper
    from store.progress import Tell


@dataclass(slots=True)
class FoundAbstracts:
    """Records of papers that a library holds, with what was looked for."""

    records: list[Paper] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    asked: int = 0
    missing: int = 0
    """Papers of which nobody had it."""
    failures: list[FetchError] = field(default_factory=list)

    def fail(self, what: str, error: FetchError) -> None:
        """Note that a service was not asked."""
        self.failures.append(error)
        self.notes.append(f"{what}: {error.what}: {error.why}. {error.advice}")

    def check(self) -> None:
        """Raise the first failure where nothing came of all the asking."""
        if self.failures and not self.records:
            raise self.failures[0]


def find_abstracts(client: Client, papers: Iterable[Paper], tell: Tell) -> FoundAbstracts:
    """Return records with abstracts for those papers that have none. A service that fails is
    noted, and the others are asked all the same.
    """
    bare = (paper for paper in papers if not paper.abstract.strip())
    without = dict(enumerate(bare))
    found = FoundAbstracts(asked=len(without))
    looking = _Looking(client, without, found)
    looking.identify(tell)
    looking.ask("arXiv", lambda these: arxiv.by_numbers(client, _numbers(these)))
    looking.ask("OpenAlex", lambda these: openalex.works_by_doi(client, _dois(these)))
    looking.ask("Crossref", lambda these: crossref.works_by_doi(client, _dois(these), tell))
    looking.ask(
        "Semantic Scholar",
        lambda these: semantic_scholar.by_identifiers(client, _prefixed(these)),
    )
    found.missing = len(looking.without)
    found.check()
    return found


def find_retractions(client: Client, papers: Iterable[Paper], tell: Tell) -> FoundAbstracts:
    """Return records of those papers that Crossref or OpenAlex say something against."""
    known = {bare_doi(paper): paper for paper in papers if bare_doi(paper)}
    found = FoundAbstracts(asked=len(known))
    records: list[Paper] = []
    services: dict[str, Callable[[], Fetched]] = {
        "Crossref": lambda: crossref.works_by_doi(client, known, tell),
        "OpenAlex": lambda: openalex.works_by_doi(client, known),
    }
    for title, ask in services.items():
        try:
            records += ask().papers
        except FetchError as error:
            found.fail(f"{title} was not asked", error)
    found.records = [
        record
        for record in records
        if retraction_of(record)
        and (paper := known.get(bare_doi(record)))
        and same_paper(record, paper)
    ]
    found.check()
    return found


def completed(client: Client, papers: Sequence[Paper]) -> list[Paper]:
    """Return papers, those without an abstract together with what OpenAlex has of them."""
    without = [bare_doi(paper) for paper in papers if not paper.abstract and paper.doi]
    others = {bare_doi(each): each for each in openalex.works_by_doi(client, without).papers}
    return [
        combine((paper, other), paper.key)
        if not paper.abstract
        and (other := others.get(bare_doi(paper)))
        and same_paper(paper, other)
        else paper
        for paper in papers
    ]


class _Looking:
    """Asks one service after another for what is still missing."""

    def __init__(
        self, client: Client, without: dict[int, Paper], found: FoundAbstracts
    ) -> None:
        self._client = client
        self.without = without
        self._found = found
        self._records = {number: [paper] for number, paper in without.items()}
        """What is known of each paper, the numbers that were found for it included."""

    def identify(self, tell: Tell) -> None:
        """Look for the DOIs of papers that have no number."""
        nameless = [
            (at, paper)
            for at, paper in self.without.items()
            if not _names(paper) and paper.title
        ]
        try:
            for number, (at, paper) in enumerate(nameless, 1):
                near = crossref.works_by_title(self._client, paper).papers
                if record := next((each for each in near if same_paper(each, paper)), None):
                    self._take(at, record)
                tell("looking for DOIs by title", number, len(nameless))
        except FetchError as error:
            self._found.fail("Papers without a DOI were not looked for", error)

    def ask(self, title: str, ask: Callable[[list[Paper]], Fetched]) -> None:
        """Ask a service for what is missing still."""
        these = [one for at in self.without for one in self._records[at]]
        if not any(map(_names, these)):
            return
        try:
            fetched = ask(these)
        except FetchError as error:
            self._found.fail(f"{title} was not asked to the end", error)
            return
        by_name: dict[str, list[Paper]] = {}
        for record in fetched.papers:
            for name in _names(record):
                by_name.setdefault(name, []).append(record)
        for at in list(self.without):
            names = [name for one in self._records[at] for name in _names(one)]
            for record in (each for name in names for each in by_name.get(name, ())):
                if record.abstract and same_paper(record, self._records[at][0]):
                    self._take(at, record)
                    break

    def _take(self, at: int, record: Paper) -> None:
        self._records[at].append(record)
        self._found.records.append(record)
        if record.abstract:
            self.without.pop(at, None)


def _names(paper: Paper) -> list[str]:
    return [name for name in (bare_doi(paper), bare_arxiv(paper)) if name]


def _dois(papers: Iterable[Paper]) -> list[str]:
    return [doi for paper in papers if (doi := bare_doi(paper))]


def _numbers(papers: Iterable[Paper]) -> list[str]:
    return [number for paper in papers if (number := bare_arxiv(paper))]


def _prefixed(papers: Iterable[Paper]) -> list[str]:
    papers = list(papers)
    dois = [f"DOI:{doi}" for doi in _dois(papers)]
    return dois + [f"ARXIV:{number}" for number in _numbers(papers)]
