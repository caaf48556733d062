"""Records put into a library: what is new, what joins a paper that is there, what
contradicts it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from store.citekey import assign_keys
from store.merging.combining import combine, conflicts, joined_ids
from store.merging.identity import file_of, same_paper
from store.merging.known import KnownPapers
from store.paper import Extra, Paper
from store.retraction import noted, notices_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_COMPARED = (
    "title authors date abstract venue doi arxiv_id url kind field has_code affiliations"
    " names".split()
)
_UNTOLD = Paper("", "", (), True, None, "", None, None)  # noqa: FBT003
"""A paper of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A record that joined a paper, or brought it up to date."""

    key: str
    source: str
    fields: tuple[str, ...]
    """What it brought."""
    is_update: bool
    """True where the same file had the paper before."""


@dataclass(slots=True)
class MergeReport:
    """What became of each record."""

    added: list[str] = field(default_factory=list)
    """The keys of new papers."""
    changed: list[Merged] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str, str]] = field(default_factory=list)
    """Where a record stands, the key that its file gives it, and the key that it has."""
    papers: list[Paper] = field(default_factory=list)
    """What is to be written."""


def merge_papers(
    records: Iterable[Paper], known: KnownPapers, *, given: Collection[str] = ()
) -> MergeReport:
    """Return what becomes of records in a library that holds the known papers, which are
    brought
    up to date; keys that are `given` stay wherever the library does not know better.
    """
    merging = _Merging(known, frozenset(given))
    everything = list(records)
    merging.present = {record.key for record in everything}
    for record in everything:
        merging.take(record)
    return merging.finish()


class _Merging:
    """One file's records, on their way into a library."""

    def __init__(self, known: KnownPapers, given: frozenset[str]) -> None:
        self._known = known
        self._given = given
        self._new: list[Paper] = []
        self._fresh = KnownPapers()
        self._written: dict[str, Paper] = {}
        self.report = MergeReport()
        self._notices: list[Paper] = []
        """Records that retract other papers."""
        self.present: set[str] = set()
        """The keys that the file has now."""

    def take(self, record: Paper) -> None:
        """Find out what a record is of, and put it there."""
        if "notice-of" in record.extra:
            self._notices.append(record)
        if (paper := _held(record, self._known, self._given)) is not None:
            self._join(paper, record)
        elif (paper := self._fresh.find(record)) is not None:
            place = int(paper.key.rpartition("#")[2])
            self._new[place] = self._with_another(self._new[place], record)
            self._fresh.put(replace(self._new[place], key=paper.key))
        else:
            self._fresh.put(replace(record, key=f"{record.key}#{len(self._new)}"))
            self._new.append(record)

    def finish(self) -> MergeReport:
        """Give keys to what is new, and return what became of all."""
        keyed = assign_keys(self._new, self._known.__contains__, given=self._given)
        for before, paper in zip(self._new, keyed, strict=True):
            self.report.added.append(paper.key)
            self._written[paper.key] = paper
            self._known.put(paper)
            self._rename(before, paper.key)
        for record in self._notices:
            self._mark(record)
        self.report.papers = list(self._written.values())
        return self.report

    def _mark(self, record: Paper) -> None:
        """Mark the papers that a notice retracts, where they are known."""
        for mark, doi in notices_in(record):
            paper = self._known.find(replace(_UNTOLD, doi=doi))
            if paper is None or paper.extra.get(mark):
                continue
            said = {mark: noted(record.doi)}
            first, *rest = paper.records or (paper,)
            marked = replace(first, extra=Extra({**first.extra, **said}))
            after = combine((marked, *rest), paper.key)
            if paper.key not in self._written:
                merged = Merged(paper.key, record.source, (mark,), is_update=False)
                self.report.changed.append(merged)
            self._known.put(after)
            self._written[after.key] = after

    def _rename(self, record: Paper, key: str) -> None:
        if record.key in self._given and record.key != key:
            self.report.renamed.append((record.source, record.key, key))

    def _join(self, paper: Paper, record: Paper) -> None:
        """Put a record into a paper of the library, in place of what its file said before."""
        before = paper.records or (paper,)
        place = self._place(before, record)
        if place is None:
            records = (*before, record)
        else:
            filled = _filled(record, before[place])
            records = (*before[:place], filled, *before[place + 1 :])
        after = combine(records, paper.key)
        fields = changed_fields(paper, after)
        if not fields and (place is not None or _adds_nothing(record, before)):
            self.report.unchanged.append(paper.key)
            if place is None:
                return
        else:
            merged = Merged(paper.key, record.source, fields, is_update=place is not None)
            self.report.changed.append(merged)
            self._warn(after, record)
            self._rename(record, paper.key)
        if after != paper:
            self._known.put(after)
            self._written[after.key] = after

    def _place(self, before: tuple[Paper, ...], record: Paper) -> int | None:
        """Return which record the file has changed: that of its key, or one whose key is
        gone.
        """
        here = [number for number, one in enumerate(before) if file_of(one) == file_of(record)]
        exact = [number for number in here if before[number].key == record.key]
        gone = [number for number in here if before[number].key not in self.present]
        return next(iter((*exact, *gone)), None)

    def _with_another(self, paper: Paper, record: Paper) -> Paper:
        """Return a new paper with another record of the same file."""
        first, *others = paper.records or (paper,)
        if record.key in self._given and record.key != paper.key:
            # Beside what a source says, so that it outlives the next merge.
            ids = joined_ids(first.extra.get("ids", ""), record.key)
            first = replace(first, extra=Extra({**first.extra, "ids": ids}))
        after = combine((first, *others, record), paper.key)
        fields = tuple(name for name in changed_fields(paper, after) if name != "ids")
        self.report.changed.append(Merged(paper.key, record.source, fields, is_update=False))
        self._warn(after, record)
        self._rename(record, paper.key)
        return after

    def _warn(self, paper: Paper, record: Paper) -> None:
        self.report.conflicts += [
            f"{paper.key}: {conflict}" for conflict in conflicts(paper, record)
        ]


