"""An abstract is read once: every place lies in it, and nothing is too odd to be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.abstracts import NameKind, Reading, Role, read_abstract

STRUCTURED = (
    "BACKGROUND: Little is known of reed stiffness. METHODS We measured 40 reeds."
    " RESULTS: Stiffness fell by 12.5%."
    " CONCLUSIONS: Reeds soften with use. © 2023 The Author(s). All rights reserved."
)


def test_sections_give_their_sentences_their_roles() -> None:
    reading = read_abstract(STRUCTURED)
    told = [(each.role, STRUCTURED[each.start : each.end]) for each in reading.sentences]
    assert told[:4] == [
        (Role.BACKGROUND, "Little is known of reed stiffness."),
        (Role.METHOD, "We measured 40 reeds."),
        (Role.RESULT, "Stiffness fell by 12.5%."),
        (Role.RESULT, "Reeds soften with use."),
    ]
    assert {role for role, _ in told[4:]} == {Role.BOILERPLATE}


def test_a_notice_of_rights_is_no_sentence_of_the_work() -> None:
    notice = "This article is protected by copyright. All rights reserved. (C) 2011 Reed Press."
    reading = read_abstract(f"Bats hunt moths by sonar in the dark. {notice}")
    first, *behind = [each.role for each in reading.sentences]
    assert first is not Role.BOILERPLATE
    assert {*behind} == {Role.BOILERPLATE}


def test_a_notice_is_cut_off_where_it_touches_a_sentence() -> None:
    text = "Bats hunt moths in the dark.© The Author(s) 2020."
    said = [text[each.start : each.end] for each in read_abstract(text).sentences]
    assert said == [
        "Bats hunt moths in the dark.",
        "© The Author(s) 2020.",
    ]


def test_a_result_has_its_value_with_its_unit() -> None:
    (result,) = read_abstract(STRUCTURED).results
    assert (result.value, result.unit) == (12.5, "%")
    assert STRUCTURED[result.start : result.end] == "12.5%"


def test_what_is_introduced_is_named_with_its_kind() -> None:
    text = "We present ReedBench, a new benchmark of 12 tasks. Code is available at https://example.org/reed."
    reading = read_abstract(text)
    assert [(name.text, name.kind) for name in reading.introduces] == [
        ("ReedBench", NameKind.BENCHMARK)
    ]
    assert [(link.url, link.kind) for link in reading.links] == [
        ("https://example.org/reed", "code")
    ]
    assert reading.in_role(Role.RESOURCE)[0].start == text.index("Code")


def test_nothing_is_read_of_nothing() -> None:
    assert read_abstract("") == read_abstract(" \n") == Reading()


@given(st.text(max_size=400) | st.text("RESULTS:. We12%é()\n", max_size=200))
def test_every_place_lies_in_the_text(text: str) -> None:
    reading = read_abstract(text)
    ends = 0
    for sentence in reading.sentences:
        assert ends <= sentence.start < sentence.end <= len(text)
        ends = sentence.end
    for name in (*reading.introduces, *reading.data):
        assert text[name.start : name.end] == name.text
    for link in reading.links:
        assert text[link.start : link.end] == link.url


@pytest.mark.timeout(60)
def test_a_word_of_ten_thousand_letters_takes_no_minutes() -> None:
    assert read_abstract("word" * 2500).sentences


def test_an_abbreviation_of_a_notion_is_no_data_set() -> None:
    reading = read_abstract(
        "Machine reading is hard. Many machine reading comprehension (MRC) datasets need "
        "annotation. We propose a generator. It improves a range of MRC datasets such as SQuAD "
        "and KorQuAD."
    )
    assert [name.text for name in reading.data] == ["SQuAD", "KorQuAD"]


def test_a_measure_on_a_test_set_is_no_data_set() -> None:
    reading = read_abstract("We present a network. We achieve 39.6 mAP on the test set of AVA.")
    assert "mAP" not in {name.text for name in reading.data}
