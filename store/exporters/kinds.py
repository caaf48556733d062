"""What kind of publication a paper is, by what is known of it."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from store.printable import one_line

if TYPE_CHECKING:
    from store.paper import Paper

_PREPRINT = re.compile(
    r"\b(?:\w*arxiv|corr|preprint|ssrn|submitted|under review|technical report)\b",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|trans|letters|annals|magazine|reviews?|bulletin|"
    r"quarterly|acta|nature|science|access"
    r"|plos|pnas|proceedings of the (?:ieee|national academy))\b|"
    r"\b(?-i:T[A-Z]{2,4}|J[A-Z]{2,4}|IJCV)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    (
        r"\b(?:proceedings|proc|conference|conf|workshops?|symposium|meeting|"
        r"congress|advances in)\b"
    ),
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b(?!(?:IEEE|ACM|SIAM|USA)\b)[A-Z][A-Za-z]*[A-Z]{2,}[A-Za-z]*\b")
_ARXIV = re.compile(r"^(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv:\s*)", re.IGNORECASE)
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


class VenueKind(Enum):
    """Where a paper was published."""

    ARTICLE = "in a journal"
    CONFERENCE = "at a conference"
    OTHER = "as a preprint, or who knows where"


def kind_of(paper: Paper) -> VenueKind:
    """Return the kind of publication that the venue's name tells of."""
    venue = paper.venue or ""
    if not venue.strip() or _PREPRINT.search(venue):
        return VenueKind.OTHER
    if _JOURNAL.search(venue):
        return VenueKind.ARTICLE
    return (
        VenueKind.CONFERENCE
        if _MEETING.search(venue) or _ACRONYM.search(venue)
        else VenueKind.ARTICLE
    )


def type_of(paper: Paper) -> str:
    """Return the type of CSL: what the source says, or what the venue's name tells; "document"
    where nothing does.
    """
    if paper.kind:
        return paper.kind
    kind = kind_of(paper)
    if kind is VenueKind.OTHER:
        return "article" if paper.arxiv_id or paper.venue else "document"
    return "article-journal" if kind is VenueKind.ARTICLE else "paper-conference"


def arxiv_number(paper: Paper) -> str:
    """Return the number that arXiv gave the paper, without a prefix; "" where there is none."""
    return _ARXIV.sub("", one_line(paper.arxiv_id or ""))


def bare_doi(paper: Paper) -> str:
    """Return the DOI without an address before it; "" where there is none."""
    return _DOI.sub("", one_line(paper.doi or ""))
