"""What real `.bib` files hold: each kind of trouble, with inputs of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.exporters import STYLES, biblatex, bibtex, csl_json, formatted
from store.importers import read_papers
from store.importers.latex_values import plain_latex_value
from store.paper import PartialDate

if TYPE_CHECKING:
    from pathlib import Path

    from store.importers import Imported
    from store.paper import Paper


def read(folder: Path, text: str) -> Imported:
    place = folder / "refs.bib"
    place.write_text(text, encoding="utf-8")
    return read_papers(place)


def one(folder: Path, fields: str, kind: str = "article") -> Paper:
    (paper,) = read(folder, f"@{kind}{{k1, {fields}}}").papers
    return paper


def test_entries_without_keys_keep_what_is_theirs(tmp_path: Path) -> None:
    text = (
        "@misc{, title={Tides}, author={Quay, Tim}, year=2001, doi={10.1000/t}}\n"
        "@misc{, title={Harbours of the north}}\n@book{b, title={Ropes}, crossref={}}\n"
    )
    papers = {paper.title: paper for paper in read(tmp_path, text).papers}
    for title in ("Harbours of the north", "Ropes"):
        assert (papers[title].authors, papers[title].date, papers[title].doi) == (
            (),
            None,
            None,
        )


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("García Márquez, Gabriel", ("García Márquez, Gabriel",)),
        ("Gabriel {García Márquez}", ("García Márquez, Gabriel",)),
        ("El Hadj, Omar and de Souza Lima, Ana", ("El Hadj, Omar", "de Souza Lima, Ana")),
        ("{The Tide Group} and {North Sea Board}", ("{The Tide Group}", "{North Sea Board}")),
        ("{NASA}", ("NASA",)),
        ("King, Jr., Martin Luther", ("King, Martin Luther, Jr.",)),
        ("King, Martin L., Jr.", ("King, Martin L., Jr.",)),
        ("\\~{N}andu, A. and Ma\\~nas, B.", ("Ñandu, A.", "Mañas, B.")),
        ("Quay, Tim\nand\nOak, Kit", ("Quay, Tim", "Oak, Kit")),
        ("{\\it Quay, Tim} and {{\\sc Oak}, Kit}", ("Quay, Tim", "Oak, Kit")),
        ("Quay, Tim and \\'Ecole, Ann", ("Quay, Tim", "École, Ann")),
        ("Oak, Kit and {\\O}st, Bo and \\v{S}en, A.", ("Oak, Kit", "Øst, Bo", "Šen, A.")),
        ("given=Lev, family=Tolstoy, suffix=Jr.", ("Tolstoy, Lev, Jr.",)),
        (
            "family=Beauvoir, given=Simone, prefix=de and Oak, K.",
            ("de Beauvoir, Simone", "Oak, K."),
        ),
        ("Quay, Tim\\thanks{Thanks to A} and Oak, K.$^{*}$", ("Quay, Tim", "Oak, K.")),
        (
            "Oak, K.\\textsuperscript{1,2} and Elm, B.\\footnote{Equal}",
            ("Oak, K.", "Elm, B."),
        ),
        ("North Sea Commission and Oak, K.", ("{North Sea Commission}", "Oak, K.")),
        ("Anne Company", ("Company, Anne",)),
        ("Tim Quay\\and Kit Oak", ("Quay, Tim", "Oak, Kit")),
        ("Quay, Tim (0000-0002-1825-0097) and Oak, Kit, PhD", ("Quay, Tim", "Oak, Kit")),
        ("Nun\u0303ez, Ann", ("Nuñez, Ann",)),
        ("Guy {Quay Jr.} and Sam {Oak, Jr.}", ("Quay, Guy, Jr.", "Oak, Sam, Jr.")),
        ("Brandand, Sandy and Anderson, Rand", ("Brandand, Sandy", "Anderson, Rand")),
    ],
)
def test_names_are_the_parts_that_the_source_gives(
    tmp_path: Path, value: str, names: tuple[str, ...]
) -> None:
    paper = one(tmp_path, f"title={{T of it}}, author={{{value}}}")
    assert paper.names == names
    again = one(tmp_path, bibtex([paper]).partition(",")[2].rpartition("}")[0])
    assert again.names == names


@pytest.mark.parametrize(
    ("entry", "kind", "said"),
    [
        ("@phdthesis{k, title={T}, school={U of X}}", "thesis", {"publisher": "U of X"}),
        ("@mastersthesis{k, title={T}, school={U}}", "thesis", {"genre": "Master's thesis"}),
        ("@techreport{k, title={T}, institution={I}, number={7}}", "report", {"number": "7"}),
        (
            "@incollection{k, title={T}, booktitle={B}, editor={Oak, Kit}, pages={3--4}}",
            "chapter",
            {"editors": "Oak, Kit", "pages": "3–4"},
        ),
        ("@inbook{k, title={T}, booktitle={B}, chapter={2}}", "chapter", {"chapter": "2"}),
        ("@book{k, title={T}, isbn={978-0}, series={S}, volume=2}", "book", {"series": "S"}),
        ("@online{k, title={T}, urldate={2020-01-02}}", "webpage", {"accessed": "2020-01-02"}),
        ("@dataset{k, title={T}, version={2.1}}", "dataset", {"version": "2.1"}),
        ("@software{k, title={T}, publisher={Z}}", "software", {"publisher": "Z"}),
        ("@patent{k, title={T}, number={US1}}", "patent", {"number": "US1"}),
        ("@proceedings{k, title={T}, editor={Oak, K.}}", "collection", {"editors": "Oak, K."}),
        (
            "@article{k, title={T}, journal={J}, number=4, eid={e12}}",
            "article-journal",
            {"issue": "4"},
        ),
    ],
)
def test_every_kind_comes_out_as_it_came_in(
    tmp_path: Path, entry: str, kind: str, said: dict[str, str]
) -> None:
    (paper,) = read(tmp_path, entry).papers
    assert paper.kind == kind
    assert said.items() <= paper.extra.items()
    written = bibtex([paper])
    assert written.startswith(entry[: entry.index(",")])
    (again,) = read(tmp_path, written).papers
    assert (again.kind, again.extra, again.venue) == (paper.kind, paper.extra, paper.venue)
    assert "howpublished" not in written or kind == "webpage"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\bfseries Bold} and {\tt code} of \textsc{Lamp}", "Bold and code of Lamp"),
        (r"CO$_{2}$ and Fe$^{3+}$ at $10^{-3}$ M", "CO₂ and Fe³⁺ at 10⁻³ M"),
        (r"SiO\textsubscript{2}, 5\textsuperscript{th} of \(x_1\)", "SiO₂, 5th of x₁"),
        (r"37\,$^\circ$C and 90$^{\circ}$", "37 °C and 90°"),
        (r"$\alpha$-Fe, $\beta_2$, \ensuremath{\mu}m", "α-Fe, β₂, μm"),
        (r"T$_{\mathrm{c}}$ of YBa$_2$Cu$_3$O$_{7-x}$", "Tc of YBa₂Cu₃O₇₋ₓ"),
        (r"Pok\'emon \& {\'E}tude: na{\"\i}ve \ss", "Pokémon & Étude: naïve ß"),
        (r"Costs of \$5 to \$10, 3\% \#1 a\_b", "Costs of $5 to $10, 3% #1 a_b"),
        (r"``Quoted'' -- and --- dashed~ties", "“Quoted” – and — dashed ties"),
        (
            r"\href{https://a.org/x}{Site} at \url{http://b.org/~c_d}",
            "Site (https://a.org/x) at http://b.org/~c_d",
        ),
        (r"{\LARGE\bf Big} {\color{red} red} \textcolor{blue}{blue}", "Big  red blue"),
        (r"\raisebox{1pt}{High} \foreignlanguage{german}{Flut}", "High Flut"),
        (r"\texorpdfstring{$\beta$}{beta}-decay\footnote{In \emph{part}}", "β-decay"),
        (r"A\hspace{0.1cm}slit of \SI{5}{\micro\metre}", "A slit of 5 µm"),
        (r"\textalpha-helix AND\slash OR \verb|a_b| of \ce{H2O}", "α-helix AND/OR a_b of H₂O"),
        (r"H\kern-.1em D and 5\nobreakdash-fold", "H D and 5-fold"),
        (r"$\mathrm T$ and {\mathsf X}-ray, \textsuperscript 3He", "T and X-ray, ³He"),
        (r"$\hat x \in X$, $\sqrt[3]{5}$ of \ce{CO3^{2-}}", "x ∈ X, ³√5 of CO₃²⁻"),
        (r"$O(m\log m)$ steps of \enquote{play}", "O(m log m) steps of “play”"),
        (r"\og T\fg{} or \glqq T\grqq", "«T» or „T“"),
        (r"$\frac{a}{b+c}$ and $\sqrt{2}$, $\sin x$", "a/(b+c) and √2, sin x"),
    ],
)
def test_commands_leave_no_names_behind(latex: str, text: str) -> None:
    assert " ".join(plain_latex_value(latex).split()) == " ".join(text.split())


@pytest.mark.parametrize(
    ("value", "doi"),
    [
        ("{10.1000/x}", "10.1000/x"),
        (r"10.1007/978-3\_14", "10.1007/978-3_14"),
        ("https://doi.org/10.1/A(b)", "10.1/A(b)"),
        (
            "doi: 10.1002/(SICI)1-2(3)4:5<6::AID-X7>3.0.CO;2-8",
            "10.1002/(SICI)1-2(3)4:5<6::AID-X7>3.0.CO;2-8",
        ),
        (r"\url{https://dx.doi.org/10.1000/x.}", "10.1000/x"),
        ("10.1000%2Fx", "10.1000/x"),
        ("10.1000/a&amp;b", "10.1000/a&b"),
        (r"10.1000/a\%3C1\%3E", "10.1000/a<1>"),
        ("https://doi.org/%7B10.1000/x%7D", "10.1000/x"),
        (r"\href{https://doi.org/10.1000/x}{10.1000/x}", "10.1000/x"),
        (r"10.1038\slash x1", "10.1038/x1"),
        ("10.1000/3:1$<$2::x$>$y", "10.1000/3:1<2::x>y"),
        (r"10.1000/a{\$}{\backslash}{\_}{\$}b", "10.1000/a_b"),
        (r"10.1000/a$\backslash$\_b", "10.1000/a_b"),
        ("n/a", None),
    ],
)
def test_a_doi_is_bare(tmp_path: Path, value: str, doi: str | None) -> None:
    assert one(tmp_path, f"title={{T}}, doi={{{value}}}").doi == doi


def test_an_address_of_the_resolver_tells_the_doi(tmp_path: Path) -> None:
    assert one(tmp_path, "title={T}, url={http://dx.doi.org/10.1000/x}").doi == "10.1000/x"
    assert one(tmp_path, "title={T}, url={http://a.example/10.1000/x}").doi is None


def test_markup_of_databases_is_no_part_of_a_text(tmp_path: Path) -> None:
    paper = one(
        tmp_path,
        "title={<b>Tides</b> of CH<sub>4</sub> &amp; <i>more</i>},"
        "abstract={<jats:sec><jats:title>Aim</jats:title><jats:p>If p &lt; .05"
        " &amp;lt;</jats:p></jats:sec>}",
    )
    assert paper.title == "Tides of CH₄ & more"
    assert paper.abstract == "Aim: If p < .05 <"
    written = bibtex([paper])
    assert not any(word in written for word in ("textless", "&lt;", "jats", "<b>"))


@pytest.mark.parametrize(
    "key",
    [
        "2011MNRAS.1&2..3B",
        "d'Arc1431",
        "a(b)c",
        "x/y:z+1",
        "smith*2001",
        "a@b",
        "x;y",
    ],
)
def test_keys_that_latex_takes_stay(tmp_path: Path, key: str) -> None:
    (paper,) = read(tmp_path, f"@misc{{{key}, title={{T}}}}").papers
    assert paper.key == key
    assert bibtex([paper]).startswith(f"@misc{{{key},")


def test_a_key_that_is_not_ascii_is_written_in_it_and_stays_an_alias(tmp_path: Path) -> None:
    imported = read(tmp_path, "@misc{Köhler_2001, title={Tides}}\n@misc{k2, title={Ropes}}")
    tides = imported.papers[0]
    assert (tides.key, tides.extra["ids"]) == ("Kohler_2001", "Köhler_2001")
    told = "the key Köhler_2001 is not ASCII; it is Kohler_2001 now"
    assert any(told in warning for warning in imported.warnings)
    assert "ids = {Köhler_2001}" in biblatex([tides])


@pytest.mark.parametrize(
    "entry",
    [
        "@misc{Quay, Jr 2001, title={Tides}, year=2001}",
        "@misc{a b c, title={Tides}}",
        "@misc{\n title = {Tides},\n}",
        "@misc{k title={Tides}}",
        "@misc{k, , title={Tides},, year={2001}}",
        "@misc{k, title={Tides} year={2001}}",
        "@misc{k, title={Tides}, note = }",
        "@misc(k, title={Tides})",
        "@MISC {k, TITLE = {Tides} }",
        "@misc{k, title={Tides}, year={2001}",
        "@misc{100%, title={Tides}}",
    ],
)
def test_entries_that_others_read_are_read(tmp_path: Path, entry: str) -> None:
    imported = read(tmp_path, f"{entry}\n@misc{{next, title={{After}}}}\n")
    assert {paper.title for paper in imported.papers} == {"Tides", "After"}
    assert not imported.skipped


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("date={2016-05-03/2016-06-01}", PartialDate(2016, 5, 3)),
        ("date={1999/2001}", PartialDate(1999)),
        ("date={2004-07-12T10:00:00}", PartialDate(2004, 7, 12)),
        ("date={2010-13-45}", PartialDate(2010)),
        ("year={2010}, month={13}", PartialDate(2010)),
        ("year={c. 1850}", PartialDate(1850)),
        ('year={2001}, month={jun # "/" # jul}', PartialDate(2001, 6)),
        ("year={2001}, month={March 3}", PartialDate(2001, 3, 3)),
        ("year={in press}", None),
        ("date={2012-02~}", PartialDate(2012, 2)),
        ("year={2008}, month={März}", PartialDate(2008, 3)),
        ("year={2008}, month={3 de febrero}", PartialDate(2008, 2, 3)),
        ("date={20.05.2011}", PartialDate(2011, 5, 20)),
        ("date={5/20/2011}", PartialDate(2011, 5, 20)),
        ("date={3/5/2011}", PartialDate(2011)),
        ("date={2011-06-31}", PartialDate(2011, 6)),
        ("year={2012}, month=feb, day=29", PartialDate(2012, 2, 29)),
    ],
)
def test_dates_are_those_of_the_file(
    tmp_path: Path, fields: str, date: PartialDate | None
) -> None:
    assert one(tmp_path, f"title={{T}}, {fields}").date == date


def test_parts_of_biblatex_entries_are_kept(tmp_path: Path) -> None:
    paper = one(
        tmp_path,
        "title={Why lamps?}, subtitle={A history}, author={Oak, K.}, journaltitle={J},"
        " location={Ulm},"
        " langid={german}, keywords={b, a}, ids={old, older}, addendum={Online only}",
    )
    assert paper.title == "Why lamps? A history"
    assert {
        "place": "Ulm",
        "keywords": "b; a",
        "note": "Online only",
    }.items() <= paper.extra.items()
    assert "title = {Why lamps?},\n  subtitle = {A history}" in biblatex([paper])


def test_a_volume_keeps_the_title_of_the_whole_work(tmp_path: Path) -> None:
    whole = "title={Herring}, maintitle={Fish of the sea}, volume={3}, author={Oak, K.}"
    volume = one(tmp_path, whole, "book")
    assert (volume.venue, volume.extra["maintitle"]) == (None, "Fish of the sea")
    assert "maintitle = {Fish of the sea}" in bibtex([volume])
    assert one(tmp_path, whole, "inbook").venue == "Fish of the sea"


def test_the_number_of_a_preprint_is_no_volume(tmp_path: Path) -> None:
    paper = one(tmp_path, "title={T}, journal={CoRR}, volume={abs/1807.01234}, year={2018}")
    assert (paper.arxiv_id, paper.venue) == ("1807.01234", None)
    assert "volume" not in paper.extra


def test_where_a_thing_was_put_out_is_no_journal(tmp_path: Path) -> None:
    tool = one(
        tmp_path, "title={T}, author={Oak, K.}, howpublished={Codeberg}, year={2020}", "misc"
    )
    assert bibtex([tool]).startswith("@misc{k1,")
    assert "howpublished = {Codeberg}" in bibtex([tool])


def test_numbers_stand_in_other_fields_too(tmp_path: Path) -> None:
    paper = one(
        tmp_path, "title={T}, note={DOI: 10.1000/n}, eprint={https://arxiv.org/abs/1807.01234}"
    )
    assert (paper.doi, paper.arxiv_id) == ("10.1000/n", "1807.01234")


def test_a_lone_keyword_is_no_class_of_arxiv(tmp_path: Path) -> None:
    number = "title={T}, eprint={1807.01234}, archiveprefix={arXiv}"
    tides = bibtex([one(tmp_path, f"{number}, keywords={{tides}}")])
    assert ("primaryclass" in tides, "keywords = {tides}" in tides) == (False, True)
    assert "primaryclass = {hep-th}" in bibtex(
        [one(tmp_path, f"{number}, primaryclass={{hep-th}}")]
    )


@pytest.mark.parametrize(
    ("said", "abstract"),
    [
        ("Abstract: We sail.", "We sail."),
        ("ABSTRACT Tides rise.", "Tides rise."),
        ("Abstract The tides rise.", "The tides rise."),
        ("International audience; Tides rise.", "Tides rise."),
        ("Abstract interpretation is old.", "Abstract interpretation is old."),
        ("Abstract-level tides rise.", "Abstract-level tides rise."),
        ("[No abstract available]", ""),
        ("Summary. Tides rise.", "Tides rise."),
        ("Summary statistics rise.", "Summary statistics rise."),
        ("N/A", ""),
    ],
)
def test_what_catalogues_put_before_an_abstract_is_none_of_it(
    tmp_path: Path, said: str, abstract: str
) -> None:
    assert one(tmp_path, f"title={{T}}, abstract={{{said}}}").abstract == abstract


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("edition", ["2", "2nd", "2nd ed.", "Second", "second edition"])
def test_an_edition_is_told_once(tmp_path: Path, style: str, edition: str) -> None:
    fields = "title={Tides}, author={Oak, K.}, publisher={P}, year={1987}, edition="
    assert (
        formatted([one(tmp_path, f"{fields}{{{edition}}}", "book")], style).count("2nd ed.")
        == 1
    )


@pytest.mark.parametrize(
    ("journal", "name"),
    [
        (r"\mnras", "Monthly Notices of the Royal Astronomical Society"),
        (r"{\aap}", "Astronomy and Astrophysics"),
        (r"\prl", "Physical Review Letters"),
        (r"Journal of \"Ol", "Journal of Öl"),
    ],
)
def test_journals_that_astronomers_write_as_commands(
    tmp_path: Path, journal: str, name: str
) -> None:
    assert one(tmp_path, f"title={{T}}, journal={{{journal}}}").venue == name


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("title", ["Where do tides go?", "Stop!", "Is it “so?”", "Vol. 2..."])
def test_styles_put_no_second_full_stop_and_no_second_year(
    tmp_path: Path, style: str, title: str
) -> None:
    fields = f"title={{{title}}}, author={{Oak, K.}}, journal={{Boats}}, year={{1987}}"
    line = formatted([one(tmp_path, fields)], style)
    assert not any(wrong in line for wrong in ("?.", "!.", "”.”", "ahead of print", " ."))
    assert line.count("1987") == 1
    assert "““" not in line.replace(" ", "")


def test_csl_of_a_book_has_a_publisher_and_no_journal(tmp_path: Path) -> None:
    paper = one(tmp_path, "title={T}, publisher={Press}, address={Ulm}, edition={3}", "book")
    written = csl_json([paper])
    assert '"publisher": "Press"' in written
    assert '"publisher-place": "Ulm"' in written
    assert "container-title" not in written


def test_habits_of_jabref_web_of_science_and_dblp(tmp_path: Path) -> None:
    place = tmp_path / "a.bib"
    place.write_text(
        "@Thesis{a, author={Elm, Bo}, title={Wicks}, type={phdthesis}, date={2017},"
        " institution={University of Lamps}}\n"
        "@article{b, Author={Oak, Kit}, Title={{Lamps}}, ISSN={{0001-0002}}, Year={{2019}}}\n"
        "@inproceedings{c, author={Kit Oak and Bo Elm 0002}, title={On C++}, year={2019}}\n"
    )
    thesis, article, paper = read_papers(place).papers
    assert thesis.kind == "thesis"
    assert "@phdthesis{a" in bibtex([thesis]) or "@thesis{a" in bibtex([thesis])
    assert article.extra["ISSN"] == "0001-0002"
    assert paper.names == ("Oak, Kit", "Elm, Bo")


def test_length_and_addition_go_back_under_the_names_of_biblatex(tmp_path: Path) -> None:
    paper = one(tmp_path, "title={Ropes}, pagetotal={312}, titleaddon={A lecture}", "book")
    text = biblatex([paper])
    assert "pagetotal = {312}" in text
    assert "titleaddon = {A lecture}" in text
    assert "pages-total" not in text
    assert "title-addon" not in text


@pytest.mark.parametrize(
    ("said", "status"),
    [("in press", "in press"), ("Forthcoming", "forthcoming"), ("{im Druck}", "im druck")],
)
def test_a_year_to_come_is_said_in_its_place(tmp_path: Path, said: str, status: str) -> None:
    paper = one(tmp_path, f"author={{Quay, Tim}}, title={{Weirs}}, year={{{said}}}")
    assert (paper.date, paper.extra["status"]) == (None, status)
    assert f"year = {{{status}}}" in bibtex([paper])
    assert f"({status})" in formatted([paper], "apa")


def test_what_is_no_year_is_told(tmp_path: Path) -> None:
    text = "@book{a, title={Weirs}, year={MMX}}\n@book{b, title={Locks}, year={n.d.}}"
    told = [each for each in read(tmp_path, text).warnings if "this is no year" in each]
    assert told == ["refs.bib:1: this is no year: MMX"]


@pytest.mark.parametrize(
    ("year", "dates"),
    [
        ("1871/1981", (1981, "1871")),
        ("[1871] 1981", (1981, "1871")),
        ("1981 (orig. 1871)", (1981, "1871")),
        ("1980/1981", (1980, None)),
        ("1981", (1981, None)),
    ],
)
def test_a_reprint_has_its_own_year(
    tmp_path: Path, year: str, dates: tuple[int, str | None]
) -> None:
    paper = one(tmp_path, f"title={{Weirs}}, year={{{year}}}", "book")
    assert paper.date
    assert (paper.date.year, paper.extra.get("origdate")) == dates


def test_the_school_of_a_thesis_may_stand_elsewhere(tmp_path: Path) -> None:
    fields = "author={Quay, Tim}, title={Weirs}, howpublished={University of Quays}, year=2001"
    thesis = one(tmp_path, fields, "phdthesis")
    assert (thesis.venue, thesis.extra["publisher"]) == (None, "University of Quays")


def test_a_list_that_is_cut_without_an_and_is_cut(tmp_path: Path) -> None:
    paper = one(tmp_path, "author={Tim Quay and Bo Ness et al.}, title={Weirs}, year=2001")
    assert (paper.names, paper.authors_complete) == (("Quay, Tim", "Ness, Bo"), False)


def test_the_number_within_a_series_is_that_of_csl(tmp_path: Path) -> None:
    fields = "author={Quay, Tim}, title={Weirs}, series={Blue Books}, number=7, year=2001"
    book = one(tmp_path, fields, "book")
    exported = csl_json([book])
    assert '"collection-number": "7"' in exported
    place = tmp_path / "a.json"
    place.write_text(exported)
    (again,) = read_papers(place).papers
    assert again.extra["number"] == "7"


def test_the_name_of_the_next_field_is_no_value(tmp_path: Path) -> None:
    imported = read(tmp_path, "@misc{t1, title = note = {Of ebbs}, year = 1999}")
    assert not imported.papers
    assert "t1 has no title" in imported.skipped[0].reason
    assert "no field, and is passed over: title without a value" in imported.warnings[0]


def test_values_without_braces_go_on_to_the_end_of_their_line(tmp_path: Path) -> None:
    text = (
        "@article{t1,\n  author = Tim Quay and Kit Oak,\n  title = Tides, ebbs and {F}lows,\n"
        "  journal = Sea Letters (London),\n  year = 2014-07,\n  volume = 3b,\n"
        "  url = https://sea.example/t?x=1&y=2\n}\n"
        "@book{t2, title = Ropes of old, publisher = Dock Press, author = {Elm, B.}}\n"
        '@book{t3, title = {Knots} year = 2002 publisher = "Dock"}\n'
        "@misc(t4, title = Bends of all kinds, month = oct, year = 1999)\n"
    )
    imported = read(tmp_path, text)
    first, second, third, fourth = imported.papers
    assert (first.title, first.names) == (
        "Tides, ebbs and Flows",
        ("Quay, Tim", "Oak, Kit"),
    )
    assert (first.venue, str(first.date)) == ("Sea Letters (London)", "2014-07")
    assert (first.url, first.extra["volume"]) == ("https://sea.example/t?x=1&y=2", "3b")
    assert (second.title, second.extra["publisher"]) == ("Ropes of old", "Dock Press")
    assert (third.title, str(third.date), third.extra["publisher"]) == ("Knots", "2002", "Dock")
    assert (fourth.title, str(fourth.date)) == ("Bends of all kinds", "1999-10")
    assert not imported.skipped


@pytest.mark.parametrize(
    ("value", "venue"),
    [
        ("toplas", "ACM Transactions on Programming Languages and Systems"),
        ("{ipl}", "ipl"),
        ("aapr", "aapr"),
        (r"{\aapr}", "The Astronomy and Astrophysics Review"),
        ("Nautica", "Nautica"),
    ],
)
def test_journals_that_styles_have_names_for(tmp_path: Path, value: str, venue: str) -> None:
    assert one(tmp_path, f"title={{Tides}}, journal={value}").venue == venue


def test_who_holds_a_meeting_and_the_work_in_volumes_are_kept(tmp_path: Path) -> None:
    said = "title={Tides}, booktitle={Sea Days}, organization={Sea Society}, publisher={Dock}"
    paper = one(tmp_path, f"{said}, maintitle={{Works of the sea}}", "inproceedings")
    assert (paper.extra["organization"], paper.extra["publisher"]) == ("Sea Society", "Dock")
    assert paper.extra["maintitle"] == "Works of the sea"
    assert "organization = {Sea Society}" in bibtex([paper])
    school = one(tmp_path, "title={Ebbs}, school={Coast U}, publisher={Dock}", "phdthesis")
    assert school.extra["publisher"] == "Coast U"


def test_labels_of_numbers_are_no_numbers(tmp_path: Path) -> None:
    paper = one(tmp_path, "title={Tides}, pages={pp. 3--9}, volume={Vol. 2}, number={No. 4}")
    assert [paper.extra[name] for name in ("pages", "volume", "issue")] == ["3–9", "2", "4"]


def test_a_list_that_a_comma_cuts_has_whole_names(tmp_path: Path) -> None:
    paper = one(tmp_path, "title={Tides}, author={Tim Quay and Kit Oak, et~al}")
    assert (paper.names, paper.authors_complete) == (("Quay, Tim", "Oak, Kit"), False)
