"""What services know of the references of a draft: whether each exists, what is known against
it, and whether a preprint was published since.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import quote

from store.errors import FetchError, InputError, NotThere
from store.fetching import arxiv, crossref, openalex
from store.fetching.reading import read_object
from store.fetching.services import DOI
from store.merging.identity import (
    bare_arxiv,
    bare_doi,
    is_preprint,
    same_paper,
    title_of,
    titles_are_alike,
)
from store.retraction import retraction_of
from store.wording import byline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from store.errors import SonglineError
    from store.fetching.client import Client
    from store.fetching.reading import Fetched
    from store.paper import Paper
    from store.progress import Tell
    from store.retraction import Retraction

_LISTED = frozenset(("article-journal", "paper-conference"))
"""Kinds of which the services have nearly all; of books, theses and pages they have few."""


class State(StrEnum):
    """Whether a reference exists, as far as anybody was able to say."""

    FOUND = "found"
    NOT_FOUND = "not found"
    CANNOT_TELL = "cannot tell"


@dataclass(slots=True)
class Reference:
    """What was found out about a reference."""

    paper: Paper
    state: State = State.CANNOT_TELL
    why: str = ""
    """Why it is not found, or cannot be told."""
    record: Paper | None = None
    """What a service has of it."""
    other: Paper | None = None
    """Another paper, whose DOI or number the reference names."""
    published: Paper | None = None
    """What became of a preprint."""
    is_failure: bool = False
    """True where nobody could be asked."""

    @property
    def against(self) -> Retraction | None:
        """What is known against it."""
        known = (self.record, self.published)
        return next(filter(None, (retraction_of(each) for each in known if each)), None)

    def settle(self, state: State, why: str = "", record: Paper | None = None) -> None:
        """Take what was found out."""
        self.state, self.why, self.record = state, why, record


def look_up(
    client: Client, papers: Iterable[Paper], tell: Tell
) -> tuple[list[Reference], dict[str, SonglineError]]:
    """Return what is known of each reference, and which services failed: those are asked no
    more.
    """
    lookup = _Lookup(client, tell)
    references = [Reference(paper) for paper in papers]
    lookup.by_number([each for each in references if bare_arxiv(each.paper)])
    named = [
        each
        for each in references
        if bare_doi(each.paper) and each.state is State.CANNOT_TELL and not each.other
    ]
    lookup.by_doi([each for each in named if not bare_arxiv(each.paper)])
    nameless = [each for each in references if not _is_named(each.paper)]
    for number, reference in enumerate(nameless, 1):
        lookup.by_title(reference)
        tell("looking for references by title", number, len(nameless))
    preprints = [each for each in references if is_preprint(each.paper) and each.record]
    for number, reference in enumerate(preprints, 1):
        lookup.publication(reference)
        tell("looking for what became of preprints", number, len(preprints))
    return references, lookup.down


@dataclass(slots=True)
class _Lookup:
    """Asks services, and remembers who does not answer."""

    client: Client
    tell: Tell
    down: dict[str, SonglineError] = field(default_factory=dict)

    def by_number(self, references: list[Reference]) -> None:
        """Look references up at arXiv."""
        numbers = [bare_arxiv(each.paper) for each in references]
        fetched = self._ask("arXiv", lambda: arxiv.by_numbers(self.client, numbers))
        known = {bare_arxiv(paper): paper for paper in fetched.papers} if fetched else {}
        for each in references:
            number = bare_arxiv(each.paper)
            if fetched is None:
                self._could_not(each, "arXiv")
            elif number in known:
                _compare(each, known[number], f"arXiv:{number}")
            else:
                each.settle(State.NOT_FOUND, f"arXiv has no paper of the number {number}")

    def by_doi(self, references: list[Reference]) -> None:
        """Look references up at Crossref, what it has not at OpenAlex, and what neither has at
        doi.org.
        """
        waiting = {bare_doi(each.paper): each for each in references}
        doubled = [each for each in references if waiting[bare_doi(each.paper)] is not each]
        for title, ask in self._by_doi(waiting).items():
            fetched = self._ask(title, ask)
            for record in fetched.papers if fetched else ():
                if each := waiting.pop(bare_doi(record), None):
                    _compare(each, record, f"the DOI {bare_doi(record)}")
        for doi, each in waiting.items():
            self._at_the_registry(each, doi)
        for each in doubled:
            first = next(
                one for one in references if bare_doi(one.paper) == bare_doi(each.paper)
            )
            each.settle(first.state, first.why, first.record)

    def _by_doi(self, waiting: Mapping[str, Reference]) -> dict[str, Callable[[], Fetched]]:
        return {
            "Crossref": lambda: crossref.works_by_doi(self.client, [*waiting], self.tell),
            "OpenAlex": lambda: openalex.works_by_doi(self.client, [*waiting]),
        }

    def _at_the_registry(self, reference: Reference, doi: str) -> None:
        """Ask doi.org whether a DOI is registered at all, with whatever agency."""
        place = f"/api/handles/{quote(doi, safe='/')}"
        try:
            if "doi.org" not in self.down:
                self.client.ask(DOI, place, read_object, asked={"type": "URL"})
                reference.settle(State.FOUND)
        except NotThere:
            reference.settle(State.NOT_FOUND, f"there is no DOI {doi}, says doi.org")
        except FetchError as error:
            self.down["doi.org"] = error
        if "doi.org" in self.down:
            self._could_not(reference, "doi.org")

    def by_title(self, reference: Reference) -> None:
        """Look for a reference without a number, by its title and first author."""
        paper = reference.paper
        if not title_of(paper):
            reference.why = "it has no title here to look for"
            return
        near: list[Paper] = []
        answered = 0
        for title, ask in (
            ("Crossref", lambda: crossref.works_by_title(self.client, paper)),
            ("OpenAlex", lambda: openalex.works_by_title(self.client, paper.title)),
        ):
            fetched = self._ask(title, ask)
            if fetched is None:
                self._could_not(reference, title)
                continue
            answered += 1
            for record in fetched.papers:
                if same_paper(record, paper):
                    reference.settle(State.FOUND, record=record)
                    reference.is_failure = False
                    return
                near += [record] if title_of(record) == title_of(paper) else []
        if near:
            which = f"{byline(near[0])}, {near[0].doi or near[0].url or 'no DOI'}"
            reference.settle(State.CANNOT_TELL, f"a paper of this title is by {which}")
            reference.is_failure = False
        elif answered == 2:
            state = State.NOT_FOUND if paper.kind in _LISTED else State.CANNOT_TELL
            why = "neither Crossref nor OpenAlex knows a paper of this title and first author"
            reference.settle(state, why)

    def publication(self, reference: Reference) -> None:
        """Look for what became of a preprint: as arXiv says, or by its title."""
        record = reference.record
        if record is None:
            return
        if (record.doi and "10.48550/" not in record.doi.lower()) or record.extra.get(
            "journal-ref"
        ):
            reference.published = record
            return
        fetched = self._ask("Crossref", lambda: crossref.works_by_title(self.client, record))
        reference.published = next(
            (
                each
                for each in (fetched.papers if fetched else ())
                if not is_preprint(each) and same_paper(each, replace(record, doi=None))
            ),
            None,
        )

    def _ask(self, title: str, ask: Callable[[], Fetched]) -> Fetched | None:
        """Return an answer; None where the service fails, or has failed before."""
        if title in self.down:
            return None
        try:
            return ask()
        except (FetchError, InputError) as error:
            self.down[title] = error
            return None

    def _could_not(self, reference: Reference, title: str) -> None:
        error = self.down[title]
        reference.settle(State.CANNOT_TELL, f"{error.what}: {error.why}")
        reference.is_failure = True


def _is_named(paper: Paper) -> bool:
    return bool(bare_doi(paper) or bare_arxiv(paper))


def _compare(reference: Reference, record: Paper, named: str) -> None:
    """Take what a number names, unless that is another paper."""
    paper = reference.paper
    bare = replace(record, doi=paper.doi, arxiv_id=paper.arxiv_id)
    if not same_paper(bare, paper):
        reference.other = record
        reference.settle(State.NOT_FOUND, f"{named} is of another paper")
    elif not titles_are_alike(record, paper):
        why = f"{named} is of the same authors, but its title is “{record.title}”"
        reference.settle(State.CANNOT_TELL, why, record)
    else:
        reference.settle(State.FOUND, record=record)
