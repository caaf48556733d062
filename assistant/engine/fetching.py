"""Papers from the web into a library: what would be added is looked at before it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from assistant.paths import user_paths
from store.errors import InputError
from store.fetching.abstracts import find_abstracts, find_retractions
from store.fetching.client import Client
from store.fetching.page_cache import PageCache
from store.fetching.reading import identifier_of
from store.fetching.remembered import Remembered, remember, remembered_in
from store.fetching.sources import KINDS, Wanted, fetch, resolve
from store.merging import KnownPapers, merge_papers
from store.merging.merging import MergeReport
from store.printable import counted

if TYPE_CHECKING:
    from store.adding import AddReport
    from store.library import Library
    from store.merging import Merged
    from store.paper import Paper
    from store.progress import Tell

_MAIL = re.compile(r"[^@\s()<>,;]+@[^@\s()<>,;]+")


@dataclass(frozen=True, slots=True)
class FetchTask:
    """What the user asked for."""

    wanted: tuple[Wanted, ...] = ()
    abstracts: bool = False
    retractions: bool = False
    only_new: bool = False


@dataclass(slots=True)
class Proposal:
    """What a fetch brought, and what it would make of the library."""

    merged: MergeReport = field(default_factory=MergeReport)
    notes: list[str] = field(default_factory=list)
    sources: list[Remembered] = field(default_factory=list)

    @property
    def new(self) -> list[Paper]:
        """The papers that the library has not."""
        added = set(self.merged.added)
        return [paper for paper in self.merged.papers if paper.key in added]

    @property
    def in_words(self) -> str:
        """How many papers are new, would gain something, or are known."""
        known = len(self.merged.unchanged)
        return (
            f"{counted(len(self.new), 'new paper')}, {len(self.gains)} that would gain"
            f" something, {known} known already"
        )

    @property
    def gains(self) -> list[Merged]:
        """What papers of the library would gain."""
        there = {paper.key for paper in self.merged.papers}.difference(self.merged.added)
        return [change for change in self.merged.changed if change.key in there]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to add."""
        return not self.merged.papers


def read_task(typed: str) -> FetchTask:
    """Return what "author Ada Example", "doi 10.1/x", "abstracts" or "new" asks for. Raises
    InputError.
    """
    kind, _, value = typed.strip().partition(" ")
    kind, value = kind.lower().lstrip("-"), value.strip()
    if kind in KINDS and value:
        return FetchTask((Wanted(kind, value),))
    if kind in ("abstracts", "retractions", "new") and not value:
        return FetchTask(
            abstracts=kind == "abstracts",
            retractions=kind == "retractions",
            only_new=kind == "new",
        )
    raise InputError(
        "Say what to fetch",
        advice="author NAME, openalex ID, arxiv QUERY, doi DOI …, abstracts, retractions, new",
    )


def open_client(mailto: str | None, tell: Tell) -> Client:
    """Return what speaks to the services, with the user's cache. Raises InputError for an
    address that is none.
    """
    if mailto is not None and not (mailto.isascii() and _MAIL.fullmatch(mailto)):
        raise InputError(
            f"mailto is {mailto!r}, which is no address",
            advice='Write it as mailto = "you@example.org", or leave it out.',
        )
    return Client(PageCache(user_paths().fetched), mailto=mailto, tell=tell)


def propose(client: Client, library: Library | None, task: FetchTask, tell: Tell) -> Proposal:
    """Fetch, and return what would be added; nothing is stored. Without a library, all is new.

    Raises FetchError, InputError and SeveralAuthors.
    """
    proposal = Proposal()
    papers = library.list(order="key") if library else []
    kept = {(each.kind, each.value): each for each in _remembered(library)}
    records: list[Paper] = []
    for wanted in task.wanted or _known_sources(task, kept):
        records += _fetch_source(client, wanted, task, kept, proposal, tell)
    if task.abstracts:
        found = find_abstracts(client, [*papers, *records], tell)
        records += found.records
        proposal.notes += found.notes
        proposal.notes.append(_on_abstracts(found.asked, found.missing))
    if task.retractions:
        found = find_retractions(client, papers, tell)
        records += found.records
        proposal.notes += found.notes
        proposal.notes.append(f"retractions: {found.asked} papers with a DOI were looked up")
    proposal.merged = merge_papers(records, KnownPapers(papers))
    return proposal


def accept(client: Client, library: Library, proposal: Proposal, tell: Tell) -> AddReport:
    """Store what was proposed, and remember what its sources have had."""
    stored = library.add(proposal.merged.papers, progress=partial(tell, "storing papers"))
    remember(library.folder, proposal.sources)
    client.forget()
    return stored


def _fetch_source(
    client: Client,
    wanted: Wanted,
    task: FetchTask,
    kept: dict[tuple[str, str], Remembered],
    proposal: Proposal,
    tell: Tell,
) -> list[Paper]:
    """Return the papers of a source; where only new ones are wanted, those that it had not
    the last time.
    """
    source, label = resolve(client, wanted)
    before = kept.get((source.kind, source.value))
    seen = frozenset(before.seen) if before and task.only_new else frozenset()
    fetched = fetch(client, source, tell, is_known=lambda paper: identifier_of(paper) in seen)
    proposal.notes += fetched.notes
    papers = [paper for paper in fetched.papers if identifier_of(paper) not in seen]
    since = f" since {before.date}" if before and task.only_new else ""
    proposal.notes.append(f"{label}: {len(papers)} found{since}")
    if source.kind in ("author", "arxiv"):
        numbers = tuple(map(identifier_of, fetched.papers))
        today = datetime.now(UTC).date().isoformat()
        proposal.sources.append(Remembered(source.kind, source.value, label, today, numbers))
    return papers


def _on_abstracts(asked: int, missing: int) -> str:
    if not asked:
        return "abstracts: none is missing"
    return f"abstracts: {asked - missing} of {asked} that were missing are found"


def _remembered(library: Library | None) -> list[Remembered]:
    return remembered_in(library.folder) if library else []


def _known_sources(task: FetchTask, kept: dict[tuple[str, str], Remembered]) -> list[Wanted]:
    """Return the sources to look at again. Raises InputError where there are none."""
    if not task.only_new:
        return []
    if not kept:
        raise InputError(
            "Nothing was fetched into this library yet",
            advice="Name a source first: songline fetch --author NAME, or --arxiv QUERY.",
        )
    return [Wanted(kind, value) for kind, value in kept]
