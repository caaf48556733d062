"""Prompt templates: one Markdown file a task beside this module, or the user's own, and what
fills them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.paths import user_paths
from prompts.templates import Prompt

_SHIPPED = Path(__file__).parent


def render(name: str, **values: str) -> str:
    """Return the template of that name with its `$variables` filled in; what is filled in is
    not read again.

    Raises KeyError for a variable that is missing, ValueError for one that the template does
    not know, and InputError where the user's own template cannot be used.
    """
    prompt = find_prompt(name)
    unknown = values.keys() - set(prompt.variables)
    if unknown:
        raise ValueError(f"the prompt {name!r} has no variable {', '.join(sorted(unknown))}")
    return prompt.template().substitute(values).strip()


def find_prompt(name: str) -> Prompt:
    """Return the prompt of that name, the user's own where there is one. Raises
    FileNotFoundError.
    """
    own = user_paths().prompts / f"{name}.md"
    return Prompt(name, _shipped(name), own if own.is_file() else None)


def list_prompts() -> list[Prompt]:
    """Return all prompts, by name."""
    return [find_prompt(path.stem) for path in sorted(_SHIPPED.glob("*.md"))]


def find_strays() -> list[Path]:
    """Return the user's templates that no prompt has the name of."""
    known = {prompt.name for prompt in list_prompts()}
    return sorted(path for path in user_paths().prompts.glob("*.md") if path.stem not in known)


@cache
def _shipped(name: str) -> Path:
    path = _SHIPPED / f"{name}.md"
    if not path.is_file():
        raise FileNotFoundError(path)
    return path
