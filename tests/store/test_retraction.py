"""What is known against a paper, from whatever source says it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from store.importers.reading import read_text_of
from store.importers.sources import Source
from store.merging import KnownPapers, merge_papers
from store.paper import Extra, Paper, PartialDate
from store.retraction import retraction_of
from store.wording import facts, marked_title
from tests.store.fetching.recorded import crossref_work

if TYPE_CHECKING:
    from typing import Any

PAPER = Paper(
    key="heath2018moors",
    title="Moors drain slowly in dry years",
    authors=("Ada Heath",),
    authors_complete=True,
    date=PartialDate(2018),
    abstract="Moors drain.",
    field=None,
    has_code=None,
    doi="10.7717/moor.1",
    source="mine.bib:1",
)


def said(paper: Paper, **extra: str) -> str:
    return str(retraction_of(replace(paper, extra=Extra(extra))))


def read(text: str) -> tuple[Paper, ...]:
    return read_text_of(Source("a.txt", text)).papers


def crossref(**more: Any) -> Paper:
    item = crossref_work("10.7717/moor.1", PAPER.title) | more
    return read(json.dumps({"message": {"items": [item]}}))[0]


def test_it_is_put_into_words() -> None:
    assert retraction_of(PAPER) is None
    assert said(PAPER, retracted="yes") == "was retracted"
    assert said(PAPER, retracted="10.1/n") == "was retracted (notice: 10.1/n)"
    assert said(PAPER, withdrawn="yes") == "was withdrawn"
    assert said(PAPER, concern="10.1/c") == "is under an expression of concern (notice: 10.1/c)"
    assert said(PAPER, concern="10.1/c", retracted="yes") == "was retracted"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("RETRACTED: Moors drain", "was retracted"),
        ("RETRACTED ARTICLE: Moors drain", "was retracted"),
        ("[Retracted] Moors drain", "was retracted"),
        ("Withdrawn: Moors drain", "was withdrawn"),
        ("Moors drain (Retracted article. See vol. 375, pg. 445, 2010)", "was retracted"),
        ("Retracted papers in medicine", "None"),
        ("Retraction: Moors drain", "None"),
        ("How retracted work lives on: a survey", "None"),
        ("Withdrawn children and their play", "None"),
    ],
)
def test_titles_that_publishers_mark(title: str, expected: str) -> None:
    assert said(replace(PAPER, title=title)) == expected


def test_it_is_a_mark_in_lists_and_the_first_of_facts() -> None:
    retracted = replace(PAPER, extra=Extra({"retracted": "10.1/n"}))
    assert marked_title(retracted) == "[retracted] Moors drain slowly in dry years"
    assert facts(retracted)[0] == "was retracted (notice: 10.1/n)"
    doubted = replace(PAPER, extra=Extra({"concern": "yes"}))
    assert marked_title(doubted).startswith("[doubted] ")
    assert marked_title(PAPER) == PAPER.title
    told = replace(PAPER, title="RETRACTED: Moors drain")
    assert marked_title(told) == told.title


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("retraction", {"retracted": "10.1/n"}),
        ("withdrawal", {"withdrawn": "10.1/n"}),
        ("removal", {"withdrawn": "10.1/n"}),
        ("expression_of_concern", {"concern": "10.1/n"}),
        ("partial_retraction", {"concern": "10.1/n"}),
        ("correction", {}),
        ("erratum", {}),
    ],
)
def test_what_crossref_says_against_it(kind: str, mark: dict[str, str]) -> None:
    paper = crossref(**{"updated-by": [{"type": kind, "DOI": "10.1/n", "label": "x"}]})
    names = ("retracted", "withdrawn", "concern")
    assert {name: paper.extra[name] for name in names if name in paper.extra} == mark


def test_a_notice_marks_the_paper_that_it_is_about() -> None:
    notice = crossref(
        DOI="10.7717/notice",
        title=["Retraction: Moors drain slowly in dry years"],
        **{
            "update-to": [
                {"type": "retraction", "DOI": "10.7717/MOOR.1", "label": "Retraction"}
            ]
        },
    )
    report = merge_papers([notice], KnownPapers([PAPER]))
    after = {paper.key: paper for paper in report.papers}
    assert str(retraction_of(after[PAPER.key])) == "was retracted (notice: 10.7717/notice)"
    assert after[PAPER.key].abstract == PAPER.abstract
    assert len(after) == 2
    again = merge_papers([notice], KnownPapers(after.values()))
    assert again.papers == []


def test_a_mark_stays_whatever_is_silent_and_gains_its_notice() -> None:
    plain = replace(PAPER, extra=Extra({"retracted": "yes"}), source="openalex:W1")
    known = KnownPapers([PAPER])
    first = merge_papers([plain], known).papers[0]
    assert first.extra["retracted"] == "yes"
    noticed = crossref(**{"updated-by": [{"type": "retraction", "DOI": "10.1/n"}]})
    second = merge_papers([noticed], known).papers[0]
    assert second.extra["retracted"] == "10.1/n"
    silent = replace(PAPER, abstract="Moors drain, as we find, in all dry years.")
    third = merge_papers([silent], known, given={PAPER.key}).papers[0]
    assert third.extra["retracted"] == "10.1/n"


def test_what_pubmed_says_against_it() -> None:
    nbib = (
        "PMID- 12345\nTI  - Moors drain.\nFAU - Heath, Ada\nDP  - 2018\n"
        "PT  - Journal Article\nPT  - Retracted Publication\n"
        "RIN - Moorland. 2020 Jun 25;382(26):2582. doi: 10.1056/NEJMc2021225. PMID: 32501665\n"
    )
    assert str(retraction_of(read(nbib)[0])) == "was retracted (notice: 10.1056/NEJMc2021225)"
    concern = nbib.replace("RIN", "ECI").replace("PT  - Retracted Publication\n", "")
    assert "expression of concern" in str(retraction_of(read(concern)[0]))
    xml = (
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>12345</PMID><Article>"
        "<ArticleTitle>Moors drain.</ArticleTitle></Article><CommentsCorrectionsList>"
        '<CommentsCorrections RefType="RetractionIn"><RefSource>Moorland. 2020. doi: '
        "10.1056/NEJMc2021225</RefSource><PMID>9</PMID></CommentsCorrections>"
        "</CommentsCorrectionsList></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    )
    assert str(retraction_of(read(xml)[0])) == "was retracted (notice: 10.1056/NEJMc2021225)"


def test_what_a_note_says() -> None:
    (paper,) = read("@article{a, title={Moors}, author={Heath, Ada}, note={Retracted in 2020}}")
    assert str(retraction_of(paper)) == "was retracted"


@pytest.mark.parametrize(
    "text",
    [
        "Authors,Title,Year,Source title,Abstract,Document Type\n"
        '"Heath, A.",Moors drain,2018,Moorland,It is told.,Retracted\n',
        "TY  - JOUR\nTI  - Moors drain\nAU  - Heath, Ada\nPY  - 2018\nM3  - Retracted\n"
        "ER  - \n",
        "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Heath, A\nTI Moors drain\n"
        "DT Article; Retracted Publication\nPY 2018\nER\n\nEF\n",
        "@article{a, title={Moors drain}, author={Heath, Ada}, year=2018, type={Retracted}}",
    ],
    ids=["scopus csv", "scopus ris", "web of science", "scopus bibtex"],
)
def test_types_of_documents_that_say_so(text: str) -> None:
    (paper,) = read(text)
    assert str(retraction_of(paper)) == "was retracted"
    (plain,) = read(
        text.replace("Retracted Publication", "Review").replace("Retracted", "Review")
    )
    assert retraction_of(plain) is None
