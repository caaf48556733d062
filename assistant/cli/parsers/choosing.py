"""The commands about what was chosen, and what there is to choose: config, models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.parsers.common import add_json

if TYPE_CHECKING:
    from assistant.cli.parsers.common import Commands


def add(commands: Commands) -> None:
    """Add the commands."""
    config = commands.add(
        "config", "config:run", "show each setting, its value and where that came from"
    )
    add_json(config)

    models = commands.add(
        "models", "models:run", "list the models that the backend's server offers"
    )
    add_json(models)

    prompts = commands.add(
        "prompts", "prompts:run", "list what is said to models, or show one of the prompts"
    )
    prompts.add_argument("name", nargs="?", metavar="NAME", help="the prompt to show")

    backends = commands.add("backends", "backends:run", "list what there is to write answers")
    add_json(backends)