def _held(record: Paper, known: KnownPapers, given: Collection[str]) -> Paper | None:
    """Return the paper of the library that a record is of, by its key in the same file at
    first.
    """
    if record.key in given and (paper := known.get(record.key)) is not None:
        mine = next((one for one in paper.records or (paper,) if _is_entry(one, record)), None)
        if mine is not None and _may_be_edited(mine, record):
            return paper
    return known.find(record)


def _is_entry(one: Paper, record: Paper) -> bool:
    return file_of(one) == file_of(record) != "" and one.key == record.key


def _may_be_edited(before: Paper, after: Paper) -> bool:
    """Tell whether an entry of a file may have become another by a correction."""
    if same_paper(before, after) or before.title == after.title:
        return True
    return bool(before.authors and after.authors and before.authors[0] == after.authors[0]) or (
        before.doi is not None and before.doi == after.doi
    )


def _adds_nothing(record: Paper, before: tuple[Paper, ...]) -> bool:
    content = replace(record, key="", source="", records=())
    return any(replace(one, key="", source="", records=()) == content for one in before)


def _filled(record: Paper, before: Paper) -> Paper:
    """Return what a file says now, with what it said before where it is silent."""
    silent = {
        name: getattr(before, name)
        for name in (*_COMPARED, "profile")
        if not getattr(record, name) and getattr(before, name)
    }
    if "names" in silent and record.authors != before.authors:
        del silent["names"]
    if "authors" in silent:
        silent["authors_complete"] = before.authors_complete
    extra = Extra({**before.extra, **record.extra})
    return replace(record, extra=extra, records=(), **silent)


def changed_fields(before: Paper, after: Paper) -> tuple[str, ...]:
    """Return the names of what two states of a paper do not have in common."""
    fields = [name for name in _COMPARED if getattr(before, name) != getattr(after, name)]
    names = dict.fromkeys((*before.extra, *after.extra))
    fields += [name for name in names if before.extra.get(name) != after.extra.get(name)]
    return tuple(name for name in fields if name != "names")
