"""Forms of answers as llama.cpp's grammars: servers that know none leave them aside."""

from __future__ import annotations

REFUSAL = "The abstracts do not say."
"""What a model says that finds no answer."""
SENTENCES = 4
"""The most sentences of an answer in the simplest form."""
_CITED = """\
root ::= "{refusal}" | sentence (" " sentence){{0,{more}}}
sentence ::= [A-Z0-9"] [^\\[\\]\\n]{{8,300}} [^\\[\\]\\n.!? ] " [" marker "]."
marker ::= {markers}
"""


def cited_sentences(highest: int) -> str:
    """Return the grammar of a few sentences that each end with a number, and of a refusal."""
    markers = " | ".join(f'"{number}"' for number in range(1, highest + 1))
    return _CITED.format(refusal=REFUSAL, more=SENTENCES - 1, markers=markers)
