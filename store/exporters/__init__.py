"""References out: papers as BibTeX, RIS, CSL-JSON, and lists in the styles of journals; pure
functions.
"""

from store.exporters.citations import cite_command
from store.exporters.csl import csl_json
from store.exporters.entries import biblatex, bibtex
from store.exporters.jsonl import jsonl
from store.exporters.latex import to_ascii_latex, to_latex
from store.exporters.lists import STYLES, formatted, markdown
from store.exporters.table import csv_table
from store.exporters.tags import ris

__all__ = [
    "STYLES",
    "biblatex",
    "bibtex",
    "cite_command",
    "csl_json",
    "csv_table",
    "formatted",
    "jsonl",
    "markdown",
    "ris",
    "to_ascii_latex",
    "to_latex",
]
