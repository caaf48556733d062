"""Sentences turned into the third person: as labelled by hand, and by property."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.third_person.openers import stands_alone, strip_openers
from assistant.language.third_person.rewriting import go_on, introduce, quote
from assistant.language.third_person.subjects import Who
from assistant.language.word_lists import NEGATORS

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERAL = Who("Zong et al.", 3, is_plural=True)
ONE = Who("Zong", 3, is_plural=False)
LABELLED = Path(__file__).parents[2] / "labelled" / "turnings.txt"


def labelled() -> Iterator[tuple[str, str, str]]:
    """Yield each labelled sentence, how it is turned, and what it becomes."""
    sentence = ""
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        mark, _, text = line.partition(" ")
        if mark == "<":
            sentence = text
        elif mark and mark != "#":
            yield sentence, mark, text


CASES = list(labelled())


def turned(sentence: str, how: str) -> str | None:
    if how == "2":
        return go_on(sentence, SEVERAL, sentence)
    return introduce(sentence, SEVERAL if how == "1" else ONE, sentence)


@pytest.mark.parametrize(("sentence", "how", "expected"), CASES)
def test_sentences_are_turned_as_labelled(sentence: str, how: str, expected: str) -> None:
    assert (turned(sentence, how) or "quoted") == expected


def test_there_are_labels_enough() -> None:
    assert len({sentence for sentence, _, _ in CASES}) >= 60


def test_a_quotation_is_word_for_word() -> None:
    assert quote("Can we train it?", SEVERAL) == "Zong et al. [3]: “Can we train it?”"
    assert quote("Can we “train” it?", ONE) == "Zong [3]: “Can we ‘train’ it?”"


def test_nothing_is_known_of_authors_without_a_name() -> None:
    unknown = Who("the authors of", 3, is_plural=True)
    assert introduce("We propose X.", unknown, "") == "The authors of [3] propose X."
    assert introduce("Our method needs 5 GB.", unknown, "") == "The method of [3] needs 5 GB."


@pytest.mark.parametrize(
    "sentence",
    [
        "It first predicts the landmarks.",
        "This new training scheme is fast.",
        "We evaluate these methods on COCO.",
        "The former is faster.",
        "They do not converge.",
        "A method to address this issue in this paper is proposed.",
        "The main goal of these works is to find frogs.",
    ],
)
def test_what_points_back_does_not_stand_alone(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "To address this issue, we propose X.",
        "This paper proposes X.",
        "We show that X is such that Y holds.",
    ],
)
def test_what_needs_no_context_stands_alone(sentence: str) -> None:
    assert stands_alone(sentence)


WORDS = st.sampled_from(
    """
        we We our Our us I this paper propose show and evaluate that which to not no never
        without cannot fails HoP GPT-4o nuScenes COCO 68.5% 3x 1,000 two the a method model , ;
        ( ) experiments results existing However, Finally, detects is are Vision “ ” it in for
        train 漢字 naïve $x^2$ [ ] 12
        """.split()
)
TELLING = re.compile(r"\d+(?:[.,]\d+)*|\b\w*[A-Z]\w*[A-Z0-9]\w*\b")


def telling(text: str) -> Counter[str]:
    """Return what a turned sentence must not lose or gain: numbers, names and negations."""
    negations = [word for word in re.findall(r"\w+", text.casefold()) if word in NEGATORS]
    return Counter([*TELLING.findall(text), *negations])


def test_what_only_joins_a_sentence_to_the_one_before_it_is_taken_off() -> None:
    for opener in ("As such, ", "As before, ", "On the other hand, "):
        assert strip_openers(f"{opener}the ponds dry up.") == "the ponds dry up."
    assert strip_openers("As such ponds dry up, frogs leave.").startswith("As such")


@given(st.lists(WORDS, min_size=1, max_size=18), st.sampled_from(["1", "2", "s"]))
def test_numbers_names_and_negations_are_kept(words: list[str], how: str) -> None:
    sentence = f"{' '.join(words)}."
    if written := turned(sentence, how):
        assert "[3]" in written
        assert telling(written.replace("[3]", "")) == telling(strip_openers(sentence))


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_openers_take_no_number_name_or_negation_with_them(words: list[str]) -> None:
    sentence = f"To address this {' '.join(words)}, we propose X."
    assert telling(strip_openers(sentence)) == telling(sentence)


@given(st.text(max_size=80), st.sampled_from(["1", "2", "s"]))
def test_any_text_is_turned_or_left_alone(text: str, how: str) -> None:
    written = turned(text, how)
    assert written is None or written.count("[3]") == 1
