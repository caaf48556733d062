"""Where drafts cite, in each format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.composing.linting.latex import read_latex
from assistant.composing.linting.marks import prepare
from assistant.composing.linting.markup import read_markdown
from assistant.composing.linting.typst import read_typst

if TYPE_CHECKING:
    from assistant.composing.linting.marks import MarkedDraft

READERS = (read_latex, read_markdown, read_typst)


def keys(draft: MarkedDraft) -> list[str]:
    return [key for mark in draft.marks for key in mark.keys]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"\cite{a}", ["a"]),
        (r"\citep{a, b}", ["a", "b"]),
        ("\\citet{a,\n  b}", ["a", "b"]),
        (r"\citep[see][p.~3]{a}", ["a"]),
        (r"\citep[see [x]][]{a}", ["a"]),
        (r"\Citet*{a}", ["a"]),
        (r"\citealp{a} \citeauthor{b} \citeyearpar{c}", ["a", "b", "c"]),
        (
            r"\parencite{a} \textcite{b} \autocite[1]{c} \footcite{d} \supercite{e}",
            ["a", "b", "c", "d", "e"],
        ),
        (r"\parencites{a}{b} \cites[x]{c}[y]{d}", ["a", "b", "c", "d"]),
        (r"\nocite{*} \nocite{a}", ["*", "a"]),
        (r"\cite{a}{\em b}", ["a"]),
        (r"% \cite{a}", []),
        (r"50\% \cite{a} % \cite{b}", ["a"]),
        (r"\begin{verbatim}\cite{a}\end{verbatim}\verb|\cite{b}|", []),
        (r"\newcommand{\mycite}[1]{\cite{#1}}", []),
        (r"\citestyle{apa} \section{A} \label{a} \ref{b}", []),
        ("\\title{x \\cite{z}}\n\\begin{document}\\cite{a}", ["z", "a"]),
    ],
)
def test_latex(text: str, found: list[str]) -> None:
    assert keys(read_latex("x.tex", text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[@a]", ["a"]),
        ("[@a; @b, p. 3; see also -@c]", ["a", "b", "c"]),
        ("[see @a, pp. 1-2]", ["a"]),
        ("@a says so. As @b [p. 3] does.", ["a", "b"]),
        ("[@{https://x.org/y}]", ["https://x.org/y"]),
        ("[-@a] and [@zong2023.x].", ["a", "zong2023.x"]),
        ("write to a@b.org, `@a`, <!-- @b -->", []),
        ("```\n@a\n```\n@b", ["b"]),
        ("see @fig:one and @sec:two", []),
        ("@Fig-b and [@Tbl-c; @a] show it, as @SEC:b does.", ["a", "SEC:b"]),
        ("See https://www.youtube.com/@kolm/videos. So @a.", ["a"]),
        ("[see https://x.org/@b and @a], <https://x.org/@c>, www.x.org/@d", ["a"]),
        (
            "[@{https://x.org/@y}] and @{https://x.org/@z}",
            ["https://x.org/@y", "https://x.org/@z"],
        ),
        ("---\nauthor: '@a'\n---\n@b", ["b"]),
        (r"\@a and [a](http://b@c)", []),
        ("# On @a\n\nAfter [@b]\n=====\n", ["a", "b"]),
        ("@a [p. 3; @b] and @Über2019, @c--@d", ["a", "b", "Über2019", "c", "d"]),
        ("````md\n```\n@a\n```\n@b\n````\n@c ``x` @d`` `r f('@e')`", ["c"]),
        (r"\citep[p.~2]{a} and \nocite{b}", ["a", "b"]),
        ("(@one) Lamps burn.\n\nAs (@one) says, [@a].", ["a"]),
        ("# A {#myown-b}\n\nSee @myown-b and ^[Also [@a]].", ["a"]),
        ("| A | B |\n|---|---|\n| @a | [@b] |\n", ["a", "b"]),
        ("```{r}\n#| fig-cap: 'After @a.'\nx@y\n```\n", ["a"]),
        ("---\nabstract: |\n  After @a.\ntitle: '@b'\n---\n@c", ["a", "c"]),
    ],
)
def test_markdown(text: str, found: list[str]) -> None:
    assert keys(read_markdown("x.md", text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("So @a.", ["a"]),
        ("So @a @b:c.", ["a", "b:c"]),
        ("@a[p. 3]", ["a"]),
        ('#cite(<a>) #cite(<b>, form: "prose")', ["a", "b"]),
        ("= Heading <intro>\nSee @intro.", []),
        ("// @a\n/* @b */ `@c` a@b.org https://x.org/@d", []),
        (r"\@a", []),
        ('#raw("@b", lang: "py") @a raw("\\"@c")', ["a"]),
        ("- @a\n+ @b\n/ term: @c", ["a", "b", "c"]),
        ('#cite(form: "prose", <a>) #footnote[As @b.]', ["a", "b"]),
        ('#figure(image("x.png"), caption: [After @a.]) <f>\n@f', ["a"]),
        ("#quote(attribution: <a>)[So.] /* x */@b", ["a", "b"]),
        ('#import "@preview/x:0.2.0": *\n#bibliography("x.bib", full: true)', ["*"]),
    ],
)
def test_typst(text: str, found: list[str]) -> None:
    assert keys(read_typst("x.typ", text)) == found


def test_what_is_included_is_noted_with_its_line() -> None:
    draft = read_latex("x.tex", "a\n\\input{intro}\n% \\input{old}\n")
    assert draft.included == ((2, "intro"),)


PIECES = (
    (
        r"\cite{a} \cite { [ ] } "
        r"[@a @a @{ % \% \verb| \begin{verbatim} \end{verbatim} ``` ` // /* */ --- # = ~"
    ),
    r"\item \section{x} $ word. 漢字",
)


@given(
    st.lists(st.sampled_from([*" ".join(PIECES).split(), "\n", "\n\n"]), max_size=30),
    st.sampled_from(READERS),
)
def test_prepared_text_has_the_lines_of_its_source(words: list[str], read: object) -> None:
    text = " ".join(words)
    draft = read("x", text)  # type: ignore[operator]
    assert prepare(draft, lambda _: [1]).count("\n") == text.count("\n")
    places = [(mark.start, mark.end) for mark in draft.marks]
    assert places == sorted(places)
