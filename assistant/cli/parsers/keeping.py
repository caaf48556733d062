"""The commands around the library: papers, search, ingest, libraries, export, doctor."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assistant.cli.parsers.common import add_count, add_json
from assistant.cli.parsers.typed import as_typed

if TYPE_CHECKING:
    from assistant.cli.parsers.common import Commands


def add(commands: Commands) -> None:
    """Add the commands."""
    papers = commands.add("papers", "papers:run_papers", "list the papers in the library")
    papers.add_argument(
        "filter",
        nargs="*",
        type=as_typed,
        help="such as year:2020..2022 author:zong code:yes, and words of titles",
    )
    add_json(papers)
    papers.add_argument(
        "--sources", metavar="KEY", help="show what each source says of this paper"
    )
    papers.add_argument(
        "--split", metavar="KEY", help="take a paper apart that was put together from several"
    )

    search = commands.add(
        "search", "papers:run_search", "rank papers for a query, by words and by meaning"
    )
    search.add_argument(
        "query", nargs="+", type=as_typed, help="free text; filters may stand in it"
    )
    add_json(search)
    search.add_argument(
        "--explain", action="store_true", help="show what each part of the score contributed"
    )
    add_count(search)

    ingest = commands.add(
        "ingest", "ingest:run", "put the papers of some files into the library"
    )
    ingest.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="bibliographies of any kind, the text of an author's publication page, folders"
        " of them, - for standard input, or zotero: and zotero:COLLECTION",
    )
    add_json(ingest)
    ingest.add_argument(
        "--dry-run", action="store_true", help="read the files and say what is in them, no more"
    )
    ingest.add_argument(
        "--sync",
        action="store_true",
        help="let the library follow the files: what is gone from them goes from it too",
    )
    ingest.add_argument(
        "--yes", action="store_true", help="with --sync: remove more than a tenth unasked"
    )
    ingest.add_argument(
        "--as-of", type=_year, metavar="YEAR", help="the year of dates that name none"
    )

    watch = commands.add(
        "watch", "watch:run", "follow some files: the library changes whenever they do"
    )
    watch.add_argument("files", nargs="+", metavar="FILE", help="files, or folders of them")

    _add_fetch(commands)

    libraries = commands.add(
        "libraries", "libraries:run", "list the libraries that have a name"
    )
    add_json(libraries)

    _add_export(commands)

    doctor = commands.add(
        "doctor",
        "doctor:run",
        "show versions, the library's state, and what would leave the machine",
    )
    doctor.add_argument(
        "--repair", action="store_true", help="build the library's indexes anew before"
    )
    doctor.add_argument(
        "--try",
        dest="attempt",
        action="store_true",
        help="ask the model one short question, and say how it does",
    )


_FETCH = """\
examples:
  songline fetch --author "Ada Example"           who fits is listed where several do
  songline fetch --author 0000-0002-1825-0097     by ORCID
  songline fetch --arxiv "cat:cs.CV AND ti:occlusion" --yes
  songline fetch --abstracts                      for papers that have none
  songline fetch --new                            what has appeared since the last time
"""


def _add_fetch(commands: Commands) -> None:
    fetch = commands.add(
        "fetch",
        "fetch:run",
        "fetch papers from the web, and look at them before they are added",
    )
    fetch.epilog = _FETCH
    fetch.formatter_class = argparse.RawDescriptionHelpFormatter
    fetch.add_argument(
        "--author",
        metavar="NAME",
        action="append",
        default=[],
        help="all works of an author: a name, an ORCID or a number of OpenAlex's",
    )
    fetch.add_argument(
        "--openalex",
        metavar="ID",
        action="append",
        default=[],
        help="a work (W2741809807) or the works of an author (A5023888391)",
    )
    fetch.add_argument(
        "--arxiv",
        metavar="QUERY",
        action="append",
        default=[],
        help="what arXiv finds for words, fields (au:, ti:, cat:) or numbers",
    )
    fetch.add_argument("--doi", metavar="DOI", nargs="+", default=[], help="papers by DOI")
    fetch.add_argument(
        "--abstracts", action="store_true", help="abstracts for papers that have none"
    )
    fetch.add_argument(
        "--retractions",
        action="store_true",
        help="mark what was retracted among the papers that have a DOI",
    )
    fetch.add_argument(
        "--new",
        action="store_true",
        help="only what has appeared since the last fetch of the same; alone, of all of them",
    )
    fetch.add_argument("--yes", action="store_true", help="add without asking")
    fetch.add_argument("--dry-run", action="store_true", help="show, and add nothing")
    add_json(fetch)


def _add_export(commands: Commands) -> None:
    export = commands.add(
        "export", "export:run", "write papers as references, or a conversation as a document"
    )
    export.add_argument(
        "filter",
        nargs="*",
        type=as_typed,
        help="which papers: filters and words of titles; without, all",
    )
    export.add_argument(
        "--format",
        metavar="NAME",
        help="of papers: bibtex (default), biblatex, ris, csl, csv, jsonl, apa, ieee, acm,"
        " chicago, markdown; of a conversation: markdown (default), latex, html, json",
    )
    export.add_argument(
        "--escaped", "--ascii", action="store_true", help="BibTeX in ASCII, for pdflatex"
    )
    export.add_argument("--session", metavar="NAME", help="what was said in this conversation")
    export.add_argument(
        "--last", action="store_true", help="the last answer, of the session or of all"
    )
    export.add_argument(
        "--output", "-o", metavar="FILE", help="where to (default: standard output)"
    )
    export.add_argument("--force", action="store_true", help="replace what stands there")


def _year(argument: str) -> int:
    if not (argument.isdecimal() and len(argument) == 4):
        raise argparse.ArgumentTypeError(f"{argument!r} is not a year of four digits")
    return int(argument)
