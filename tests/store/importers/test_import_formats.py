"""Formats are told by content, and each gives what it has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from store.errors import SourceError
from store.importers import files_in, read_papers
from store.importers.formats import format_of
from store.paper import PartialDate
from tests.store.importers.corpora import CORPORA

if TYPE_CHECKING:
    from store.paper import Paper


def one(folder: Path, text: object, name: str = "a.txt") -> Paper:
    place = folder / name
    place.write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
    (paper,) = read_papers(place).papers
    return paper


@pytest.mark.parametrize(
    "name", [name for name in CORPORA if not name.endswith((".txt", ".cff"))]
)
def test_the_ending_does_not_decide(name: str) -> None:
    for ending in (".txt", ".bib", ".dat", ""):
        assert format_of(CORPORA[name], ending) == format_of(
            CORPORA[name], "." + name.partition(".")[2]
        )


def test_zotero(tmp_path: Path) -> None:
    item = {
        "itemType": "bookSection",
        "title": "Tides",
        "creators": [
            {"creatorType": "author", "name": "The Tide Group"},
            {"creatorType": "editor", "firstName": "Kit", "lastName": "Oak"},
        ],
        "bookTitle": "Seas",
        "pages": "1-9",
        "extra": "PMID: 123\nCitation Key: tides20\nSeen at night",
        "tags": [{"tag": "sea"}, {"tag": "night"}],
        "date": "May 3, 2020",
    }
    for text in ([item], {"items": [item]}, [{"key": "A", "data": item}]):
        paper = one(tmp_path, text)
        assert (paper.key, paper.kind, paper.venue) == ("tides20", "chapter", "Seas")
        assert paper.names == ("{The Tide Group}",)
        assert paper.date == PartialDate(2020, 5, 3)
        assert {
            "PMID": "123",
            "editors": "Oak, Kit",
            "keywords": "sea; night",
        }.items() <= paper.extra.items()
        assert paper.extra["note"] == "Seen at night"


def test_openalex_and_its_abstract_is_put_together(tmp_path: Path) -> None:
    work: dict[str, Any] = {
        "id": "https://openalex.org/W1",
        "display_name": "Tides",
        "type": "article",
        "doi": "https://doi.org/10.1000/t",
        "publication_date": "2020-05-03",
        "authorships": [
            {"author": {"display_name": "Kit Oak"}, "institutions": [{"display_name": "U"}]}
        ],
        "primary_location": {"source": {"display_name": "Seas", "type": "journal"}},
        "biblio": {"volume": "3", "first_page": "1", "last_page": "9"},
        "abstract_inverted_index": {"tides": [1], "We": [0], "at": [3], "watch": [2, 4]},
        "is_retracted": True,
    }
    for text in ({"results": [work]}, work, json.dumps(work)):
        paper = one(tmp_path, text)
        assert paper.abstract == "We tides watch at watch"
        assert (paper.doi, paper.venue, paper.kind) == ("10.1000/t", "Seas", "article-journal")
        assert (paper.extra["pages"], paper.extra["retracted"]) == ("1–9", "yes")


def test_semantic_scholar(tmp_path: Path) -> None:
    item = {
        "paperId": "1",
        "title": "Tides",
        "authors": [{"name": "K. Oak"}],
        "externalIds": {"ArXiv": "2001.00001", "DOI": "10.1/t"},
        "tldr": {"text": "Tides go."},
        "publicationTypes": ["JournalArticle", "Conference"],
        "year": 2020,
    }
    for text in ({"data": [item]}, {"data": [{"citedPaper": item}]}, item):
        paper = one(tmp_path, text)
        assert (paper.arxiv_id, paper.kind, paper.abstract) == (
            "2001.00001",
            "paper-conference",
            "",
        )


def test_crossref_and_its_retractions(tmp_path: Path) -> None:
    work = {
        "DOI": "10.1/t",
        "type": "journal-article",
        "title": ["Tides <i>now</i>"],
        "subtitle": ["A survey"],
        "author": [{"family": "de Oak", "given": "Kit"}, {"name": "The Group"}],
        "container-title": ["Seas"],
        "published": {"date-parts": [[2020, 5]]},
        "abstract": "<jats:p>We watch.</jats:p>",
        "updated-by": [{"type": "retraction", "DOI": "10.1/r"}],
    }
    for text in ({"message": {"items": [work]}}, {"status": "ok", "message": work}, [work]):
        paper = one(tmp_path, text)
        assert (paper.title, paper.abstract) == ("Tides now: A survey", "We watch.")
        assert paper.names == ("de Oak, Kit", "{The Group}") or paper.names[0] == "de Oak, Kit"
        assert paper.extra["retracted"] == "10.1/r"


def test_pubmed(tmp_path: Path) -> None:
    text = (
        "PMID- 77\nTI  - Tides of\n      the north.\nFAU - Oak, Kit A\nAU  - Oak KA\nCN  -"
        " Sea Group\n"
        "AB  - We watch.\nDP  - 2020 Spring\nPG  - 1151-60\nVI  - 3\nLID - 10.1/t"
        " [doi]\nPT  - Journal Article\n"
        "PT  - Retracted Publication\nPMC - PMC9\n"
    )
    paper = one(tmp_path, text)
    assert (paper.title, paper.names) == ("Tides of the north", ("Oak, Kit A", "{Sea Group}"))
    assert (paper.extra["pages"], paper.extra["PMCID"], paper.doi) == (
        "1151–1160",
        "PMC9",
        "10.1/t",
    )
    assert (paper.date, paper.extra["retracted"]) == (PartialDate(2020), "yes")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("title,authors,year\nTides,Oak K.; Elm B.,2020\n", ("Oak, K.", "Elm, B.")),
        (
            "Title\tAuthor Full Names\tYear\nTides\tOak, Kit; Elm, Bo\t2020\n",
            ("Oak, Kit", "Elm, Bo"),
        ),
        (
            "Document Title,Authors,Publication Year\nTides,K. Oak; B. Elm,2020\n",
            ("Oak, K.", "Elm, B."),
        ),
        ('Titel;Autoren;Jahr\nTides;"Kit Oak, Bo Elm";2020\n', ("Oak, Kit", "Elm, Bo")),
        (
            'PMID,Title,Authors,Publication Year\n7,Tides,"Oak K, Elm B.",2020\n',
            ("Oak, K", "Elm, B"),
        ),
    ],
)
def test_tables_with_a_readable_header(
    tmp_path: Path, text: str, names: tuple[str, ...]
) -> None:
    paper = one(tmp_path, text, "a.csv")
    assert (paper.title, paper.names, paper.date) == ("Tides", names, PartialDate(2020))


def test_a_table_takes_full_names_first_and_says_where_it_has_no_title(tmp_path: Path) -> None:
    text = (
        "Authors,Author full names,Title,Year\n"
        '"Quay T.; Oak K.","Quay, Tim (57001); Oak, Kit (1, 2)",Tides in harbours.,2001\n'
    )
    paper = one(tmp_path, text, "a.csv")
    assert (paper.names, paper.title) == (("Quay, Tim", "Oak, Kit"), "Tides in harbours")
    (tmp_path / "b.csv").write_text("Day,Amount\n2020-01-01,3.50\n", encoding="utf-8")
    with pytest.raises(SourceError, match="none of its columns is known to hold titles: Day"):
        read_papers(tmp_path / "b.csv")


def test_citation_cff(tmp_path: Path) -> None:
    text = (
        "cff-version: 1.2.0\ntitle: Tidetool\nauthors:\n  - family-names: Oak\n   "
        " given-names: Kit\n"
        "date-released: 2020-05-03\nversion: 2.1\ndoi: 10.5281/zenodo.1\n"
    )
    paper = one(tmp_path, text, "CITATION.cff")
    assert (paper.kind, paper.names, paper.extra["version"]) == (
        "software",
        ("Oak, Kit",),
        "2.1",
    )
    assert paper.date == PartialDate(2020, 5, 3)


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ('[{"name": "x"}, {"name": "y"}]', "something else \\(name\\)"),
        ('{"name": "lib", "version": "1.0.0", "title": "A lib", "author": "Jo"}', "of npm"),
        ('{"title": "My dashboard", "panels": [{"id": 1}]}', "a dashboard"),
        ('[{"id": 1, "title": "Buy milk", "completed": false}]', "a list of tasks"),
    ],
)
def test_json_of_another_kind_is_refused(tmp_path: Path, text: str, look: str) -> None:
    place = tmp_path / "a.json"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=look) as told:
        read_papers(place)
    assert "CSL-JSON" in told.value.advice


def test_json_with_plain_authors_and_a_year_is_read(tmp_path: Path) -> None:
    text = '[{"title": "Recipe of soup", "author": "Joe", "year": 2019}, {"title": "Milk"}]'
    place = tmp_path / "a.json"
    place.write_text(text, encoding="utf-8")
    imported = read_papers(place)
    (paper,) = imported.papers
    assert (paper.authors, paper.date) == (("Joe",), PartialDate(2019))
    (skipped,) = imported.skipped
    assert (skipped.source, skipped.reason) == (
        "a.json:2",
        "nothing beside its title tells of a paper: Milk",
    )


@pytest.mark.parametrize(
    ("service", "read"),
    [
        (
            "Europe PMC",
            {
                "resultList": {
                    "result": [
                        {
                            "source": "MED",
                            "pmid": "31",
                            "title": "Tides",
                            "authorString": "Quay T, Oak K.",
                            "journalTitle": "Sailing",
                            "pubYear": "2020",
                            "abstractText": "Tides rise.",
                        }
                    ]
                }
            },
        ),
        (
            "DataCite",
            {
                "data": {
                    "id": "10.1000/d",
                    "attributes": {
                        "titles": [{"title": "Tides"}],
                        "creators": [
                            {"name": "Quay, T", "givenName": "T", "familyName": "Quay"},
                            {"name": "Oak, K"},
                        ],
                        "publicationYear": 2020,
                        "container-title": "Sailing",
                        "descriptions": [{"description": "Tides rise."}],
                    },
                }
            },
        ),
        (
            "INSPIRE",
            {
                "hits": {
                    "hits": [
                        {
                            "metadata": {
                                "titles": [{"title": "Tides"}],
                                "authors": [{"full_name": "Quay, T"}, {"full_name": "Oak, K"}],
                                "abstracts": [{"value": "Tides rise."}],
                                "publication_info": [
                                    {"journal_title": "Sailing", "year": 2020}
                                ],
                            }
                        }
                    ]
                }
            },
        ),
        (
            "DBLP",
            {
                "result": {
                    "hits": {
                        "hit": [
                            {
                                "info": {
                                    "authors": {
                                        "author": [
                                            {"text": "T Quay 0003"},
                                            {"text": "K Oak"},
                                        ]
                                    },
                                    "title": "Tides.",
                                    "venue": "Sailing",
                                    "year": "2020",
                                    "abstract": "Tides rise.",
                                }
                            }
                        ]
                    }
                }
            },
        ),
        (
            "Mendeley",
            [
                {
                    "id": "f0",
                    "title": "Tides",
                    "authors": [
                        {"first_name": "T", "last_name": "Quay"},
                        {"first_name": "K", "last_name": "Oak"},
                    ],
                    "year": 2020,
                    "source": "Sailing",
                    "identifiers": {"doi": "10.1000/m"},
                    "abstract": "Tides rise.",
                }
            ],
        ),
        (
            "Solr",
            {
                "response": {
                    "docs": [
                        {
                            "title_s": ["Tides"],
                            "authFullName_s": ["Quay, T", "Oak, K"],
                            "producedDateY_i": 2020,
                            "journalTitle_s": "Sailing",
                            "abstract_s": ["Tides rise."],
                        }
                    ]
                }
            },
        ),
    ],
)
def test_json_of_services_without_a_reader_is_read_by_its_names(
    tmp_path: Path, service: str, read: object
) -> None:
    paper = one(tmp_path, read, "a.json")
    assert (paper.title, paper.names) == ("Tides", ("Quay, T", "Oak, K")), service
    assert (paper.date, paper.venue) == (PartialDate(2020), "Sailing"), service
    assert paper.abstract == "Tides rise.", service


def test_csl_by_key_is_a_list_and_bookmarks_are_no_papers(tmp_path: Path) -> None:
    keyed = {"quay1": {"type": "book", "title": "Tides", "author": [{"family": "Quay"}]}}
    paper = one(tmp_path, keyed, "a.json")
    assert (paper.key, paper.kind) == ("quay1", "book")
    place = tmp_path / "b.json"
    place.write_text('[{"title": "Home", "url": "https://a.example", "date": "2001"}]')
    with pytest.raises(SourceError, match="holds no papers"):
        read_papers(place)


def test_json_with_a_list_of_names_is_read(tmp_path: Path) -> None:
    text = '[{"title": "Soup", "authors": ["Lea Fern", {"name": "Bo Oak"}], "doi": "10.1/x"}]'
    paper = one(tmp_path, text)
    assert (paper.authors, paper.doi) == (("Lea Fern", "Bo Oak"), "10.1/x")


def test_folders_give_their_bibliographies_in_order(tmp_path: Path) -> None:
    for name in ("b.bib", "a.ris", "sub/c.json", "notes.docx", ".hidden.bib"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    names = [path.relative_to(tmp_path).as_posix() for path in files_in(tmp_path)]
    assert names == ["a.ris", "b.bib", "sub/c.json"]


@pytest.mark.parametrize("date", ["2020-13-45", "9" * 4301, "0b"])
def test_what_is_no_date_in_a_cff_costs_no_paper(tmp_path: Path, date: str) -> None:
    text = f"cff-version: 1.2.0\ntitle: A tool\nauthors:\n - name: X\ndate-released: {date}\n"
    assert one(tmp_path, text, "CITATION.cff").title == "A tool"


def test_names_that_a_cff_does_not_have_or_has_twice_are_reported(tmp_path: Path) -> None:
    place = tmp_path / "CITATION.cff"
    place.write_text("cff-version: 1.2.0\ntitle: A\ntitle: B\ntle: C\nauthors:\n - name: X\n")
    imported = read_papers(place)
    assert [paper.title for paper in imported.papers] == ["B"]
    told = [warning for warning in imported.warnings if "name" in warning or "twice" in warning]
    assert [warning.split(": ")[0] for warning in told] == [
        "CITATION.cff:3",
        "CITATION.cff:4",
    ]


def test_a_table_of_names_as_apa_writes_them(tmp_path: Path) -> None:
    paper = one(tmp_path, 'Title,Authors,Year\nLocks,"Ek, B., Alm, E. C., & Sund, P.",2001\n')
    assert paper.names == ("Ek, B.", "Alm, E. C.", "Sund, P.")


def test_what_dimensions_says_of_its_table_is_no_header(tmp_path: Path) -> None:
    about = '"About the data: Exported on Nov 1, 2023. Criteria: tides"'
    table = f'{about}\nTitle,Authors,PubYear\nOn tides,"Oak, Kit; Elm, Bo",2014\n'
    paper = one(tmp_path, table, "a.csv")
    assert (paper.title, paper.names) == ("On tides", ("Oak, Kit", "Elm, Bo"))


def test_an_article_in_json_ld(tmp_path: Path) -> None:
    item = {
        "@type": "ScholarlyArticle",
        "headline": "On tides",
        "author": [{"@type": "Person", "name": "Kit Oak"}],
        "datePublished": "2014-06-03",
    }
    paper = one(tmp_path, item, "a.json")
    assert (paper.names, paper.date) == (("Oak, Kit",), PartialDate(2014, 6, 3))


def test_the_columns_of_web_of_science(tmp_path: Path) -> None:
    table = (
        "\ufeffPT\tAU\tAF\tTI\tSO\tPY\tVL\tBP\tEP\tDI\n"
        "J\tOak, K; Elm, B\tOak, Kit; Elm, Bo\tOn tides\tSEAS\t2014\t3\t7\t9\t10.1000/t\n"
    )
    paper = one(tmp_path, table)
    assert (paper.title, paper.venue, paper.doi) == ("On tides", "SEAS", "10.1000/t")
    assert paper.names == ("Oak, Kit", "Elm, Bo")
    assert {"volume": "3", "pages": "7–9"}.items() <= paper.extra.items()


def test_ris_with_all_authors_on_one_line_and_the_day_beside_the_year(tmp_path: Path) -> None:
    ris = (
        "TY  - JOUR\nTI  - On tides\nAU  - Oak, Kit; Elm, Bo\nPY  - 2014\nDA  - Jun 3\nER  - \n"
    )
    paper = one(tmp_path, ris)
    assert paper.names == ("Oak, Kit", "Elm, Bo")
    assert paper.date == PartialDate(2014, 6, 3)


def test_dates_of_ris_in_words(tmp_path: Path) -> None:
    text = "TY  - JOUR\nTI  - Locks\nPY  - 2005\nDA  - 2005/Nov/\nER  - \n"
    assert one(tmp_path, text).date == PartialDate(2005, 11)


def test_every_keyword_and_the_editors_of_foreign_json_are_read(tmp_path: Path) -> None:
    item = {
        "heading": "Locks",
        "title": "Locks",
        "creators": [{"name": "Bo Ek"}],
        "publication_year": 2004,
        "keywords": [{"value": "canal"}, "barge"],
        "editors": [{"firstName": "Eva", "lastName": "Alm"}],
    }
    paper = one(tmp_path, {"hits": [item]}, "a.json")
    assert (paper.extra["keywords"], paper.extra["editors"]) == ("canal; barge", "Alm, Eva")


def test_pubmed_says_where_a_list_of_authors_is_cut(tmp_path: Path) -> None:
    text = (
        "<?xml version='1.0'?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID>"
        "<Article><ArticleTitle>Locks</ArticleTitle><AuthorList CompleteYN='N'><Author>"
        "<LastName>Ek</LastName></Author></AuthorList></Article></MedlineCitation>"
        "</PubmedArticle></PubmedArticleSet>"
    )
    paper = one(tmp_path, text, "a.xml")
    assert (paper.authors, paper.authors_complete) == (("Ek",), False)


EK = ("Ek, Bo", "Alm, Eva")
GIVEN = [{"given": "Bo", "family": "Ek"}, {"given": "Eva", "family": "Alm"}]


@pytest.mark.parametrize(
    "content",
    [
        {"title": "Locks", "doi": "10.1000/l", "z_authors": GIVEN, "year": 2004, "is_oa": True},
        {
            "title": "Locks",
            "doi": "10.1000/l",
            "year": 2004,
            "z_authors": [{"raw_author_name": "Bo Ek"}, {"raw_author_name": "Eva Alm"}],
        },
        {"hits": [{"title": "Locks", "authors": [{"name": "Ek, Bo"}, {"name": "Alm, Eva"}],
                   "yearPublished": 2004, "doi": "10.1000/l"}]},
        [{"id": 3, "work": {"title": "Locks", "year": 2004, "doi": "https://doi.org/10.1000/l",
                            "authors": [{"name": "Bo Ek"}, {"name": "Eva Alm"}]}}],
        [{"main_title": "Locks", "writers": GIVEN, "published_on": "2004-05-06",
          "pids": [{"scheme": "doi", "value": "10.1000/l"}]}],
        {"records": [{"title": "Locks", "publicationDate": "2004", "doi": "10.1000/l",
                      "creators": [{"creator": "Ek, Bo"}, {"creator": "Alm, Eva"}]}]},
        [{"title": "Locks", "contributors": [
            {"role": "editor", "family": "Sund"},
            {"role": "author", "person": {"given": "Bo", "family": "Ek"}},
            {"role": "author", "person": {"given": "Eva", "family": "Alm"}},
        ], "doi_link": "https://doi.org/10.1000/l", "year_published": 2004}],
        {"group": [{"summary": [{"title": {"title": {"value": "Locks"}},
         "author-list": {"author": [{"LastName": "Ek", "ForeName": "Bo"},
                                    {"LastName": "Alm", "ForeName": "Eva"}]},
         "publication-date": {"year": {"value": "2004"}},
         "external-ids": {"external-id": [
             {"external-id-type": "pmid", "external-id-value": "77"},
             {"external-id-type": "doi", "external-id-value": "10.1000/l"}]}}]}]},
        [{"name": "Locks", "authors": "Ek, Bo and Alm, Eva", "published": "2004",
          "doi": "10.1000/l"}],
        [{"dc:title": "Locks", "dc:creator": "Ek B.", "author": [
            {"authname": "Ek B.", "surname": "Ek", "given-name": "Bo"},
            {"authname": "Alm E.", "surname": "Alm", "given-name": "Eva"}],
          "coverDate": "2004-02-01", "prism:doi": "10.1000/l"}],
    ],
)  # fmt: skip
def test_foreign_json_keeps_its_authors_year_and_doi(tmp_path: Path, content: object) -> None:
    paper = one(tmp_path, content, "a.json")
    assert (paper.title, paper.names, paper.doi) == ("Locks", EK, "10.1000/l")
    assert paper.date is not None
    assert paper.date.year == 2004


def test_foreign_json_that_each_nests_a_paper_of_its_own_is_read_whole(tmp_path: Path) -> None:
    titles = [f"Locks of {number} gates" for number in range(70)]
    nested = {"group": [{"summary": [{"title": each, "authors": ["Bo Ek"], "year": 2004}]}
                        for each in titles]}  # fmt: skip
    place = tmp_path / "works.json"
    place.write_text(json.dumps(nested))
    assert {paper.title for paper in read_papers(place).papers} == {*titles}


def test_names_of_plain_json_are_those_of_people(tmp_path: Path) -> None:
    item = {
        "id": "a",
        "type": "report",
        "title": "Locks",
        "author": [{"name": "Bo Ek"}, {"name": "Institute of Canals"}, {"literal": "Ek Ltd"}],
    }
    names = one(tmp_path, [item], "a.json").names
    assert names == ("Ek, Bo", "{Institute of Canals}", "{Ek Ltd}")


def test_a_title_that_damage_joined_to_a_journal_of_ris_is_told(tmp_path: Path) -> None:
    place = tmp_path / "a.ris"
    place.write_text(
        "TY  - JOUR\nTI  - Loc\nJF  - Canal Lettersks in winter\nAU  - Ek, Bo\n"
        "JF  - Canal Letters\nER  - \n"
    )
    told = "a.ris:5: JF stands twice in the record of line 1: another may be in it"
    assert told in read_papers(place).warnings


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("0000-0002-1825-009X", "songline fetch --author 0000-0002-1825-009X"),
        ("https://orcid.org/0000-0002-1825-0097", "fetch --author 0000-0002-1825-0097"),
        ("orcid:0000-0002-1825-0097", "fetch --author 0000-0002-1825-0097"),
        ("10.1000/locks.4", "fetch --doi 10.1000/locks.4"),
        ("https://doi.org/10.1000/locks.4", "fetch --doi 10.1000/locks.4"),
        ("arXiv:2401.00007", "fetch --arxiv 2401.00007"),
        ("A5023888391", "fetch --openalex A5023888391"),
        ("https://canal.example/papers", "save that as text"),
        ("Zotero", "`zotero:`, with a colon"),
        ("gates.bib", "Check the name"),
    ],
)
def test_what_is_no_file_is_told_how_to_get(name: str, advice: str) -> None:
    with pytest.raises(SourceError, match="there is no such file") as told:
        read_papers(Path(name))
    assert advice in str(told.value.advice)


def test_keys_are_missed_only_where_most_have_them(tmp_path: Path) -> None:
    def warnings(keyed: int) -> str:
        items = [
            {"itemType": "book", "title": f"Locks {number}"}
            | ({"citationKey": f"ek{number}"} if number < keyed else {})
            for number in range(5)
        ]
        place = tmp_path / "a.json"
        place.write_text(json.dumps(items))
        return " ".join(read_papers(place).warnings)

    assert "it has no key" not in warnings(1)
    assert warnings(4).count("it has no key") == 1


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Quay, Tim and Oak, Kit", ("Quay, Tim", "Oak, Kit")),
        ("Quay, T., Oak, K., Elm, B.", ("Quay, T.", "Oak, K.", "Elm, B.")),
        ("Quay, Tim; Oak, Kit", ("Quay, Tim", "Oak, Kit")),
        ("Quay, Tim, Jr.", ("Quay, Tim, Jr.",)),
        ("Institute of Ropes, Tar and Sails", ("{Institute of Ropes, Tar and Sails}",)),
        ("Royal Guild of Rope Makers", ("{Royal Guild of Rope Makers}",)),
        ("National Board of Pilots", ("{National Board of Pilots}",)),
        ("William of Ockham", ("of Ockham, William",)),
    ],
)
def test_a_line_of_ris_may_name_several_people_or_a_body(
    tmp_path: Path, line: str, names: tuple[str, ...]
) -> None:
    place = tmp_path / "a.ris"
    place.write_text(f"TY  - JOUR\nAU  - {line}\nTI  - Tides\nPY  - 2001\nER  - \n")
    assert read_papers(place).papers[0].names == names
