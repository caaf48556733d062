"""Forms of answers as llama.cpp's grammars: servers that know none leave them aside."""

from __future__ import annotations

_CITED = """\
root ::= "The abstracts do not say." | sentence (" " sentence){{0,{more}}}
sentence ::= [A-Z0-9"] [^\\[\\]\\n]{{8,300}} [^\\[\\]\\n.!? ] " [" marker "]."
marker ::= {markers}
"""
_SENTENCES = 4


def cited_sentences(highest: int) -> str:
    """Return the grammar of a few sentences that each end with a number, and of a refusal."""
    markers = " | ".join(f'"{number}"' for number in range(1, highest + 1))
    return _CITED.format(more=_SENTENCES - 1, markers=markers)
