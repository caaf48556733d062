"""Changes to one sentence of a text: that sentence changes, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.engine.repair.edits import (
    can_be_rewritten,
    rewritten,
    struck,
    withdrawn,
    without_struck,
)
from assistant.language.sentences import cut_sentences
from assistant.tui.answers.typeset import typeset

LEADS = ("", "- ", "1. ", "> ", "## ", "- > ")
SENTENCES = (
    "Frogs sing at night [1].",
    "**Toads** walk by day [2].",
    "It costs 3.5 euros (or less) [1, 2].",
)
texts = st.lists(
    st.tuples(
        st.sampled_from(LEADS), st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3)
    ),
    min_size=1,
    max_size=4,
).map(lambda lines: "\n".join(f"{lead}{' '.join(said)}" for lead, said in lines))


def words_of(text: str) -> list[str]:
    return [span.text for span in cut_sentences(text)]


@given(texts, st.data())
def test_a_sentence_is_replaced_where_it_stands_and_nothing_else_moves(
    text: str, data: st.DataObject
) -> None:
    spans = cut_sentences(text)
    place = data.draw(st.integers(0, len(spans) - 1))
    edit = rewritten(text, spans[place], "Newts swim [3].")
    assert edit is not None
    assert edit.startswith(text[: spans[place].start])
    assert edit.endswith(text[spans[place].end :])
    after = words_of(edit)
    assert after[:place] == [span.text for span in spans[:place]]
    assert after[place + 1 :] == [span.text for span in spans[place + 1 :]]
    assert after[place].endswith("Newts swim [3].")


@given(texts, st.data())
def test_a_sentence_is_withdrawn_with_its_line_where_it_stands_alone(
    text: str, data: st.DataObject
) -> None:
    spans = cut_sentences(text)
    place = data.draw(st.integers(0, len(spans) - 1))
    edit = withdrawn(text, spans[place])
    assert edit is not None
    bare = [span.text.lstrip("-#>1. ") for span in [*spans[:place], *spans[place + 1 :]]]
    assert [said.lstrip("-#>1. ") for said in words_of(edit)] == bare
    assert all(line.strip(" -#>1.") or not line for line in edit.splitlines())
    assert "\n\n\n" not in edit


def test_lists_headings_and_emphasis_stay_what_they_are() -> None:
    text = "## Frogs fly\n\n- **Frogs fly. They sing.**\n- Toads walk [2]."
    title, first, second, _ = cut_sentences(text)
    assert rewritten(text, first, "Frogs sing [1].") == text.replace(
        "**Frogs fly.", "**Frogs sing [1]."
    )
    assert rewritten(text, second, "**They sing [1].") == text.replace(
        "They sing.**", "They sing [1].**"
    )
    assert rewritten(text, title, "- Frogs sing [1].") == text.replace(
        "## Frogs fly", "## Frogs sing [1]."
    )
    assert withdrawn(text, first) == text.replace("- **Frogs fly. ", "- ")
    assert withdrawn(
        "A [1].\n- B [2].\n- C [3].", cut_sentences("A [1].\n- B [2].\n- C [3].")[1]
    ) == ("A [1].\n- C [3].")


@pytest.mark.parametrize(
    "sentence", ["", " \n", "```py", "a | b", "~~~", "---", "=== x", "# ", "\x1b"]
)
def test_what_is_no_running_text_replaces_nothing(sentence: str) -> None:
    text = "Frogs fly."
    assert rewritten(text, cut_sentences(text)[0], sentence) is None


@pytest.mark.parametrize("text", ["| Frogs | fly |", "```\nfrogs.fly()\n```"])
def test_tables_and_code_are_left_alone(text: str) -> None:
    span = cut_sentences(text)[0]
    assert not can_be_rewritten(span)
    assert rewritten(text, span, "Frogs sing [1].") is None
    assert withdrawn(text, span) is None


def struck_words(markdown: str) -> str:
    found = []
    for block in typeset(markdown, sources=9).blocks:
        found += [
            block.body.plain[span.start : span.end]
            for span in block.body.spans
            if span.style == "strike"
        ]
    return " ".join(found)


@given(texts, st.data())
def test_a_sentence_struck_out_is_struck_out_whole_and_alone(
    text: str, data: st.DataObject
) -> None:
    spans = cut_sentences(text)
    place = data.draw(st.integers(0, len(spans) - 1))
    shown = "".join(block.body.plain for block in typeset(spans[place].text, sources=9).blocks)
    assert struck_words(struck(text, spans[place])) == shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("~68% of frogs fly. They sing.", "~68% of frogs fly."),
        ("Frogs `fly`. They sing.", "Frogs fly."),
        ("**Frogs fly. They sing.**", "Frogs fly."),
        ("Frogs fly.They sing.", "Frogs fly."),
        ("Frogs\nfly. They sing.", "Frogs fly."),
        ("Frogs ~~do~~ fly. They sing.", "Frogs do fly."),
        ('"Frogs" fly. They sing.', '"Frogs" fly.'),
        ("Do frogs fly? They sing.", "Do frogs fly?"),
    ],
)
def test_odd_sentences_are_struck_out_too(text: str, words: str) -> None:
    assert struck_words(struck(text, cut_sentences(text)[0])) == words


def test_in_a_table_each_cell_is_struck_out() -> None:
    text = "| Frog | NDS |\n|---|---|\n| HoP | 99.9% |"
    row = cut_sentences(text)[-1]
    assert struck(text, row).endswith("| ~~HoP~~ | ~~99.9%~~ |")


@given(st.text(st.sampled_from("ab. [1]\n-*~`|#>"), max_size=60))
def test_no_text_at_all_breaks_an_edit(text: str) -> None:
    for span in cut_sentences(text):
        edit = rewritten(text, span, "Newts swim [3].")
        assume(edit is not None)
        assert edit is not None
        assert "Newts swim [3]." in edit
        assert len(struck(text, span)) <= 3 * len(text) + 8


@given(texts, st.data())
def test_text_with_a_sentence_struck_out_has_the_same_sentences(
    text: str, data: st.DataObject
) -> None:
    spans = cut_sentences(text)
    place = data.draw(st.integers(0, len(spans) - 1))
    assert len(cut_sentences(struck(text, spans[place]))) == len(spans)


def test_what_is_struck_out_can_be_left_out() -> None:
    text = "~~Frogs fly [1].~~ They sing [1].\n\n~~Newts fly.~~\n\nToads ~~run and~~ walk."
    assert without_struck(text) == "They sing [1].\n\nToads walk."
    assert without_struck("About ~5 frogs, or ~6.") == "About ~5 frogs, or ~6."
