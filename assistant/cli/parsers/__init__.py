"""What may be said on the command line: one module a group of commands, each adding its own."""

from __future__ import annotations

import argparse

from assistant.cli.parsers import answering, choosing, keeping, lines, writing
from assistant.cli.parsers.common import Commands, Parser, add_common

_EXAMPLES = """\
examples:
  songline                                             chat about the papers in the library
  songline ask "What NDS does HoP reach on nuScenes?"  one answer, every sentence cited
  songline papers year:2021..2022 code:yes             what the library holds
  songline ask "What is HoP?" --backend ollama         a model writes, each sentence is checked
  songline related "face recognition" --bib refs.bib   related work, and its bibliography
  songline search "masked faces" --json                ranked papers for a script
  songline ingest profile.txt --library ~/papers       put papers into a library
"""


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; `run` of what it parses is MODULE:FUNCTION below
    `commands`.
    """
    parser = Parser(
        prog="songline",
        description=(
            "Answers about an author's papers, every sentence tied to the "
            "abstract it comes from."
        ),
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    add_common(parser)
    commands = Commands(parser)
    answering.add(parser, commands)
    keeping.add(commands)
    lines.add(commands)
    writing.add(commands)
    choosing.add(commands)
    return parser


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: reading it takes longer than the rest
    of `--help`.
    """

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"songline {version('songline')}")
        parser.exit()
