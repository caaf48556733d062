"""Documents: what was said stays said in every format, markup is none of theirs, and doubts
stay visible.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.engine.export import FORMATS, render
from assistant.grounding.verdicts import GroundedSentence, Verdict
from tests.assistant.engine.export.conversations import (
    GONE,
    MARKUP,
    PLAIN,
    doubted,
    make_answer,
    talk,
)
from tests.store.exporters.papers import NASTY

ALLOWED_TAGS = (
    "html head meta title style body h1 h2 p em strong a ul ol li table thead "
    "tbody tr th td pre code s b div"
    " blockquote br hr h3 h4 h5 h6"
).split()


class Tags(HTMLParser):
    """Collects the tags and addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.places: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [str(value) for name, value in attrs if name in ("href", "src")]
        self.places += [str(value) for name, value in attrs if name == "id"]


def read_html(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


def cited_keys(latex: str) -> set[str]:
    return {
        key for group in re.findall(r"\\cite\{([^}]*)\}", latex) for key in group.split(",")
    }


def test_html_has_no_markup_but_its_own() -> None:
    page = render(talk(make_answer(MARKUP)), "html").text
    read = read_html(page)
    assert set(read.tags) <= set(ALLOWED_TAGS)
    assert all(address.startswith(("#", "https://")) for address in read.addresses)
    assert "&lt;script&gt;" in page
    assert "<title>my &lt;talk&gt; &amp; #1</title>" in page


def test_citations_of_html_lead_to_sources_and_those_of_no_source_are_struck_out() -> None:
    page = render(talk(make_answer(MARKUP), make_answer("It is so [2].")), "html").text
    read = read_html(page)
    inner = [address[1:] for address in read.addresses if address.startswith("#")]
    assert inner
    assert set(inner) <= set(read.places)
    assert "<s>[9]</s>" in page
    assert "no longer in the library" in page


def test_latex_cites_by_key_and_its_bib_has_exactly_the_cited_papers() -> None:
    document = render(talk(make_answer(MARKUP)), "latex", stem="draft")
    assert cited_keys(document.text) == {NASTY.key, PLAIN.key}
    assert f"~\\cite{{{NASTY.key},{PLAIN.key}}}" in document.text
    assert {
        entry.key for entry in parse_string(document.bibliography or "").entries
    } == cited_keys(document.text)
    assert "[3]" in document.text  # its paper is gone from the library
    assert GONE not in document.text
    assert r"\bibliography{draft}" in document.text


def test_latex_escapes_what_it_would_take_for_commands() -> None:
    text = render(talk(make_answer(MARKUP)), "latex").text
    assert text.isascii()
    assert r"a\_b \& 50\%" in text
    assert r"\textbf{propose}" in text
    assert r"\textbf{x}" not in text
    assert r"\texttt{code\_x}" in text
    assert r"HoP \& co & 68.5\% \\[0pt]" in text
    assert text.count(r"\end{verbatim}") == 0
    assert text.count(r"\begin{itemize}") == text.count(r"\end{itemize}") == 1


def test_an_answer_that_cites_nothing_has_no_bib() -> None:
    document = render(
        talk(make_answer("There are 47 papers.", citations=(), retrieved=())), "latex"
    )
    assert document.bibliography is None
    assert "bibliography" not in document.text


def test_markdown_has_question_answer_and_sources() -> None:
    text = render(talk(make_answer("HoP is good [2].")), "markdown").text
    assert r"## What is 100% \<b\>new\</b\> & why\_not?" in text
    assert "HoP is good [2]." in text
    assert "- [2] Zhuofan Zong. **Learning to see**" in text
    assert "Answered by extractive." in text
    assert "fingerprint abc" in text


@pytest.mark.parametrize(
    ("verdict", "model", "told"),
    [
        (Verdict.CATALOGUE, None, "Computed from the library's records."),
        (Verdict.META, None, "No model was asked."),
        (Verdict.SUPPORTED, None, "Answered by openai."),
        (Verdict.META, "small", "Answered by openai (small)."),
    ],
)
def test_what_no_backend_wrote_is_nobodys(
    verdict: Verdict, model: str | None, told: str
) -> None:
    sentence = GroundedSentence("It is so.", (), verdict)
    text = render(
        talk(make_answer("It is so.", sentence, backend="openai", model=model)), "markdown"
    ).text
    assert told in text
    assert ("Answered" in text) == ("Answered" in told)


@pytest.mark.parametrize(
    "live",
    [
        "![i](http://e.org/i.png)",
        "![i][1]\n\n[1]: http://e.org/i.png",
        "[x](javascript:alert(1))",
        "[x]( <JavaScript:alert(1)>)",
        "[x](file:///etc/passwd)",
        "[x](data:text/html,x)",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "<javascript:alert(1)>",
    ],
)
def test_nothing_in_markdown_is_fetched_or_run(live: str) -> None:
    text = render(
        talk(make_answer(f"It is so: {live} and [here](https://e.org/x) [1].")), "markdown"
    )
    viewer = MarkdownIt("gfm-like", {"html": True})
    # A viewer that checks nothing.
    setattr(viewer, "validateLink", lambda url: bool(url))  # noqa: B010
    read = read_html(viewer.render(text.text))
    assert "img" not in read.tags
    assert {address for address in read.addresses if "e.org/x" in address}
    assert all(address.startswith("http") for address in read.addresses)


def test_markdown_has_no_tags_but_in_code() -> None:
    text = render(
        talk(make_answer("A <b>tag</b> and `<code>` and\n\n```\n<pre>\n``` [1].")), "markdown"
    ).text
    assert r"\<b>tag\</b>" in text
    assert "`<code>`" in text
    assert "\n<pre>\n" in text


def test_json_has_whole_answers_and_the_papers() -> None:
    answer = make_answer(MARKUP)
    said = json.loads(render(talk(answer), "json").text)
    assert said["turns"] == [json.loads(json.dumps(answer.to_json()))]
    assert set(said["papers"]) == {NASTY.key, PLAIN.key}
    assert said["library"].endswith("fingerprint abc")


@pytest.mark.parametrize("form", ["markdown", "latex", "html"])
def test_bad_verdicts_are_shown_behind_their_sentences(form: str) -> None:
    answer = make_answer(
        "It is so [1]. HoP gets 99% [1]. All is well.",
        GroundedSentence("It is so.", (1,), Verdict.SUPPORTED),
        doubted("HoP gets 99%.", Verdict.UNSUPPORTED, "99% does not stand there"),
        doubted("All is well.", Verdict.UNCITED),
    )
    text = " ".join(render(talk(answer), form).text.split())
    first, second, third = (
        text.index(said) for said in ("It is so", "HoP gets 99", "All is well")
    )
    assert "‹" not in text[first:second]
    assert "not supported by what it cites: 99" in text[second:third]
    assert "cites no paper" in text[third:]


@pytest.mark.parametrize("form", ["markdown", "latex", "html"])
def test_a_doubt_that_has_no_place_is_told_below(form: str) -> None:
    answer = make_answer(
        "It is so.", doubted("Words.", Verdict.UNCITED), doubted("Others.", Verdict.UNCITED)
    )
    assert render(talk(answer), form).text.count("cites no paper") == 2


@pytest.mark.parametrize("form", FORMATS)
def test_it_is_told_how_an_answer_came_about(form: str) -> None:
    answer = make_answer(
        "I do not know.",
        rewritten="What is it?",
        reason="No paper tells.",
        model="m-1",
        stopped=True,
    )
    text = render(talk(answer), form).text
    for said in ("What is it?", "No paper tells.", "extractive", "m-1"):
        assert said in text


@given(st.text(st.sampled_from("abc \n*_`#[]()1239|-<>\\{}$%&~^é漢\x1b‹")))
def test_any_text_gives_documents_that_are_well_formed(text: str) -> None:
    conversation = talk(make_answer(text))
    latex = render(conversation, "latex").text
    assert latex.isascii()
    assert "\x1b" not in latex
    depth = 0
    for sign in re.sub(r"\\[\\{}]", "", latex):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert len(re.findall(r"\\begin\{", latex)) == len(re.findall(r"\\end\{", latex))
    assert set(read_html(render(conversation, "html").text).tags) <= set(ALLOWED_TAGS)


def test_names_between_a_backtick_and_an_apostrophe_are_no_code() -> None:
    told = make_answer(
        "A `PolyFace' with a loss `ArcLoss' and `QAN++' helps [1]. Set `x_y` or `print('a')`."
    )
    latex, page, markdown = (
        render(talk(told), style).text for style in ("latex", "html", "markdown")
    )
    assert r"\texttt{x\_y}" in latex
    assert latex.count(r"\texttt") == 2
    assert page.count("<code>x_y</code>") == 1
    assert "PolyFace' with a loss" in page
    assert r"\`PolyFace' with a loss \`ArcLoss'" in markdown
    assert "`x_y`" in markdown
