"""The commands that answer: chat, ask, eval."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assistant.cli.parsers.common import add_count, add_json, add_strict
from assistant.cli.parsers.typed import as_typed

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from assistant.cli.parsers.common import Commands


def add(parser: ArgumentParser, commands: Commands) -> None:
    """Add the commands; the chat is what runs where none is named."""
    parser.set_defaults(run="chat:run", debug=False, session=None, resume=False, plain=False)
    _add_session(parser)
    add_strict(parser)
    chat = commands.add("chat", "chat:run", "chat in the terminal (the default)")
    _add_session(chat)
    add_strict(chat)
    chat.add_argument(
        "--plain", action="store_true", help="line by line, on standard input and output"
    )

    serve = commands.add("serve", "serve:run", "the chat in a browser on this machine")
    serve.add_argument(
        "--port", type=int, default=8423, metavar="N", help="the port on 127.0.0.1 (8423)"
    )

    commands.add("mcp", "mcp:run", "the same for other assistants, by their protocol")

    ask = commands.add("ask", "ask:run", "answer one question")
    ask.add_argument(
        "question",
        nargs="+",
        type=as_typed,
        help="the question; filters such as year:2021 may stand in it",
    )
    add_json(ask)
    add_count(ask)
    _add_session(ask)
    add_strict(ask)

    evaluate = commands.add(
        "eval", "evaluate:run", "ask questions with known answers, and say how the answers did"
    )
    evaluate.add_argument(
        "file", nargs="?", metavar="FILE", help="one JSON object a line: docs/answers.md"
    )
    evaluate.add_argument(
        "--make", action="store_true", help="print questions made by rule from the library"
    )
    evaluate.add_argument(
        "--compare", metavar="OLD.json", help="show what changed since an earlier --json"
    )
    add_json(evaluate)


def _add_session(parser: ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--session",
        metavar="NAME",
        default=argparse.SUPPRESS,
        help="go on with this conversation",
    )
    which.add_argument(
        "--continue",
        dest="resume",
        action="store_true",
        default=argparse.SUPPRESS,
        help="go on with the last conversation",
    )
