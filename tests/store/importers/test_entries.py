"""BibTeX, RIS and CSL-JSON read in: keys kept, names whole, and every entry that is broken
reported.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.citekey import assign_keys
from store.errors import SourceError
from store.exporters import bibtex, csl_json, ris
from store.importers import read_papers
from store.paper import Paper, PartialDate
from tests.store.samples import bare

if TYPE_CHECKING:
    from pathlib import Path

    from store.importers import Imported

MESSY = r"""
@string{cvpr = "IEEE " # "CVPR"}
@comment{not a paper}
@Article{He:2020/a, Title={A {DETR} of 50\% \& {{\"O}BB}: it's $x^2$},
  author = {He, Kaiming and {Barnes and Noble} AND {\'E}mile~van der Zola and Davis, Jr., Sammy and others},
  journal = cvpr # " 2020", month = "3~" # apr, year=2020, abstract = "We say ``no''.", doi={https://doi.org/10.1/x_y}}
@misc{a key, title={With a bad key}, eprint={2001.00001v2}, archivePrefix={arXiv}, primaryClass={cs.CV}}
@misc{twice, title={First}, title={Second}}
@misc{He:2020/a, title={Again the same key}}
@article{broken, title={unbalanced, year=2020
}
@misc{untitled, author={A B}}
@inproceedings{child, title={The child}, crossref={book}, author={Li, Wei}}
@proceedings{book, title={The Book}, year={2019}}
words between entries
@misc{url, title={Linked}, howpublished={\url{https://x.org/a_b}}, journal={arXiv preprint arXiv:2001.00002}}
@misc{last, title = {cut
"""  # noqa: E501


def read(folder: Path, text: str, name: str = "refs.bib") -> Imported:
    place = folder / name
    place.write_text(text, encoding="utf-8")
    return read_papers(place)


def by_title(imported: Imported) -> dict[str, Paper]:
    return {paper.title: paper for paper in imported.papers}


def test_what_a_bib_says_is_read(tmp_path: Path) -> None:
    paper = by_title(read(tmp_path, MESSY))["A DETR of 50% & ÖBB: it's x²"]
    assert paper.key == "He:2020/a"
    assert paper.authors == (
        "Kaiming He",
        "Barnes and Noble",
        "Émile van der Zola",
        "Sammy Davis Jr.",
    )
    assert not paper.authors_complete
    assert paper.date == PartialDate(2020, 4, 3)
    assert paper.venue == "IEEE CVPR 2020"
    assert paper.abstract == "We say “no”."
    assert paper.doi == "10.1/x_y"
    assert paper.source == "refs.bib:4"


@pytest.mark.parametrize("month", ["{Fall}", "{Winter}", "{1st Quarter}", "{Q2}"])
def test_a_season_or_a_quarter_is_no_month(tmp_path: Path, month: str) -> None:
    text = f"@article{{a, title={{Tides}}, year=2019, month={month}}}"
    (paper,) = read(tmp_path, text).papers
    assert (paper.date, paper.extra["month"]) == (PartialDate(2019), month.strip("{}"))


@pytest.mark.parametrize(
    "name",
    ["Barnes and Noble, Inc.", "Acme, Ltd.", "Lamps, GmbH", "Wicks, Glass and Flames"],
)
def test_a_company_in_braces_is_one_author_and_stays_so(tmp_path: Path, name: str) -> None:
    (paper,) = read(tmp_path, f"@misc{{a, title={{Lamps}}, author={{{{{name}}}}}}}").papers
    assert (paper.authors, paper.names) == ((name,), (f"{{{name}}}",))
    (again,) = read(tmp_path, bibtex([paper])).papers
    assert again.names == paper.names


def test_a_person_in_braces_stays_a_person(tmp_path: Path) -> None:
    (paper,) = read(tmp_path, "@misc{a, title={Lamps}, author={{Fern, Lea The}}}").papers
    assert paper.names == ("Fern, Lea The",)


def test_semicolons_between_authors_are_read_and_told(tmp_path: Path) -> None:
    text = "\n@misc{a, title={Lamps}, author={Knuth, Donald E.; M&uuml;ller, Leslie; }}"
    imported = read(tmp_path, text)
    assert imported.papers[0].authors[0] == "Donald E. Knuth"
    assert len(imported.papers[0].authors) == 2
    assert any("refs.bib:2: semicolons" in told for told in imported.warnings)
    quiet = read(tmp_path, "@misc{a, title={L}, author={M&uuml;ller, Jan and {Oak; Elm};}}")
    assert len(quiet.papers[0].authors) == 2
    assert not any("semicolons" in told for told in quiet.warnings)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Quay, T., Oak, K., Elm, B.", ("Quay, T.", "Oak, K.", "Elm, B.")),
        ("Tim Quay, Kit Oak, Bo Elm", ("Quay, Tim", "Oak, Kit", "Elm, Bo")),
        ("Quay, Tim, Oak, Kit and Elm, Bo", ("Quay, Tim", "Oak, Kit", "Elm, Bo")),
        ("Quay, Tim \\& Oak, Kit", ("Quay, Tim", "Oak, Kit")),
    ],
)
def test_commas_between_authors_are_read_and_told(
    tmp_path: Path, value: str, names: tuple[str, ...]
) -> None:
    imported = read(tmp_path, f"@misc{{k, title={{Tides}}, author={{{value}}}}}")
    assert imported.papers[0].names == names
    assert any(
        'commas stand between names in author; they are read as "and"' in told
        for told in imported.warnings
    )


@pytest.mark.parametrize(
    ("value", "names", "are_all"),
    [
        ("Quay, Jr, Tim and Oak, Kit", ("Quay, Tim, Jr", "Oak, Kit"), True),
        ("Quay, Tim et al.", ("Quay, Tim",), False),
        ("and Quay, Tim and", ("Quay, Tim",), True),
        ("Kit Oak and Andy And", ("Oak, Kit", "And, Andy"), True),
    ],
)
def test_what_stands_around_names_is_no_part_of_them(
    tmp_path: Path, value: str, names: tuple[str, ...], are_all: bool
) -> None:
    imported = read(tmp_path, f"@misc{{k, title={{Tides}}, author={{{value}}}}}")
    assert (imported.papers[0].names, imported.papers[0].authors_complete) == (names, are_all)
    assert not any("stand between" in told for told in imported.warnings)


def test_arxiv_numbers_and_addresses_are_found_where_they_stand(tmp_path: Path) -> None:
    papers = by_title(read(tmp_path, MESSY))
    assert (papers["With a bad key"].arxiv_id, papers["With a bad key"].field) == (
        "2001.00001v2",
        "cs.CV",
    )
    linked = papers["Linked"]
    assert (linked.arxiv_id, linked.venue, linked.url) == (
        "2001.00002",
        None,
        "https://x.org/a_b",
    )


def test_a_child_inherits_from_its_book(tmp_path: Path) -> None:
    child = by_title(read(tmp_path, MESSY))["The child"]
    assert (child.venue, child.date) == ("The Book", PartialDate(2019))


def test_a_field_without_a_value_is_told_by_its_name(tmp_path: Path) -> None:
    text = "@misc{a,\n  title = {Locks},\n  editor =\n  note = {Two},\n}\n"
    imported = read(tmp_path, text, "refs.bib")
    assert imported.papers[0].extra["note"] == "Two"
    told = [each for each in imported.warnings if "no field" in each]
    assert len(told) == 1
    assert told[0].endswith("passed over: editor without a value")


@pytest.mark.parametrize(
    ("said", "venue"), [("cacm", "Communications of the ACM"), ("pre", "pre"), ("AO", "AO")]
)
def test_a_bare_journal_is_a_string_of_the_plain_styles(
    tmp_path: Path, said: str, venue: str
) -> None:
    text = f"@article{{a, title={{Locks}}, journal = {said}, year=2001}}"
    assert read(tmp_path, text, "refs.bib").papers[0].venue == venue


def test_what_is_broken_is_reported_with_its_line_and_loses_nothing_else(
    tmp_path: Path,
) -> None:
    imported = read(tmp_path, MESSY)
    assert set(by_title(imported)) == {
        "A DETR of 50% & ÖBB: it's x²",
        "With a bad key",
        "First",
        "Again the same key",
        "The child",
        "The Book",
        "unbalanced",
        "Linked",
    }
    skipped = {skipped.source: skipped.reason for skipped in imported.skipped}
    assert set(skipped) == {"refs.bib:12", "refs.bib:17"}
    assert "@misc{last" in skipped["refs.bib:17"]
    assert skipped["refs.bib:12"] == "untitled has no title"
    told = "\n".join(imported.warnings)
    assert "refs.bib:10: this is no field, and is passed over: a brace is missing" in told
    assert "refs.bib:7: the key a key is not one for LaTeX; it is anonndbad now" in told
    assert "refs.bib:8: a field stands twice" in told
    assert "refs.bib:9: the key He:2020/a stands at line 4 already; it is" in told
    keys = [paper.key for paper in imported.papers]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.bib", "no entries", "no BibTeX"),
        ("a.bib", "", "no BibTeX"),
        ("a.ris", "words", "no RIS"),
        ("a.json", "[]", "no CSL-JSON"),
        ("a.json", "{", "not JSON"),
        ("a.json", "[" * 10000, "not JSON"),
        ("a.json", "3", "no list"),
    ],
)
def test_a_file_without_entries_is_refused(
    tmp_path: Path, name: str, text: str, why: str
) -> None:
    with pytest.raises(SourceError, match=why):
        read(tmp_path, text, name)


def test_ris_of_other_programs_is_read(tmp_path: Path) -> None:
    text = (
        "TY  - JOUR\r\nAU  - Berg, Jan van der\r\nAU  - Davis, Sammy, Jr.\r\nT1  - A title\r\n"
        "  that goes on\r\n"
        "Y1  - 2020/04//\r\nN2  - Words.\r\nJF  - Vision\r\nER  - \r\nTY  - JOUR\r\nER  - \r\n"
    )
    imported = read(tmp_path, text, "a.ris")
    (paper,) = imported.papers
    assert (paper.title, paper.abstract, paper.venue) == (
        "A title that goes on",
        "Words.",
        "Vision",
    )
    assert paper.authors == ("Jan van der Berg", "Sammy Davis Jr.")
    assert (paper.date, paper.key) == (PartialDate(2020, 4), "vanderberg2020title")
    assert [skipped.source for skipped in imported.skipped] == ["a.ris:10"]


@pytest.mark.parametrize("tag", ["M3", "M1", "U1"])
def test_ris_says_which_sort_of_thesis_it_is(tmp_path: Path, tag: str) -> None:
    text = f"TY  - THES\nTI  - Tides\nPB  - Salt\n{tag}  - Master's thesis\nER  -\n"
    (paper,) = read(tmp_path, text, "a.ris").papers
    assert (paper.kind, paper.extra["genre"]) == ("thesis", "Master's thesis")
    assert "number" not in paper.extra


def test_ris_says_its_doi_and_when_it_was_read_in_other_places_too(tmp_path: Path) -> None:
    text = (
        "TY  - JOUR\nTI  - Tides\nM3  - doi: 10.1000/t1\nER  -\n"
        "TY  - JOUR\nTI  - Ropes\nUR  - https://doi.org/10.1000/r1\nY2  - 2020/01/02/\nER  -\n"
        "TY  - JOUR\nTI  - Knots\nAU  - M&uuml;ller, K.\nAB  - <h4>Aim</h4>To tie.\nER  -\n"
    )
    tides, ropes, knots = read(tmp_path, text, "a.ris").papers
    assert (tides.doi, ropes.doi, "genre" in tides.extra) == ("10.1000/t1", "10.1000/r1", False)
    assert ropes.extra["accessed"] == "2020-01-02"
    assert (knots.names, knots.abstract) == (("Müller, K.",), "Aim: To tie.")


def test_csl_json_of_other_programs_is_read(tmp_path: Path) -> None:
    items = [
        {
            "id": "http://x.org/1",
            "citation-key": "berg2020",
            "title": "A title",
            "author": [
                {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
                {"literal": "Lab"},
            ],
            "issued": {"date-parts": [["2020", 4]]},
            "container-title": "Vision",
        },
        "nothing",
        {"id": 7},
    ]
    imported = read(tmp_path, json.dumps({"items": items}), "a.json")
    (paper,) = imported.papers
    assert (paper.key, paper.authors) == ("berg2020", ("Jan van der Berg", "Lab"))
    assert (paper.date, paper.venue) == (PartialDate(2020, 4), "Vision")
    assert [skipped.source for skipped in imported.skipped] == ["a.json:2", "a.json:3"]


_TEXT = st.lists(
    st.sampled_from(
        (
            "A naïve Öğç 漢字 50% R&D a_b {x} C# $5 ~3 x^2 DETR's (ab) [c] Łukasz, no. "
            "Why? 1/2 <b> a|b"
        ).split()
    ),
    min_size=1,
    max_size=6,
).map(lambda words: " ".join(("Words", *words)))
_NAMES = st.sampled_from(
    [
        "Jan van der Berg",
        "Özgür Ğül",
        "Nguyễn Văn Ế",
        "漢字",
        "Sammy Davis Jr.",
        "Ludwig van Beethoven",
        "Li Wei",
    ]
)
_DATES = st.builds(
    PartialDate,
    st.integers(1000, 2999),
    st.integers(1, 12),
    st.none() | st.integers(1, 28),
    st.booleans(),
)
PAPERS = st.lists(
    st.builds(
        Paper,
        key=st.from_regex(r"[A-Za-z][a-z0-9:_/.+-]{3,9}", fullmatch=True),
        title=_TEXT,
        authors=st.lists(_NAMES, min_size=1, max_size=3, unique=True).map(tuple),
        authors_complete=st.booleans(),
        date=st.none() | _DATES,
        abstract=st.just("") | _TEXT,
        field=st.sampled_from((None, "CV", "cs.CV")),
        has_code=st.none(),
        venue=st.sampled_from((None, "CVPR 2020", "Journal of R&D")),
        doi=st.sampled_from((None, "10.1000/a_b(c)")),
        arxiv_id=st.sampled_from((None, "2001.00001v2", "cs/0112017")),
        url=st.sampled_from((None, "https://example.org/~a_b?c=%20&d#e")),
    ),
    min_size=1,
    max_size=4,
    unique_by=(
        lambda paper: paper.key.lower(),
        lambda paper: (paper.title, paper.authors, paper.date),
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(PAPERS, st.sampled_from(("bib", "ris", "json")))
def test_what_is_exported_is_read_back_as_it_was(
    tmp_path: Path, papers: list[Paper], ending: str
) -> None:
    write = {"bib": bibtex, "ris": ris, "json": csl_json}[ending]
    imported = read(tmp_path, write(papers), f"refs.{ending}")
    assert not imported.skipped
    read_back = [replace(paper, source="", kind=None, names=()) for paper in imported.papers]
    assert read_back == sorted(papers, key=lambda paper: paper.key)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    st.text(st.sampled_from('@{}()"\\#=, \n%$&~-aé{misc,title}')),
    st.sampled_from(("bib", "ris", "json")),
)
def test_no_text_makes_an_importer_fail_otherwise_than_told(
    tmp_path: Path, text: str, ending: str
) -> None:
    form = {
        "bib": f"@misc{{k, title={text}\n@misc{{l, title={{{text}}}}}",
        "ris": f"TY  - {text}\nTI  - {text}",
    }
    with contextlib.suppress(SourceError):
        read(
            tmp_path, form.get(ending, f'[{{"title": "{text}", "year": 1}}]'), f"refs.{ending}"
        )


def test_a_given_key_is_kept_unless_the_library_has_it() -> None:
    hop = bare("myhop", "Temporal training", authors=("Zhuofan Zong",), date=PartialDate(2023))

    def keyed(*held: str) -> str:
        return assign_keys([hop], held.__contains__, given={"myhop"})[0].key

    assert keyed() == "myhop"
    assert keyed("zong2023temporal") == "myhop"
    assert keyed("myhop") == "zong2023temporal"


def test_a_link_in_a_title_or_a_journal_is_its_text(tmp_path: Path) -> None:
    text = (
        r"@article{a, title={\href {https://doi.org/10.1000/gate}{Gates \& {\em locks}}},"
        r" author={Ek, Bo and Ros, Ana, and others},"
        r" journal={\href{https://canal.example/letters}{Canal Letters}}}"
    )
    (paper,) = read(tmp_path, text).papers
    assert (paper.title, paper.venue) == ("Gates & locks", "Canal Letters")
    assert paper.doi == "10.1000/gate"


def test_et_al_behind_a_comma_cuts_the_list(tmp_path: Path) -> None:
    text = "@article{a, title={Gates}, author={Ek, Bo and Ros, Ana M., et al.}, year=2001}"
    (paper,) = read(tmp_path, text).papers
    assert (paper.names, paper.authors_complete) == (("Ek, Bo", "Ros, Ana M."), False)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ek B, Alm EM", ("Ek, B", "Alm, EM")),
        ("van Ros A, Sund P, Alm E", ("van Ros, A", "Sund, P", "Alm, E")),
        ("Prof. Bo Ek and Eva Alm, M.D.", ("Ek, Bo", "Alm, Eva")),
        ("Ek, Dr. Bo", ("Ek, Bo",)),
        ("Alm, E M", ("Alm, E M",)),
    ],
)
def test_names_with_initials_or_titles_are_read(
    tmp_path: Path, written: str, names: tuple[str, ...]
) -> None:
    text = f"@article{{a, title={{Gates}}, author={{{written}}}, year=2001}}"
    assert read(tmp_path, text).papers[0].names == names


@pytest.mark.parametrize(
    ("field", "doi"),
    [
        ("doi={https://doi.org/10.1000/gate.4?nosfx=y}", "10.1000/gate.4"),
        ("url={https://canal.example/doi/full/10.1000/gate.4}", "10.1000/gate.4"),
        ("url={https://canal.example/doi/pdf/10.1000/gate.4?download=true}", "10.1000/gate.4"),
        ("url={https://link.canal.example/chapter/10.1000/978-3_4#Sec2}", "10.1000/978-3_4"),
        ("url={https://canal.example/about?doi=10.1000/gate.4}", None),
    ],
)
def test_a_doi_is_read_out_of_addresses(tmp_path: Path, field: str, doi: str | None) -> None:
    text = f"@article{{a, title={{Gates}}, author={{Ek, Bo}}, {field}}}"
    assert read(tmp_path, text).papers[0].doi == doi


def test_the_items_of_a_damaged_list_in_an_object_are_read(tmp_path: Path) -> None:
    items = json.dumps(
        [{"title": f"Gates {number}", "author": [{"family": "Ek"}]} for number in range(3)]
    )
    imported = read(tmp_path, f'{{"total": 3, "results": {items[:-1]},]}}', "refs.json")
    assert [paper.title for paper in imported.papers] == ["Gates 0", "Gates 1", "Gates 2"]
    assert "damaged JSON" in imported.skipped[0].reason
