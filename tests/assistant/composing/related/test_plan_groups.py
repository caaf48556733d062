"""A plan while it is changed."""

from __future__ import annotations

import pytest

from assistant.composing.related.outline import Chosen, Group, Outline
from assistant.composing.related.plan_groups import PlanGroups, PlanRow
from assistant.tui.screens.plan_rows import paper_rows
from tests.store.samples import bare


@pytest.fixture
def plan() -> PlanGroups:
    def group(about: str, keys: str) -> Group:
        return Group(about, tuple(Chosen(key, "close") for key in keys))

    outline = Outline("owls", (group("eyes", "abc"), group("ears", "d")), (Chosen("z", "far"),))
    return PlanGroups.of(outline)


def keys(plan: PlanGroups) -> list[str]:
    return ["".join(paper.key for paper in group.papers) for group in plan.groups]


def test_title_and_reason_of_what_is_left_out_stand_apart() -> None:
    row = PlanRow(None, Chosen("z", "near to it"))
    paper = bare("z", "Multimodal Context")
    told = paper_rows(paper, row, "", 80, is_pinned=False)
    assert "Multimodal Context · near to it" in told.plain


@pytest.mark.parametrize(
    ("key", "step", "expected"),
    [
        ("a", 1, ["bac", "d"]),
        ("b", -1, ["bac", "d"]),
        ("a", -1, ["abc", "d"]),
        ("c", 1, ["ab", "cd"]),
        ("d", -1, ["abcd"]),
        ("d", 1, ["abc", "d"]),
        ("z", 1, ["abc", "d"]),
    ],
)
def test_a_paper_moves_within_its_group_and_beyond(
    plan: PlanGroups, key: str, step: int, expected: list[str]
) -> None:
    plan.move(key, step)
    assert keys(plan) == expected


@pytest.mark.parametrize(
    ("key", "number", "expected"),
    [
        ("a", 2, ["bc", "da"]),
        ("a", 3, ["bc", "d", "a"]),
        ("d", 1, ["abcd"]),
        ("a", 1, ["abc", "d"]),
        ("a", 9, ["abc", "d"]),
        ("z", 1, ["abc", "d"]),
    ],
)
def test_a_paper_moves_into_the_group_of_a_number(
    plan: PlanGroups, key: str, number: int, expected: list[str]
) -> None:
    plan.move_to(key, number)
    assert keys(plan) == expected


def test_what_is_left_out_can_be_taken_in_again(plan: PlanGroups) -> None:
    plan.turn("d")
    assert keys(plan) == ["abc"]
    assert [each.key for each in plan.left_out] == ["d", "z"]
    assert plan.dropped == {"d"}
    plan.turn("d", group=0)
    assert keys(plan) == ["abcd"]
    assert not plan.dropped


def test_a_plan_without_papers_begins_a_group_again(plan: PlanGroups) -> None:
    for key in "abcd":
        plan.turn(key)
    assert plan.groups == []
    plan.turn("z")
    assert keys(plan) == ["z"]


def test_a_pinned_paper_is_in_the_plan_until_it_is_left_out(plan: PlanGroups) -> None:
    plan.pin("z")
    assert keys(plan) == ["abcz", "d"]
    assert plan.pinned == {"z"}
    plan.turn("z")
    assert plan.pinned == set()


def test_the_outline_says_what_was_changed(plan: PlanGroups) -> None:
    plan.turn("a")
    assert plan.outline.keys == ("b", "c", "d")
    assert plan.outline.left_out[0] == Chosen("a", "left out by you")
