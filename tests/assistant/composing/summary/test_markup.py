"""Headings and lists of a longer text, in each format that cites by key."""

from __future__ import annotations

import pytest

from assistant.composing.summary.markup import render_markup

_TEXT = "## Faces\n\n- They are found [1].\n\nThen #1 was known [2]."


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("markdown", "## Faces\n\n- They are found [@a].\n\nThen \\#1 was known [@b].\n"),
        ("typst", "== Faces\n\n- They are found @a.\n\nThen \\#1 was known @b.\n"),
    ],
)
def test_headings_and_items_stay_what_they_are(style: str, expected: str) -> None:
    assert render_markup(_TEXT, ("a", "b"), style) == expected


def test_latex_has_commands_for_them() -> None:
    written = render_markup(_TEXT, ("a", "b"), "latex")
    assert "\\paragraph{Faces}" in written
    assert "\\item They are found~\\cite{a}." in written
