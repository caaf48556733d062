"""Text with numbered citations in the formats of papers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.composing.related.formats import cited_keys, render_text

KEYS = ("zong2023hop", "li2022uni", "xu2024a")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("latex", "Li et al.~\\cite{li2022uni} gain 5\\%~\\cite{zong2023hop,xu2024a}."),
        ("markdown", "Li et al. [@li2022uni] gain 5% [@zong2023hop; @xu2024a]."),
        ("typst", "Li et al. @li2022uni gain 5% @zong2023hop @xu2024a."),
    ],
)
def test_numbers_become_keys(style: str, expected: str) -> None:
    assert render_text("Li et al. [2] gain 5% [1, 3].", KEYS, style) == expected


@pytest.mark.parametrize(
    "text", ["A [1][2] b.", "A [1] [2] b.", "A [1-2] b.", "A [1, 2] b.", "A [2][1] b. [1]"]
)
def test_every_way_to_write_several_numbers_is_read(text: str) -> None:
    assert set(cited_keys(text, KEYS)) == {"zong2023hop", "li2022uni"}


def test_a_number_of_no_paper_stays_as_it_is() -> None:
    assert render_text("So it is [9].", KEYS, "latex") == "So it is [9]."
    assert cited_keys("So it is [9].", KEYS) == []


def test_what_a_format_would_read_is_escaped() -> None:
    text = "A_1 & B* @ 5$ #1 [x] <y> ~z"
    assert render_text(text, KEYS, "markdown") == r"A\_1 & B\* \@ 5\$ \#1 \[x\] \<y\> \~z"
    assert render_text(text, KEYS, "typst") == r"A\_1 & B\* \@ 5\$ \#1 \[x\] \<y\> \~z"
    assert r"A\_1 \& B* @ 5\$ \#1" in render_text(text, KEYS, "latex")


def test_latex_has_a_sentence_on_each_line() -> None:
    assert render_text("One [1]. Two [2].\n\nThree.", KEYS, "latex").split("\n") == [
        "One~\\cite{zong2023hop}.",
        "Two~\\cite{li2022uni}.",
        "",
        "Three.",
    ]


def test_paragraphs_stay_apart() -> None:
    assert render_text("One.\n\nTwo.", KEYS, "latex") == "One.\n\nTwo."


@given(
    st.lists(
        st.sampled_from(["We", "gain", "[1]", "[2, 3]", "[7]", "5 %", "x_1", "~", "\n\n"])
    ),
    st.sampled_from(["latex", "markdown", "typst"]),
)
def test_exactly_the_keys_cited_stand_in_the_text(words: list[str], style: str) -> None:
    text = " ".join(words)
    written = render_text(text, KEYS, style)
    assert {key for key in KEYS if key in written} == set(cited_keys(text, KEYS))
