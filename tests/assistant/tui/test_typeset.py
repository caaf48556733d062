from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.grounding.verdicts import BROKEN_OFF, GroundedSentence, Verdict
from assistant.tui.answers.flow import Block, Flow
from assistant.tui.answers.typeset import plain_text, typeset
from assistant.tui.answers.verdicts import marked

if TYPE_CHECKING:
    from textual.content import Content


def clickable(content: Content) -> dict[str, str]:
    """Return the text of every span that can be clicked, with its action."""
    spans = [(span, getattr(span.style, "meta", {})) for span in content.spans]
    return {
        content.plain[span.start : span.end]: meta["@click"]
        for span, meta in spans
        if "@click" in meta
    }


def test_citations_can_be_clicked_and_invented_ones_cannot() -> None:
    content = typeset("HoP is good [1], as are others [2, 3]. See [9].", sources=3).at(60)
    assert content.plain == "HoP is good [1], as are others [2, 3]. See [9]."
    assert clickable(content) == {"[1]": "cite(1)", "2": "cite(2)", "3": "cite(3)"}
    assert any(
        content.plain[span.start : span.end] == "[9]" and "strike" in str(span.style)
        for span in content.spans
    )


def test_addresses_stay_out_of_the_actions() -> None:
    flow = typeset("A [link](https://example.org/a'),quit(') and https://example.org/b")
    assert set(clickable(flow.at(80)).values()) == {"follow(0)", "follow(1)"}
    assert all(address.startswith("https://example.org/") for address in flow.addresses)


def test_lists_hang_their_lines() -> None:
    content = typeset(
        "Two ways:\n\n1. one two three four five six\n2. seven\n   - eight\n", sources=0
    ).at(20)
    assert content.plain.split("\n") == [
        "Two ways:", "", "1. one two three", "   four five six", "2. seven", "   • eight",
    ]  # fmt: skip


def test_tables_quotes_and_code_stay_readable() -> None:
    table = typeset("| a | b |\n|---|---|\n| one | [1] |\n", sources=1).at(40).plain
    assert table.split("\n") == ["a   │ b  ", "one │ [1]"]
    assert typeset("> said\n").at(40).plain == "▎ said"
    assert typeset("```\n[1] <b>\n```\n", sources=1).at(40).plain == "  [1] <b>"


@pytest.mark.parametrize(
    "text", ["x<sup>2</sup>", "[1]: http://example.org 'x'", "R&amp;D &#27;", "$a_1$", "[/foo]"]
)
def test_nothing_vanishes(text: str) -> None:
    assert plain_text(text) == text


@given(st.text("aZé9ı .,;%'’“”()–-[]", min_size=1, max_size=60))
@example("see [1], [2][3] and [999]. (See [4].)")
@example("a [1](b) [x] [1")
@example("www.example.org (c) a. 1) b -- c")
@example("a example.org. b@example.org")
def test_running_text_looks_like_what_is_typeset_of_it(text: str) -> None:
    blocks = typeset(text).blocks
    assert plain_text(text) == " ".join(" ".join(each.body.plain for each in blocks).split())


def test_hostile_text_is_set_and_measured(hostile: str) -> None:
    content = typeset(hostile, sources=1).at(30)
    assert content.wrap(30)
    assert not {"\x1b", "\x07", "\f", "\u202e"} & set(content.plain)


def test_bad_sentences_are_marked_where_they_stand() -> None:
    sentences = (
        GroundedSentence("A **bold** claim [1].", (1,), Verdict.UNSUPPORTED),
        GroundedSentence("Nobody said so.", (), Verdict.UNCITED),
        GroundedSentence("Fine [1].", (1,), Verdict.QUOTED),
    )
    flow = marked(
        typeset("A **bold** claim [1]. Nobody said so. Fine [1].", sources=1), sentences
    )
    assert flow.at(0).plain == (
        "A bold claim [1]. ‹unsupported by [1]› Nobody said so. ‹uncited› Fine [1]."
    )  # fmt: skip


def test_the_row_of_a_table_is_marked_in_the_table() -> None:
    table = "| method | NDS |\n|---|---|\n| HoP | 68.5% [1] |\n| Other one | 99% [1] |"
    flow = marked(
        typeset(table, sources=3),
        [GroundedSentence("| Other one | 99% |", (1,), Verdict.UNSUPPORTED)],
    )
    lines = flow.at(80).plain.splitlines()
    assert "‹unsupported" in next(line for line in lines if "Other one" in line)
    assert not any("| Other" in line for line in lines)


def test_a_sentence_that_was_broken_off_says_so_where_it_ends() -> None:
    sentences = (
        GroundedSentence("Fine [1].", (1,), Verdict.QUOTED),
        GroundedSentence("Half of a", (), Verdict.META, why=BROKEN_OFF),
    )
    flow = marked(typeset("Fine [1]. Half of a", sources=1), sentences)
    assert flow.at(0).plain == "Fine [1]. Half of a ‹broken off›"


def test_a_bad_sentence_that_is_not_found_is_still_shown() -> None:
    flow = marked(
        Flow((Block(typeset("Something.").at(0)),)),
        [GroundedSentence("Other.", (), Verdict.UNCITED)],
    )
    assert flow.at(0).plain == "Something.\n\nOther. ‹uncited›"
