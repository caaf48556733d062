"""Labels of sections are cut, however they are written, and narrow what a sentence may do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.abstracts import Role, read_abstract
from assistant.abstracts.sections import ANY, cut_sections


def parts(text: str) -> list[str]:
    return [text[section.start : section.end].strip() for section in cut_sections(text)]


@pytest.mark.parametrize(
    "text",
    [
        "BACKGROUND: Reeds wear. METHODS: We cut reeds. RESULTS: They broke.",
        "Background: Reeds wear. Methods: We cut reeds. Results: They broke.",
        "BACKGROUND Reeds wear. METHODS We cut reeds. RESULTS They broke.",
        "BackgroundReeds wear. MethodsWe cut reeds. ResultsThey broke.",
        "Background Reeds wear. Methods We cut reeds. Results They broke.",
        "BACKGROUND: Reeds wear., METHODS: We cut reeds., RESULTS: They broke.",
        "Purpose – Reeds wear. Design/methodology – We cut reeds. Findings – They broke.",
        "*Background*: Reeds wear.\n\n*Methods*: We cut reeds.\n\n*Results*: They broke.",
        "INTRODUCTION. Reeds wear. MATERIALS AND METHODS. We cut reeds. RESULTS. They broke.",
    ],
)
def test_labels_are_cut(text: str) -> None:
    told = [part.rstrip(".,*\n") for part in parts(text)]
    assert told == ["Reeds wear", "We cut reeds", "They broke"]


@pytest.mark.parametrize(
    "text",
    [
        "Results of earlier work are mixed. Methods for reeds are few.",
        "We compare two methods. Results show that reeds wear.",
        "Objective functions matter. Background noise is removed.",
        "RESULTS AND DISCUSSION are not separated here in prose",
    ],
)
def test_words_of_a_sentence_are_no_labels(text: str) -> None:
    assert [section.allowed for section in cut_sections(text)] == [ANY]


def test_a_label_narrows_the_roles_of_its_sentences() -> None:
    text = (
        "CONTEXT Reeds wear out. OBJECTIVE To see how fast. DESIGN, SETTING, AND PARTICIPANTS "
        "We asked 40 players. MAIN OUTCOME MEASURES Wear in mm. RESULTS It was 3 mm. "
        "CONCLUSIONS Reeds should be changed. TRIAL REGISTRATION Identifier: ISRCTN1. "
        "FUNDING Reed Fund."
    )
    roles = [sentence.role for sentence in read_abstract(text).sentences]
    assert roles[0] is Role.BACKGROUND
    assert roles[1] in {Role.OBJECTIVE, Role.BACKGROUND}
    assert roles[2:4] == [Role.METHOD, Role.METHOD]
    assert roles[4] is Role.RESULT
    assert roles[5] in {Role.RESULT, Role.OUTLOOK, Role.LIMITS}
    assert set(roles[6:]) == {Role.BOILERPLATE}


@given(
    st.lists(st.sampled_from(["BACKGROUND: ", "RESULTS ", "a reed. ", "., ", "Reeds", "\n"]))
)
def test_sections_stand_in_order_and_hold_something(pieces: list[str]) -> None:
    text = "".join(pieces)
    end = 0
    for section in cut_sections(text):
        assert end <= section.start < section.end <= len(text)
        assert text[section.start : section.end].strip()
        end = section.end
