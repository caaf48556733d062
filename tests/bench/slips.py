"""How many right answers stay right where two words of the question are mistyped.

    python -m tests.bench.slips SHARED FOLDER

`SHARED` holds `eval` and `retrieval`; the libraries are made in `FOLDER`. Only questions that
stand alone, can be answered and are answered rightly are asked again. The slips are drawn, the
same at each run: letters swapped, lost, doubled, or put for a neighbour on the keyboard.
"""

from __future__ import annotations

import asyncio
import random
import re
import sys
from pathlib import Path

from tests.bench.asking import ask, is_right, questions
from tests.eval.libraries import is_tuned_on

_SLIPS = 2
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_WORD = re.compile(r"\b[a-z]{5,}\b")


def main(shared: Path, folder: Path) -> None:
    """Print what stays right of the questions tuned on, and of those that never were."""
    draw = random.Random(7)
    right: dict[bool, list[bool]] = {True: [], False: []}
    for file, row, assistant in questions(shared, folder, lambda _: True):
        if row["history"] or row["abstain"]:
            continue
        mistyped = row | {"question": mistype(row["question"], draw)}
        if is_right(row, asyncio.run(ask(assistant, row))):
            answer = asyncio.run(ask(assistant, mistyped))
            right[is_tuned_on(file)].append(is_right(row, answer))
    for is_tuned, stayed in right.items():
        name = "tuned on" if is_tuned else "never tuned on"
        print(f"{name:16} {sum(stayed)} of {len(stayed)} stay right")


def mistype(question: str, draw: random.Random) -> str:
    """Return a question with a slip in some of its longer words."""
    found = [*_WORD.finditer(question)]
    for word in sorted(draw.sample(found, min(_SLIPS, len(found))), key=re.Match.start)[::-1]:
        question = question[: word.start()] + _slip(word[0], draw) + question[word.end() :]
    return question


def _slip(word: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(word) - 1)
    left, letter, right = word[:at], word[at], word[at + 1 :]
    swapped = left + right[0] + letter + right[1:]
    return draw.choice([swapped, left + right, left + 2 * letter + right, _beside(word, at)])


def _beside(word: str, at: int) -> str:
    row = next(row for row in _KEYBOARD if word[at] in row)
    place = row.index(word[at])
    return word[:at] + row[place - 1 if place else 1] + word[at + 1 :]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
