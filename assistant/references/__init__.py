"""References out: papers as BibTeX, RIS, CSL-JSON, and lists in the styles of journals; pure functions."""

from assistant.references.citations import cite_command
from assistant.references.csl import csl_json
from assistant.references.entries import bibtex
from assistant.references.latex import to_ascii_latex, to_latex
from assistant.references.lists import STYLES, formatted, markdown
from assistant.references.tags import ris

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
