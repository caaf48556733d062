"""How many wordings that ask what a term means are answered as "What is X?" is.

    python -m tests.bench.definitions SHARED FOLDER

`SHARED` holds `eval` and `retrieval`; the libraries are made in `FOLDER`. The terms are those
that abstracts of libraries on which nothing was tuned begin a sentence with: "Goal recognition
is the".
"""

from __future__ import annotations

import re
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.language.sentences import cut_sentences
from store.words import STOP_WORDS
from tests.bench.asking import ask_alone, open_assistant
from tests.eval.libraries import INSTRUMENTS, MEDICINE, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.composing.answer import Answer
    from store.library import Library

_LIBRARIES = ("language", INSTRUMENTS, *MEDICINE[2:])
_TERMS = 14
_DEFINED = re.compile(
    r"^([A-Z]?[\w-]+(?: [\w-]+){0,3}?)(?: \([A-Z\w-]+\))? (?:is|are|refers? to) (?:an?|the) "
)
_PLAIN = "What is {}?"
_WORDINGS = (
    "what is meant by {}?",
    "define {} pls",
    "What is the definition of {}?",
    "How is {} defined?",
    "How do they define {}?",
    "what does the term {} refer to",
    "what does '{}' stand for?",
    "what do people mean by {}?",
    "{} - what is that?",
    "{} = what?",
    "Explain what {} is",
    "explain the term {}",
    "I keep reading '{}'. What is it?",
    "what's {}, in short",
    "meaning of {}?",
    "give me a definition of {}",
    "What do we understand by {}?",
    "Tell me what {} is",
)


def main(shared: Path, folder: Path) -> None:
    """Print how many wordings are answered, from the same paper first, and word for word."""
    asked = answered = same_paper = same = 0
    for name in _LIBRARIES:
        library = open_library(name, shared, folder)
        assistant = open_assistant(library)
        for term in islice(_terms(library), _TERMS):
            plain = ask_alone(assistant, _PLAIN.format(term))
            for wording in () if plain.abstained else _WORDINGS:
                answer = ask_alone(assistant, wording.format(term))
                asked += 1
                answered += not answer.abstained
                same_paper += _first(answer) == _first(plain)
                same += answer.answer == plain.answer
    print(f"answered {answered}, same paper {same_paper}, same answer {same} of {asked}")


def _first(answer: Answer) -> str:
    return answer.citations[0].key if answer.citations else ""


def _terms(library: Library) -> Iterator[str]:
    """Yield the terms that abstracts define, each once."""
    found = (
        match[1]
        for paper in library.list()
        for span in cut_sentences(paper.abstract)
        if (match := _DEFINED.match(span.text))
    )
    yield from dict.fromkeys(
        term for term in found if term.split()[0].lower() not in STOP_WORDS and len(term) > 1
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
