"""`songline prompts`: what is said to models, and which file says it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from assistant.cli.commands.output import note, say
from assistant.errors import ExitCode
from assistant.paths import user_paths
from prompts import find_strays, list_prompts
from store.errors import InputError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from assistant.engine.opening import Settings
    from prompts.templates import Prompt


def run(options: Namespace, _: Settings) -> ExitCode:
    """Show one prompt, or list them all; where one of the user's own cannot be used, it says
    why.
    """
    known = {prompt.name: prompt for prompt in list_prompts()}
    if options.name:
        if options.name not in known:
            raise _no_prompt(options.name, known)
        return _show(known[options.name])
    return _list([*known.values()])


def _show(prompt: Prompt) -> ExitCode:
    say(prompt.text.rstrip("\n"))
    note(f"From {prompt.file}; its variables: {', '.join(prompt.variables) or 'none'}.")
    prompt.template()
    return ExitCode.ANSWERED


def _list(prompts: list[Prompt]) -> ExitCode:
    for prompt in prompts:
        say(f"{prompt.name:<16}{prompt.own or 'built in'}")
    wrong = [*_wrong(prompts)]
    for told in wrong:
        note(f"! {told}")
    note(
        f"Your own go into {user_paths().prompts}, as NAME.md; songline prompts NAME shows one."
    )
    return ExitCode.BAD_INPUT if wrong else ExitCode.ANSWERED


def _wrong(prompts: list[Prompt]) -> Iterator[str]:
    for prompt in prompts:
        try:
            prompt.template()
        except InputError as error:
            yield str(error)
    for stray in find_strays():
        yield str(_no_prompt(stray.stem, [prompt.name for prompt in prompts], f" for {stray}"))


def _no_prompt(name: str, names: Iterable[str], where: str = "") -> InputError:
    names = [*names]
    near = get_close_matches(name, names, n=1)
    advice = f"Did you mean {near[0]!r}?" if near else f"Choose one of: {', '.join(names)}."
    return InputError(f"There is no prompt {name!r}{where}", advice=advice)
