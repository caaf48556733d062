"""What sentences do in an abstract."""

from __future__ import annotations

import pytest

from assistant.composing.summary.roles import Role, best, gives_number, sentences_of, telling

ABSTRACT = (
    "Tidal turbines have become a popular source of power. However, their "
    "blades suffer from corrosion. "
    "In this paper, we propose BladeCoat, a novel ceramic layer that keeps "
    "salt away. Tests over 18 months "
    "show that it reduces the loss of mass by 43%. We hope that it is of use "
    "in future research on harbours. "
    "Code is available at https://example.org/blades."
)


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Role.SUBJECT, "popular source"),
        (Role.PROBLEM, "suffer from corrosion"),
        (Role.IDEA, "we propose BladeCoat"),
        (Role.RESULT, "by 43%"),
        (Role.OPEN, "future research"),
    ],
)
def test_each_role_is_played_by_its_sentence(role: Role, said: str) -> None:
    span = best(ABSTRACT, role)
    assert span is not None
    assert said in span.text
    assert ABSTRACT[span.start : span.end] == span.text


def test_a_role_that_nothing_plays_is_left_out() -> None:
    text = "A theory of shells is given. The shells are thin and shallow."
    assert best(text, Role.RESULT) is None
    assert best(text, Role.OPEN) is None


def test_pointers_to_code_and_what_looks_like_a_citation_are_never_quoted() -> None:
    texts = [
        span.text
        for span in sentences_of(f"{ABSTRACT} It follows the layer of the towers [3] closely.")
    ]
    assert not any("https" in text or "[3]" in text for text in texts)


def test_what_others_cannot_do_is_no_result_however_many_numbers_it_has() -> None:
    others = (
        "Current methodologies for shells are often confined to less than 24 "
        "plates and limited to a test."
    )
    assert best(f"{others} We propose thin shells.", Role.RESULT) is None
    told = best(f"{others} It achieves a gain of 5%.", Role.RESULT)
    assert told
    assert told.text == "It achieves a gain of 5%."


def test_an_endless_sentence_is_told_in_parts_that_stand_in_it() -> None:
    text = "the theory of thin shells is extended to cones . " * 20
    span = telling(text)
    assert span is not None
    assert len(span.text) < 60
    assert text[span.start : span.end] == span.text


@pytest.mark.parametrize("abstract", ["", ".", "Short."])
def test_an_abstract_that_says_nothing_tells_nothing(abstract: str) -> None:
    assert telling(abstract) is None


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("It reaches 66.0% AP on the test set.", True),
        ("It is 3x faster than before.", True),
        ("an error of 1.64 on this benchmark", True),
        ("It runs in 4 minutes.", True),
        ("It was tried on OpenImage 2019.", False),
        ("We tune Stable Diffusion XL 1.0 with it.", False),
        ("It is better by far.", False),
        ("We rebuild 3D shapes and 2-d maps.", False),
        ("It took the 1st place.", False),
    ],
)
def test_versions_and_years_are_no_numbers_that_show_anything(text: str, gives: bool) -> None:
    assert gives_number(text) is gives
