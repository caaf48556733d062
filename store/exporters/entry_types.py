"""Which type of entry a paper is, and which fields of it name where it was published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.exporters.kinds import VenueKind, kind_of
from store.kinds import BIBTEX_TYPES, FROM_BIBTEX, IN_JOURNALS, WITHIN_BOOKS

if TYPE_CHECKING:
    from store.paper import Paper

_CLASSIC = frozenset(
    "article book booklet conference inbook incollection inproceedings manual"
    " mastersthesis misc"
    " phdthesis proceedings techreport unpublished".split()
)
_BIBLATEX = {
    "techreport": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
}
_BY_VENUE = {
    VenueKind.ARTICLE: ("article", "journal"),
    VenueKind.CONFERENCE: ("inproceedings", "booktitle"),
}
_OTHER = ("misc", "howpublished")
_MASTERS = "Master's thesis"


@dataclass(frozen=True, slots=True)
class EntryType:
    """A type of entry, and what is called how in it."""

    name: str
    venue: str
    publisher: str
    subtype: str = ""
    """The kind in CSL's words, where the type does not tell it."""
    genre: str = ""
    """What the type says already."""


def entry_type(paper: Paper, *, is_biblatex: bool, is_classic: bool) -> EntryType:
    """Return the type of a paper's entry: of the kind that its source tells, or else of the
    kind that its venue's name does.
    """
    if paper.kind is None:
        name, venue = _by_venue(paper)
    else:
        name, venue = _by_kind(paper, paper.kind)
    genre = _MASTERS if name == "mastersthesis" else ""
    if is_biblatex:
        name, venue = _BIBLATEX.get(name, name), "journaltitle" if venue == "journal" else venue
        genre = ""
    elif is_classic and name not in _CLASSIC:
        name = "misc"
    return EntryType(name, venue, _publisher(name), _subtype(paper, name), genre)


def _by_venue(paper: Paper) -> tuple[str, str]:
    """Return what the venue tells; styles miss what is not known in others than `misc`."""
    is_whole = bool(paper.title.strip() and paper.authors and paper.date)
    return _BY_VENUE.get(kind_of(paper), _OTHER) if is_whole else _OTHER


def _by_kind(paper: Paper, kind: str) -> tuple[str, str]:
    given = paper.extra.get("entry", "")
    name = given if FROM_BIBTEX.get(given, "") == kind else BIBTEX_TYPES.get(kind, "misc")
    if kind in IN_JOURNALS:
        return name, "journal"
    return name, "booktitle" if kind in WITHIN_BOOKS else "howpublished"


def _publisher(name: str) -> str:
    if name in ("phdthesis", "mastersthesis"):
        return "school"
    return "institution" if name in ("techreport", "report", "thesis") else "publisher"


def _subtype(paper: Paper, name: str) -> str:
    kind = paper.kind
    is_told = kind in (None, "document", FROM_BIBTEX.get(name))
    is_preprint = kind == "article" and bool(paper.arxiv_id) and not paper.venue
    return "" if is_told or is_preprint else kind or ""
