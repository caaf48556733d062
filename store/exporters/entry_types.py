"""Which type of entry a paper is, and which fields of it name where it was published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.exporters.kinds import VenueKind, kind_of
from store.kinds import BIBTEX_TYPES, CLASSIC, FROM_BIBTEX, GENRES, IN_JOURNALS, WITHIN_BOOKS

if TYPE_CHECKING:
    from store.paper import Paper

_BIBLATEX = {
    "techreport": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
}
_CLASSIC_NAMES = {
    "report": "techreport",
    "thesis": "phdthesis",
    "inreference": "incollection",
    "review": "article",
}
"""What BibTeX's own styles have for types of biblatex; the others are `misc`."""
_BY_VENUE = {
    VenueKind.ARTICLE: ("article", "journal"),
    VenueKind.CONFERENCE: ("inproceedings", "booktitle"),
}
_OTHER = ("misc", "howpublished")
_MASTERS = ("mathesis", "ma ", "master", "m.a.", "msc", "m.sc")
"""How a source that has a word of its own for a master's thesis begins it, in lower case."""


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
    kind that its venue's name does. In BibTeX it is one that its own styles know, but for what
    came from a `.bib` as biblatex's, such as `@online`; with `is_classic` for that too.
    """
    if paper.kind is None:
        name, venue = _by_venue(paper)
    else:
        name, venue = _by_kind(paper, paper.kind)
    if is_biblatex:
        name, venue = _BIBLATEX.get(name, name), "journaltitle" if venue == "journal" else venue
    elif name in _CLASSIC_NAMES:
        name = _CLASSIC_NAMES[name]
    elif name not in CLASSIC and (is_classic or name != paper.extra.get("entry")):
        name = "misc"
    genre = "" if is_biblatex else GENRES.get(name, "")
    return EntryType(name, venue, _publisher(name), _subtype(paper, name), genre)


def _by_venue(paper: Paper) -> tuple[str, str]:
    """Return what the venue tells; styles miss what is not known in others than `misc`."""
    is_whole = bool(paper.title.strip() and paper.authors and paper.date)
    return _BY_VENUE.get(kind_of(paper), _OTHER) if is_whole else _OTHER


def _by_kind(paper: Paper, kind: str) -> tuple[str, str]:
    given = paper.extra.get("entry", "")
    name = given if FROM_BIBTEX.get(given, "") == kind else BIBTEX_TYPES.get(kind, "misc")
    if kind == "thesis" and paper.extra.get("genre", "").casefold().startswith(_MASTERS):
        name = "mastersthesis"
    if kind in IN_JOURNALS:
        return name, "journal"
    return name, "booktitle" if kind in WITHIN_BOOKS else "howpublished"


def _publisher(name: str) -> str:
    if name in ("phdthesis", "mastersthesis"):
        return "school"
    if name == "manual":
        return "organization"
    return "institution" if name in ("techreport", "report", "thesis") else "publisher"


def _subtype(paper: Paper, name: str) -> str:
    kind = paper.kind
    is_told = kind in (None, "document", FROM_BIBTEX.get(name))
    is_preprint = kind == "article" and bool(paper.arxiv_id) and not paper.venue
    return "" if is_told or is_preprint else kind or ""
