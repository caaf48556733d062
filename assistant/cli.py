"""The command line: what may be said, and which command does it."""

from __future__ import annotations

import argparse
import os
import re
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING

from assistant.errors import ExitCode, exit_code
from assistant.printable import printable
from store.errors import InputError, SonglineError

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXAMPLES = """\
examples:
  songline                                             chat about the papers in the library
  songline ask "What NDS does HoP reach on nuScenes?"  one answer, every sentence cited
  songline papers year:2021..2022 code:yes             what the library holds
  songline search "masked faces" --json                ranked papers for a script
  songline ingest profile.txt --library ~/papers       put papers into a library
"""
_COMMANDS = {
    "chat": ("chat", "run"),
    "ask": ("ask", "run"),
    "papers": ("papers", "run_papers"),
    "search": ("papers", "run_search"),
    "ingest": ("ingest", "run"),
    "doctor": ("doctor", "run"),
    "eval": ("evaluate", "run"),
}
_NAME_FILTER = re.compile(r"^(?P<filter>-?(?:author|first|venue)):(?P<name>[^\s\":]+(?: [A-Z][^\s\":]*)+)$")
_NEGATED_FILTER = re.compile(r"-(?=[A-Za-z]+:)")
_MINUS = "\N{MINUS SIGN}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error but a bug is told in a sentence."""
    _accept_any_encoding()
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser().parse_args(_spare_negations([_requote(argument) for argument in given]))
    try:
        return _run(options)
    except SonglineError as error:
        return _tell(error, exit_code(error), debug=options.debug)
    except KeyboardInterrupt as error:
        return _tell(error, ExitCode.INTERRUPTED, debug=options.debug)
    except BrokenPipeError:
        # Whoever read our output has had enough; what Python would still flush has no reader either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.ANSWERED
    except OSError as error:
        return _tell(
            InputError("The output cannot be written", why=str(error)),
            ExitCode.BAD_INPUT,
            debug=options.debug,
        )
    except Exception as error:  # noqa: BLE001 (the one border: a bug must not show a traceback unasked)
        return _tell(error, ExitCode.BUG, debug=options.debug)


def _run(options: argparse.Namespace) -> int:
    """Import the command's module, and nothing of the others'."""
    from assistant.opening import Settings

    module, function = _COMMANDS[options.command]
    run = getattr(import_module(f"assistant.commands.{module}"), function)
    return int(run(options, Settings(library=options.library, embedder=options.embedder)))


def _tell(error: BaseException, code: ExitCode, *, debug: bool) -> int:
    if debug:
        import traceback

        traceback.print_exception(error)
    text = str(error)
    if code == ExitCode.INTERRUPTED:
        text = "interrupted; what was finished is kept"
    elif code == ExitCode.BUG:
        text = f"a bug: {type(error).__name__}: {error}\nRun it again with --debug and report what it prints."
    print(printable(f"songline: {text}"), file=sys.stderr)
    return code


def _accept_any_encoding() -> None:
    """Keep going where bytes that come in are no text, or where the way out has no sign for a character."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _spare_negations(arguments: Sequence[str]) -> list[str]:
    """Write `-code:yes` with a minus sign, which argparse does not take for an option."""
    return [_MINUS + argument[1:] if _NEGATED_FILTER.match(argument) else argument for argument in arguments]


def _requote(argument: str) -> str:
    """Put back the quotes that the shell took from `author:"Fu-Yun Wang"`."""
    return _NAME_FILTER.sub(r'\g<filter>:"\g<name>"', argument)


def _as_typed(argument: str) -> str:
    """Undo what was done to spare a negation."""
    return f"-{argument[1:]}" if argument.startswith(_MINUS) else argument


def _how_many(argument: str) -> int:
    if not argument.isdecimal() or not int(argument):
        raise argparse.ArgumentTypeError(f"{argument!r} is not a number of papers, 1 or more")
    return int(argument)


def _year(argument: str) -> int:
    if not (argument.isdecimal() and len(argument) == 4):
        raise argparse.ArgumentTypeError(f"{argument!r} is not a year of four digits")
    return int(argument)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="songline",
        description="Answers about an author's papers, every sentence tied to the abstract it comes from.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    parser.set_defaults(
        command="chat", library=None, embedder=None, debug=False, session=None, resume=False, plain=False
    )
    _add_common(parser)
    commands = parser.add_subparsers(metavar="COMMAND")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        _add_common(made)
        made.set_defaults(command=name)
        return made

    _add_session(parser)
    chat = command("chat", "chat in the terminal (the default)")
    _add_session(chat)
    chat.add_argument("--plain", action="store_true", help="line by line, on standard input and output")

    ask = command("ask", "answer one question")
    ask.add_argument(
        "question", nargs="+", type=_as_typed, help="the question; filters such as year:2021 may stand in it"
    )
    _add_json(ask)
    _add_count(ask)
    _add_session(ask)

    papers = command("papers", "list the papers in the library")
    papers.add_argument(
        "filter",
        nargs="*",
        type=_as_typed,
        help="such as year:2020..2022 author:zong code:yes, and words of titles",
    )
    _add_json(papers)

    search = command("search", "rank papers for a query, by words and by meaning")
    search.add_argument("query", nargs="+", type=_as_typed, help="free text; filters may stand in it")
    _add_json(search)
    search.add_argument("--explain", action="store_true", help="show what each part of the score contributed")
    _add_count(search)

    ingest = command("ingest", "put the papers of some files into the library")
    ingest.add_argument("files", nargs="+", metavar="FILE", help="the text of an author's publication page")
    ingest.add_argument(
        "--dry-run", action="store_true", help="read the files and say what is in them, no more"
    )
    ingest.add_argument("--as-of", type=_year, metavar="YEAR", help="the year of dates that name none")

    evaluate = command("eval", "ask questions with known answers, and say how the answers did")
    evaluate.add_argument("file", nargs="?", metavar="FILE", help="one JSON object a line: docs/answers.md")
    evaluate.add_argument("--make", action="store_true", help="print questions made by rule from the library")
    evaluate.add_argument("--compare", metavar="OLD.json", help="show what changed since an earlier --json")
    _add_json(evaluate)

    doctor = command("doctor", "show versions, the library's state, and what would leave the machine")
    doctor.add_argument("--repair", action="store_true", help="build the library's indexes anew before")
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    """Add what may stand before and behind the command; without a default, neither place undoes the other."""
    parser.add_argument(
        "--library",
        metavar="PATH",
        default=argparse.SUPPRESS,
        help="the library's folder, or the address of a Chroma server (default: your data folder)",
    )
    parser.add_argument(
        "--embedder",
        metavar="NAME",
        default=argparse.SUPPRESS,
        help="what makes the vectors: wordllama (default), minilm, or another function that Chroma knows",
    )
    parser.add_argument(
        "--debug", action="store_true", default=argparse.SUPPRESS, help="show the traceback of an error"
    )


def _add_session(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--session", metavar="NAME", default=argparse.SUPPRESS, help="go on with this conversation"
    )
    which.add_argument(
        "--continue",
        dest="resume",
        action="store_true",
        default=argparse.SUPPRESS,
        help="go on with the last conversation",
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")


def _add_count(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-k", type=_how_many, default=10, metavar="N", help="how many papers to retrieve (10)"
    )


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: reading it takes longer than the rest of `--help`."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"songline {version('songline')}")
        parser.exit()
