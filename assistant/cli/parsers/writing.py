"""The commands that write for a paper: related."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assistant.cli.parsers.common import add_json, add_strict
from assistant.cli.parsers.typed import as_typed

if TYPE_CHECKING:
    from assistant.cli.parsers.common import Commands

_EXAMPLES = """\
examples:
  songline related "text-to-image generation" --format latex --bib refs.bib > related.tex
  songline related --abstract mine.txt --plan plan.toml     plan it; edit the plan, then:
  songline related --from-plan plan.toml --draft draft.json
  songline related --draft draft.json --redo 2.3      another sentence there, all else as it was
  songline related --check paper.tex refs.bib               do text and bibliography agree?
"""


def add(commands: Commands) -> None:
    """Add the commands."""
    related = commands.add(
        "related",
        "related:run",
        "write related-work paragraphs, and the .bib of what they cite",
    )
    related.epilog = _EXAMPLES
    related.formatter_class = argparse.RawDescriptionHelpFormatter
    related.add_argument(
        "topic",
        nargs="*",
        type=as_typed,
        help="what your paper is about; - reads it from standard input",
    )
    related.add_argument(
        "--abstract", metavar="FILE", help="read what your paper is about from a file"
    )
    related.add_argument(
        "--format",
        choices=(
            "latex",
            "markdown",
            "typst",
            "text",
            "json",
            "github",
            "errorformat",
            "sarif",
        ),
        help="cite by key in latex, markdown or typst; of --check: text (default), json,"
        " github, errorformat or sarif",
    )
    related.add_argument(
        "--bib",
        metavar="FILE",
        help="write the BibTeX entries of the papers cited; of --check: a bibliography"
        " to check against",
    )
    related.add_argument(
        "--paragraphs", type=_how_many, metavar="N", help="how many groups to make"
    )
    related.add_argument(
        "--exclude", metavar="KEY", action="append", default=[], help="do not cite this paper"
    )
    related.add_argument(
        "--pin", metavar="KEY", action="append", default=[], help="cite this paper"
    )
    related.add_argument(
        "--plan", metavar="FILE", help="write the plan to a file too, to be edited"
    )
    related.add_argument(
        "--from-plan", metavar="FILE", help="write the paragraphs of this plan"
    )
    related.add_argument(
        "--draft", metavar="FILE", help="keep the draft in a file, or go on with the one there"
    )
    related.add_argument(
        "--redo",
        metavar="P[.S]",
        help="write paragraph P of the draft anew, or sentence S of it",
    )
    related.add_argument(
        "--check",
        metavar="FILE",
        nargs="+",
        help="check drafts (.tex, .md, .qmd, .Rmd, .typ) against bibliographies (.bib, .bbl,"
        " .json)",
    )
    related.add_argument(
        "--keys-only", action="store_true", help="of --check: look at keys, and at no sentence"
    )
    related.add_argument(
        "--online",
        action="store_true",
        help="of --check: ask Crossref, OpenAlex, arXiv and doi.org whether each reference"
        " exists, was retracted, or was published since",
    )
    add_json(related)
    add_strict(related)


def _how_many(argument: str) -> int:
    if not argument.isdecimal() or not 1 <= int(argument) <= 20:
        raise argparse.ArgumentTypeError(f"{argument!r} is not a number of paragraphs, 1 to 20")
    return int(argument)
