"""A checked text is mended sentence by sentence, and only for the better."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.repair.mending import Checked
from assistant.grounding.checking import Grounder, ground
from assistant.grounding.verdicts import Verdict
from store.paper import Paper

FROG = Paper(
    "frog", "Frogs", (), True, None, "Frogs sing at night. They eat 12 flies.", None, None
)
TOAD = Paper(
    "toad", "Toads", (), True, None, "Toads walk by day. They do not sing.", None, None
)
SOURCES = [FROG, TOAD]
GOOD = (
    "Frogs sing at night [1].",
    "They eat 12 flies [1].",
    "Toads walk by day [2].",
    "I found nothing.",
)
BAD = (
    "Frogs eat 99 flies [1].",
    "Toads sing in 7 ponds [2].",
    "Newts are nice.",
    "Newts fly [7].",
    "Frogs walk for 99 days [1].",
)
LEADS = ("", "- ", "## ", "> ", "1. ")


def check(text: str) -> tuple[Checked, Grounder]:
    grounder = Grounder(SOURCES)
    sentences = grounder.feed(text) + grounder.finish()
    return Checked(text, tuple(sentences), tuple(grounder.spans)), grounder


@given(
    st.lists(
        st.tuples(
            st.sampled_from(LEADS),
            st.lists(st.sampled_from((*GOOD, *BAD)), min_size=1, max_size=3),
        ),
        min_size=1,
        max_size=4,
    ),
    st.data(),
)
def test_only_the_better_is_taken_and_all_verdicts_are_those_of_the_text(
    lines: list[tuple[str, list[str]]], data: st.DataObject
) -> None:
    before, grounder = check("\n".join(f"{lead}{' '.join(said)}" for lead, said in lines))
    place = data.draw(st.integers(0, len(before.sentences) - 1))
    written = data.draw(
        st.sampled_from(
            (*GOOD, *BAD, "", "Frogs sing at night [1]. Newts fly.", "```", "x\ny [1]")
        )
    )
    after = before.mended(place, written, grounder)
    if after is None:
        return
    assert written in (*GOOD, "")
    assert [replace(each, repaired=False) for each in after.sentences] == ground(
        after.text, SOURCES
    )
    rest = len(before.sentences) - place - 1
    assert after.sentences[:place] == before.sentences[:place]
    assert after.sentences[len(after.sentences) - rest :] == before.sentences[place + 1 :]
    is_said_already = len(after.sentences) < len(before.sentences)
    assert [each.repaired for each in after.sentences].count(True) == (not is_said_already)
    assert written or is_said_already


def test_what_fails_as_well_changes_nothing() -> None:
    before, grounder = check("- Frogs eat 99 flies [1].\n- Toads walk by day [2].")
    for written in BAD:
        assert before.mended(0, written, grounder) is None
    mended = before.mended(0, "They eat 12 flies [1].", grounder)
    assert mended is not None
    assert mended.text == "- They eat 12 flies [1].\n- Toads walk by day [2]."
    assert mended.sentences[0].verdict is Verdict.QUOTED
    assert mended.sentences[0].evidence[0].text == "They eat 12 flies"


def test_two_sentences_may_stand_for_one() -> None:
    before, grounder = check("Frogs sing and eat 99 flies [1]. Toads walk by day [2].")
    mended = before.mended(0, "Frogs sing at night [1]. They eat 12 flies [1].", grounder)
    assert mended is not None
    assert [each.repaired for each in mended.sentences] == [True, True, False]


def test_what_the_text_says_already_is_not_said_twice() -> None:
    before, grounder = check("- Frogs eat 99 flies [1].\n- They eat 12 flies [1].")
    mended = before.mended(0, "They eat 12 flies [1].", grounder)
    assert mended is not None
    assert mended.text == "- They eat 12 flies [1]."


def test_every_failing_sentence_is_struck_out_and_no_other() -> None:
    before, _ = check(
        "- Frogs eat 99 flies [1].\n- Toads walk by day [2].\n\nNewts are nice. I "
        "found nothing."
    )
    assert before.struck() == (
        "- ~~Frogs eat 99 flies [1].~~\n- Toads walk by day [2].\n\n~~Newts are "
        "nice.~~ I found nothing."
    )
