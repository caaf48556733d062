"""Quoted sentences that begin with a pronoun carry the name that it stands for."""

from __future__ import annotations

import pytest

from assistant.abstracts.antecedents import name_opening, own_name
from assistant.grounding.checking import ground
from assistant.grounding.verdicts import Verdict
from assistant.language.sentences import cut_sentences
from store.paper import Paper


def paper(abstract: str, title: str = "GenFrog: Songs at Night") -> Paper:
    return Paper("frog", title, ("A. Frog",), True, None, abstract, None, None)


def last_of(abstract: str, title: str = "GenFrog: Songs at Night") -> str:
    return name_opening(cut_sentences(abstract)[-1], paper(abstract, title))


@pytest.mark.parametrize(
    ("abstract", "named"),
    [
        (
            "We propose a way to sing. It reaches all the frogs of a pond.",
            "[GenFrog] reaches all the",
        ),
        (
            "GenFrog sings. This method also needs less time than all others.",
            "[GenFrog] also needs less",
        ),
        (
            "Toads walk. Our approach outperforms all the toads of a pond.",
            "[GenFrog] outperforms all the",
        ),
        (
            "Toads walk. The proposed model is trained on two hundred nights.",
            "[GenFrog] is trained on two",
        ),
    ],
)
def test_what_stands_for_the_method_is_named(abstract: str, named: str) -> None:
    assert last_of(abstract).startswith(named)


@pytest.mark.parametrize(
    "abstract",
    [
        "We propose GenFrog. It is known that all frogs sing at night.",
        "We propose GenFrog. It demonstrates that our method sings at night.",
        "Toads walk in the day. It reaches all the frogs of a pond.",
        "We propose a way. Our approach to singing needs no light at all.",
        "We propose a way. Our method, called GenFrog, needs no light at all.",
        "We propose a way. It sings loud.",
    ],
)
def test_what_may_stand_for_something_else_stays(abstract: str) -> None:
    assert last_of(abstract) == cut_sentences(abstract)[-1].text


def test_a_paper_without_a_name_of_its_own_keeps_its_pronouns() -> None:
    abstract = "We propose a way to sing. It reaches all the frogs of a pond."
    assert last_of(abstract, "Songs of frogs") == "It reaches all the frogs of a pond."


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("We present a new way, named FrogNet, to sing.", "FrogNet"),
        ("We propose Singing Frog Nets (SFN) for ponds.", "SFN"),
        ("We propose a way to train an NMT system.", None),
        ("Large language models (LLM) are known.", None),
    ],
)
def test_a_name_is_what_the_abstract_proposes(abstract: str, name: str | None) -> None:
    assert own_name(paper(abstract, "Songs of frogs")) == name


def test_a_named_sentence_is_a_quotation_from_its_place(seed_papers: tuple[Paper, ...]) -> None:
    named = 0
    for source in seed_papers:
        for span in cut_sentences(source.abstract):
            if (text := name_opening(span, source)) == span.text:
                continue
            named += 1
            (sentence,) = ground(f"{text.rstrip('.')} [1].", [source])
            assert sentence.verdict is Verdict.QUOTED
            for evidence in sentence.evidence:
                assert source.abstract[evidence.start : evidence.end] == evidence.text
    assert named > 10
