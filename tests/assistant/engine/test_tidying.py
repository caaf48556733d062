"""What models leave in their text is taken out of it, however the text is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.tidying import TextTidier


def tidied(text: str, cut: int) -> str:
    tidier = TextTidier()
    pieces = [text[at : at + cut] for at in range(0, len(text), cut)]
    return "".join(tidier.feed(piece) for piece in pieces) + tidier.finish()


@pytest.mark.parametrize("cut", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("~~~\nFrogs sing [1].\n~~~\nToads do not [2].", "Frogs sing [1].\nToads do not [2]."),
        ("```markdown\nFrogs sing [1].\n```", "Frogs sing [1].\n"),
        ("```\nFrogs sing [1].\n```\n\n", "Frogs sing [1].\n"),
        ("```markdown\nFrogs sing [1].```", "Frogs sing [1]."),
        ("Frogs sing:\n```python\nsing()\n```\n", "Frogs sing:\n```python\nsing()\n```\n"),
        ("Frogs sing 【1】 and croak 【2†source】.", "Frogs sing [1] and croak [2]."),
        ("Frogs sing ［１］, 〔1，2〕, ［3、4］.", "Frogs sing [1], [1,2], [3,4]."),
        ("Frogs sing (Source 1), loud [paper 2, p. 3].", "Frogs sing [1], loud [2]."),
        (
            "Frogs \\[1\\] sing [Sources 1 and 2; #3] (loud) [#2].",
            "Frogs [1] sing [1, 2, 3] (loud) [2].",
        ),
        ("Frogs sing [1†source], ⟦2⟧, [**3**].", "Frogs sing [1], [2], [3]."),
        ("Frogs sing [1, p. 3] and [citation:2].", "Frogs sing [1] and [2]."),
        ("In (2020) frogs [see 3] sang (1).", "In (2020) frogs [see 3] sang (1)."),
        ("About ~~~ three ~~~ frogs, 【sic", "About ~~~ three ~~~ frogs, 【sic"),
    ],
)
def test_fences_of_the_prompt_and_foreign_brackets_go(
    written: str, left: str, cut: int
) -> None:
    assert tidied(written, cut) == left


@given(
    st.text(st.sampled_from("~`a 【】[(#)]1†\\\n*⟧"), max_size=40),
    st.integers(1, 9),
)
def test_how_a_text_is_cut_changes_nothing(text: str, cut: int) -> None:
    assert tidied(text, cut) == tidied(text, 1)


@given(st.text(st.sampled_from("ab.[]1 \n"), max_size=60), st.integers(1, 9))
def test_what_is_plain_stays_as_it_is(text: str, cut: int) -> None:
    assert tidied(text, cut) == text
