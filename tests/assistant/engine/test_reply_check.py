"""Whether what a model has sent back is an answer."""

from __future__ import annotations

import pytest

from assistant.engine.fact_grounder import FactGrounder, cited_facts
from assistant.engine.reply_check import CheckedReply, follows_form, is_echo, judge_reply
from assistant.grounding.checking import Grounder
from assistant.grounding.verdicts import Verdict
from prompts import list_prompts
from store.paper import Paper, PartialDate

FROG = Paper(
    "frog", "Frogs", ("Ann Hill",), True, PartialDate(2020), "Frogs sing 9 songs.", None, None
)
FACTS = ("The library holds 93 papers, from 2016 to 2024.",)


def grounder() -> FactGrounder:
    return FactGrounder(Grounder([FROG]), FACTS)


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Frogs sing 9 songs [1].", CheckedReply.ANSWER),
        ("Frogs sing 9 songs [1]. Toads are loud.", CheckedReply.ANSWER),
        ("Frogs sing 9 songs.", CheckedReply.UNCITED),
        ("Frogs sing 12 songs [1].", CheckedReply.FAILING),
        ("Frogs sing 9 songs [7].", CheckedReply.FAILING),
        (" \n", CheckedReply.NOTHING),
        ("The abstracts do not say.", CheckedReply.REFUSAL),
        ("The provided sources do not contain information about toads.", CheckedReply.REFUSAL),
        ("There is no mention of UniNet in the given abstracts.", CheckedReply.REFUSAL),
        ("Unfortunately, I could not find that in the papers.", CheckedReply.REFUSAL),
        ("The sources, each between two fences:", CheckedReply.ECHO),
        (
            "The sources, each between two fences:\n\nFrogs sing. Toads croak. Newts swim.",
            CheckedReply.ECHO,
        ),
        (
            "Sentences from papers, each with the number of its paper:\n\n"
            "- Frogs sing 9 songs [1].\n- Frogs sing songs [1].",
            CheckedReply.ECHO,
        ),
        ("With a short wick, a lantern burns for nine hours [2].", CheckedReply.ECHO),
    ],
)
def test_a_reply_is_known_for_what_it_is(text: str, reply: CheckedReply) -> None:
    assert judge_reply(text, grounder().over(text)[0]) is reply


def test_examples_in_the_prompts_are_known_word_for_word() -> None:
    examples = [
        line
        for prompt in list_prompts()
        for line in prompt.text.splitlines()
        if "lantern" in line and line.endswith("].")
    ]
    assert len(examples) > 3
    assert all(is_echo(example) for example in examples)


def test_every_example_is_about_what_an_echo_is_known_by() -> None:
    for prompt in list_prompts():
        _, marker, example = prompt.text.partition("The form, with other sources:")
        assert not marker or is_echo(f"Nobody knows {example.split('?')[0]}")
        assert not marker or any(word in example for word in ("lantern", "wick"))


def test_words_of_the_examples_are_no_echo_where_the_papers_have_them() -> None:
    assert is_echo("The wick is short.")
    assert not is_echo("The wick is short.", {"wick", "short"})


@pytest.mark.parametrize(
    "text",
    [
        "The answer is 9.19999999999999999999999999999999999999999999 [1].",
        "It sings again [1]. It sings again [1]. It sings again [1].",
        "frogs frogs frogs frogs frogs frogs frogs frogs frogs frogs frogs frogs",
        f"It is loud. {'The song: 9. ' * 12}A frog.",
    ],
)
def test_a_model_that_has_lost_its_way_is_known(text: str) -> None:
    assert judge_reply(text, grounder().over(text)[0]) is CheckedReply.REPETITION


def test_a_sentence_of_a_paper_is_no_echo() -> None:
    assert not is_echo("Frogs sing nine songs in the rain, and toads do not.")


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("Frogs sing 12 songs [1]. All love it.", True),
        ("All love it. They are loud. Frogs sing [1].", False),
        ("Frogs sing [9].", False),
        ("", False),
    ],
)
def test_who_cites_most_claims_follows_the_form(text: str, *, follows: bool) -> None:
    assert follows_form(grounder().over(text)[0], 1) is follows


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The library holds 93 papers [F1].", Verdict.CATALOGUE),
        ("There are 93 papers in the library [F1].", Verdict.CATALOGUE),
        ("The library holds 94 papers [F1].", Verdict.UNSUPPORTED),
        ("Frogs wrote 93 papers [F1].", Verdict.UNVERIFIED),
        ("The library holds 93 papers [F2].", Verdict.UNSUPPORTED),
        ("Frogs sing 9 songs [1].", Verdict.QUOTED),
    ],
)
def test_what_cites_a_fact_is_held_against_it(text: str, verdict: Verdict) -> None:
    (sentence,) = grounder().over(text)[0]
    assert sentence.verdict is verdict
    assert not sentence.fails or sentence.why


def test_facts_are_found_however_they_are_cited() -> None:
    assert cited_facts("A [F2]. B (F1, F3), C [F2; F1] and D [4].") == [1, 2, 3]
