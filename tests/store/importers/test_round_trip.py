"""What came in goes out and comes back: kinds, names in their parts, and all that a source
says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.exporters import biblatex, bibtex, csl_json, csv_table, jsonl, ris
from store.importers import read_papers
from store.kinds import BIBTEX_TYPES
from store.names import PersonName
from store.paper import Extra, Paper, PartialDate
from tests.bench.round_trip import FORMATS, compare, rich_papers
from tests.store.samples import PAPERS as ANY

if TYPE_CHECKING:
    from pathlib import Path

_WITH_VENUES = ("article-journal", "paper-conference", "chapter", "article-magazine")
_WORDS = st.lists(
    st.sampled_from(
        "A naïve Öğç 漢字 50% R&D a_b {x} C# $5 x^2 Łukasz, H₂O 10⁵ InₓGa₁₋ₓN Why? 1/2 <5"
        " a|b — “so” so--called f'' ``g `".split()
    ),
    min_size=1,
    max_size=6,
).map(lambda words: " ".join(("Words", *words)))
_NAMES = st.sampled_from(
    [
        PersonName("Rojas Quiroga", "Elena"),
        PersonName("van den Berg", "Jan"),
        PersonName("Le Clair", "Yann"),
        PersonName("Davis", "Sammy", "Jr."),
        PersonName("World Lantern Council", is_collective=True),
        PersonName("Barnes and Noble", is_collective=True),
        PersonName("Institute of Wicks, Glass and Flames", is_collective=True),
        PersonName("R&D Group 7 of Lamps", is_collective=True),
        PersonName("Ünal", "Berk"),
        PersonName("漢字"),
        PersonName("O'Hara", "E. B."),
    ]
)
_EXTRA = st.fixed_dictionaries(
    {},
    optional={
        "volume": st.sampled_from(("3", "A12")),
        "pages": st.sampled_from(("1–9", "117", "S1–S12")),
        "publisher": st.sampled_from(("Northfield Press", "Öl & Söhne")),
        "place": st.just("Utrecht"),
        "edition": st.just("2"),
        "editors": st.sampled_from(("Elm, Bo", "van der Oak, Kit and {World Lantern Council}")),
        "ISBN": st.just("978-0-306-40615-7"),
        "ISSN": st.just("1234-5678"),
        "PMID": st.just("11111111"),
        "series": _WORDS,
        "note": _WORDS,
        "keywords": st.just("lamps; wicks of glass"),
        "language": st.just("en"),
    },
)
_KINDS = st.sampled_from(sorted(set(BIBTEX_TYPES) - {"document"}))
RICH = st.builds(
    lambda names, more, kind, **said: Paper(
        authors=tuple(name.said for name in names),
        names=tuple(name.written for name in names),
        kind=kind,
        extra=Extra(more),
        has_code=None,
        venue="Journal of Lanterns" if kind in _WITH_VENUES else None,
        **said,
    ),
    names=st.lists(_NAMES, min_size=1, max_size=3, unique=True),
    more=_EXTRA,
    kind=_KINDS,
    key=st.just("key2020"),
    title=_WORDS,
    authors_complete=st.booleans(),
    date=st.none() | st.builds(PartialDate, st.integers(1900, 2100), st.none() | st.just(7)),
    abstract=st.just("") | _WORDS,
    field=st.none() | st.just("cs.CV"),
    doi=st.none() | st.just("10.1000/a_b(c)"),
    arxiv_id=st.none() | st.just("2001.00001v2"),
)
_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)


def read_back(folder: Path, text: str, name: str) -> Paper:
    place = folder / name
    place.write_text(text, encoding="utf-8")
    imported = read_papers(place)
    assert not imported.skipped
    (paper,) = imported.papers
    return replace(paper, source="")


@_FOLDER
@given(RICH)
def test_bibtex_gives_back_what_it_was_given(tmp_path: Path, paper: Paper) -> None:
    assert read_back(tmp_path, bibtex([paper]), "a.bib") == paper


@_FOLDER
@given(RICH)
def test_biblatex_gives_back_what_it_was_given(tmp_path: Path, paper: Paper) -> None:
    back = read_back(tmp_path, biblatex([paper]), "a.bib")
    assert replace(back, extra=_without(back, "entry")) == paper


@_FOLDER
@given(RICH)
def test_csl_json_gives_back_what_it_was_given(tmp_path: Path, paper: Paper) -> None:
    back = read_back(tmp_path, csl_json([paper]), "a.json")
    # CSL has one variable for fields and keywords.
    words = [paper.field, paper.extra.get("keywords")]
    joined = "; ".join(word for word in words if word)
    assert (
        "; ".join(word for word in (back.field, back.extra.get("keywords")) if word) == joined
    )
    assert _but_keywords(back) == _but_keywords(paper)


_NOT_IN_RIS = {"review", "review-book", "speech", "personal_communication", "document"}


@_FOLDER
@given(RICH)
def test_ris_gives_back_what_it_was_given(tmp_path: Path, paper: Paper) -> None:
    back = read_back(tmp_path, ris([paper]), "a.ris")
    if paper.kind in _NOT_IN_RIS:
        back = replace(back, kind=paper.kind)
    assert _but_keywords(back) == _but_keywords(paper)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(RICH | ANY, max_size=3, unique_by=lambda paper: paper.key))
def test_json_lines_lose_nothing_of_anything(tmp_path: Path, papers: list[Paper]) -> None:
    whole = [replace(paper, records=(paper, paper)) for paper in papers]
    place = tmp_path / "a.jsonl"
    place.write_text(jsonl(whole), encoding="utf-8", errors="surrogatepass", newline="")
    if whole:
        assert list(read_papers(place).papers) == sorted(whole, key=lambda paper: paper.key)


@_FOLDER
@given(RICH)
def test_csv_gives_back_what_it_has_columns_for(tmp_path: Path, paper: Paper) -> None:
    back = read_back(tmp_path, csv_table([paper]), "a.csv")
    assert (back.title, back.names, back.authors_complete) == (
        paper.title,
        paper.names,
        paper.authors_complete,
    )
    assert (back.date, back.kind, back.doi, back.abstract) == (
        paper.date,
        paper.kind,
        paper.doi,
        paper.abstract,
    )
    assert back.extra.get("volume") == paper.extra.get("volume")
    assert back.extra.get("pages") == paper.extra.get("pages")


@pytest.mark.parametrize("form", FORMATS)
def test_rich_records_come_back_through_every_format(tmp_path: Path, form: str) -> None:
    texts = [
        ("On lamps in wind", "We study lamps. They burn at 5% more--or less."),
        ("Why?", ""),
    ]
    papers = rich_papers(texts, 150, seed=7)
    name, write = FORMATS[form]
    place = tmp_path / name
    place.write_text(write(papers), encoding="utf-8")
    pairs = compare(papers, read_papers(place).papers)
    assert [(name, before, after) for name, before, after in pairs if before != after] == []


def _without(paper: Paper, *names: str) -> Extra:
    return Extra({name: value for name, value in paper.extra.items() if name not in names})


def _but_keywords(paper: Paper) -> Paper:
    return replace(paper, field=None, extra=_without(paper, "keywords"))
