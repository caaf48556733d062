"""Text laid out for a terminal, however it arrives."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.cli.commands.reading_column import ReadingColumn, hang, width_of

WORDS = st.lists(
    st.sampled_from(
        ["we", "HoP", "measure", "[1].", "counterfactual", "\n", "\n\n", "- ", "漢字"]
    ),
    max_size=40,
)


def lay_out(pieces: list[str], width: int) -> str:
    column = ReadingColumn(width)
    return "".join([*(column.feed(piece) for piece in pieces), column.finish()])


@given(WORDS, st.integers(20, 120), st.integers(1, 7))
def test_no_line_is_too_wide_and_no_word_is_lost(
    words: list[str], width: int, step: int
) -> None:
    text = " ".join(words)
    pieces = [text[at : at + step] for at in range(0, len(text), step)]
    written = lay_out(pieces, width)
    assert written.split() == text.split()
    assert all(width_of(line) <= width for line in written.split("\n"))
    assert written == lay_out([text], width)


def test_a_wide_terminal_gets_a_column_that_can_be_read() -> None:
    lines = lay_out(["word " * 60], 300).split("\n")
    assert max(map(len, lines)) <= 100


def test_an_item_goes_on_below_its_first_word() -> None:
    assert lay_out(["- one two three four"], 12) == "- one two\n  three four"


def test_a_table_stands_in_columns() -> None:
    text = "Before:\n\n| Result | Of |\n| --- | --- |\n| 68.5% NDS [1] | HoP |\n\nAfter"
    assert lay_out([text], 60) == (
        "Before:\n\nResult         Of\n─────────────  ───\n68.5% NDS [1]  HoP\n\nAfter"
    )


def test_a_wide_table_wraps_its_cells() -> None:
    written = lay_out([f"| A | B |\n|---|---|\n| {'one two ' * 8} | x |"], 30)
    assert all(len(line) <= 30 for line in written.split("\n"))
    assert written.split().count("one") == 8


def test_a_long_title_hangs_below_its_beginning() -> None:
    assert hang("key     A long title of a paper", 24, 8) == (
        "key     A long title of\n        a paper"
    )


@given(st.text("ab c", max_size=80), st.integers(10, 60), st.integers(0, 70))
def test_lists_lose_no_word_either(text: str, width: int, indent: int) -> None:
    assert re.sub(r"\s", "", hang(text, width, indent)) == re.sub(r"\s", "", text)


def test_what_goes_elsewhere_is_left_alone() -> None:
    assert hang("a b " * 99, None, 4) == "a b " * 99
