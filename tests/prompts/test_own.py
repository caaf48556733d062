"""The user's own prompts: used where they are right, and told by file and variable where
they are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.paths import user_paths
from prompts import find_prompt, render
from store.errors import InputError
from tests.prompts.examples import VALUES, render_example

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder() -> Path:
    """The folder for the user's own prompts."""
    made = user_paths().prompts
    made.mkdir(parents=True)
    return made


def test_ones_own_prompt_is_used_at_once_and_gone_with_its_file(folder: Path) -> None:
    shipped = render_example("source")
    own = folder / "source.md"
    own.write_text("$$5 for $title by $authors ($year), number $number:\n${abstract}\n")
    assert (
        render_example("source")
        == "$5 for Do Frogs Sing? by Ada Frog, Bea Toad et al. (2020), number 1:\n"
        "Frogs sing at night. Toads do not."
    )
    own.unlink()
    assert render_example("source") == shipped


def test_what_is_filled_into_ones_own_prompt_is_not_read_again(folder: Path) -> None:
    (folder / "source.md").write_text("$number $title $authors $year $abstract")
    values = {name: VALUES[name] for name in find_prompt("source").variables} | {
        "abstract": "$title $$ ${x}"
    }
    assert render("source", **values).endswith("$title $$ ${x}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "$number $titel $authors $year $abstract",
            r"no variable \$titel\nDid you mean \$title\?",
        ),
        (
            "$number $title $authors $year $abstract $quux",
            r"no variable \$quux\nIt has \$number, \$title",
        ),
        ("$number $title $authors $year", r"the variable \$abstract is missing"),
        ("", r"the variable \$number is missing"),
        ("$number $title $authors $year $abstract 5$", r"dollar sign stands alone\nWrite \$\$"),
        ("$number $title $authors $year ${abstract", r"dollar sign stands alone"),
    ],
)
def test_a_wrong_variable_is_told_with_its_file(folder: Path, text: str, told: str) -> None:
    (folder / "source.md").write_text(text)
    with pytest.raises(InputError, match=told) as raised:
        render_example("source")
    assert str(folder / "source.md") in str(raised.value)


def test_a_prompt_that_is_no_text_is_told_with_its_file(folder: Path) -> None:
    (folder / "system.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"(?s)system\.md cannot be read.*UTF-8"):
        render("system")
