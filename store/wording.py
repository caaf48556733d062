"""How papers are put into words: authors, dates and facts, with nothing invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.names import read_names, surnames
from store.printable import counted, one_line
from store.retraction import retraction_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from store.paper import Paper, PartialDate

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NAMED = 2
"""Authors that are named each; of more, the first."""


def title(paper: Paper) -> str:
    """Return the title, or a stand-in where the source has none."""
    return one_line(paper.title) or "(no title)"


def marked_title(paper: Paper) -> str:
    """Return the title, with a mark before it where the paper was retracted or is doubted."""
    found = retraction_of(paper)
    told = title(paper)
    if found is None or told.lower().lstrip("[(").startswith(found.word):
        return told
    return f"[{found.word}] {told}"


def year(paper: Paper) -> str:
    """Return the year, with a question mark where it was inferred, or what the source says in
    its place: "in press".
    """
    if paper.date is None:
        return paper.extra.get("status") or "n.d."
    return f"{paper.date.year}?" if paper.date.inferred else str(paper.date.year)


def span_of_years(papers: Iterable[Paper]) -> str:
    """Return `2017 to 2024`, `2024`, or "" where no paper has a date."""
    years = sorted({paper.date.year for paper in papers if paper.date})
    return " to ".join(map(str, dict.fromkeys((years[0], years[-1])))) if years else ""


def short_authors(paper: Paper) -> str:
    """Return `Zong et al.`, last names alone; one or two authors are all named. Where there are
    none, editors are: `Zong (ed.)`.
    """
    names = surnames(paper)
    if names:
        are_all = paper.authors_complete and len(names) == len(paper.authors)
        return _few(names, are_all=are_all)
    editors = [name.family for name in read_names(paper.extra.get("editors", ""))]
    role = "ed." if len(editors) == 1 else "eds"
    return f"{_few(editors)} ({role})" if editors else "authors unknown"


def _few(names: Sequence[str], *, are_all: bool = True) -> str:
    return " and ".join(names) if are_all and len(names) <= _NAMED else f"{names[0]} et al."


def byline(paper: Paper) -> str:
    """Return `Zong et al. · 2023`."""
    return f"{short_authors(paper)} · {year(paper)}"


def authors(paper: Paper) -> str:
    """Return all authors that the source gives; a list that it cuts stays cut."""
    names = ", ".join(one_line(name) for name in paper.authors) or "Authors unknown"
    return names if paper.authors_complete or not paper.authors else f"{names} et al."


def date(when: PartialDate | None) -> str:
    """Return `3 April 2023`; an inferred year says so."""
    if when is None:
        return "date unknown"
    words = [str(when.day)] if when.day and when.month else []
    words += [_MONTHS[when.month - 1]] if when.month else []
    words.append(f"{when.year} (year inferred)" if when.inferred else str(when.year))
    return " ".join(words)


def facts(paper: Paper) -> list[str]:
    """Return what else is known: date, field, venue, code, affiliations and the like."""
    code = {True: "with code", False: "no code", None: None}[paper.has_code]
    retraction = retraction_of(paper)
    known = (
        retraction and str(retraction),
        date(paper.date),
        paper.field and f"field {paper.field}",
        paper.venue,
        code,
        ", ".join(paper.affiliations),
        paper.doi and f"doi:{paper.doi}",
        paper.arxiv_id and f"arXiv:{paper.arxiv_id}",
        paper.url,
    )
    return [one_line(fact) for fact in known if fact]


def what_did_not_fit(left_out: Sequence[str], shortened: Sequence[str]) -> str:
    """Return what a model's window had no room for, from the keys of the papers; nothing
    where all fitted.
    """
    told = [f"{counted(len(left_out), 'paper')} left out"] if left_out else []
    told += [f"{counted(len(shortened), 'abstract')} cut"] if shortened else []
    return f"{' and '.join(told)} to fit the model's window" if told else ""


def origin(paper: Paper) -> str:
    """Return the key and the place in the source that the paper was read from."""
    return " · ".join(one_line(part) for part in (paper.key, paper.source) if part)
