"""The prompts: each renders with its variables, reads as it should, and a wrong variable is
named.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prompts
from prompts import render
from tests.prompts.examples import render_example

GOLDEN = Path(__file__).parent / "golden"
TEMPLATES = sorted(path.stem for path in Path(prompts.__file__).parent.glob("*.md"))


def variables(name: str) -> list[str]:
    text = (Path(prompts.__file__).parent / f"{name}.md").read_text(encoding="utf-8")
    return Template(text).get_identifiers()


def test_the_templates_are_there() -> None:
    assert {"answer", "source", "system"} <= set(TEMPLATES)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_rendered_prompt_reads_like_this(name: str) -> None:
    """What a model is told about frogs; `python -m tests.prompts.examples` writes it anew."""
    assert render_example(name) == (GOLDEN / f"{name}.md").read_text(encoding="utf-8").rstrip(
        "\n"
    )


def test_every_golden_prompt_has_its_template() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.md")) == TEMPLATES


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_holds_each_of_its_values_and_no_variable_any_more(name: str) -> None:
    values = {variable: f"<the {variable}>" for variable in variables(name)}
    text = render(name, **values)
    assert text == text.strip() != ""
    assert all(value in text for value in values.values())
    assert "$" not in text


@pytest.mark.parametrize("name", [name for name in TEMPLATES if variables(name)])
def test_a_missing_variable_is_named(name: str) -> None:
    for missing in variables(name):
        values = {variable: "x" for variable in variables(name) if variable != missing}
        with pytest.raises(KeyError, match=missing):
            render(name, **values)


@pytest.mark.parametrize("name", TEMPLATES)
def test_an_unknown_variable_is_named(name: str) -> None:
    values = dict.fromkeys(variables(name), "x")
    with pytest.raises(ValueError, match=rf"{name}.*colour"):
        render(name, **values, colour="red")


def test_a_template_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match="limerick"):
        render("limerick")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_what_is_filled_in_is_not_read_again(text: str) -> None:
    assert f"The question: {text}$sentences ${{x}}" in render(
        "answer",
        sources="none",
        context="",
        question=f"{text}$sentences ${{x}}",
        form="Answer it.",
    )
