"""What several commands have in common: their options, and the types of their arguments."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from store.printable import printable
from store.redaction import hide_secrets

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Parser(argparse.ArgumentParser):
    """A parser that repeats arguments without what a terminal would obey, and no secret."""

    def error(self, message: str) -> NoReturn:
        super().error(hide_secrets(printable(message)))


class Commands:
    """Makes the parsers of commands, each with the options that all have."""

    def __init__(self, parser: ArgumentParser) -> None:
        self._made = parser.add_subparsers(metavar="COMMAND")

    def add(self, name: str, run: str, text: str) -> ArgumentParser:
        """Return the parser of a new command; `run` names MODULE:FUNCTION below
        `assistant.cli.commands`.
        """
        made = self._made.add_parser(name, help=text, description=text)
        add_common(made)
        made.set_defaults(run=run)
        return made


def add_common(parser: ArgumentParser) -> None:
    """Add what may stand before and behind the command; without a default, neither place
    undoes the other.
    """

    def option(flag: str, name: str, text: str) -> None:
        parser.add_argument(flag, metavar=name, default=argparse.SUPPRESS, help=text)

    option("--library", "PATH", "a library's name or folder, or the address of a Chroma server")
    option(
        "--embedder",
        "NAME",
        "what makes the vectors: wordllama (default), minilm, minilm:PATH with its files, or "
        "another of Chroma's",
    )
    option(
        "--backend", "NAME", "what writes the answers: extractive (default), or one for a model"
    )
    option("--model", "NAME", "the model that writes the answers")
    option("--base-url", "URL", "the address of the model's server")
    parser.add_argument(
        "--debug",
        action="store_true",
        default=argparse.SUPPRESS,
        help="show the traceback of an error",
    )


def add_json(parser: ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")


def add_count(parser: ArgumentParser) -> None:
    """Add `-k`."""
    parser.add_argument(
        "-k", type=_how_many, default=10, metavar="N", help="how many papers to retrieve (10)"
    )


def add_strict(parser: ArgumentParser) -> None:
    """Add `--strict` and `--no-strict`."""
    parser.add_argument(
        "--strict",
        action=argparse.BooleanOptionalAction,
        default=argparse.SUPPRESS,
        help="strike out sentences that no abstract carries",
    )


def _how_many(argument: str) -> int:
    if not argument.isdecimal() or not int(argument):
        raise argparse.ArgumentTypeError(f"{argument!r} is not a number of papers, 1 or more")
    return int(argument)
