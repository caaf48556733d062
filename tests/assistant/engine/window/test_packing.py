"""What fits a model's window: never more than that, the question whole, every number with
its own paper.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.backends.windows import Window, known_window
from assistant.composing.answer import Answer, Citation
from assistant.engine.sessions.turns import Turn
from assistant.engine.window.packing import pack_request
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.grounding.verdicts import GroundedSentence, Verdict
from assistant.language.sentences import cut_sentences
from assistant.retrieval.passages import Passage
from store.errors import InputError
from store.paper import Paper, PartialDate
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.engine.window.packing import Packed

QUESTION = "Do frogs sing at night?"


def make_paper(number: int, sentences: int) -> Paper:
    abstract = " ".join(
        f"Frog {number} sings song {song} to pond {song * number}." for song in range(sentences)
    )
    return Paper(
        f"frog{number}",
        f"On Frog {number}",
        ("Ada Frog",),
        True,
        PartialDate(2020),
        abstract,
        None,
        None,
    )


def make_hits(sizes: Sequence[int]) -> list[Hit]:
    return [
        Hit(make_paper(number, size), 1.0 / number, {}) for number, size in enumerate(sizes, 1)
    ]


def passage(marker: int, hit: Hit, at: int) -> Passage:
    return Passage(marker, cut_sentences(hit.paper.abstract)[at], 1.0, 1.0)


def make_turn(question: str, said: str, *titles: str) -> Turn:
    cited = tuple(
        Citation(n, f"key{n}", title, 2020, False) for n, title in enumerate(titles, 1)
    )
    sentences = (
        GroundedSentence(said, tuple(citation.marker for citation in cited), Verdict.QUOTED),
        GroundedSentence("Taken word for word from 1 abstract.", (), Verdict.META),
    )
    answer = Answer(
        question,
        None,
        f"{said} [1].",
        False,
        None,
        cited,
        sentences,
        (),
        "fake",
        "m",
        None,
        0.1,
    )
    return Turn(question, answer)


def window(tokens: int) -> Window:
    return Window(tokens + 100, 100, estimate_tokens)


def prompt(packed: Packed) -> str:
    return packed.request.messages[-1].content


SMALLEST = 1 + window(0).cost(pack_request(QUESTION, [], [], window(10_000)).request.messages)


@given(
    sizes=st.lists(st.integers(0, 12), min_size=1, max_size=12),
    room=st.integers(0, 3_000),
    turns=st.integers(0, 8),
    picked=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=4),
    others=st.integers(0, 5),
)
def test_whatever_is_packed_fits_and_each_number_means_its_paper(
    sizes: list[int], room: int, turns: int, picked: list[tuple[int, int]], others: int
) -> None:
    hits = make_hits(sizes)
    passages = [
        passage(at + 1, hits[at], s) for at, s in picked if at < len(sizes) and s < sizes[at]
    ]
    model = window(room)
    try:
        packed = pack_request(
            QUESTION,
            hits,
            passages,
            model,
            turns=[
                make_turn(f"Who sings {n}?", "A frog " * n, "On Frogs") for n in range(turns)
            ],
            others=[make_paper(100 + n, 3) for n in range(others)],
        )
    except InputError:
        assert room < SMALLEST + 100
        return
    assert model.cost(packed.request.messages) <= model.room
    assert f"The question: {QUESTION}" in prompt(
        packed
    ) or f"The next question: {QUESTION}" in prompt(packed)
    assert packed.request.sources == tuple(hit.paper for hit in packed.hits)
    for number, hit in enumerate(packed.hits, 1):
        assert f"[{number}] {hit.paper.title} (" in prompt(packed)
    for kept in packed.request.passages:
        assert kept.span.text in packed.request.sources[kept.marker - 1].abstract
    found = [hit.paper.key for hit in hits]
    kept_keys = [hit.paper.key for hit in packed.hits if hit.paper.key in found]
    assert sorted([*kept_keys, *packed.left_out]) == sorted(found)
    assert kept_keys == [key for key in found if key in kept_keys]
    whole = {hit.paper.key for hit in packed.hits if hit.paper.abstract in prompt(packed)}
    assert set(packed.shortened) == {hit.paper.key for hit in packed.hits} - whole


def test_with_room_everything_goes_in_and_nothing_is_said_to_be_left_out() -> None:
    hits = make_hits([3, 4, 5])
    packed = pack_request(QUESTION, hits, [passage(3, hits[2], 1)], window(5_000))
    assert packed.hits == tuple(hits)
    assert (packed.left_out, packed.shortened) == ((), ())
    assert packed.request.passages[0].marker == 3
    assert packed.request.limits.completion_tokens == 100


def test_abstracts_are_cut_before_a_paper_is_left_out_and_the_best_is_cut_last() -> None:
    hits = make_hits([8] * 6)
    packed = pack_request(QUESTION, hits, [], window(SMALLEST + 600), is_broad=True)
    assert packed.left_out == ()
    assert packed.shortened
    assert packed.shortened[0] != "frog1"
    assert packed.shortened[-1] == "frog6"
    tight = pack_request(QUESTION, hits, [], window(SMALLEST + 150), is_broad=True)
    assert tight.left_out
    assert tight.left_out[-1] == "frog6"


def test_where_few_are_asked_for_the_best_papers_go_in_whole() -> None:
    hits = make_hits([8] * 6)
    packed = pack_request(QUESTION, hits, [], window(SMALLEST + 600))
    kept = [hit.paper.key for hit in packed.hits]
    assert kept == [f"frog{number}" for number in range(1, len(kept) + 1)]
    assert len(packed.shortened) <= 1
    assert packed.left_out


def test_the_sentences_that_answer_stay_and_gaps_are_marked() -> None:
    hits = make_hits([10])
    packed = pack_request(QUESTION, hits, [passage(1, hits[0], 7)], window(SMALLEST + 60))
    assert packed.shortened == ("frog1",)
    assert "[…] Frog 1 sings song 7 to pond 7. […]" in prompt(packed)
    assert packed.request.sources == (hits[0].paper,)


def test_a_paper_too_long_for_the_window_makes_room_for_the_next_one() -> None:
    endless = replace(make_paper(1, 1), abstract="frogs and " * 5_000)
    hits = [Hit(endless, 1.0, {}), *make_hits([1, 1])[1:]]
    packed = pack_request(QUESTION, hits, [passage(2, hits[1], 0)], window(SMALLEST + 200))
    assert packed.left_out == ("frog1",)
    assert [hit.paper.key for hit in packed.hits] == ["frog2"]
    assert packed.request.passages[0].marker == 1


def test_a_small_library_goes_in_whole_behind_what_was_found_or_not_at_all() -> None:
    hits = make_hits([2, 2])
    others = [hits[1].paper, make_paper(7, 2), make_paper(8, 2)]
    packed = pack_request(QUESTION, hits, [], window(5_000), others=others)
    assert [hit.paper.key for hit in packed.hits] == ["frog1", "frog2", "frog7", "frog8"]
    assert "[4] On Frog 8" in prompt(packed)
    tight = pack_request(QUESTION, hits, [], window(SMALLEST + 130), others=others)
    assert tight.hits == tuple(hits)
    assert tight.left_out == ()


def test_the_conversation_goes_before_the_question_newest_turns_first_to_stay() -> None:
    turns = [
        make_turn(f"Who sings {n}?", f"Frog {n} sings", "On Frogs", "On Toads")
        for n in range(5)
    ]
    packed = pack_request(QUESTION, make_hits([2]), [], window(5_000), turns=turns)
    roles = [message.role for message in packed.request.messages]
    assert roles == ["system", *(["user", "assistant"] * 5), "user"]
    assert packed.request.messages[1].content == "Who sings 0?"
    assert packed.request.messages[2].content == "Frog 0 sings\n(From: On Frogs; On Toads)"
    tight = pack_request(QUESTION, make_hits([2]), [], window(SMALLEST + 250), turns=turns)
    told = [message.content for message in tight.request.messages[1:-1]]
    assert 0 < len(told) < 10
    assert told[-2] == "Who sings 4?"


def test_of_the_conversation_only_what_stood_the_check_is_told() -> None:
    good = make_turn("Who sings?", "Frogs sing", "On Frogs")
    failed = GroundedSentence("Toads sing", (1,), Verdict.UNSUPPORTED)
    mixed = replace(good.answer, sentences=(failed, *good.answer.sentences))
    bare = replace(good.answer, sentences=(failed,), citations=())
    silent = replace(bare, sentences=(), reason="Nothing was found on toads.")
    turns = [Turn("Who?", answer) for answer in (mixed, bare, silent)]
    packed = pack_request(QUESTION, make_hits([2]), [], window(5_000), turns=turns)
    assert [message.content for message in packed.request.messages[1:-1]] == [
        "Who?",
        "Frogs sing\n(From: On Frogs)",
        "Who?",
        "Nothing was found on toads.",
    ]


@pytest.mark.parametrize("question", [QUESTION, "Why? " * 5_000])
def test_a_question_that_does_not_fit_is_told_with_its_size(question: str) -> None:
    with pytest.raises(InputError, match=rf"{estimate_tokens(question)} tokens.*\n.*window"):
        pack_request(question, make_hits([2]), [], window(SMALLEST - 100))


@given(st.integers(1, 400), st.integers(0, 400))
def test_more_room_never_shows_fewer_papers(room: int, more: int) -> None:
    hits = make_hits([4, 6, 2, 9])
    assume(room + more)
    shown = [
        len(pack_request(QUESTION, hits, [], window(SMALLEST + 60 + size)).hits)
        for size in (room, room + more)
    ]
    assert shown[0] <= shown[1]


@pytest.mark.parametrize(
    ("model", "tokens"),
    [
        ("gpt-4", 8_192),
        ("gpt-4o-mini", 128_000),
        ("openai/gpt-4.1-mini", 1_047_576),
        ("GPT-5", 400_000),
        ("llama3.2", None),
    ],
)
def test_a_known_models_window_goes_by_its_name(model: str, tokens: int | None) -> None:
    assert known_window(model) == tokens
