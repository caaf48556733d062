"""Prompt templates: one Markdown file a task beside this module, and the one function that fills them."""

from __future__ import annotations

from importlib.resources import files
from string import Template


def render(name: str, **values: str) -> str:
    """Return the template of that name with its `$variables` filled in; what is filled in is not read again.

    Raises KeyError for a variable that is missing, and ValueError for one that the template does not know.
    """
    template = Template(files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8"))
    unknown = values.keys() - set(template.get_identifiers())
    if unknown:
        raise ValueError(f"the prompt {name!r} has no variable {', '.join(sorted(unknown))}")
    return template.substitute(values).strip()
