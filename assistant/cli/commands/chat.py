"""`songline` and `songline chat`: the conversation, on the whole screen or line by line."""

from __future__ import annotations

import os
import signal
import sys
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING

from assistant.backends import DEFAULT, load_backend
from assistant.backends.describing import describe
from assistant.cli.settings.keeping import keep_settings
from assistant.cli.settings.keymap import read_keymap
from assistant.engine.opening import choose_session, open_assistant
from assistant.errors import ExitCode
from assistant.paths import user_paths
from store.progress import in_words

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.engine.assistant import Assistant
    from assistant.engine.opening import Settings
    from assistant.engine.reembedding import Reembed
    from store.library import Library
    from store.progress import Tell

# Seconds after which it is looked again whether the terminal is there.
_LOOK_AGAIN = 2.0


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Chat on the whole screen where there is one, else line by line."""
    # A browser is a screen too: textual-serve names its driver, and there is no terminal.
    has_screen = "TEXTUAL_DRIVER" in os.environ or (sys.stdin.isatty() and sys.stdout.isatty())
    if has_screen and not options.plain:
        return _chat_on_screen(options, settings)
    # Imported here: it needs what the first frame of the screen does not wait for.
    from assistant.cli.commands.plain_chat import chat_in_lines

    return chat_in_lines(options, settings, _open)


def _chat_on_screen(options: Namespace, settings: Settings) -> ExitCode:
    from assistant.tui.app import SonglineApp
    from assistant.tui.commands.choosing import sends_to

    # What puts answers together without a model takes a while to import, and is here anyway.
    is_model = settings.backend != DEFAULT
    backend = load_backend(settings.backend, settings.options) if is_model else None
    app = SonglineApp(
        # What another embedder made is made anew behind the chat.
        lambda chosen, tell: _open(chosen, in_words(tell), reembed=reembed_later),
        backend=describe(backend) if backend else DEFAULT,
        sends_to=sends_to(settings, backend),
        start_session=lambda assistant: (
            choose_session(assistant.sessions, options.session, resume=options.resume)
            or assistant.sessions.start()
        ),
        settings=settings,
        log=user_paths().log,
        preferences=user_paths().log.with_name("chat.json"),
        keep_settings=keep_settings,
        keymap=read_keymap(),
        notes=user_paths().notes,
    )
    _end_with_the_terminal()
    app.run()
    if app.return_code:
        from assistant.cli.commands.output import note

        note(f"The chat ended by a mistake of its own. What is known of it: {user_paths().log}")
    return ExitCode(app.return_code or 0)


def _end_with_the_terminal() -> None:
    """Let a terminal that is closed end the chat, which would look for its keys for ever, on a
    whole core.

    Whoever starts it from a shell that ignores hang-ups would pass that on; `make` keeps the
    signal to itself and waits, so it is looked whether the terminal is there.
    """
    if not hasattr(signal, "SIGHUP"):
        return
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    if os.isatty(sys.stdin.fileno()):
        Thread(target=_watch_terminal, name="terminal", daemon=True).start()


def _watch_terminal() -> None:
    while os.isatty(sys.stdin.fileno()):
        sleep(_LOOK_AGAIN)
    os.kill(os.getpid(), signal.SIGHUP)


def reembed_later(location: str, embedder: str, tell: Tell) -> Library:
    """Open a library that another embedder made as it is; imported when there is one."""
    from assistant.engine import reembedding

    return reembedding.reembed_later(location, embedder, tell)


def _open(settings: Settings, tell: Tell, *, reembed: Reembed | None = None) -> Assistant:
    """Open the assistant; its backend makes ready while the first question is typed."""
    assistant = open_assistant(settings, tell, reembed=reembed)
    if prepare := getattr(assistant.backend, "prepare", None):
        Thread(target=prepare, name="prepare").start()
    return assistant
