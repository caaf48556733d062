"""Pairs of files, each with a record of one paper or of two that look alike, as databases,
pages of authors and reference lists write them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from store.text import to_ascii

if TYPE_CHECKING:
    from collections.abc import Iterator


class Work(NamedTuple):
    """A work as its publisher has it."""

    title: str
    authors: tuple[str, ...]
    year: int
    journal: str
    volume: str
    pages: str
    doi: str

    @property
    def people(self) -> list[tuple[str, str, str]]:
        """Family name, given names and initials of each author."""
        names = [name.split(", ") for name in self.authors]
        return [
            (family, given, "".join(word[0] for word in re.split("[ -]", given)))
            for family, given in names
        ]


WORKS = (
    Work(
        "Resistance to β-lactam antibiotics in harbour water isolates",
        ("García Márquez, Ana María", "Smith, John A."),
        *(2014, "Journal of Harbours", "12", "100-110", "10.1000/jh.2014.01.003"),
    ),
    Work(
        "Colour vision and behaviour in gulls: a review",
        ("O'Brien, Niamh", "von Hagen, Karl"),
        *(2009, "Animal Tides", "77", "1-12", "10.1000/at.2009.3"),
    ),
    Work(
        "Attention mechanisms for neural translation of ships' logs",
        ("Nguyễn, Thị Hoa", "Li, Wei"),
        *(2019, "Computational Sailing", "45", "33-60", "10.1000/cs_a_0033"),
    ),
    Work(
        "The political economy of ferry nationalisation in interwar Europe",
        ("Søndergård, Lars",),
        *(2003, "Harbour History Review", "56", "210-245", "10.1000/hhr.56.210"),
    ),
    Work(
        "CO₂ capture by ropes and sails at high pressure",
        ("Kim, Sung-Ho", "Patel, R. K.", "Wu, X."),
        *(2017, "Rope & Environment", "10", "501-512", "10.1000/C7RE00001A"),
    ),
    Work(
        "Randomised trial of early rehabilitation after rope burns",
        ("de la Fuente, Pilar", "Johansson, Åsa"),
        *(2021, "Age and Sailing", "50", "9-17", "10.1000/as/afaa001"),
    ),
)
_AMERICAN = {
    "harbour": "harbor",
    "Colour": "Color",
    "behaviour": "behavior",
    "isation": "ization",
    "ised": "ized",
    " and ": " & ",
}
_SIBLING = {
    "harbour": "river",
    "gulls": "terns",
    "logs": "letters",
    "interwar": "postwar",
    "high": "low",
    "burns": "cuts",
}


def _bib(work: Work, kind: str = "article", **fields: str | None) -> str:
    said = {
        "title": work.title,
        "author": " and ".join(work.authors),
        "year": str(work.year),
        **fields,
    }
    told = "".join(f"  {name} = {{{value}}},\n" for name, value in said.items() if value)
    return f"@{kind}{{key1,\n{told}}}\n"


def _published(work: Work) -> str:
    return _bib(work, journal=work.journal, volume=work.volume, pages=work.pages, doi=work.doi)


def _changed(text: str, words: dict[str, str]) -> str:
    for word, other in words.items():
        text = text.replace(word, other)
    return text


def same(work: Work) -> Iterator[tuple[str, str, str, str]]:
    """Yield shapes in which another file has a work: a name, the first file, the ending and
    the text of the second.
    """
    title, authors, year, journal, volume, pages, doi = work
    first = _published(work)
    numbers = f"{journal} {volume}, {pages}"
    scholar = ", ".join(f"{initials} {family}" for family, _, initials in work.people)
    head = "X Y\nVerified email at a.example\nTITLE\tCITED BY\tYEAR\n"
    yield "Scholar", first, "txt", f"{head}{title}\n{scholar}\n{numbers}\t3\t{year}\n"
    names = "".join(f"FAU - {family}, {given}\n" for family, given, _ in work.people)
    medline = f"PMID- 901\nTI  - {title}.\n{names}DP  - {year} Mar 3\nJT  - {journal}\n"
    yield "PubMed", first, "nbib", f"{medline}VI  - {volume}\nPG  - {pages}\n"
    plain = to_ascii(title.replace("β", "beta").replace("₂", "2"))
    ascii_names = " and ".join(map(to_ascii, authors))
    yield "ASCII", first, "bib", _bib(work, title=plain, author=ascii_names)
    names = "".join(
        f"AU  - {family.split()[-1]}, {given[0]}\n" for family, given, _ in work.people
    )
    yield "last word", first, "ris", f"TY  - JOUR\nTI  - {title}\n{names}PY  - {year}\nER  -\n"
    yield "the year after", first, "bib", _bib(work, title=title.title(), year=str(year + 1))
    preprint = {"eprint": "1405.01234", "archiveprefix": "arXiv", "year": str(year - 1)}
    yield "preprint", first, "bib", _bib(work, "misc", **preprint)
    names = "; ".join(f"{family}, {initials}." for family, _, initials in work.people)
    row = f'"<i>{title.lower()}</i>","{names}",{year},https://doi.org/{doi.upper()}\n'
    yield "a table", first, "csv", f"Title,Authors,Year,DOI\n{row}"
    yield "American", first, "bib", _bib(work, title=_changed(title, _AMERICAN))
    yield "the list cut", first, "bib", _bib(work, author=f"{authors[0]} and others", year=None)
    names = ", ".join(f"{given} {family}" for family, given, _ in work.people)
    entry = f"[j1]\n{names}:\n{title}. {journal} {volume}: {pages} ({year})\n"
    yield "DBLP", first, "txt", f"N N\n> Home > Persons\n{year}\n{entry}"
    longer = first.replace(title, f"{title}: new evidence from 40 ports")
    yield "a subtitle", longer, "bib", _bib(work, journal=journal)
    names = ", ".join(
        f"{family}, {'. '.join(initials)}." for family, _, initials in work.people
    )
    other = "2. Other, A. (2001). Something else entirely. Tides, 3, 1-2.\n"
    apa = f"1. {names} ({year}). {title}. {journal}, {volume}, {pages}.\n"
    yield "APA", first, "txt", f"Publications\n{apa}{other}"


def different(work: Work) -> Iterator[tuple[str, str, str, str]]:
    """Yield shapes in which another file has a work that looks like this one."""
    title, authors, year, journal, volume, pages, _ = work
    first = _published(work)
    bare = _bib(work, journal=journal, volume=volume, pages=pages)
    yield "thesis", bare, "bib", _bib(work, "phdthesis", school="Salt", year=str(year - 1))
    yield "book", bare, "bib", _bib(work, "book", publisher="Salt Press", year=str(year + 1))
    part = [_bib(work, title=f"{title}. Part {n}", journal=journal) for n in (1, 2)]
    yield "part", part[0], "bib", part[1]
    yield "sibling", bare, "bib", _bib(work, title=_changed(title, _SIBLING), journal=journal)
    yield "comment", first, "bib", _bib(work, title=f"Comment on “{title}”", author="Jo, P.")
    yield "correction", first, "bib", _bib(work, title=f"Correction to: {title}")
    annual = [
        _bib(work, title=f"{journal} outlook {at}", year=str(at)) for at in (year, year + 1)
    ]
    yield "annual", annual[0], "bib", annual[1]
    yield "its data", first, "bib", _bib(work, "dataset", title=f"Data from: {title}")
    yield "data", first, "bib", _bib(work, "dataset", doi="10.1000/data.1")
    editorial = _bib(work, title="Editorial", journal=journal, volume=volume, pages="1--2")
    other = editorial.replace(" and ".join(authors), "Elm, Bo")
    yield "editorial", editorial, "bib", other
    yield "another editorial", editorial, "bib", editorial.replace("1--2", "101--102")
    edition = _bib(work, "book", publisher="Salt Press", edition="1")
    later = _bib(work, "book", publisher="Salt Press", edition="2", year=str(year + 6))
    yield "edition", edition, "bib", later
    yield "further", first, "bib", _bib(work, title=f"Further notes on {title}")
