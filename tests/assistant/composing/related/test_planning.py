"""Which papers a related-work section cites, and that what is written of them stands the
check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.backends.windows import Window
from assistant.composing.related.choosing import Wishes
from assistant.composing.related.outline import Chosen, Group, Outline
from assistant.composing.related.planning import compose, plan_related
from store.errors import InputError
from store.library import Library
from tests.store.samples import bare

if TYPE_CHECKING:
    from pathlib import Path

HOP = "zong2023temporal"


def test_a_topic_gets_the_papers_that_are_about_it(seed_library: Library) -> None:
    keys = plan_related(seed_library, "face recognition").keys
    assert {
        "liu2019towards",
        "zhang2022towards",
        "zhang2023towards",
        "ma2022rethinking",
    } <= set(keys)
    assert HOP not in keys


def test_a_page_that_was_pasted_is_no_topic(seed_library: Library) -> None:
    with pytest.raises(InputError, match="too long: it has 52,000 characters"):
        plan_related(seed_library, "We count frogs. " * 3250)


def test_a_whole_abstract_is_a_topic_too_and_does_not_cite_itself(
    seed_library: Library,
) -> None:
    paper = seed_library.get(HOP)
    assert paper
    outline = plan_related(seed_library, paper.abstract)
    assert outline.groups
    assert HOP not in outline.keys
    assert Chosen(HOP, "its abstract is the given text") in outline.left_out


def test_a_paper_without_an_abstract_is_left_out_as_that(tmp_path: Path) -> None:
    frogs = "We count frogs in ponds at night with microphones. {} are found in every pond."
    papers = [
        bare("toads", "Counting frogs in ponds", frogs.format("Toads")),
        bare("newts", "Counting newts and frogs in ponds", frogs.format("Newts")),
        bare("silent", "Counting frogs in ponds at night"),
    ]
    with Library.open(tmp_path / "frogs") as library:
        library.add(papers)
        outline, _ = compose(library, plan_related(library, "counting frogs in ponds"))
    assert {each.key: each.reason for each in outline.left_out}["silent"] == (
        "it has no abstract"
    )


@pytest.mark.parametrize(
    "topic",
    [
        "quantum chemistry",
        "the French revolution",
        "speech recognition",
        "We propose a novel method.",
    ],
)
def test_an_unknown_topic_gets_none(seed_library: Library, topic: str) -> None:
    outline = plan_related(seed_library, topic)
    assert not outline.groups
    plan = compose(seed_library, outline)[1]
    assert plan.request is None
    assert plan.reason
    assert plan.reason.startswith("No paper here is close enough")


def test_common_words_that_a_title_says_together_are_a_topic(tmp_path: Path) -> None:
    papers = [
        bare("large", "Class size and grades in schools", "We compare grades by class size."),
        bare("tide", "Tide pools and crabs", "We count crabs in tide pools at night."),
    ]
    with Library.open(tmp_path / "schools") as library:
        library.add(papers)
        outline = plan_related(library, "class size")
        assert not plan_related(library, "size advantage").groups
    (group,) = outline.groups
    assert [(each.key, each.reason) for each in group.papers] == [
        ("large", "speaks of class, size")
    ]


def test_a_paper_that_shares_only_common_words_is_left_out_and_named(
    seed_library: Library,
) -> None:
    topic = (
        "We study face recognition under masks, where large parts of the face are "
        "hidden, and propose a "
        "training set and a loss that keep accuracy on masked and non-masked faces."
    )
    outline = plan_related(seed_library, topic)
    assert "zhang2023towards" in outline.keys
    assert "li2022uniformerunifying" not in outline.keys
    assert (
        "about other things"
        in {each.key: each.reason for each in outline.left_out}["li2022uniformerunifying"]
    )


def test_a_paper_of_the_same_line_joins_those_that_say_the_topic(seed_library: Library) -> None:
    keys = plan_related(seed_library, "neural architecture search for mobile devices").keys
    assert {"liu2021fnas", "liu2022uninet"} <= set(keys)


def test_a_paper_that_stands_apart_is_cited_where_it_is_pinned(seed_library: Library) -> None:
    wishes = Wishes(pinned=("li2022uniformerunifying",))
    outline = plan_related(seed_library, "masked face recognition", wishes)
    assert "li2022uniformerunifying" in outline.keys
    assert "li2022uniformerunifying" not in {each.key for each in outline.left_out}


def test_reasons_name_no_small_words(seed_library: Library) -> None:
    outline = plan_related(
        seed_library, "non-masked faces while they are hidden across large crowds"
    )
    reasons = " ".join(paper.reason for group in outline.groups for paper in group.papers)
    assert not {"non", "while", "across", "large"} & set(reasons.replace(",", "").split())


def test_pinned_papers_are_cited_and_excluded_ones_are_not(seed_library: Library) -> None:
    wishes = Wishes(pinned=(HOP,), excluded=("zhang2023towards",))
    outline = plan_related(seed_library, "face recognition", wishes)
    assert HOP in outline.keys
    assert "zhang2023towards" not in outline.keys
    assert Chosen("zhang2023towards", "excluded") in outline.left_out


def test_an_unknown_key_is_named_with_the_nearest(seed_library: Library) -> None:
    with pytest.raises(InputError, match=r"no paper zong2023tempora\n.*zong2023temporal"):
        plan_related(seed_library, "face recognition", Wishes(pinned=("zong2023tempora",)))


def test_there_are_as_many_groups_as_wanted(seed_library: Library) -> None:
    assert len(plan_related(seed_library, "text-to-image generation", paragraphs=3).groups) == 3


def test_every_paper_has_a_reason(seed_library: Library) -> None:
    groups = plan_related(seed_library, "video generation").groups
    assert all(paper.reason for group in groups for paper in group.papers)


def test_the_oldest_paper_of_a_group_comes_first(seed_library: Library) -> None:
    for group in plan_related(seed_library, "text-to-image generation").groups:
        papers = [seed_library.get(paper.key) for paper in group.papers]
        dates = [paper.date.sort_key for paper in papers if paper and paper.date]
        assert dates == sorted(dates)


def test_the_request_has_every_paper_of_the_plan_and_no_other(seed_library: Library) -> None:
    outline, plan = compose(seed_library, plan_related(seed_library, "object detection"))
    assert plan.request
    assert tuple(paper.key for paper in plan.request.sources) == outline.keys
    markers = {
        passage.marker for section in plan.request.sections for passage in section.passages
    }
    assert markers == set(range(1, len(outline.keys) + 1))


def test_a_plan_is_followed_in_its_order(seed_library: Library) -> None:
    papers = (Chosen(HOP, ""), Chosen("zong2022detrs", ""))
    _, plan = compose(seed_library, Outline("detection", (Group("", papers),)))
    assert plan.request
    assert plan.request.passages[0].marker == 1
    assert plan.request.sources[0].key == HOP
    assert "[1], [2]" in plan.request.messages[-1].content


def narrow(tokens: int) -> Window:
    return Window(tokens, 500, lambda text: len(text) // 4)


def test_abstracts_are_cut_to_what_is_used_before_a_paper_is_left_out(
    seed_library: Library,
) -> None:
    outline = plan_related(seed_library, "face recognition")
    wide, cut = (
        compose(seed_library, outline, window) for window in (narrow(100_000), narrow(2_000))
    )
    assert wide[0].keys == cut[0].keys
    assert wide[1].request
    assert cut[1].request
    assert narrow(2_000).cost(cut[1].request.messages) <= narrow(2_000).room
    assert narrow(2_000).cost(wide[1].request.messages) > narrow(2_000).room


def test_papers_are_left_out_where_the_window_has_no_room_and_that_is_said(
    seed_library: Library,
) -> None:
    outline, plan = compose(
        seed_library, plan_related(seed_library, "face recognition"), narrow(1_100)
    )
    assert plan.request
    assert 0 < len(outline.keys) < 5
    assert any(chosen.reason == "no room in the model's window" for chosen in outline.left_out)
    assert tuple(paper.key for paper in plan.request.sources) == outline.keys


def test_a_group_is_named_by_what_half_of_its_papers_say(seed_library: Library) -> None:
    outline = plan_related(seed_library, "object detection with transformers")
    assert outline.groups[0].about == "object detection"
