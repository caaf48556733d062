"""Conditions on metadata in the words of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.constraints import read_constraints
from assistant.questions.known_names import KnownNames
from store.filters import Clause
from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from assistant.questions.constraints import Constraints

KNOWN = KnownNames(["A B", "Bea Lark", "José Ángel", "Fu-Yun Owl"])


def read(text: str) -> Constraints:
    return read_constraints(text, KNOWN)


def allowed(constraints: Constraints, year: int) -> bool:
    paper = Paper("k", "t", (), True, PartialDate(year), "", None, None)
    return constraints.where.matches(paper) and constraints.allow(paper)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("papers in 2021", {2021}),
        ("what happened IN 2021?", {2021}),
        ("papers from 2020 to 2022", {2020, 2021, 2022}),
        ("between 2020 and 2022, what was proposed?", {2020, 2021, 2022}),
        ("work of 2020-2022", {2020, 2021, 2022}),
        ("work of 2020–2021", {2020, 2021}),
        ("everything since 2023", {2023, 2024, 2025}),
        ("everything from 2023 onwards", {2023, 2024, 2025}),
        ("2024 or later", {2024, 2025}),
        ("after 2023", {2024, 2025}),
        ("before 2021", {2019, 2020}),
        ("prior to 2020", {2019}),
        ("until 2020", {2019, 2020}),
        ("2020 or earlier", {2019, 2020}),
        ("papers from 2020 and 2023", {2020, 2023}),
        ("papers in 2019, 2021 and 2025", {2019, 2021, 2025}),
    ],
)
def test_years(text: str, years: set[int]) -> None:
    constraints = read(text)
    assert {year for year in range(2019, 2026) if allowed(constraints, year)} == years
    assert constraints.said
    assert not any(str(year) in constraints.rest for year in years)


@pytest.mark.parametrize(
    "text",
    [
        "results on ImageNet 2012 validation",
        "Moments in Time 2019 challenge",
        "1000 A100 GPUs",
        "in 12021 steps",
    ],
)
def test_a_number_within_a_name_is_no_year_of_papers(text: str) -> None:
    assert not any(clause.name == "year" for clause in read(text).where.clauses)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("papers with code", "yes"),
        ("papers that have public code", "yes"),
        ("papers releasing source code", "yes"),
        ("papers whose code is available", "yes"),
        ("OPEN-SOURCE work", "yes"),
        ("papers without code", "no"),
        ("papers without any code", "no"),
        ("papers that have no code", "no"),
        ("papers which do not release code", "no"),
        ("papers lacking code", "no"),
    ],
)
def test_code(text: str, code: str) -> None:
    assert read(text).where.clauses == (Clause("code", code),)


@pytest.mark.parametrize(
    "text", ["How does the code book work?", "a learned codebook", "encode and decode"]
)
def test_other_code_is_none(text: str) -> None:
    assert not read(text)


def test_either_of_two_people_will_do() -> None:
    (clause,) = read("papers by Bea Lark or José Ángel").where.clauses
    assert (clause.value, clause.also) == ("bea lark", ("jose angel",))
    assert read("papers by Bea Lark or José Ángel").said == ("by Bea Lark or José Ángel",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("papers by Bea Lark", ["bea lark"]),
        ("what did Bea Lark write", ["bea lark"]),
        ("Lark's papers", ["lark"]),
        ("Fu-Yun Owl’s work", ["fu yun owl"]),
        ("papers by José Ángel", ["jose angel"]),
        ("papers with Bea Lark and José Ángel", ["bea lark", "jose angel"]),
        ("papers by Marie Curie", ["marie curie"]),
        ("Where does Bea Lark appear among the authors?", ["bea lark"]),
        ("Lark and Owl: how do they differ?", ["lark", "owl"]),
        ("Songs at dawn: what does Lark hear that Owl does not?", ["lark", "owl"]),
        ("Which songs did Angel and Lark record in ponds?", ["angel", "lark"]),
        ("Everything by someone called Owl", ["owl"]),
        ("what did lark conclude on songs?", ["lark"]),
        ("what does lark song in ponds mean?", []),
    ],
)
def test_authors(text: str, names: list[str]) -> None:
    clauses = read(text).where.clauses
    assert sorted(clause.value for clause in clauses if clause.name == "author") == sorted(
        names
    )


@pytest.mark.parametrize(
    "text",
    [
        "papers led by Bea Lark",
        "with Bea Lark as first author",
        "Bea Lark is the lead author of which paper",
    ],
)
def test_the_first_author(text: str) -> None:
    assert read(text).where.clauses == (Clause("first", "bea lark"),)


def test_the_authors_are_told() -> None:
    assert read("songs by Lark, Owl and with code").authors == ("lark", "owl")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "results by UniNet",
            "of HoP and RAPHAEL",
            "trained with Adam",
            "by the Sea",
            "what is meant by a song",
            "what is meant by Echo Location",
        ),
        *("Lark songs in ponds", "Compare B and C"),
    ],
)
def test_a_name_that_nobody_bears_is_no_author(text: str) -> None:
    assert not read(text)


def test_conditions_add_up_and_the_rest_is_what_is_left() -> None:
    constraints = read("detectors by Bea Lark with code since 2023")
    assert {clause.name for clause in constraints.where.clauses} == {"author", "code", "year"}
    assert constraints.rest == "detectors"
    assert len(constraints.said) == 3


@given(st.text(st.characters(), max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    constraints = read_constraints(text, KnownNames())
    assert len(constraints.rest) <= len(text) + 3 * len(constraints.said)
    assert bool(constraints) == bool(constraints.said)


@given(
    st.lists(
        st.sampled_from(
            "papers by Bea Lark in 2020 with code since and Owl 's from – 2021 ,".split()
        )
    )
)
def test_years_and_code_are_asked_for_once(parts: list[str]) -> None:
    names = [clause.name for clause in read(" ".join(parts)).where.clauses]
    assert max(names.count("code"), names.count("year"), names.count("first")) <= 1


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("papers from Frog University", "papers"),
        ("Which papers are affiliated with Frog?", "Which papers are ?"),
        ("Frog papers on songs", "papers on songs"),
        ("frog papers", "papers"),
        ("What did Frog publish on songs?", "What publish on songs?"),
    ],
)
def test_an_institution_that_is_known_is_a_condition(text: str, rest: str) -> None:
    constraints = read_constraints(text, KnownNames((), ["Frog", "Frog University"]))
    assert constraints.where.clauses == (Clause("affiliation", "frog"),)
    assert constraints.rest == rest


@pytest.mark.parametrize(
    "text", ["papers from Toad Lab", "papers that come from Toad", "affiliated with Toad"]
)
def test_an_institution_that_nobody_knows_is_one_where_nothing_else_is_meant(text: str) -> None:
    assert read(text).where.clauses == (Clause("affiliation", "toad"),)


@pytest.mark.parametrize(
    "text", ["papers with ResNet-50", "papers from 2021", "papers by Bea Lark"]
)
def test_methods_years_and_authors_are_no_institutions(text: str) -> None:
    assert all(clause.name != "affiliation" for clause in read(text).where.clauses)


VENUES = KnownNames((), (), ["Journal of Ponds", "Conference on Frog Vision and Pond Lore"])


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("papers in the Journal of Ponds", "journal of ponds"),
        ("how many papers appeared at FVPL?", "conference on frog vision and pond lore"),
        ("papers on toads in the Journal of Lakes", "journal of lakes"),
    ],
)
def test_a_venue_is_a_condition(text: str, venue: str) -> None:
    assert read_constraints(text, VENUES).where.clauses == (Clause("venue", venue),)


CALLED_BY_TOPICS = KnownNames((), (), ["Pond Ecology", "Conference on Toad Health"])


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Which papers on newts appeared in Pond Ecology?", "pond ecology"),
        ("papers on newts in Pond Ecology", "pond ecology"),
        ("papers published in pond ecology", "pond ecology"),
        ("papers on newts in the journal pond ecology", "pond ecology"),
        ("papers on newts from Toad Health", "toad health"),
    ],
)
def test_a_venue_called_by_a_topic_is_one_where_it_is_written_so(text: str, venue: str) -> None:
    assert read_constraints(text, CALLED_BY_TOPICS).where.clauses == (Clause("venue", venue),)


@pytest.mark.parametrize(
    "text",
    [
        "Which papers use nets in pond ecology?",
        "Which methods are there for toad health?",
        "Which papers are on nets in Pond?",
    ],
)
def test_a_topic_that_a_venue_is_called_by_stays_a_topic(text: str) -> None:
    assert not read_constraints(text, CALLED_BY_TOPICS)


@pytest.mark.parametrize("text", ["frogs in ponds", "How many frogs live in the Frog Valley?"])
def test_other_places_are_no_venues(text: str) -> None:
    assert not read_constraints(text, VENUES)


@pytest.mark.parametrize(
    "text",
    [
        "the 2008 frog crisis",
        "results on PondNet 2014",
        "Which song that Lark sang in 2017 do frogs know?",
        "What do the papers say about frogs in 2020?",
        "How many frogs died between 2000 and 2016?",
    ],
)
def test_a_year_of_what_is_told_is_none_of_papers(text: str) -> None:
    assert not read_constraints(text, KnownNames())


def test_a_year_that_abstracts_have_may_be_one_of_what_they_tell() -> None:
    text = "What has been done on frogs before 2018?"
    assert read_constraints(text, KnownNames(), lambda _: False).said == ("until 2017",)
    assert not read_constraints(text, KnownNames(), lambda year: year == "2018")


def test_one_person_under_several_names_is_said() -> None:
    known = KnownNames(["Ada B. Owl", "Ada Owl", "A. Owl", "Bea Owl"])
    constraints = read_constraints("papers by Ada B. Owl", known)
    assert constraints.where.clauses == (
        Clause("author", "ada b owl", also=("ada owl", "a owl")),
    )
    assert constraints.said == ("by Ada B. Owl (also written Ada Owl, A. Owl)",)


@pytest.mark.parametrize("name", ["Ada", "Learning", "Bo"])
def test_a_given_name_alone_is_nobody(name: str) -> None:
    assert not KnownNames(["Ada B. Owl", "Bo Marsh"]).is_author(name)


@pytest.mark.parametrize(
    ("text", "said", "rest"),
    [
        ("What did O'Heron write?", "by O'Heron", "What did write?"),
        ("Papers by H. R. O'Heron", "by H. R. O'Heron", "Papers"),
        ("O’Heron's newest paper", "by O’Heron", "newest paper"),
        ("What did van Tern write?", "by Tern", "What did write?"),
        ("papers by de la Gull on tides", "by Gull", "papers on tides"),
        ("What do O'Heron and colleagues say?", "by O'Heron", "What do say?"),
        ("What does O'Heron et al. find on tides?", "by O'Heron", "What does find on tides?"),
        ("papers by O'Heron and her co-authors", "by O'Heron", "papers"),
        ("O'Heron and others' tides", "by O'Heron", "tides"),
    ],
)
def test_a_name_is_taken_whole_with_its_particles_and_who_is_with_it(
    text: str, said: str, rest: str
) -> None:
    names = KnownNames(["H. R. O'Heron", "Jan Luiten van Tern", "Ana de la Gull"])
    constraints = read_constraints(text, names)
    assert (constraints.said, constraints.rest) == ((said,), rest)


def test_who_publishes_books_is_no_author() -> None:
    assert not read("Which papers are by Marsh University Press?").authors
