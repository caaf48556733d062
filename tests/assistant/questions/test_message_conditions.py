"""What a message asks of papers beside who wrote them and when."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.constraints import read_constraints
from assistant.questions.known_names import KnownNames
from assistant.questions.messages import read_message

KNOWN = KnownNames(["Bo Marsh", "Ada Ng", "Cy Reed"], profiles=["Ada Ng"])


def conditions_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    message = read_message(text, KNOWN.is_author, KNOWN.owner)
    assert message is not None
    return message.people, message.conditions


@pytest.mark.parametrize(
    ("text", "people", "conditions"),
    [
        ("Papers by Marsh without Ada Ng pls", ("Marsh",), ("without Ada Ng",)),
        ("bo marsh w/o ada ng", ("Bo Marsh",), ("without Ada Ng",)),
        ("all but not by Reed or Marsh", (), ("without Reed", "without Marsh")),
        ("papers where Marsh is not one of the authors", (), ("without Marsh",)),
        ("which ones isn't Reed on? Marsh isn't on them", ("Reed",), ("without Marsh",)),
        ("who wrote most, apart from me", (), ("without Ada Ng",)),
        ("papers without Reed as first author", (), ("without Reed as first author",)),
        (
            "papers without Reed where Marsh is second author",
            (),
            ("without Reed", "with Marsh as second author"),
        ),
        ("how many don't list Reed as an author", (), ("without Reed",)),
        ("how many papers did Marsh not write", (), ("without Marsh",)),
        (
            "papers by marsh, but not with reed or ada ng",
            ("Marsh",),
            ("without Reed", "without Ada Ng"),
        ),
        ("with more than one author", (), ("with at least 2 authors",)),
        ("papers with 2 or 3 authors", (), ("with 2 to 3 authors",)),
        ("no more than 3 authors", (), ("with at most 3 authors",)),
        ("more than two but fewer than five authors", (), ("with 3 to 4 authors",)),
        ("how many with code are not by Reed", (), ("without Reed", "with code")),
        ("papers where Marsh is the only author", ("Marsh",), ("with a single author",)),
        ("how many is Marsh the only author of", ("Marsh",), ("with a single author",)),
        (
            "papers where Marsh and Reed are the only authors",
            ("Marsh", "Reed"),
            ("with 2 authors",),
        ),
        ("not the ones with Reed", (), ("without Reed",)),
        (
            "who has bo marsh published with, leaving out reed?",
            ("Bo Marsh",),
            ("without Reed",),
        ),
        ("papers with several authors", (), ("with at least 2 authors",)),
        ("by Reed with exactly two coauthors", ("Reed",), ("with 3 authors",)),
        ("papers led by Reed", (), ("with Reed as first author",)),
        ("where is Reed last?", (), ("with Reed as last author",)),
        ("Marsh and Reed alone", ("Marsh", "Reed"), ("with 2 authors",)),
        ("Marsh's papers, but not those from 2003", ("Marsh",), ("not from 2003",)),
        ("where is Marsh the first author", (), ("with Marsh as first author",)),
        ("what did i write as last author", (), ("with Ada Ng as last author",)),
        (
            "which did Reed write where he isnt first?",
            ("Reed",),
            ("without Reed as first author",),
        ),
        ("what did Marsh write all by himself", ("Marsh",), ("with a single author",)),
        ("the solo papers", (), ("with a single author",)),
        ("Marsh and Reed, nobody else", ("Marsh", "Reed"), ("with 2 authors",)),
        ("papers having six authors or more", (), ("with at least 6 authors",)),
        ("fewer than four authors", (), ("with at most 3 authors",)),
        ("two-author papers of Reed", ("Reed",), ("with 2 authors",)),
    ],
)
def test_conditions_are_told_however_they_are_worded(
    text: str, people: tuple[str, ...], conditions: tuple[str, ...]
) -> None:
    assert conditions_of(text) == (people, conditions)


@pytest.mark.parametrize(
    "text",
    [
        "does the method work without labels alone?",
        "which layer is first",
        "which frogs call alone",
        "what do the first three authors find",
        "how many authors does the paper have",
        "papers by Marsh on frogs without tails",
        "papers with 0 authors",
        "how many papers by Reed are not about frogs",
        "papers by Marsh that are not interesting",
        "name three authors who wrote with Reed",
        "instruments with two authors' perspectives",
        "non-solo papers by Marsh",
    ],
)
def test_what_is_said_of_anything_else_is_no_condition(text: str) -> None:
    assert conditions_of(text)[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "papers not by Marsh alone",
        "papers where Marsh is first or second author",
        "papers by Reed with someone else as first author",
        "papers that are not without Reed",
        "Marsh as first author and Reed as second author",
        "papers where Marsh comes first and Reed last",
        "papers by Reed in any year but 2003",
        "everything by anyone but Marsh",
        "who has Marsh written with only once",
        "papers by Reed before 2003 and after 2010",
    ],
)
def test_what_is_asked_of_authors_and_not_told_is_owned_up_to(text: str) -> None:
    message = read_message(text, KNOWN.is_author)
    assert message is not None
    assert message.is_turned


def test_a_place_of_nobody_is_kept_with_what_denies_it() -> None:
    message = read_message("and where is she not the first author?", KNOWN.is_author)
    assert message is not None
    assert (message.place, message.is_place_denied, message.is_turned) == ("first", True, False)


@given(
    st.sampled_from(["Bo Marsh", "Ada Ng", "Reed"]),
    st.sampled_from(["first", "second", "third", "last"]),
    st.integers(2, 9),
    st.integers(1990, 2030),
)
def test_a_condition_in_plain_words_is_read_as_it_was_said(
    name: str, place: str, number: int, year: int
) -> None:
    for said in (
        f"without {name}",
        f"with {name} as {place} author",
        f"without {name} as {place} author",
        f"not counting {name}",
        f"with at least {number} authors",
        f"with at most {number} authors",
        f"with {number} authors",
        f"with {number} to {number + 2} authors",
        "with a single author",
        f"not from {year}",
    ):
        constraints = read_constraints(f"papers {said}", KNOWN)
        assert constraints.said == (said,)
        assert constraints.rest.strip(" ,") == "papers"
