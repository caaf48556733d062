"""References out: papers as BibTeX, RIS, CSL-JSON, and lists in the styles of journals; pure
functions.
"""

from store.exporters.citations import cite_command
from store.exporters.csl import csl_json
from store.exporters.entries import bibtex
from store.exporters.latex import to_ascii_latex, to_latex
from store.exporters.lists import STYLES, formatted, markdown
from store.exporters.tags import ris

__all__ = [
    "STYLES",
    "bibtex",
    "cite_command",
    "csl_json",
    "formatted",
    "markdown",
    "ris",
    "to_ascii_latex",
    "to_latex",
]
