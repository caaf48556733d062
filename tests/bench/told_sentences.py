"""How many of the sentences that people chose as the answer are told, and how many others.

    python -m tests.bench.told_sentences SHARED FOLDER

`SHARED` holds `eval` and `retrieval`; the libraries are made in `FOLDER`. Counted are framed
questions whose best sentences, and what is welcome beside them, `best_sentences.jsonl`
says, where the answer cites their paper.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.retrieval.sentence_features import quotable
from tests.bench.asking import ask, questions
from tests.eval.libraries import is_tuned_on, title_of
from tests.train.answering import read_chosen

if TYPE_CHECKING:
    from tests.bench.asking import LibraryQuestion


def count_told(asked: LibraryQuestion, chosen: dict[str, Any]) -> Counter[str]:
    """Return how many sentences of the paper an answer tells: of the best, of those welcome
    beside them, and of the others.
    """
    answer = asyncio.run(ask(asked.assistant, asked.row))
    gold = title_of(asked.row["gold"][0])
    key = next((each.key for each in answer.citations if title_of(each.title) == gold), None)
    paper = asked.assistant.library.get(key) if key else None
    if answer.abstained or paper is None:
        return Counter()
    evidence = [each for told in answer.sentences for each in told.evidence if each.key == key]
    told = {
        number
        for number, sentence in enumerate(quotable([paper]), 1)
        for each in evidence
        if sentence.span.start < each.end and each.start < sentence.span.end
    }
    best, beside = {*chosen["best"]}, {*chosen["beside"]}
    return Counter(
        answers=1,
        best=len(best),
        told=len(told & best),
        welcome=len(told & beside),
        others=len(told - best - beside),
    )


def main(shared: Path, folder: Path) -> None:
    """Print the totals of the files that are tuned on and of the others."""
    chosen = read_chosen()
    counts = {True: Counter[str](), False: Counter[str]()}
    for asked in questions(shared, folder, lambda file: "_framed_" in file):
        if row := chosen.get(asked.row["id"]):
            counts[is_tuned_on(asked.file)] += count_told(asked, row)
    for is_tuned, count in counts.items():
        print(
            f"{'tuned on' if is_tuned else 'held out':9} answers {count['answers']}: told "
            f"{count['told']} of {count['best']} best sentences, {count['welcome']} welcome "
            f"beside them, {count['others']} others"
        )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
