"""What real drafts have: brackets that cite nothing, commands of many packages, aliases,
stories.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.composing.linting.attributions import Bibliography
from assistant.composing.linting.bibliography import own_entries, read_bibliography
from assistant.composing.linting.checking import check_drafts
from assistant.composing.linting.latex import read_latex
from assistant.composing.linting.markup import read_markdown
from assistant.composing.linting.typst import read_typst
from store.library import Library
from store.merging import KnownPapers, merge_papers
from store.paper import Extra, PartialDate
from tests.store.samples import bare

if TYPE_CHECKING:
    from assistant.composing.linting.checking import Report
    from assistant.composing.linting.marks import MarkedDraft

BOATS = (
    "@article{boats, author={Harbour, Nell and Quay, Tim}, title={Night ferries on open water},"
    " journal={Tides}, volume={12}, year={2014}, doi={10.1000/tides.7}, abstract={We study"
    " night ferries, which cross open water without lamps. Crews steer by the sound of"
    " buoys.}}\n"
)
TIDES = (
    "@article{tides, author={Ebb, Ida}, title={Tides of the harbour}, year={2001},"
    " abstract={Tides of the harbour rise 9.4 m in spring.}}\n"
)


def keys(draft: MarkedDraft) -> list[str]:
    return [key for mark in draft.marks for key in mark.keys]


def check(library: Library, draft: MarkedDraft, bib: str, *, keys_only: bool = False) -> Report:
    entries = read_bibliography(Path("refs.bib"), bib)[0]
    return check_drafts([draft], entries, library, keys_only=keys_only)


def told(report: Report) -> list[str]:
    return [f"{finding.kind}: {finding.text}" for finding in report.findings]


@pytest.mark.parametrize(
    "text",
    [
        r"Values lie in $[0,1]$ and $[2, 3]$. Night ferries cross open water~\cite{boats}.",
        r"The array x[7] and range [1-5] are used. Ferries cross open water \cite{boats}.",
        r"Ferries cross open water \cite{boats}. \begin{align} A &= [1,\,2] \end{align}",
        r"They cross open water \cite{boats}. \begin{align*} [\mathrm{AB}_{12}] \end{align*}",
        r"In $[1,\,2]$, $[{3}]$ or $\left[4,5\right]$. They cross open water \cite{boats}.",
        r"It is in [12; 14] of the appendix. Night ferries cross open water \citep{boats}.",
        r"With $p \in [0, 1]$ or [0,1], night ferries cross open water \cite{boats}.",
        r"For all $t > 0$ and $f : [0,1] \to [0,\infty)$, they cross open water \cite{boats}.",
        r"It is dark.\\[2pt] Night ferries cross\linebreak[4] open water \cite{boats}.",
        r"\[ x \in [1,2] \] Night ferries cross open water, by \S~3 of \cite{boats}.",
        r"\begin{tabular}{|l|} \hline Ferries cross open water \cite{boats} \\ \end{tabular}",
        r"In ［12］ and 【3】 it is told. Night ferries cross open water \citep{boats}.",
    ],
)
def test_brackets_with_numbers_cite_nothing(seed_library: Library, text: str) -> None:
    assert told(check(seed_library, read_latex("x.tex", text), BOATS)) == []


@pytest.mark.parametrize(
    "text",
    [
        "We chose Python.[^1] And Julia too.[^2]\n\n[^1]: Version 3.\n[^2]: Version 1.\n",
        "We chose Python for this[^1], and Julia[^long-note] too.\n[^1]: Version 3.\n",
        "Night ferries cross open water.[^1]\n\n[^1]: As [^2] says, see @boats.\n",
    ],
)
def test_footnotes_of_markdown_cite_nothing(seed_library: Library, text: str) -> None:
    carried = "Night ferries cross open water [@boats]."
    report = check(seed_library, read_markdown("x.md", f"{carried}\n\n{text}"), BOATS)
    assert told(report) == []


def test_what_a_footnote_cites_is_cited() -> None:
    draft = read_markdown(
        "x.md", "It is.[^1]\n\n[^1]: See @a,\n`@c` and [@b].\n\n    So @d.\n\n@e.\n"
    )
    assert keys(draft) == ["a", "b", "d", "e"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"\begin{corollary}[see \citep[p.~2]{a}] T. \end{corollary}", ["a"]),
        (r"\cite[see also {\cite{a}}]{b} \cite[{\citep[p.~2]{c}}]{d}", ["a", "b", "c", "d"]),
        (r"\begin{theorem}[{\cite[Thm.~{[A]}]{a}}] T. \end{theorem}", ["a"]),
        (r"\citep[{in $]0,1]$}][p.~3\%]{a} \cite[on $[0,1)$]{b}", ["a", "b"]),
        ("\\cite[see % as ever ] \\cite{x} {\n p.~3]{a} \\cite{b}", ["a", "b"]),
        (r"\begin{align} a &= b \text{ by \cite{a}} \end{align} and \cite{b}", ["a", "b"]),
        (r"\item[\cite{a}] One. \item[{\textcite{b}}] Two.", ["a", "b"]),
        (r"\section[Short \cite{a}]{Long}", ["a"]),
        (r"\shortciteA{a} \citeNP{b} \citeyearNP{c}", ["a", "b", "c"]),
        (r"\rcite{a} \Citeauthor{b} \citenum{c}", ["a", "b", "c"]),
        (r"\textcites(see)(also)[1]{a}[2]{b,c}", ["a", "b", "c"]),
        (r"\blockcquote[3]{a}{words} \foreigntextcquote{german}[1]{b}{Worte}", ["a", "b"]),
        (r"\pvolcite{2}[3]{a}", ["a"]),
        ("\\cite{a,% why\n b,\n%c,\nd}", ["a", "b", "d"]),
        (r"\iffalse \cite{a} \else \cite{b} \fi", ["b"]),
        (r"\lstinline[language=C]|\cite{a}| \mintinline{tex}!\cite{b}! \url{x\cite}", []),
        ("\\begin{document}\\cite{a}\\end{document}\n\\cite{b}", ["a"]),
        ("\\newcommand{\\see}[1]{see~\\citep{#1}}\n\\see{a}", ["a"]),
        ("\\newcommand{\\see}[2][]{\\citep[#1]{#2}}\n\\see[p]{a}", ["a"]),
        ("\\NewDocumentCommand{\\both}{m m}{#1 \\cite{#2}}\n\\both{x}{a}", ["a"]),
        ("\\newcommand\\pair[2]{\\cite{#1, #2}}\n\\pair{a}{b}", ["a", "b"]),
        ("\\newcommand\\two[3][]{\\citet{#2} and \\citep{#3}}\n\\two{a}{b}", ["a", "b"]),
        (
            "\\newcommand\\two[2]{\\citet{#1} and \\citep{#2}}\n\\two{a} \\two{b}{c}",
            ["a", "b", "c"],
        ),
        ("\\let\\ref@cite\\cite\\let\\seen\\citet\n\\seen{a}", ["a"]),
        ("\\def\\source#1{\\cite{#1}}\n\\source{a}", ["a"]),
        (r"\setcitestyle{round} \bibcite{a}{1} \citeleft", []),
        (r"\bibentry{a} \apud{b}{c}", ["a", "b", "c"]),
        (r"\volcites{1}[2]{a}{3}{b}", ["a", "b"]),
        (r"\begin{displaycquote}[3]{a} words \end{displaycquote}", ["a"]),
        ("\\citep[see]% why\n  {a} \\cite%\n{b}", ["a", "b"]),
        ("\\newcommand{\\see}[1]{%\n  see \\citep{#1}%\n}\n\\see{a}", ["a"]),
        ("\\DeclareRobustCommand{\\see}[1]{\\parencite{#1}}\n\\see{a}", ["a"]),
        ("\\newcommand{\\theirs}{Oak~\\cite{a}}\n\\theirs", ["a"]),
        ("\\newcommand{\\hide}[1]{}\\hide{\\cite{a} \\emph{x}} \\cite{b}", ["b"]),
        ("\\lstnewenvironment{code}{}{}\\begin{code}\\cite{a}\\end{code} \\cite{b}", ["b"]),
        (r"\iffalse \ifx\x\y \cite{a}\fi \cite{b} \fi \cite{c}", ["c"]),
        (r"\if0 \cite{a} \fi \cite{b}", ["b"]),
        (r"\lstinline{\cite{a}} \mintinline{tex}{\cite{b}} \cite{c}", ["c"]),
        (
            r"\footnote{So \emph{does} \cite{a}.} \caption[\cite{b}]{As \textbf{in} \cite{c}}",
            ["a", "b", "c"],
        ),
        ("\\title{On \\cite{a}}\n\\nocite{b}\n\\begin{document}\\cite{c}", ["a", "b", "c"]),
    ],
)
def test_commands_of_many_packages(text: str, found: list[str]) -> None:
    assert keys(read_latex("x.tex", text)) == found


def test_footnotes_are_held_against_what_they_cite(seed_library: Library) -> None:
    said = "Night ferries cross open water{} and so do whales."
    for text, read in (
        (r"\footnote{It is dark. There are 17 kinds of buoys \cite{boats}.}", read_latex),
        ("^[It is dark. There are 17 kinds of buoys [@boats].]", read_markdown),
        ("#footnote[It is dark. There are 17 kinds of buoys @boats.]", read_typst),
    ):
        draft = read("x", f"One.\n\n{said.format(text)}")
        (finding,) = check(seed_library, draft, BOATS).findings
        assert (finding.line, finding.sentence) == (3, "There are 17 kinds of buoys.")


def test_what_entries_take_from_others_is_used(seed_library: Library) -> None:
    bib = (
        "@inproceedings{talk, title={A talk}, crossref={meeting}, xdata={press}}\n"
        "@proceedings{meeting, title={The meeting}, year=1990}\n"
        "@xdata{press, publisher={P}}\n"
        "@article{now, ids={then, before}, title={Renamed}, year=1991}\n"
        "@set{both, entryset={one, two}}\n@misc{one, title={One}}\n@misc{two, title={Two}}\n"
        "@misc{alone, title={Alone}}\n"
    )
    draft = read_latex("x.tex", r"\cite{talk} \cite{before} \cite{both}")
    assert told(check(seed_library, draft, bib)) == ["unused entry: alone is cited nowhere"]


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        (
            "title={Editorial}, author={A, B}, year=2001",
            "title={Editorial}, author={C, D}",
            False,
        ),
        ("title={Preface}, year=1990", "title={Preface}, year=2005", False),
        ("title={Notes}, doi={10.1/a}", "title={Notes}, doi={10.1/b}", False),
        (
            "title={Wind and tide}, author={A, B}",
            "title={{Wind} and Tide}, author={A, Bea}",
            True,
        ),
    ],
)
def test_a_title_alone_makes_no_paper(
    seed_library: Library, first: str, second: str, is_one: bool
) -> None:
    bib = f"@article{{a, {first}}}\n@article{{b, {second}}}"
    report = check(seed_library, read_latex("x.tex", r"\cite{a,b}"), bib)
    assert [str(finding.kind) for finding in report.findings] == ["same paper"] * is_one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See @fig-plan, @tbl-costs, @eq-one, @sec-more, @cor-b, @exm-c and @alg-d.", []),
        ("```{r}\nx@slot\n```\n@a", ["a"]),
        ("---\ntitle: T\nnocite: |\n  @a, @b\n---\n[@c]", ["a", "b", "c"]),
        ("---\nnocite: '@*'\n---\n", ["*"]),
        ("As @figures2020 say.", ["figures2020"]),
        ("See @suppfig-a and @supptbl-b of @a.", ["a"]),
        ("See @supp-a, @suppose-2001 and @Supplies:1987.", ["suppose-2001", "Supplies:1987"]),
        ("---\ncrossref:\n  custom:\n    - kind: float\n      key: box\n---\n@box-a @a", ["a"]),
    ],
)
def test_quarto_and_r_markdown(text: str, found: list[str]) -> None:
    assert keys(read_markdown("x.qmd", text)) == found


def test_files_that_are_taken_in_are_named() -> None:
    text = (
        "\\input{parts/one}\n% \\input{two}\n\\include{three.tex}\n\\iffalse\\input{four}\\fi"
    )
    more = "\\import{parts/}{four} \\input five\n"
    for read, said, names in (
        (read_latex, text, ["parts/one", "three.tex"]),
        (read_latex, more, ["parts/four", "five"]),
        (read_markdown, "{{< include _x.qmd >}} `{{< include y.qmd >}}`", ["_x.qmd"]),
        (read_typst, '#include "x.typ"\n// #include "y.typ"\n', ["x.typ"]),
    ):
        assert [name for _, name in read("x", said).included] == names


def test_a_list_that_latex_made_says_what_may_be_cited(seed_library: Library) -> None:
    bbl = (
        "\\bibitem[Harbour(2014)]%\n   {boats} N. Harbour.\n% \\bibitem{ghost}\n"
        "\\entry{tides}{article}{}{}\n"
    )
    entries = read_bibliography(Path("x.bbl"), bbl)[0]
    draft = read_latex("x.tex", r"\cite{boats,tides,ghost}")
    report = check_drafts([draft], entries, seed_library, keys_only=True)
    assert told(report) == ["unknown key: there is no entry ghost"]


def test_a_list_behind_the_end_of_a_document_is_none_of_it() -> None:
    text = "\\bibitem{boats} N. Harbour.\n\\end{document}\n\\bibitem{tides} T. Quay.\n"
    assert [entry.paper.key for entry in own_entries(Path("x.tex"), text)] == ["boats"]


@pytest.mark.parametrize("comment", ["% not yet: \\end{document}", "5\\% % \\end{document} %"])
def test_a_comment_does_not_end_a_document(comment: str) -> None:
    text = (
        f"{comment}\n\\bibitem{{boats}} N. Harbour.\n5\\%\\end{{document}}\n\\bibitem{{x}} Y."
    )
    assert [entry.paper.key for entry in own_entries(Path("x.tex"), text)] == ["boats"]


@pytest.mark.parametrize(
    "text",
    [
        "In 2014, Harbour et al. published an article on night ferries",
        "Harbour and Quay (2014) studied night ferries on open water",
        "Back in 2014, Harbour and Quay showed that crews steer by the sound of buoys",
        "The study by Harbour and Quay appeared in Tides in 2014",
        "Half a decade later, N. Harbour and her group studied night ferries",
        "See Harbour et al. (2014) for an overview of steering",
        "A recent paper (Harbour and Quay, 2014) was published in Tides",
        "The bound on speed is taken from Theorem 4.2 in the paper by Harbour and Quay",
        "We train for 90 hours with the schedule of Harbour et al.",
        "The idea goes back to the mid 2010s, to Harbour and co-workers",
        "For further details, the reader is referred to",
        "Since Harbour et al., crews have been known to steer by the sound of buoys",
        "Tim Quay's article in Tides (vol. 12) shows that crews steer by the sound of buoys",
        "After the storm of 1999, Harbour and Quay studied ferries",
        "Reproduced with permission from",
        "The article by Harbour and Quay is still widely read",
        "Harbour and Quay (doi:10.1000/tides.7) studied night ferries",
        "Lanterns were placed as recommended by Harbour and Quay",
        "The ideas of Harbour and Quay have shaped a whole generation of pilots",
        "Little was known of steering at night before 2014",
        "Routes were extracted from the public register of Harbour and Quay",
    ],
)
def test_who_wrote_what_and_when_is_held_against_the_entry(
    seed_library: Library, text: str
) -> None:
    assert (
        told(check(seed_library, read_latex("x.tex", f"{text}~\\cite{{boats}}."), BOATS)) == []
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("In 2011, Harbour et al. published an article on night ferries", "it is of 2014"),
        ("In 2014, Wharf et al. published an article on night ferries", "and not by Wharf"),
        ("In 2014, Harbour et al. published an article on bridges of iron", ""),
        ("A 2016 study by Harbour et al. is on night ferries", "and not of 2016"),
        ("Night ferries (Harbour and Quay, 2012) cross open water", "and not of 2012"),
        ("Ferries on open water appeared in 2009", "it is of 2014"),
        ("The article on night ferries was published in the Journal of Wind", "is in Tides"),
        ("Night ferries were first described by Harbour in 1995", "and not of 1995"),
        (
            "Harbour and Wharf studied night ferries",
            "it is by Nell Harbour and Tim Quay, and not by Wharf",
        ),
        ("Harbour et al. described night ferries in 2010", "and not of 2010"),
        ("Harbour and Quay proposed in 2011 to steer by sound", "and not of 2011"),
        ("Harbour et al. do not speak of buoys or of 12 ferries", ""),
    ],
)
def test_what_the_entry_says_otherwise_is_told(
    seed_library: Library, text: str, why: str
) -> None:
    (finding,) = told(check(seed_library, read_latex("x", f"{text} \\cite{{boats}}."), BOATS))
    assert finding.startswith("unsupported")
    assert why in finding


def test_a_year_of_what_a_paper_brings_is_that_of_the_paper(seed_library: Library) -> None:
    bib = (
        "@misc{hop, title={Towards}, year=2019, abstract={We propose HoPper, a new detector.}}"
    )
    for text, count in (
        ("HoPper was introduced in 2015", 1),
        ("HoPper was introduced in 2019", 0),
        ("The Act was introduced in 2015, and HoPper is a detector", 0),
    ):
        told_of = told(check(seed_library, read_latex("x", f"{text} \\cite{{hop}}."), bib))
        assert sum("and not of 2015" in each for each in told_of) == count


def test_what_no_abstract_has_is_remarked_though_it_is_open(seed_library: Library) -> None:
    text = r"Tides of the harbour rise about 9 m in spring \cite{tides}."
    report = check(seed_library, read_latex("x.tex", text), TIDES)
    assert told(report) == []
    (doubt,) = report.notes
    assert (doubt.line, str(doubt.kind)) == (1, "unverified")
    assert doubt.text == "9 does not stand in tides"


def test_another_paper_of_the_same_title_says_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add([bare("a", "Tides", "Tides rise 9 m.", authors=("Ida Ebb",))])
        bib = "@article{b, title={Tides}, author={Flow, Max}, year=2001}"
        draft = read_latex("x.tex", r"Tides rise by 4 m in 6 hours \cite{b}.")
        assert told(check(library, draft, bib)) == []


def test_a_merged_paper_is_cited_by_the_key_of_either_source(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        first = bare("ebb2001", "On tides", "We show that tides rise 9 m.", doi="10.1/t")
        other = bare("Ebb:01", "On tides", doi="10.1/t")
        library.add(merge_papers([other], KnownPapers([first])).papers)
        library.add([bare("muller", "On ebbs", extra=Extra({"ids": "Müller, Muller:1"}))])
        draft = read_latex("x.tex", r"In all, tides rise 4 m \cite{Ebb:01}. \nocite{Müller}")
        (finding,) = check_drafts([draft], None, library).findings
        assert finding.keys == ("Ebb:01",)


def test_what_another_entry_of_the_paper_says_counts(seed_library: Library) -> None:
    bib = TIDES + "@misc{ebb, title={Tides of the harbour}, author={Ebb, I.}}\n"
    text = r"Tides of the harbour rise about 9 m in spring \cite{ebb}, \cite{tides}."
    draft = read_latex("x.tex", text)
    report = check(seed_library, draft, bib)
    assert (report.checked, [str(note.kind) for note in report.notes]) == (1, ["unverified"])


def test_keys_only_looks_at_no_sentence(seed_library: Library) -> None:
    draft = read_latex("x.tex", r"Whales sing at 52 Hz in 9 of 10 seas \cite{boats}.")
    assert told(check(seed_library, draft, BOATS)) != []
    report = check(seed_library, draft, BOATS, keys_only=True)
    assert (told(report), report.checked) == ([], 0)


def test_a_sentence_without_author_or_year_stays_as_it_is() -> None:
    paper = bare("a", "Ferries", authors=("Nell Harbour",), date=PartialDate(2014))
    entries = Bibliography([paper])
    assert (
        entries.without_metadata("Boats cross the water [1].") == "Boats cross the water [1]."
    )
    assert entries.contradiction("Boats cross the water [1].") == ""


def test_a_paragraph_that_begins_with_a_citation_is_one(seed_library: Library) -> None:
    text = "It is dark.\n\n\\citet{boats} counted 17 buoys.\n"
    (finding,) = check(seed_library, read_latex("x.tex", text), BOATS).findings
    assert (finding.line, finding.sentence) == (3, "counted 17 buoys.")
