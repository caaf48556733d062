"""The plan as a file that is edited by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.composing.related.outline import Chosen, Group, Outline
from assistant.composing.related.plan_file import read_plan, write_plan
from store.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from store.library import Library

HOP = "zong2023temporal"
OUTLINE = Outline(
    'What "my" paper\nis about \\ 漢字',
    (
        Group(
            "detection", (Chosen(HOP, "speaks of detection"), Chosen("zong2022detrs", "pinned"))
        ),
        Group("", (Chosen("xue2023raphael", "close in meaning"),)),
    ),
    (Chosen("liu2019towards", "excluded"),),
)


def test_a_plan_is_read_as_it_was_written(seed_library: Library, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(write_plan(OUTLINE, seed_library), encoding="utf-8")
    read = read_plan(path, seed_library)
    assert (read.topic, read.keys) == (OUTLINE.topic, OUTLINE.keys)
    assert [group.about for group in read.groups] == ["detection", ""]


def test_each_paper_has_a_line_that_says_what_it_is_and_why(seed_library: Library) -> None:
    lines = write_plan(OUTLINE, seed_library).splitlines()
    line = next(line for line in lines if HOP in line)
    assert "2023, Temporal Enhanced Training" in line
    assert line.endswith("speaks of detection")
    assert any(line.startswith('# "liu2019towards"') for line in lines)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'topic = "x"\n[[group]]\npapers = [\n  "zong2023tempora",\n]',
            r"plan.toml:4: .*no paper zong2023tempora\n.*zong2023temporal",
        ),
        (
            f'topic = "x"\n[[group]]\npapers = [\n  "{HOP}",\n  "{HOP}",\n]',
            "plan.toml:5: .*twice",
        ),
        ('topic = "x"\n[[group]\n', "plan.toml:2: this is no TOML"),
        ('topic = "x"\nplan = 1\n', "plan.toml:2: plan is no part"),
        ('topic = "x"\n[[group]]\nabuot = ""\npapers = ["a"]', "plan.toml:3: abuot is no part"),
        ('topic = "x"\n[[group]]\npapers = [\n  17,\n]', "plan.toml:4: 17 is no key"),
        ('topic = "x"\n', "has no group"),
        ('topic = "x"\n[[group]]\npapers = []\n', "names no paper"),
        ('topic = "x"\n[[group]]\n', "a group has no papers"),
        ("[[group]]\npapers = []\n", "has no topic"),
        ("topic = 3\n", "has no topic"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    seed_library: Library, tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_plan(path, seed_library)


def test_a_plan_that_is_not_there_is_told(seed_library: Library, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_plan(tmp_path / "plan.toml", seed_library)
