"""Answers computed from metadata: complete, exact, and plain about what the source leaves
open.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assistant.questions.authorship import PLACES_OF_AUTHORS, author_at
from assistant.questions.catalogue import PLACES, Operation
from assistant.questions.known_names import fullest_names
from assistant.retrieval.reservations import reservations
from assistant.retrieval.statements import Statement
from assistant.retrieval.tallies import TALLIES, per_year, tally
from store import wording
from store.names import read_names
from store.printable import counted
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.questions.catalogue import CatalogueQuestion
    from store.paper import Paper

_LISTED_WITH_COUNT = 10
_COAUTHORS = 5
_FEWEST = ("fewest", "least", "shortest", "smallest")


def state(
    question: CatalogueQuestion,
    papers: Sequence[Paper],
    total: int,
    *,
    cut_lists: int,
    untold_code: int = 0,
) -> list[Statement]:
    """Return the answer; `papers` meet the question's conditions, the oldest first, of a
    `total` of which so many have authors that their source does not name, and so many may have
    code or not.
    """
    statements = [*_ANSWERS[question.operation](question, papers, total)]
    if question.operation in (Operation.OLDEST, Operation.NEWEST):
        papers = [paper for statement in statements for paper in statement.papers]
    return [*statements, *reservations(question, papers, cut_lists, untold_code)]


def _count(
    question: CatalogueQuestion, papers: Sequence[Paper], total: int
) -> Iterator[Statement]:
    is_all = not (question.constraints or question.topic)
    if is_all:
        holder = "These are" if question.is_among_these else "The library holds"
        dated = [paper.date.year for paper in papers if paper.date]
        years = f", from {min(dated)} to {max(dated)}" if len({*dated}) > 1 else ""
        yield Statement(f"{holder} {counted(total, 'paper')}{years}.")
        return
    yield Statement(_found(question, counted(len(papers), "paper"), total))
    if len(papers) <= _LISTED_WITH_COUNT:
        yield from _items(papers)


def _list(
    question: CatalogueQuestion, papers: Sequence[Paper], total: int
) -> Iterator[Statement]:
    if not papers:
        yield Statement(_found(question, "no paper", total))
        return
    yield Statement(f"{counted(len(papers), 'paper')} {question.described}".strip() + ":")
    yield from _items(papers)


def _found(question: CatalogueQuestion, papers: str, total: int) -> str:
    described = question.described
    if question.is_among_these:
        return f"Among these {counted(total, 'paper')}: {papers} {described}."
    return f"The library holds {papers} {described}, of {total}."


def _oldest(
    question: CatalogueQuestion, papers: Sequence[Paper], total: int
) -> Iterator[Statement]:
    yield from _extreme("oldest", question, [paper for paper in papers if paper.date], total)


def _newest(
    question: CatalogueQuestion, papers: Sequence[Paper], total: int
) -> Iterator[Statement]:
    yield from _extreme(
        "newest", question, [paper for paper in papers if paper.date][::-1], total
    )


def _extreme(
    which: str, question: CatalogueQuestion, papers: Sequence[Paper], total: int
) -> Iterator[Statement]:
    if question.place:
        papers, which = papers[PLACES.index(question.place) + 1 :], f"{question.place} {which}"
    if not papers:
        if not question.constraints and not question.topic:
            yield Statement("The papers' source names no dates.")
            return
        yield from _list(question, papers, total)
        return
    if question.amount > 1:
        told = (
            f"The {which} {counted(min(question.amount, len(papers)), 'paper')} "
            f"{question.described}"
        )
        yield Statement(f"{told.strip()}:")
        yield from _items(papers[: question.amount])
        return
    same_day = [paper for paper in papers if paper.date == papers[0].date]
    described = " ".join(
        filter(
            None,
            (
                f"The {which} {'paper' if len(same_day) == 1 else 'papers'}",
                question.described,
            ),
        )
    )
    if len(same_day) > 1:
        yield Statement(f"{described} all date from {wording.date(papers[0].date)}:")
        yield from _items(same_day)
    else:
        by = f", by {wording.authors(papers[0])}" if papers[0].authors else ""
        text = (
            f"{described} is {wording.title(papers[0])}{by}, of {wording.date(papers[0].date)}."
        )
        yield Statement(text, (papers[0],))


def _coauthors(
    question: CatalogueQuestion, papers: Sequence[Paper], _: int
) -> Iterator[Statement]:
    owners = {fold(paper.profile) for paper in papers if paper.profile and not question.detail}
    people = [each for each in question.constraints.where.clauses if each.name == "author"]
    people += question.constraints.limits.uncounted
    asked = {name for each in people for name in (each.value, *each.also)}
    known = owners | asked
    others = [
        [
            name
            for name in _in_place(paper, question.detail)
            if known.isdisjoint({fold(name), *fold(name).split()})
        ]
        for paper in papers
    ]
    people_of = fullest_names({name for each in others for name in each})
    names = Counter(person for each in others for person in {people_of[name] for name in each})
    if not names:
        of_place = f"The source names no {question.detail} author of these papers."
        yield Statement(of_place if question.detail else "The papers name no other authors.")
        return
    ranked = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    least = ranked[min(_COAUTHORS, len(ranked)) - 1][1]
    of = counted(len(names), "author")
    named = f"Most often {question.detail} author" if question.detail else "Named most often"
    yield Statement(f"{named}, in {counted(len(papers), 'paper')}, of {of}:")
    for name, times in ranked[: 2 * _COAUTHORS]:
        if times >= least:
            shown = papers if len(papers) <= _LISTED_WITH_COUNT else ()
            written = [other for other, person in people_of.items() if person == name]
            theirs = tuple(p for p in shown if not set(written).isdisjoint(p.authors))
            also = ", ".join(other for other in written if other != name)
            said = f"{name} (also written {also})" if also else name
            yield Statement(f"{said}: {counted(times, 'paper')}", theirs, is_item=True)


def _team(question: CatalogueQuestion, papers: Sequence[Paper], _: int) -> Iterator[Statement]:
    """Yield the papers with the most or the fewest authors, of those whose lists are whole."""
    whole = [paper for paper in papers if paper.authors_complete and paper.authors]
    is_fewest = question.detail in _FEWEST
    end = "fewest" if is_fewest else "most"
    if whole:
        sizes = [len(paper.authors) for paper in whole]
        size = min(sizes) if is_fewest else max(sizes)
        found = [paper for paper in whole if len(paper.authors) == size]
        yield Statement(f"The {end} authors, {size}: {counted(len(found), 'paper')}.")
        yield from _items(found)
    if cut := len(papers) - len(whole):
        yield Statement(
            f"How many authors {counted(cut, 'paper')} of {len(papers)} have, the source "
            "does not say."
        )


def _in_place(paper: Paper, place: str) -> tuple[str, ...]:
    """Return who stands in a place among the authors, as far as the source tells; all where no
    place is asked for.
    """
    if not place:
        return paper.authors
    author = author_at(paper, PLACES_OF_AUTHORS[place])
    return (author,) if author else ()


def _authors(_: CatalogueQuestion, papers: Sequence[Paper], __: int) -> Iterator[Statement]:
    for paper in papers:
        cut = "" if paper.authors_complete else "; the source cuts the list there"
        yield Statement(
            f"{wording.title(paper)} is by {wording.authors(paper)}{cut}.", (paper,)
        )
    if len(papers) > 1:
        yield Statement(_shared_by(papers), tuple(papers))


def _shared_by(papers: Sequence[Paper]) -> str:
    """Return who is named on all of some papers."""
    people_of = fullest_names({name for paper in papers for name in paper.authors})
    on_each = [{people_of[name] for name in paper.authors} for paper in papers]
    shared = sorted(set.intersection(*on_each))
    each = "both" if len(papers) == len(("one", "other")) else "all of them"
    return f"Named on {each}: {', '.join(shared) or 'nobody'}."


def _date(_: CatalogueQuestion, papers: Sequence[Paper], __: int) -> Iterator[Statement]:
    for paper in papers:
        when = (
            f"dates from {wording.date(paper.date)}"
            if paper.date
            else "has no date in the source"
        )
        yield Statement(f"{wording.title(paper)} {when}.", (paper,))


def _venue(_: CatalogueQuestion, papers: Sequence[Paper], __: int) -> Iterator[Statement]:
    for paper in papers:
        where = f"appeared in {paper.venue}" if paper.venue else "has no venue in the source"
        yield Statement(f"{wording.title(paper)} {where}.", (paper,))


def _imprint(
    question: CatalogueQuestion, papers: Sequence[Paper], total: int
) -> Iterator[Statement]:
    yield from _date(question, papers, total)
    yield from _venue(question, papers, total)


def _record(
    question: CatalogueQuestion, papers: Sequence[Paper], _: int
) -> Iterator[Statement]:
    for paper in papers:
        part = _PARTS.get(question.detail, question.detail)
        said = paper.doi if part == "DOI" else paper.extra.get(part)
        if part == "editors":
            said = " and ".join(name.said for name in read_names(said or ""))
        told = said or "the source does not say"
        yield Statement(f"{wording.title(paper)}: {part}: {told}.", (paper,))


_PARTS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID"}
_PARTS |= {"page": "pages", "editor": "editors"}
"""What a part of a record is called there, by what a question calls it."""


def _code(_: CatalogueQuestion, papers: Sequence[Paper], __: int) -> Iterator[Statement]:
    for paper in papers:
        title = wording.title(paper)
        says = {
            True: f"Yes, the source marks code for {title}.",
            False: f"The source does not mark {title} as having code.",
            None: f"The source does not say whether there is code for {title}.",
        }
        yield Statement(says[paper.has_code], (paper,))


_ANSWERS: dict[
    Operation, Callable[[CatalogueQuestion, Sequence[Paper], int], Iterator[Statement]]
] = {
    Operation.COUNT: _count,
    Operation.LIST: _list,
    Operation.OLDEST: _oldest,
    Operation.NEWEST: _newest,
    Operation.PER_YEAR: per_year,
    Operation.COAUTHORS: _coauthors,
    Operation.TEAM: _team,
    Operation.AUTHORS: _authors,
    Operation.DATE: _date,
    Operation.VENUE: _venue,
    Operation.IMPRINT: _imprint,
    Operation.CODE: _code,
    Operation.RECORD: _record,
    **dict.fromkeys(TALLIES, tally),
}


def _items(papers: Sequence[Paper]) -> Iterator[Statement]:
    for paper in papers:
        yield Statement(
            f"{wording.title(paper)} ({wording.byline(paper)})", (paper,), is_item=True
        )
