"""A publication page becomes papers, whatever has happened to the page on its way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import InputError, SourceError
from store.importers import Imported, Skipped, read_papers
from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEED = Path(__file__).parents[3] / "seeds" / "guanglu-song.txt"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
HEADER = (
    "Ada "
    "Lovelace\n\nCV\nh-index27\n{count}papers\n3,719citations\nNovelty58%\n\n{count} Papers\n\n"
)
ONE = (
    "CVSep 19, 2024Code\nA Title\n\nLi Wei, Bo Ek et al. · tsinghua\n\nAn "
    "abstract of one sentence.\n\n"
)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Imported]:
    def read(
        text: str | bytes, *, name: str = "page.txt", as_of: int | None = None
    ) -> Imported:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_papers(path, as_of=as_of)

    return read


@pytest.fixture(scope="module")
def seed() -> Imported:
    return read_papers(SEED)


class TestSeed:
    def test_every_paper_is_there_and_nothing_is_wrong(self, seed: Imported) -> None:
        assert (len(seed.papers), seed.warnings, seed.skipped) == (47, (), ())
        assert sum(paper.has_code is True for paper in seed.papers) == 17
        assert sum(paper.has_code is False for paper in seed.papers) == 30
        assert [paper.field for paper in seed.papers].count("LG") == 1
        assert (
            sum(paper.date is not None and paper.date.year == 2021 for paper in seed.papers)
            == 4
        )
        assert all(paper.abstract for paper in seed.papers)

    def test_two_papers_share_a_title(self, seed: Imported) -> None:
        keys = {paper.key for paper in seed.papers if paper.title.startswith("UniNet: ")}
        assert keys == {"liu2021uninet", "liu2022uninet"}

    def test_owner_is_recorded_and_no_author_invented(self, seed: Imported) -> None:
        assert {paper.profile for paper in seed.papers} == {seed.profile} == {"Guanglu Song"}
        salt = next(paper for paper in seed.papers if paper.key == "ge2026salt")
        assert salt.authors == ("Xingtong Ge", "Yi Zhang", "Yushi Huang")
        assert not salt.authors_complete

    def test_only_lists_without_et_al_are_complete(self, seed: Imported) -> None:
        complete = {paper.key: paper.authors for paper in seed.papers if paper.authors_complete}
        assert complete == {
            "zong2022detrs": ("Zhuofan Zong", "Guanglu Song", "Yu Liu"),
            "song2020revisiting": ("Guanglu Song", "Yu Liu", "Xiaogang Wang"),
        }

    def test_affiliations(self, seed: Imported) -> None:
        affiliations = [paper.affiliations for paper in seed.papers if paper.affiliations]
        assert affiliations.count(("tsinghua",)) == 5
        assert affiliations.count(("pku",)) == 1
        assert len(affiliations) == 6

    def test_dates_without_a_year_are_the_year_after_the_newest(self, seed: Imported) -> None:
        inferred = {
            paper.key: paper.date for paper in seed.papers if paper.date and paper.date.inferred
        }
        assert inferred == {
            "ma2026improving": PartialDate(2026, 3, 19, inferred=True),
            "ge2026salt": PartialDate(2026, 4, 3, inferred=True),
            "he2026arcopo": PartialDate(2026, 3, 18, inferred=True),
        }
        as_of = read_papers(SEED, as_of=2031)
        assert (
            sum(paper.date is not None and paper.date.year == 2031 for paper in as_of.papers)
            == 3
        )

    def test_abstracts_are_plain_text(self, seed: Imported) -> None:
        everything = " ".join(paper.abstract for paper in seed.papers)
        assert not set("\\$\n\t") & set(everything)
        for words in (
            "championship solutions",
            "Co-DETR, to learn",
            "94.198% @ 1e-8",
            "28.25 Gflops",
            "by ~10x (e.g. ~256",
        ):
            assert words in everything

    def test_source_names_the_first_line(self, seed: Imported) -> None:
        assert seed.papers[1].source == "guanglu-song.txt:19"

    @pytest.mark.parametrize("size", [60, 5_000, 20_000, 50_000, 74_000])
    def test_a_page_cut_anywhere_says_what_is_missing(
        self, read: Callable[..., Imported], size: int
    ) -> None:
        cut = read(SEED.read_text(encoding="utf-8")[:size], name=SEED.name)
        shortfall = (
            f"guanglu-song.txt: the header says 47 papers, but {len(cut.papers)} were read"
        )
        told = [
            warning
            for warning in cut.warnings
            if warning.startswith(shortfall) or "may be cut" in warning
        ]
        assert told, cut.warnings
        assert any(warning.startswith(shortfall) for warning in told) is (len(cut.papers) < 47)


def test_every_cut_of_a_page_is_noticed(read: Callable[..., Imported]) -> None:
    page = HEADER.format(count=2) + ONE + ONE.replace("A Title", "Another Title").strip()
    for size in range(page.index("CVSep"), len(page)):
        cut = read(page[:size])
        assert cut.warnings, page[:size]
        assert all("CVSep" not in paper.abstract for paper in cut.papers)


class TestRecords:
    def test_a_paper_without_abstract_is_kept_and_reported(
        self, read: Callable[..., Imported]
    ) -> None:
        page = read(HEADER.format(count=1) + "CVMay 1, 2024\nA Title\n\nLi Wei\n")
        assert [(paper.title, paper.abstract) for paper in page.papers] == [("A Title", "")]
        assert page.warnings == ("page.txt:11: no abstract",)

    @pytest.mark.parametrize(
        "below", ["", "\n\nLi Wei, Bo Ek et al.\n\nWe show that records have titles.\n"]
    )
    def test_a_record_without_title_is_skipped_alone(
        self, read: Callable[..., Imported], below: str
    ) -> None:
        page = read(HEADER.format(count=1) + f"CVMay 1, 2024{below}\n" + ONE)
        assert [paper.title for paper in page.papers] == ["A Title"]
        assert page.skipped == (Skipped("page.txt:11", "no title below `CVMay 1, 2024`"),)

    def test_a_record_without_authors_keeps_its_abstract(
        self, read: Callable[..., Imported]
    ) -> None:
        text = "We study what is left of a record when no authors are given."
        page = read(HEADER.format(count=1) + f"CVMay 1, 2024\nA Title\n\n{text}\n")
        assert [
            (paper.authors, paper.authors_complete, paper.abstract) for paper in page.papers
        ] == [((), False, text)]
        assert page.warnings == ("page.txt:11: no authors",)

    def test_a_repeated_record_is_kept_once(self, read: Callable[..., Imported]) -> None:
        page = read(HEADER.format(count=1) + ONE + ONE)
        assert len(page.papers) == 1
        assert page.skipped == (Skipped("page.txt:18", "the same paper as at page.txt:11"),)

    @pytest.mark.parametrize(
        ("heading", "date", "trouble"),
        [
            (
                "CVFeb 31, 2024",
                PartialDate(2024, 2),
                "`CVFeb 31, 2024` is a day that does not exist in 2024; kept the month",
            ),
            (
                "CVFoo 3, 2024",
                PartialDate(2024),
                "`CVFoo 3, 2024` names no month that is known; kept the year",
            ),
            (
                "CVMay 3, 0000",
                None,
                "`CVMay 3, 0000` names a year that does not exist; the date is left out",
            ),
        ],
    )
    def test_a_date_that_does_not_exist_is_kept_as_far_as_it_does(
        self,
        read: Callable[..., Imported],
        heading: str,
        date: PartialDate | None,
        trouble: str,
    ) -> None:
        page = read(HEADER.format(count=1) + ONE.replace("CVSep 19, 2024Code", heading))
        assert page.papers[0].date == date
        assert page.warnings == (f"page.txt:11: {trouble}",)

    @pytest.mark.parametrize(
        ("heading", "field", "date"),
        [
            ("cs.CVMar 3, 2024", "cs.CV", PartialDate(2024, 3, 3)),
            ("q-bio.NCSeptember 30, 2024", "q-bio.NC", PartialDate(2024, 9, 30)),
            ("ROSept. 30, 2024", "RO", PartialDate(2024, 9, 30)),
            ("csMay 2024", "cs", PartialDate(2024, 5)),
            ("Mar 3, 2024", None, PartialDate(2024, 3, 3)),
        ],
    )
    def test_headings(
        self, read: Callable[..., Imported], heading: str, field: str | None, date: PartialDate
    ) -> None:
        page = read(HEADER.format(count=1) + ONE.replace("CVSep 19, 2024Code", heading))
        assert [(paper.field, paper.date, paper.has_code) for paper in page.papers] == [
            (field, date, False)
        ]

    @pytest.mark.parametrize(
        ("byline", "authors", "complete", "affiliations"),
        [
            ("Li Wei et al. · x · y", ("Li Wei",), False, ("x", "y")),
            (
                "Li Wei, Bo Ek and José Ruiz · x, y",
                ("Li Wei", "Bo Ek", "José Ruiz"),
                True,
                ("x", "y"),
            ),
            ("Martin King, Jr., Bo Ek", ("Martin King, Jr.", "Bo Ek"), True, ()),
            (r"G. M\"uller and others", ("G. Müller",), False, ()),
            ("OpenAI", ("OpenAI",), True, ()),
        ],
    )
    def test_bylines(
        self,
        read: Callable[..., Imported],
        byline: str,
        authors: Sequence[str],
        complete: bool,
        affiliations: Sequence[str],
    ) -> None:
        (paper,) = read(
            HEADER.format(count=1) + f"CVMay 1, 2024\nA Title\n\n{byline}\n\nText.\n"
        ).papers
        assert (paper.authors, paper.authors_complete, paper.affiliations) == (
            authors,
            complete,
            affiliations,
        )

    def test_control_characters_are_taken_out(self, read: Callable[..., Imported]) -> None:
        text = (
            "One\x1b[31m red\x1b]0;title\x07 \u202eword\u2028and\x00"[:-1]
            + "\x9b1m more\x85here\x07.\ufeff"
        )
        (paper,) = read(
            HEADER.format(count=1) + f"CVMay 1, 2024\nA\x1b[2J Title\n\nLi Wei\n\n{text}\n"
        ).papers
        assert (paper.title, paper.abstract) == ("A Title", "One red word and more here.")


class TestPage:
    def test_a_different_count_is_a_warning_with_both_numbers(
        self, read: Callable[..., Imported]
    ) -> None:
        assert read(HEADER.format(count=3) + ONE).warnings == (
            "page.txt: the header says 3 papers, but 1 were read",
        )

    def test_an_abstract_that_stops_short_is_a_warning(
        self, read: Callable[..., Imported]
    ) -> None:
        page = read(HEADER.format(count=1) + ONE.replace("one sentence.", "one"))
        assert page.warnings == (
            (
                "page.txt: the last abstract (page.txt:11) ends within a sentence; the "
                "page may be cut there"
            ),
        )

    def test_dates_without_any_year_are_unknown(self, read: Callable[..., Imported]) -> None:
        text = HEADER.format(count=1) + ONE.replace(", 2024", "")
        unknown, known = read(text), read(text, as_of=2019)
        assert unknown.papers[0].date is None
        assert "--as-of" in unknown.warnings[0]
        assert known.papers[0].date == PartialDate(2019, 9, 19, inferred=True)

    def test_a_year_that_is_none_is_refused(self, read: Callable[..., Imported]) -> None:
        with pytest.raises(InputError, match="0 is no year"):
            read(ONE, as_of=0)

    def test_a_page_without_header_has_no_owner(self, read: Callable[..., Imported]) -> None:
        page = read(ONE)
        assert (page.profile, len(page.papers)) == (None, 1)
        assert page.warnings == ("page.txt: the page does not say whose it is",)

    @pytest.mark.timeout(60)
    def test_five_thousand_records_take_no_minutes(self, read: Callable[..., Imported]) -> None:
        records = (ONE.replace("A Title", f"Title Number{number}") for number in range(5_000))
        assert len(read(HEADER.format(count=5_000) + "".join(records)).papers) == 5_000

    def test_a_line_of_a_million_characters(self, read: Callable[..., Imported]) -> None:
        (paper,) = read(
            HEADER.format(count=1) + ONE.replace("An abstract", "word " * 200_000)
        ).papers
        assert 199_000 < len(paper.abstract) <= 200_000


class TestFiles:
    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", "it is empty"),
            (b" \n\t\r\n ", "it is empty"),
            (b"CV\nab\0cd", "it is a binary file: a NUL byte stands at byte 5, line 2"),
            (
                b"Ada\r\nFr\x81chet\r\n",
                "it is not UTF-8: 0x81 at byte 7, line 2 (invalid start byte)",
            ),
            (b"Hi Mom +AGEAYgBj- +AGQ- +AGUA- +AGYAZw-", "it is UTF-7, not UTF-8"),
            (
                b"\nDear reader,\nthis is a letter.",
                "it is no publication page: line 2 reads `Dear reader,` where a name was "
                "expected,"
                " and none of the lines up to 3 is like `CVSep 19, 2024Code`",
            ),
        ],
    )
    def test_a_file_that_is_no_page(
        self, read: Callable[..., Imported], content: bytes, why: str
    ) -> None:
        with pytest.raises(SourceError) as caught:
            read(content)
        assert caught.value.why == why
        assert caught.value.advice

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="there is no such file"):
            read_papers(tmp_path / "nothing.txt")

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="it is a folder"):
            read_papers(tmp_path)

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"%PDF-1.7 ...", "a PDF"),
            (b"PK\x03\x04rest", "ZIP"),
            (b"\x1f\x8brest", "gzip"),
            (b"<!DOCTYPE html><html><body>", "a web page"),
            (b"<?xml version='1.0'?><widget/>", "XML of a kind"),
            (b"<?xml version='1.0'?><mods/>", "it is MODS"),
            (b"\\begin{thebibliography}{9}\n\\bibitem{a} A.", "it is LaTeX"),
        ],
    )
    def test_what_is_no_bibliography_is_named(
        self, read: Callable[..., Imported], content: bytes, what: str
    ) -> None:
        with pytest.raises(SourceError, match=what) as caught:
            read(content, name="paper.bib")
        assert caught.value.advice

    def test_the_ending_of_a_file_does_not_decide(self, read: Callable[..., Imported]) -> None:
        assert read(ONE, name="paper.pdf").papers == read(ONE, name="paper.pdf").papers != ()


WORD = st.sampled_from(
    "Learning of Points 3D with Search ~3% 68.5% ResNet-50 $5 (NAS) a_b May".split()
)
NAME = st.sampled_from(
    ["Li Wei", "Ludwig van der Berg", "José Ruiz-Díaz", "Q. Yang", "宋广录", "Madonna"]
)
TEXT = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
PAPER = st.builds(
    Paper,
    key=st.just(""),
    title=TEXT.map(lambda text: f"Towards {text}"),
    authors=st.lists(NAME, min_size=1, max_size=4).map(tuple),
    authors_complete=st.booleans(),
    date=st.builds(
        PartialDate, st.integers(1990, 2030), st.integers(1, 12), st.integers(1, 28)
    ),
    abstract=st.lists(TEXT.map(lambda text: f"We {text}."), min_size=1, max_size=3).map(
        " ".join
    ),
    field=st.sampled_from(["CV", "LG", "cs.CL", "stat.ML", "ai"]),
    has_code=st.booleans(),
    affiliations=st.lists(
        st.sampled_from(["tsinghua", "pku", "mit"]), unique=True, max_size=2
    ).map(tuple),
    profile=st.just("Ada Lovelace"),
)


def as_record(paper: Paper, gap: str, end: str) -> str:
    assert paper.date is not None
    assert paper.date.month is not None
    day = f"{MONTHS[paper.date.month - 1]} {paper.date.day}, {paper.date.year}"
    heading = f"{paper.field}{day}{'Code' * bool(paper.has_code)}"
    byline = ", ".join(paper.authors) + " et al." * (not paper.authors_complete)
    abstract = paper.abstract.replace(". We", f".{gap}We")
    return end.join(
        [
            heading,
            paper.title,
            gap,
            " · ".join([byline, *paper.affiliations]),
            gap,
            abstract,
            gap,
            "",
        ]
    )


@given(
    st.lists(
        PAPER,
        min_size=1,
        max_size=6,
        unique_by=lambda paper: (paper.title, paper.authors, paper.date),
    ),
    st.sampled_from(["", "\n", "\r\n \r\n"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_a_page_of_papers_gives_the_papers_back(
    tmp_path_factory: pytest.TempPathFactory, papers: list[Paper], gap: str, end: str, mark: str
) -> None:
    path = tmp_path_factory.mktemp("pages") / "page.txt"
    header = HEADER.format(count=len(papers)).replace("\n", end)
    path.write_bytes(
        (mark + header + "".join(as_record(paper, gap, end) for paper in papers)).encode()
    )
    page = read_papers(path)
    assert (page.warnings, page.skipped) == ((), ())
    assert [as_record(paper, gap, end) for paper in page.papers] == [
        as_record(paper, gap, end) for paper in papers
    ]


def test_a_list_of_authors_that_is_too_long_is_told(tmp_path: Path) -> None:
    place = tmp_path / "page.txt"
    names = ", ".join(f"Ada B{number}" for number in range(20_050))
    place.write_text(f"Ada Wharf\n\nCVSep 19, 2020\nTides\n\n{names}\n\nWe weave.\n")
    imported = read_papers(place)
    (paper,) = imported.papers
    assert (len(paper.authors), paper.authors_complete) == (20_000, False)
    assert any("the list of authors is too long" in warning for warning in imported.warnings)


def test_a_title_that_goes_on_where_authors_stand_is_told(tmp_path: Path) -> None:
    place = tmp_path / "page.txt"
    place.write_text("Eva Alm\n\nCVMay 2, 2019\nWhy the\n gates of the north stick\n\nEva Al")
    (paper,) = read_papers(place).papers
    told = [each for each in read_papers(place).warnings if "no name" in each]
    assert paper.title == "Why the"
    assert told == ["page.txt:3: this may be no name: gates of the north stick"]
