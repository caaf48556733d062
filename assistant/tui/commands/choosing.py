"""Commands that choose: the library, who answers, the look."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.backends.describing import describe
from assistant.engine.destinations import find_destinations
from assistant.engine.opening import answer_with, is_library, library_location
from assistant.paths import place_of_library
from assistant.tui.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.backends.base import Backend
    from assistant.engine.opening import Settings
    from assistant.tui.chat import Chat
    from assistant.tui.screens.models import ModelChosen


_THE_DEFAULT = "default"


def library(chat: Chat, location: str) -> None:
    """Open another library, now and the next time; without one, say which is open."""
    if not location:
        where = chat.settings.library or "the default library"
        chat.tell(f"Open: {where}, {chat.status.library}. Another: /library PATH")
        return
    chosen = None if location == _THE_DEFAULT else location
    settings = replace(chat.settings, library=chosen)
    backend_now = chat.assistant.backend if chat.assistant else None
    goes_to = sends_to(settings, backend_now)  # which raises where that is no address
    chat.settings = settings
    chat.keeps_library = True
    if backend_now is not None:
        chat.status.name_backend(describe(backend_now), goes_to)
    chat.conversation.wait_for_library()
    chat.open_library()


def libraries(_: Chat, __: str) -> Iterable[tuple[str, str]]:
    """Return the libraries that have a name."""
    from assistant.engine.known_libraries import known_libraries

    return [(name or _THE_DEFAULT, str(place)) for name, place in known_libraries()]


def last_chosen(settings: Settings, kept: str) -> Settings:
    """Return the settings with the library that was chosen in the chat the last time, unless
    they name one or it is gone.
    """
    if settings.library or not kept or not is_library(place_of_library(kept)):
        return settings
    return replace(settings, library=kept)


def is_to_be_made(settings: Settings) -> bool:
    """Tell whether the settings name a library that is not there yet."""
    named = settings.library
    return named is not None and not is_library(place_of_library(named))


def to_be_kept(chosen: str | None) -> str:
    """Return a library as it is kept: its name or whole path; "" for the default one, and for
    an address, which nothing is sent to unasked.
    """
    if not chosen or "://" in chosen:
        return ""
    is_named = place_of_library(chosen) != chosen
    return chosen if is_named else str(Path(chosen).expanduser().absolute())


def backend(chat: Chat, name: str) -> None:
    """Let another backend answer; without a name, choose one."""
    if not name:
        choose(chat, "")
        return
    known, _, model = name.partition(" ")
    options = replace(chat.settings.options, model=model.strip() or None, base_url=None)
    use(chat, replace(chat.settings, backend=known, options=options))


def model(chat: Chat, name: str) -> None:
    """Let another model of the backend answer; without a name, choose one."""
    if not name:
        choose(chat, "")
        return
    use(chat, with_model(chat.settings, name))


def with_model(settings: Settings, name: str) -> Settings:
    """Return the settings with another model of the same backend."""
    return replace(settings, options=replace(settings.options, model=name))


def choose(chat: Chat, _: str) -> None:
    """Show the backends and their models."""
    from assistant.tui.screens.models import ModelsScreen

    screen = ModelsScreen(chat.settings, may_keep=chat.keep_settings is not None)
    chat.app.push_screen(screen, partial(_use_chosen, chat))


def backends(_: Chat, __: str) -> Iterable[tuple[str, str]]:
    """Return the backends that are installed."""
    from assistant.backends.plugins import find_plugins

    return [(name, plugin.package) for name, plugin in sorted(find_plugins().plugins.items())]


def use(chat: Chat, settings: Settings) -> None:
    """Answer with what the settings say, from the next question on."""
    chat.app.run_worker(use_now(chat, settings), group="backend", exit_on_error=False)


def theme(chat: Chat, name: str) -> None:
    """Change the colours, and keep them."""
    if name in chat.app.available_themes:
        chat.app.theme = name
    elif name:
        ours = ", ".join(theme.name for theme in THEMES)
        chat.tell(f"There is no theme {name}. Ours are {ours}.", severity="warning")
    else:
        chat.app.search_themes()


def themes(chat: Chat, _: str) -> Iterable[tuple[str, str]]:
    """Return the themes, those that were made for the chat first."""
    ours = [theme.name for theme in THEMES]
    others = [name for name in chat.app.available_themes if name not in ours]
    return [(name, _of_theme(chat, name)) for name in (*ours, *others)]


async def use_now(chat: Chat, settings: Settings) -> bool:
    """Answer with what the settings say; where that cannot be, say so and return False."""
    from assistant.backends import load_backend
    from store.errors import SonglineError

    try:
        made = await asyncio.to_thread(load_backend, settings.backend, settings.options)
    except SonglineError as error:
        chat.tell(str(error), severity="error")
        return False
    chat.settings = settings
    if chat.assistant is not None:
        chat.answer_with(answer_with(chat.assistant, settings, made))
    chat.status.name_backend(describe(made), sends_to(settings, made))
    chat.conversation.welcome.name_backend(in_words(describe(made), is_model=made.is_model))
    chat.tell(f"Answers come from {describe(made)}.")
    return True


def sends_to(settings: Settings, backend: Backend | None) -> str | None:
    """Return who gets something of what is asked; None where nothing leaves the machine."""
    embedder = None
    if settings.embedder:  # it takes a while to import, which the first frame must not wait for
        from store.embedders import load_embedder

        embedder = load_embedder(settings.embedder)
    found = find_destinations(backend, library_location(settings), embedder)
    return ", ".join(dict.fromkeys(each.where for each in found)) or None


def in_words(backend_name: str, *, is_model: bool) -> str:
    """Return who answers, for whoever has not chosen yet."""
    if is_model:
        return f"Answers are written by {backend_name}; F2 chooses another."
    return "No model: answers are put together from the abstracts. F2 chooses one."


def _use_chosen(chat: Chat, chosen: ModelChosen | None) -> None:
    if chosen is None:
        return
    use(chat, chosen.settings)
    if chosen.is_for_good and chat.keep_settings is not None:
        chat.keep_settings(_kept(chosen.settings))


def _kept(settings: Settings) -> dict[str, str | float | None]:
    """Return what the configuration keeps: with a model goes the server that has it, which
    would be asked elsewhere, and what it costs.
    """
    options = settings.options
    return {
        "backend": settings.backend,
        "model": options.model,
        "base_url": options.base_url,
        "prompt_price": options.prompt_price,
        "completion_price": options.completion_price,
        "currency": options.currency or None,
    }


def _of_theme(chat: Chat, name: str) -> str:
    found = chat.app.get_theme(name)
    if found is None or found.ansi:
        return "" if found is None else "the terminal's own colours"
    return "dark" if found.dark else "light"
