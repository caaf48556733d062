"""Fit what tells what a message is after: `python -m tests.train.messages`.

`messages.jsonl` holds messages by people who saw neither the code nor each other's: what each
is after, whether it leans on what was said (null where all are meant alone), and [what it is
about], {people} and <years>, as whoever typed it meant it. `rewordings.jsonl` holds further
wordings of some of these, `near_misses.jsonl` and `marked_questions.jsonl` questions of what a
paper says. Prints how the messages of each writer are read when trained on the others'; then
trains on all but those held out, writes the weights into the package, and prints how those are
read.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array, hstack

from assistant.questions.intents import Intent
from assistant.questions.known_names import KnownNames
from assistant.questions.message_model import (
    PERSON,
    SIGNS,
    TOPIC,
    WEIGHTS,
    WHEN,
    MessageModel,
    grams_of,
    shown,
    tokens_of,
    vectors_of,
)
from assistant.questions.messages import INVENTORIES
from assistant.questions.reading import read
from store.words import STOP_WORDS
from tests.train.grams import number_usual

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Weights = NDArray[np.float64]

HERE = Path(__file__).parent
WORDINGS = HERE / "rewordings.jsonl"
FIRST_OF_WORDINGS = 100
"""The writers of plain questions are numbered from here."""
PENALTY = 1.0
LEAST = 4
"""How many messages must have a gram."""
CONTENT = frozenset("fact how why definition".split())
"""What a question of what a paper says may be labelled."""
_OF_METADATA = (Intent.METADATA, Intent.START)
_BRACKET = re.compile(r"[\[\]]")
_BASES = {
    "compare": "comparison",
    "first": "oldest",
    "start": "reading_order",
    "authors": "coauthors",
    "who": "authors_of",
    "when": "date_of",
    "where": "venue_of",
    "open": "limits",
    "summary": "summarize",
    "results": "fact",
    "by": "list",
    "topics": "overview",
}
"""What a wording of a plain question is labelled, where that is called otherwise."""
_MARKS = re.compile(r"[\[{<](.*?)[\]}>]")
_SIGN_OF = {"[": TOPIC, "{": PERSON, "<": WHEN}
_SILENT = STOP_WORDS | {*SIGNS, "?"}
_SAMPLED = 3
"""Of the questions of content, one in so many is taken."""


class LabelledMessage(NamedTuple):
    """A message as the model is shown it, what it may be after, and whether it leans."""

    writer: int
    told: tuple[str, ...]
    intents: frozenset[str]
    leans: bool | None
    """None where that is not told."""
    is_frame: bool = False
    """Whether no word of it is of what it is about."""


def read_messages(*, is_held_out: bool) -> Iterator[LabelledMessage]:
    """Yield the messages: as their writers meant them, and as the package reads them."""
    for line in (HERE / "messages.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["is_held_out"] is not is_held_out:
            continue
        intents, leans = _meant(row["intent"]), row["leans"]
        ways = [_read(row["message"], "{<")] if is_held_out else _told(row["message"])
        for at, told in enumerate(dict.fromkeys(ways)):
            yield LabelledMessage(row["writer"], told, intents, leans, is_frame=not at)


def read_others() -> Iterator[LabelledMessage]:
    """Yield the wordings of plain questions, and questions of content."""
    for line in WORDINGS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marked = re.sub(r"\{[TXY]\}", f"[{TOPIC}]", row["wording"])
        told = _read(marked.replace("{A}", f"{{{PERSON}}}"), "[{<")
        yield LabelledMessage(
            FIRST_OF_WORDINGS + row["writer"],
            told,
            frozenset((_BASES.get(row["base"], row["base"]),)),
            leans=False,
        )
    for line in (HERE / "near_misses.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["is_held_out"] and _is_of_content(row["question"]):
            yield LabelledMessage(200, _read(row["question"], ""), CONTENT, leans=None)
    lines = (HERE / "marked_questions.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[::_SAMPLED]:
        question = json.loads(line)["question"]
        if _is_of_content(_BRACKET.sub("", question)):
            yield LabelledMessage(201, _read(question, "["), CONTENT, leans=None)


def _is_of_content(question: str) -> bool:
    """Tell whether a question is after nothing that metadata tells, or the first on a topic."""
    return read(question, KnownNames()).intent not in _OF_METADATA


def _meant(intent: str) -> frozenset[str]:
    return frozenset(INVENTORIES) if intent == "inventory" else frozenset((intent,))


def _told(marked: str) -> list[tuple[str, ...]]:
    """Return a message with its own marks, with those of people and years alone, and without,
    since the package knows neither what it is about nor all people; but none in which all that
    it is after was taken for what it is about: "limits of frogs".
    """
    own, *others = [_read(marked, marks) for marks in ("[{<", "{<", "<")]
    return [own, *(told for told in others if not _SILENT.issuperset(told))]


def _read(marked: str, marks: str) -> tuple[str, ...]:
    text, spans = "", []
    at = 0
    for found in _MARKS.finditer(marked):
        text += marked[at : found.start()]
        if found[0][0] in marks:
            spans.append((len(text), len(text) + len(found[1]), _SIGN_OF[found[0][0]]))
        text += found[1]
        at = found.end()
    text += marked[at:]
    tokens = tokens_of(text, spans)
    if "[" in marks:
        # What is marked is all that it is about.
        inside = [(begin, end) for begin, end, sign in spans if sign == TOPIC]
        tokens = [
            token._replace(sign="")
            if token.sign == TOPIC and not any(b <= token.begin < e for b, e in inside)
            else token
            for token in tokens
        ]
    return tuple(shown(tokens))


def train(messages: Sequence[LabelledMessage]) -> MessageModel:
    """Return the weights by messages that are labelled."""
    told = [message.told for message in messages]
    grams = number_usual((grams_of(each) for each in told), LEAST)
    labels = tuple(sorted(set().union(*(message.intents for message in messages))))
    features = _table(told, grams)
    may_be = np.array([[each in message.intents for each in labels] for message in messages])
    said = np.array([message.leans is not None for message in messages], float)
    leans = np.array([bool(message.leans) for message in messages], float)
    size = features.shape[1]

    def loss(packed: Weights) -> tuple[float, Weights]:
        weights = packed.reshape(size + 1, len(labels) + 1)
        scores = features @ weights[:-1] + weights[-1]
        chance = np.exp(scores[:, :-1] - scores[:, :-1].max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        right = (chance * may_be).sum(axis=1, keepdims=True)
        logits = scores[:, -1]
        likelihood = (said * (np.logaddexp(0.0, logits) - leans * logits)).sum()
        likelihood -= np.log(right).sum()
        wrong = np.hstack(
            [
                chance - chance * may_be / right,
                (said * (1.0 / (1.0 + np.exp(-logits)) - leans))[:, None],
            ]
        )
        slope = np.vstack([features.T @ wrong + PENALTY * weights[:-1], wrong.sum(axis=0)])
        return float(likelihood + PENALTY / 2 * (weights[:-1] ** 2).sum()), slope.ravel()

    start, options = np.zeros((size + 1) * (len(labels) + 1)), {"maxiter": 150}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    weights = found.reshape(size + 1, len(labels) + 1).astype(np.float32)
    words = {label: frozenset(_frame_words(messages, label)) for label in labels}
    return MessageModel(labels, grams, weights, words)


def _frame_words(messages: Iterable[LabelledMessage], label: str) -> Iterator[str]:
    """Yield the words that messages of a label have around what they are about."""
    for message in messages:
        if label in message.intents and message.is_frame:
            yield from message.told


def _table(told: Sequence[Sequence[str]], grams: dict[str, int]) -> csr_array:
    places = [
        (at, grams[gram])
        for at, each in enumerate(told)
        for gram in grams_of(each)
        if gram in grams
    ]
    at, columns = np.array(places).T
    sparse = csr_array((np.ones(len(at)), (at, columns)), shape=(len(told), len(grams)))
    return hstack([sparse, csr_array(vectors_of(told))], format="csr")


def likelihoods(model: MessageModel, messages: Sequence[LabelledMessage]) -> Weights:
    """Return how likely each label is for each message, shape (messages, labels)."""
    rows = [model.likelihoods(message.told) for message in messages]
    return np.array([[row[label] for label in model.labels] for row in rows])


def report(name: str, model: MessageModel, messages: Sequence[LabelledMessage]) -> None:
    """Print how many messages are read rightly, all and those that are surely read."""
    likely = likelihoods(model, messages)
    right = np.array(
        [
            model.labels[at] in message.intents
            for at, message in zip(likely.argmax(axis=1), messages, strict=True)
        ]
    )
    told = [f"{name}: right {right.sum()} of {len(right)}"]
    for sure in (0.5, 0.7, 0.9):
        those = likely.max(axis=1) >= sure
        told.append(f"from {sure} on {right[those].sum()} of {those.sum()}")
    print("; ".join(told))


def main() -> None:
    """Print how each writer's messages are read, write the weights, print those held out."""
    own, others = [*read_messages(is_held_out=False)], [*read_others()]
    for writer in dict.fromkeys(message.writer for message in own):
        rest = [message for message in own if message.writer != writer]
        report(
            f"writer {writer}",
            train([*rest, *others]),
            [message for message in own if message.writer == writer],
        )
    model = train([*own, *others])
    np.savez_compressed(
        WEIGHTS,
        labels=np.array(model.labels),
        grams=np.array(list(model.grams)),
        weights=model.weights.astype(np.float16),
        words=np.array([" ".join(sorted(model.words[label])) for label in model.labels]),
    )
    report("held out", MessageModel.load(), [*read_messages(is_held_out=True)])
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
