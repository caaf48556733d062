"""The best of several records of one paper, and what they say against each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from store.merging.identity import bare_doi, is_preprint, title_of
from store.paper import Extra, Paper
from store.retraction import MARKS, better_notice
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.paper import PartialDate

_OF_THE_PUBLICATION = frozenset("volume issue pages number eid publisher place edition".split())
"""What belongs to one publication: it is not put together from two."""
_VAGUE_KINDS = frozenset((None, "document", "article", "manuscript"))
_CUT = re.compile(r"(?:…|\.\.\.)$")
_PLAIN_FIELDS = ("field", "has_code", "affiliations", "arxiv_id", "url", "profile")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records that say different things."""

    what: str
    kept: str
    other: str
    source: str

    def __str__(self) -> str:
        return f"the {self.what} is {self.kept}, but {self.other} in {self.source}"


def combine(records: Sequence[Paper], key: str) -> Paper:
    """Return the best of each field; the records stand behind it where there are several."""
    first = records[0]
    if len(records) == 1:
        return replace(first, key=key, records=())
    ranked = sorted(records, key=_standing, reverse=True)
    best = ranked[0]
    by_authors = max(records, key=_authors_known)
    values: dict[str, Any] = {name: _first_said(ranked, name) for name in _PLAIN_FIELDS}
    venue = next((record.venue for record in ranked if record.venue), None)
    return Paper(
        key=key,
        title=_title(ranked),
        authors=by_authors.authors,
        authors_complete=by_authors.authors_complete,
        names=by_authors.names,
        date=_date(ranked),
        abstract=max((record.abstract for record in records), key=_abstract_worth),
        venue=venue,
        doi=_doi(ranked),
        kind=next(
            (record.kind for record in ranked if record.kind not in _VAGUE_KINDS), best.kind
        ),
        extra=_extra(ranked),
        source=first.source,
        records=tuple(replace(record, records=()) for record in records),
        **values,
    )


def conflicts(paper: Paper, record: Paper) -> list[Conflict]:
    """Return where a record contradicts the paper that it is a part of."""
    pairs = []
    if (
        paper.date
        and record.date
        and abs(paper.date.year - record.date.year) > _slack(paper, record)
    ):
        pairs.append(("year", str(paper.date.year), str(record.date.year)))
    mine, other = bare_doi(paper), bare_doi(record)
    if mine and other and mine != other and not is_preprint(record):
        pairs.append(("DOI", mine, other))
    if title_of(paper) != title_of(record) and title_of(record) not in title_of(paper):
        pairs.append(("title", paper.title, record.title))
    if not is_preprint(record):
        pairs += [
            (name, paper.extra[name], record.extra[name])
            for name in ("volume", "pages")
            if name in paper.extra and name in record.extra and _differ(paper, record, name)
        ]
    return [Conflict(what, kept, said, record.source) for what, kept, said in pairs]


def _slack(paper: Paper, record: Paper) -> int:
    return 4 if is_preprint(record) or is_preprint(paper) else 0


def _differ(paper: Paper, record: Paper, name: str) -> bool:
    said = [re.sub(r"[^a-z0-9]", "", each.extra[name].lower()) for each in (paper, record)]
    return said[0] != said[1] and not said[0].startswith(said[1])


def _standing(record: Paper) -> tuple[bool, bool, bool, int]:
    """Rank what is published before a preprint, and what says more of it before what says
    less.
    """
    return (
        not is_preprint(record),
        record.kind not in _VAGUE_KINDS,
        bool(record.venue or record.doi),
        len(_OF_THE_PUBLICATION & record.extra.keys()),
    )


def _authors_known(record: Paper) -> tuple[int, bool, int]:
    """Rank longer lists first, whole ones, and those with whole given names."""
    whole = sum(bool(re.match(r"\w{2,}(?![.\w])", name.strip())) for name in record.authors)
    return (len(record.authors), record.authors_complete, whole)


def _first_said(ranked: Sequence[Paper], name: str) -> object:
    values = [getattr(record, name) for record in ranked]
    return next((value for value in values if value), values[0])


def _title(ranked: Sequence[Paper]) -> str:
    """Return the title of the best record, with its subtitle, and not in capitals alone.

    Of titles that differ by case and stops alone, that of the best known record stays.
    """
    titled = [record for record in ranked if record.title]
    readable = [record for record in titled if not record.title.isupper()] or titled
    if not readable:
        return ""
    first = fold(readable[0].title)
    longer = [record for record in readable if fold(record.title).startswith(first)]
    return max(longer or readable[:1], key=_title_worth).title


def _title_worth(record: Paper) -> tuple[int, bool, bool, bool, bool]:
    return (
        len(fold(record.title)),
        not is_preprint(record),
        bool(record.doi),
        bool(record.abstract),
        not record.title.endswith("."),
    )


def _date(ranked: Sequence[Paper]) -> PartialDate | None:
    """Return the first date, with month and day where a record of the same year has them."""
    dates = [record.date for record in ranked if record.date]
    stated = [date for date in dates if not date.inferred] or dates
    if not stated:
        return None
    same = [date for date in stated if date.year == stated[0].year]
    return max(same, key=lambda date: (date.month is not None, date.day is not None))


def _abstract_worth(abstract: str) -> tuple[bool, bool, int]:
    return (bool(abstract), not _CUT.search(abstract), len(abstract))


def _doi(ranked: Sequence[Paper]) -> str | None:
    dois = [record.doi for record in ranked if record.doi]
    return next(
        (record.doi for record in ranked if record.doi and not is_preprint(record)), None
    ) or (dois[0] if dois else None)


def joined_ids(*ids: str) -> str:
    """Return other keys of one paper as `ids` lists them, each once."""
    keys = dict.fromkeys(key for each in ids for key in each.split(", "))
    return ", ".join(filter(None, keys))


def _extra(ranked: Sequence[Paper]) -> Extra:
    extra = dict(ranked[0].extra)
    venue = fold(ranked[0].venue or "")
    for record in ranked[1:]:
        is_of_it = fold(record.venue or "") in ("", venue) and not is_preprint(record)
        for name, value in record.extra.items():
            if name == "collections" and name in extra:
                both = (*extra[name].split("; "), *value.split("; "))
                extra[name] = "; ".join(dict.fromkeys(both))
            elif name == "ids" and name in extra:
                extra[name] = joined_ids(extra[name], value)
            elif name in MARKS and name in extra:
                extra[name] = better_notice(extra[name], value)
            elif name not in _OF_THE_PUBLICATION or is_of_it or not venue:
                extra.setdefault(name, value)
    return Extra(extra)
