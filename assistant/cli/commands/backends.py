"""`songline backends`: what there is to write answers, by name; none of it is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.backends.plugins import OURS, find_plugins
from assistant.cli.commands.output import note, print_json, say
from assistant.errors import ExitCode

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.engine.opening import Settings


def run(options: Namespace, settings: Settings) -> ExitCode:
    """List the backends, the chosen one marked; packages with broken ones are named, and
    skipped.
    """
    found = find_plugins()
    plugins = [found.plugins[name] for name in sorted(found.plugins)]
    if options.json:
        backends = [
            {"name": plugin.name, "package": plugin.package, "place": plugin.place}
            for plugin in plugins
        ]
        print_json(
            {"chosen": settings.backend, "backends": backends, "problems": list(found.problems)}
        )
        return ExitCode.ANSWERED
    for plugin in plugins:
        mark = "*" if plugin.name == settings.backend else " "
        brought = "built in" if plugin.package == OURS else f"of {plugin.package}"
        say(f"{mark} {plugin.name:<20}{brought:<24}{plugin.place}")
    for problem in found.problems:
        note(f"! skipped: {problem}")
    return ExitCode.ANSWERED
