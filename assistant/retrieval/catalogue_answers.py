"""Answers computed from metadata: complete, exact, and plain about what the source leaves
open.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.grounding.verdicts import Verdict
from assistant.questions.authorship import PLACES_OF_AUTHORS, author_at
from assistant.questions.catalogue import PLACES, Operation
from assistant.questions.known_names import fullest_names
from assistant.questions.spoken_of import enumerate_names
from store import wording
from store.filters import kind_said
from store.names import read_names
from store.printable import counted
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.questions.catalogue import CatalogueQuestion
    from store.paper import Paper

_LISTED_WITH_COUNT = 10
_COAUTHORS = 5
_TALLIED = 20
_FEWEST = ("fewest", "least", "shortest", "smallest")
_GAPS = 6
"""Years without papers that are named; a library of few papers has many."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that needs no backend, and the papers that it is about."""

    text: str
    papers: tuple[Paper, ...] = ()
    is_item: bool = False
    """True for an item of a list."""
    verdict: Verdict = Verdict.CATALOGUE


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
    return [*statements, *_reservations(question, papers, cut_lists, untold_code)]


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
    yield Statement(f"{counted(len(papers), 'paper')} {_described(question)}".strip() + ":")
    yield from _items(papers)


def _found(question: CatalogueQuestion, papers: str, total: int) -> str:
    described = _described(question)
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
            f"{_described(question)}"
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
                _described(question),
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


def _per_year(_: CatalogueQuestion, papers: Sequence[Paper], total: int) -> Iterator[Statement]:
    years = Counter(paper.date.year for paper in papers if paper.date)
    most = max(years.values(), default=0)
    busiest = " and ".join(str(year) for year in sorted(years) if years[year] == most > 1)
    said = f", most in {busiest}" if busiest else ""
    span = range(min(years, default=0), max(years, default=0))
    without = [str(year) for year in span if year not in years]
    if 0 < len(without) <= _GAPS:
        said += f", none in {enumerate_names(without)}"
    yield Statement(f"{counted(len(papers), 'paper')} of {total}, by year{said}:")
    for year in sorted(years):
        yield Statement(f"{year}: {counted(years[year], 'paper')}", is_item=True)
    if undated := len(papers) - years.total():
        yield Statement(f"without a date: {counted(undated, 'paper')}", is_item=True)


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


def _tally(
    question: CatalogueQuestion, papers: Sequence[Paper], total: int
) -> Iterator[Statement]:
    values, plural, by = _TALLIES[question.operation]
    named = [values(paper) for paper in papers]
    counts = Counter(value for each in named for value in each)
    if not counts:
        yield Statement(f"The papers' source names no {plural}.")
        return
    said = _described(question)
    where = f" {said}" if said else ""
    holding = sum(map(bool, named))
    yield Statement(f"{counted(holding, 'paper')}{where}, of {total}, by {by}:")
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    for value, times in ranked[:_TALLIED]:
        yield Statement(f"{value}: {counted(times, 'paper')}", is_item=True)
    one = plural.removesuffix("s")
    if len(ranked) > _TALLIED:
        yield Statement(f"and {counted(len(ranked) - _TALLIED, one)} more", is_item=True)
    if unknown := len(papers) - holding:
        article = "an" if one[0] in "aeiou" else "a"
        yield Statement(f"without {article} {one}: {counted(unknown, 'paper')}", is_item=True)


_TALLIES: dict[Operation, tuple[Callable[[Paper], list[str]], str, str]] = {
    Operation.VENUES: (lambda paper: _some(paper.venue), "venues", "where they appeared"),
    Operation.PUBLISHERS: (
        lambda paper: _some(paper.extra.get("publisher")),
        *("publishers", "publisher"),
    ),
    Operation.EDITORS: (
        lambda paper: [name.said for name in read_names(paper.extra.get("editors", ""))],
        *("editors", "editor"),
    ),
    Operation.COLLECTIONS: (
        lambda paper: _some(*paper.extra.get("collections", "").split("; ")),
        *("collections", "collection"),
    ),
    Operation.KINDS: (lambda paper: _some(kind_said(paper)), "kinds", "kind"),
}
"""What is counted, how it is called, and what it goes by."""


def _some(*values: str | None) -> list[str]:
    return [value for value in values if value]


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
    Operation.PER_YEAR: _per_year,
    Operation.COAUTHORS: _coauthors,
    Operation.TEAM: _team,
    Operation.AUTHORS: _authors,
    Operation.DATE: _date,
    Operation.VENUE: _venue,
    Operation.IMPRINT: _imprint,
    Operation.CODE: _code,
    Operation.RECORD: _record,
    **dict.fromkeys(_TALLIES, _tally),
}


def _items(papers: Sequence[Paper]) -> Iterator[Statement]:
    for paper in papers:
        yield Statement(
            f"{wording.title(paper)} ({wording.byline(paper)})", (paper,), is_item=True
        )


def _described(question: CatalogueQuestion) -> str:
    about = (f"on “{question.topic}”",) if question.topic else ()
    return ", ".join((*about, *question.constraints.said))


def _leaves_out(question: CatalogueQuestion) -> bool:
    """Tell whether papers by somebody are left out."""
    clauses = question.constraints.where.clauses
    return any(clause.name == "author" and clause.negated for clause in clauses)


def _reservations(
    question: CatalogueQuestion, papers: Sequence[Paper], cut_lists: int, untold_code: int
) -> Iterator[Statement]:
    """Yield what the source leaves open, so far as it touches the answer."""
    asked = {clause.name for clause in question.constraints.where.clauses}
    is_of_authors = question.operation is Operation.COAUTHORS or "author" in asked
    limits = question.constraints.limits
    is_first_alone = "first" in asked and "author" not in asked
    if limits.are_of_papers and cut_lists:
        yield Statement(
            f"The source cuts the lists of authors of {counted(cut_lists, 'paper')} with “et "
            "al.”: how many there are, and who is last, it does not say."
        )
    elif _leaves_out(question):
        if cut := sum(not paper.authors_complete for paper in papers):
            yield Statement(
                f"In {cut} of these the source cuts the list of authors with “et al.”: who is "
                "left out may be among them."
            )
    elif cut_lists and is_of_authors and not is_first_alone:
        yield Statement(
            "Author lists that the source cuts with “et al.” may hide further names."
        )
    if "affiliation" in asked:
        yield Statement(
            "A paper for which the source names no affiliation cannot be told to have this one."
        )
    inferred = sum(bool(paper.date and paper.date.inferred) for paper in papers)
    told_by_date = question.operation in (
        Operation.PER_YEAR,
        Operation.OLDEST,
        Operation.NEWEST,
    )
    if inferred and ("year" in asked or told_by_date):
        yield Statement(
            f"The year of {inferred} of these is inferred, since the source leaves it out."
        )
    unknown = max(untold_code, sum(paper.has_code is None for paper in papers))
    if "code" in asked and unknown:
        yield Statement(f"For {counted(unknown, 'paper')} the source does not say.")
