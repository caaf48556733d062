"""Pairs of records after shapes that real bibliographies have: of one paper, and of two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from store.names import PersonName, read_name
from store.paper import Extra, Paper, PartialDate
from store.text import to_ascii

if TYPE_CHECKING:
    from collections.abc import Callable

_BASES = (
    ("Short wicks and the burning time of oil lanterns", ("Fern, Lea", "Moss, Ida"), 2015),
    ("Flame height of lanterns in wind: a field study", ("Brook, Tom", "Oak, Jan"), 2012),
    ("On the growth of soot in closed lamps", ("van den Berg, Jan", "Ünal, Berk"), 2019),
    ("LampNet: learning to light with sparse supervision", ("Rojas Quiroga, Elena",), 2021),
    ("A survey of acoustic mapping for street lights", ("Wang, Li", "Zhang, Wei"), 2020),
    ("Estimating H₂O uptake of cotton wicks at 25 °C", ("O'Hara, E. B.", "Ash, Ann"), 2008),
    ("Why do wicks burn? Evidence from 1,200 households", ("Quill, Ada", "Elm, Bo"), 2017),
    ("Glass, light and shade in early modern workshops", ("Le Clair, Yann",), 1999),
    (
        "Robust control of gas burners under delayed feedback",
        ("Müller, Jörg", "Poe, Edgar"),
        2005,
    ),
    ("Group lamp logic", ("Grove, Ida", "Oak, Jan"), 2010),
    ("Towards a theory of flicker", ("Nguyễn, Văn An", "Serin, Nora"), 2016),
    ("The lantern keeper's problem is NP-hard", ("Hull, Yves", "Muck, Lena"), 2013),
)
_ABSTRACT = (
    "We measure how {0} changes what lamps give. In {1} trials we vary length, oil and wind,"
    " and find that the effect holds for all makes of lamps that are sold in the north."
)


def base(number: int) -> Paper:
    """Return a record that says a good deal, as a publisher's does."""
    title, names, year = _BASES[number]
    people = [read_name(name) for name in names]
    return Paper(
        key=f"paper{number}",
        title=title,
        authors=tuple(name.said for name in people),
        authors_complete=True,
        date=PartialDate(year, 3),
        abstract=_ABSTRACT.format(title.lower(), 10 + number),
        field=None,
        has_code=None,
        venue="Journal of Lanterns",
        doi=f"10.1000/lamp.{number}",
        kind="article-journal",
        extra=Extra({"volume": str(number + 3), "issue": "2", "pages": f"{100 + number}–117"}),
        names=tuple(name.written for name in people),
        source=f"a.bib:{number}",
    )


def _bare(paper: Paper, **changed: object) -> Paper:
    """Return what a poorer record of another file says: no numbers, no abstract."""
    silent = replace(
        paper, doi=None, abstract="", extra=Extra(), key="other", source="b.ris:7", venue=None
    )
    return replace(silent, **changed)  # type: ignore[arg-type]


def _initials(paper: Paper) -> Paper:
    names = [
        PersonName(name.split(", ")[0], name.split(", ")[1][:1] + ".") for name in paper.names
    ]
    return _bare(
        paper,
        authors=tuple(name.said for name in names),
        names=tuple(name.written for name in names),
    )


def _year(paper: Paper, by: int) -> PartialDate:
    assert paper.date
    return PartialDate(paper.date.year + by)


def _preprint(paper: Paper, by: int) -> Paper:
    return _bare(paper, kind="article", arxiv_id="2001.01234v2", date=_year(paper, by))


def _typo(paper: Paper) -> Paper:
    middle = len(paper.title) // 2
    return _bare(paper, title=paper.title[:middle] + paper.title[middle + 1 :])


SAME: dict[str, Callable[[Paper], Paper]] = {
    "poorer": lambda paper: _bare(paper),
    "initials": _initials,
    "capitals": lambda paper: _bare(paper, title=paper.title.upper()),
    "no accents": lambda paper: _bare(
        paper,
        title=to_ascii(paper.title),
        authors=tuple(map(to_ascii, paper.authors)),
        names=tuple(map(to_ascii, paper.names)),
    ),
    "a year later": lambda paper: _bare(paper, date=_year(paper, 1)),
    "a preprint two years before": lambda paper: _preprint(paper, -2),
    "a preprint of the year": lambda paper: replace(
        _preprint(paper, 0), doi="10.48550/arXiv.2001.01234"
    ),
    "the DOI alone": lambda paper: replace(
        _bare(paper, authors=(), names=(), date=None),
        doi=f"https://doi.org/{paper.doi}".upper(),
    ),
    "the list cut": lambda paper: _bare(
        paper, authors=paper.authors[:1], names=paper.names[:1], authors_complete=False
    ),
    "a letter missing": _typo,
    "no year": lambda paper: _bare(paper, date=None),
    "an inferred year": lambda paper: _bare(
        paper, date=replace(_year(paper, 3), inferred=True)
    ),
    "no kind": lambda paper: _bare(paper, kind=None),
}
"""How another record says the same paper."""


def _other_author(paper: Paper) -> Paper:
    return _bare(paper, authors=("Zoe Quist",), names=("Quist, Zoe",))


def _brother(paper: Paper) -> Paper:
    family = paper.names[0].split(", ")[0]
    return _bare(paper, authors=(f"Zoe {family}",), names=(f"{family}, Zoe",))


DIFFERENT: dict[str, Callable[[Paper], Paper]] = {
    "another first author": _other_author,
    "a namesake": _brother,
    "another DOI": lambda paper: replace(paper, doi="10.1000/other", source="b.bib:3"),
    "its erratum": lambda paper: _bare(paper, title=f"Erratum: {paper.title}"),
    "a reply": lambda paper: _bare(paper, title=f"Reply to: {paper.title}"),
    "the second part": lambda paper: _bare(paper, title=f"{paper.title}: Part II"),
    "its film": lambda paper: _bare(paper, kind="motion_picture"),
    "a book of the name": lambda paper: _bare(paper, kind="book"),
    "ten years later": lambda paper: _bare(paper, date=_year(paper, 10)),
    "another volume": lambda paper: replace(
        _bare(paper, venue=paper.venue, date=_year(paper, 1)),
        extra=Extra({"volume": "99", "issue": "1", "pages": "1–9"}),
    ),
    "another number of arXiv": lambda paper: replace(
        paper, doi=None, arxiv_id="2101.99999", source="b.bib:2", title=f"{paper.title} again"
    ),
    "another of the list": lambda paper: replace(
        paper,
        doi=None,
        source="a.bib:99",
        abstract="Nothing here is of the other paper, which is about boats, harbours, tides and"
        " the men who row between them at night, when no light but the moon's is to be seen.",
    ),
}
"""How another record looks like the same paper, and is not."""


def pairs() -> list[tuple[str, Paper, Paper, bool]]:
    """Return 300 pairs, each with its shape and whether it is of one paper."""
    found = []
    for number in range(len(_BASES)):
        paper = base(number)
        found += [(shape, paper, make(paper), True) for shape, make in SAME.items()]
        found += [(shape, paper, make(paper), False) for shape, make in DIFFERENT.items()]
    return found
