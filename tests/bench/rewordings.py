"""How many wordings are answered as the plain question that they stand for.

    python -m tests.bench.rewordings SHARED FOLDER [--as-worded]

`SHARED` holds `eval` and `retrieval`; the libraries are made in `FOLDER`. The wordings of each
writer of `tests/train/rewordings.jsonl` are read with weights that were trained on the other
writers', over libraries on which nothing was tuned. An answer is alike if both are refused or
both are not, and half of the papers that either cites are cited by both. `--as-worded` reads no
question in its plain wording.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from assistant.engine import message_reader
from assistant.questions import messages
from tests.bench.asking import ask_alone, open_assistant
from tests.eval.libraries import INSTRUMENTS, open_library
from tests.train.messages import FIRST_OF_WORDINGS, WORDINGS, read_messages, read_others, train

if TYPE_CHECKING:
    from assistant.composing.answer import Answer
    from assistant.engine.assistant import Assistant

_NAMED = {
    "language": {
        "{T}": ("machine translation", "question answering", "summarization"),
        "{X}": ("SDNet", "BERT", "EDA", "ALBERT"),
        "{A}": ("Hosomi", "Vintner"),
    },
    INSTRUMENTS: {
        "{T}": ("guitars", "latency", "haptics"),
        "{X}": ("Magpick", "Bela", "EMvibe", "BRAVE"),
        "{A}": ("Andrew McPherson", "Fabio Morreale"),
    },
}
_ALIKE = 0.5
_PLACE = "§"
_PLAIN = {
    "papers": "Which papers are about §?",
    "compare": "Compare § and §.",
    "limits": "What are the limitations of §?",
    "start": "What should I read first on §?",
    "timeline": "How did the work on § develop over the years?",
    "first": "Which was the first paper on §?",
    "newest": "What is the newest paper on §?",
    "data": "Which data sets are used in the papers on §?",
    "methods": "Which methods are used in the papers on §?",
    "overview": "What is this library about?",
    "authors": "Who has written the most papers here?",
    "count": "How many papers are there on §?",
    "who": "Who wrote the paper on §?",
    "when": "When was § published?",
    "where": "Where was § published?",
    "open": "Which open problems are named in the papers on §?",
    "summary": "Summarise the work on §.",
    "by": "Which papers did § write?",
    "topics": "What has § worked on?",
    "coauthors": "Who has § written with?",
    "code": "Which papers have code?",
}


def main(shared: Path, folder: Path, *, as_worded: bool) -> None:
    """Print a row a writer."""
    assistants = {name: open_assistant(open_library(name, shared, folder)) for name in _NAMED}
    own_messages, others = [*read_messages(is_held_out=False)], [*read_others()]
    rows = [*map(json.loads, WORDINGS.read_text(encoding="utf-8").splitlines())]
    plainly: dict[tuple[str, str], Answer] = {}
    for writer in sorted({row["writer"] for row in rows}):
        rest = [each for each in others if each.writer != FIRST_OF_WORDINGS + writer]
        trained = train([*own_messages, *rest])
        own = [row for row in rows if row["writer"] == writer and row["base"] in _PLAIN]
        count = Counter[str]()
        with (
            patch.object(messages, "load", lambda trained=trained: trained),
            patch.object(messages, "label_likelihoods", trained.likelihoods),
        ):
            for name, assistant in assistants.items():
                for at, row in enumerate(own):
                    slot = next((slot for slot in _NAMED[name] if slot in row["wording"]), "")
                    plain = _PLAIN[row["base"]].replace(_PLACE, slot, 1).replace(_PLACE, "{Y}")
                    key = name, _filled(plain, name, at)
                    if key not in plainly:
                        plainly[key] = _ask(assistant, key[1], as_worded=True)
                    answer = _ask(
                        assistant, _filled(row["wording"], name, at), as_worded=as_worded
                    )
                    count["asked"] += 1
                    count["refused"] += answer.abstained and not plainly[key].abstained
                    count["alike"] += _is_alike(answer, plainly[key])
        print(
            f"writer {writer}: alike {count['alike']} of {count['asked']}, "
            f"refused though the plain question is not {count['refused']}",
            flush=True,
        )


def _filled(text: str, library: str, at: int) -> str:
    named = _NAMED[library]
    for slot, names in named.items():
        text = text.replace(slot, names[at % len(names)])
    return text.replace("{Y}", named["{X}"][(at + 1) % len(named["{X}"])])


def _ask(assistant: Assistant, text: str, *, as_worded: bool) -> Answer:
    read = (
        patch.object(message_reader, "read_message", lambda *_: None)
        if as_worded
        else nullcontext()
    )
    with read:
        return ask_alone(assistant, text)


def _is_alike(answer: Answer, expected: Answer) -> bool:
    one, other = ({cited.key for cited in each.citations} for each in (answer, expected))
    if answer.abstained is not expected.abstained:
        return False
    if not one | other:
        return answer.answer == expected.answer
    return len(one & other) >= _ALIKE * len(one | other)


if __name__ == "__main__":
    places = [Path(each) for each in sys.argv[1:] if not each.startswith("-")]
    main(*places, as_worded="--as-worded" in sys.argv)
