"""Questions with known answers, made by rule from a library's own papers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from store.names import surnames
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.paper import Paper

_OF_EACH = 10
# Of fields so far apart that hardly a library holds more than one or two; those that it holds
# are left out.
_ABSENT = (
    "medieval tapestry conservation",
    "cheese fermentation",
    "maritime insurance law",
    "volcanic ash chemistry",
    "baroque opera staging",
    "beekeeping yields",
)


def make_questions(papers: Sequence[Paper]) -> list[dict[str, Any]]:
    """Return questions on titles, authors, dates, years and absent topics, as `songline
    eval` reads them.
    """
    made = [*_about_papers(papers), *_about_years(papers), *_about_nothing(papers)]
    return [{"id": f"m{number:03d}", **question} for number, question in enumerate(made, 1)]


def _about_papers(papers: Sequence[Paper]) -> Iterator[dict[str, Any]]:
    step = max(1, len(papers) // _OF_EACH)
    for paper in papers[::step][:_OF_EACH]:
        title = one_line(paper.title).rstrip("?.!")
        yield _question("title", f"What is the paper “{title}” about?", gold=[paper])
        if paper.authors:
            family = surnames(paper)[0]
            yield _question("author", f"Who wrote {title}?", gold=[paper], facts=[family])
        if paper.date:
            yield _question(
                "date",
                f"When was {title} published?",
                gold=[paper],
                facts=[str(paper.date.year)],
            )


def _about_years(papers: Sequence[Paper]) -> Iterator[dict[str, Any]]:
    years = Counter(paper.date.year for paper in papers if paper.date)
    for year, count in sorted(years.items()):
        these = [paper for paper in papers if paper.date and paper.date.year == year]
        yield _question(
            "count", f"How many papers are from {year}?", also=these, facts=[rf"\b{count}\b"]
        )
        yield _question("list", f"Which papers are from {year}?", gold=these)


def _about_nothing(papers: Sequence[Paper]) -> Iterator[dict[str, Any]]:
    held = " ".join(f"{paper.title} {paper.abstract}" for paper in papers).lower()
    for topic in _ABSENT:
        if not any(word in held for word in topic.split()):
            yield _question("absent", f"What did the author find on {topic}?", abstain=True)


def _question(
    kind: str,
    question: str,
    *,
    gold: Sequence[Paper] = (),
    also: Sequence[Paper] = (),
    facts: Sequence[str] = (),
    abstain: bool = False,
) -> dict[str, Any]:
    return {
        "kind": kind,
        "question": question,
        "history": [],
        "gold": [_work(paper) for paper in gold],
        "also": [_work(paper) for paper in also],
        "facts": [*facts],
        "abstain": abstain,
    }


def _work(paper: Paper) -> dict[str, Any]:
    return {"title": paper.title, "year": paper.date.year if paper.date else None}
