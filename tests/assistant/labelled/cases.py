"""Labelled sentences: true ones said otherwise, and wrong ones made by rules that a reader
can check.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.language.sentences import cut_sentences
from store.importers import read_papers
from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
SEED = HERE.parents[2] / "seeds" / "guanglu-song.txt"


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence that cites `[1]`, the paper that it cites, and whether its abstract carries
    it.
    """

    kind: str
    text: str
    paper: Paper
    is_right: bool
    is_held_out: bool = False
    """Kept from tuning."""


@dataclass(frozen=True, slots=True)
class LabelledPaper:
    """What is labelled of one paper: true sentences by kind, and pairs that a rule may
    exchange.
    """

    paper: Paper
    right: tuple[tuple[str, str], ...]
    swaps: tuple[tuple[str, str], ...]
    other: Paper
    """A paper whose abstract does not carry these sentences."""
    is_held_out: bool


@dataclass(frozen=True, slots=True)
class Prose:
    """A sentence as a model writes it, the papers that it cites as [1] and [2], and whether
    it is true.
    """

    text: str
    papers: tuple[Paper, ...]
    is_true: bool
    kind: str = ""
    is_held_out: bool = False
    """Kept from tuning, in a file of which every second sentence is."""


@cache
def prose_papers() -> tuple[Paper, ...]:
    """The papers that these sentences cite."""
    fresh = _load("prose_papers", "prose_kinds_papers")["paper"]
    return (*map(_make_paper, fresh), *seed_papers())


def read_prose(path: Path) -> list[Prose]:
    """Return the sentences of a file of lines `+ KEYS | TEXT`, true, or `- KEYS | TEXT`,
    false.
    """
    return [_read_prose(line) for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def read_kinds(path: Path) -> list[Prose]:
    """Return sentences with their kind, `- number: KEY | TEXT`; the even ones are held out."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return [_read_prose(line, is_held_out=bool(at % 2)) for at, line in enumerate(lines)]


def _read_prose(line: str, *, is_held_out: bool = False) -> Prose:
    head, _, text = line.partition(" | ")
    kind, _, keys = head[2:].rpartition(": ")
    papers = tuple(_find(key, list(prose_papers())) for key in keys.split())
    return Prose(text, papers, head[0] == "+", kind, is_held_out)


def _load(*names: str) -> dict[str, list[dict[str, Any]]]:
    tables = [tomllib.loads((HERE / f"{name}.toml").read_text("utf-8")) for name in names]
    return {
        kind: [record for table in tables for record in table.get(kind, [])]
        for kind in ("paper", "right")
    }


def _make_paper(record: dict[str, Any]) -> Paper:
    return Paper(
        key=record["key"],
        title=record["title"],
        authors=tuple(record["authors"]),
        authors_complete=record.get("authors_complete", True),
        date=PartialDate(record["year"]),
        abstract=record["abstract"],
        field=None,
        has_code=None,
    )


@cache
def seed_papers() -> tuple[Paper, ...]:
    """The papers of the seed corpus."""
    return tuple(read_papers(SEED).papers)


@cache
def groups() -> tuple[LabelledPaper, ...]:
    """All that is labelled, the half for tuning first."""
    tuning, held_out = _load("papers", "paraphrases"), _load("held_out")
    return (*_make_groups(tuning, is_held_out=False), *_make_groups(held_out, is_held_out=True))


def _make_groups(
    tables: dict[str, list[dict[str, Any]]], *, is_held_out: bool
) -> Iterator[LabelledPaper]:
    fresh = [_make_paper(record) for record in tables["paper"]]
    papers = [_find(record["paper"], [*fresh, *seed_papers()]) for record in tables["right"]]
    for at, record in enumerate(tables["right"]):
        kinds = {kind: some for kind, some in record.items() if kind not in {"paper", "swaps"}}
        yield LabelledPaper(
            paper=papers[at],
            right=tuple((kind, sentence) for kind, some in kinds.items() for sentence in some),
            swaps=tuple((one, other) for one, other in record["swaps"]),
            other=papers[(at + 1) % len(papers)],
            is_held_out=is_held_out,
        )


def _find(name: str, papers: list[Paper]) -> Paper:
    return next(paper for paper in papers if paper.key == name or paper.title.startswith(name))


def right_cases() -> Iterator[Case]:
    """The paraphrases as written, and those that a rule makes of the abstracts' own
    sentences.
    """
    for group in groups():
        for kind, sentence in group.right:
            yield Case(
                kind, sentence, group.paper, is_right=True, is_held_out=group.is_held_out
            )
        for sentence in own_sentences(group.paper):
            for kind, edited in _apply(RIGHT_RULES, sentence):
                yield Case(
                    f"rule: {kind}",
                    edited,
                    group.paper,
                    is_right=True,
                    is_held_out=group.is_held_out,
                )


def wrong_cases() -> Iterator[Case]:
    """True sentences with one thing changed."""
    for group in groups():
        written = [sentence for _, sentence in group.right]
        edits = [
            edit
            for sentence in [*written, *own_sentences(group.paper)]
            for edit in (
                *_apply(WRONG_RULES, sentence),
                *_exchange(sentence, group),
                *_rename(sentence, group),
            )
        ]
        for kind, edited in edits:
            yield Case(kind, edited, group.paper, is_right=False, is_held_out=group.is_held_out)
        for sentence in written:
            yield Case(
                "swapped paper",
                sentence,
                group.other,
                is_right=False,
                is_held_out=group.is_held_out,
            )


def _apply(rules: dict[str, Callable[[str], str]], sentence: str) -> Iterator[tuple[str, str]]:
    for kind, rule in rules.items():
        if (edited := rule(sentence)) and edited != sentence:
            yield kind, edited


def own_sentences(paper: Paper) -> list[str]:
    """The abstract's sentences, but for those that only give an address."""
    return [
        span.text.rstrip(".")
        for span in cut_sentences(paper.abstract)
        if "http" not in span.text
    ]


def _exchange(sentence: str, group: LabelledPaper) -> Iterator[tuple[str, str]]:
    """One of two things that the abstract holds for different things, put in the other's
    place.
    """
    for one, other in group.swaps:
        for old, new in ((one, other), (other, one)):
            edited = re.sub(rf"(?<![\w.]){re.escape(old)}(?![\w.])", new, sentence)
            if edited != sentence and new not in sentence:
                yield "exchanged within the abstract", edited


def _rename(sentence: str, group: LabelledPaper) -> Iterator[tuple[str, str]]:
    """Each technical name in turn made that of another paper."""
    others = re.findall(r"(?<![\w-])[A-Z]\w*[A-Z\d][\w-]*", group.other.abstract)
    new = next(
        (name for name in others if name.casefold() not in group.paper.abstract.casefold()),
        "QuarkNet",
    )
    for name in dict.fromkeys(re.findall(r"(?<![\w-])[A-Za-z]\w*[A-Z\d][\w-]*", sentence)):
        yield "wrong name", sentence.replace(name, new)


def _wrong_number(sentence: str) -> str:
    """The last digit of the last number that is no part of a name, made another."""
    numbers = list(
        re.finditer(r"(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?=x?\b|k\b|%)(?!-?[A-Z])", sentence)
    )
    if not numbers:
        return ""
    match = numbers[-1]
    digit = str((int(match.group()[-1]) + 3) % 10)
    return sentence[: match.end() - 1] + digit + sentence[match.end() :]


def _replace_first(pairs: dict[str, str]) -> Callable[[str], str]:
    def edit(sentence: str) -> str:
        if sentence.startswith("No "):
            return ""
        for old, new in pairs.items():
            if re.search(rf"\b{old}\b", sentence):
                return re.sub(rf"\b{old}\b", new, sentence, count=1)
        return ""

    return edit


def _replace_pattern(old: str, new: str) -> Callable[[str], str]:
    return lambda sentence: re.sub(old, new, sentence, count=1)


_DENY = {
    "does not (support|require|affect)": r"\1s",
    "do not": "do",
    "is not needed": "is needed",
    "are not": "are",
    "introduces no": "introduces",
    "introduce no": "introduce",
    "requires no": "requires",
    "adds no": "adds",
    "no": "some",
    "never": "always",
    "without": "with",
    "achieves": "does not achieve",
    "reaches": "does not reach",
    "outperforms": "does not outperform",
    "attains": "does not attain",
    "reduces": "does not reduce",
    "improves": "does not improve",
    "retain": "do not retain",
    "takes": "does not take",
    "is(?! not)": "is not",
    "are(?! not)": "are not",
    "was(?! not)": "was not",
    "can": "cannot",
}
_TURN = {
    "fewer": "more",
    "more": "less",
    "faster": "slower",
    "slower": "faster",
    "higher": "lower",
    "lower": "higher",
    "better": "worse",
    "improves": "degrades",
    "improve": "degrade",
    "improving": "degrading",
    "reduces": "increases",
    "reduced": "increased",
    "increases": "reduces",
    "increased": "reduced",
    "decreases": "increases",
    "drops": "rises",
    "outperforms": "underperforms",
    "surpasses": "underperforms",
    "outperforming": "underperforming",
    "speeds up": "slows down",
    "speed up": "slow down",
    "accelerate": "slow down",
    "degrades": "improves",
    "raises": "lowers",
}
_UNIT = {
    "hours": "minutes",
    "minutes": "hours",
    "seconds": "minutes",
    "second": "minute",
    "ms": "s",
    "months": "weeks",
    "days": "weeks",
    "GB": "MB",
    "grams": "kilograms",
    "points": "percent",
    "(\\d)x": r"\1%",
    "times": "percent",
    "million": "billion",
    "billion": "million",
}
WRONG_RULES: dict[str, Callable[[str], str]] = {
    "wrong number": _wrong_number,
    "negation": _replace_first(_DENY),
    "direction": _replace_first(_TURN),
    "unit": _replace_first(_UNIT),
    "percent to points": _replace_pattern(r"%| percent", " points"),
    "invented author": lambda sentence: f"Harkness et al. (2017) show: {sentence}",
    "invented full name": lambda sentence: f"As John Harkness notes, {sentence}",
}
RIGHT_RULES: dict[str, Callable[[str], str]] = {
    "third person": _replace_pattern(r"^We ", "The authors "),
    "without the opening": _replace_pattern(r"^(?:Surprisingly|However|Furthermore|In addition), ", ""),  # noqa: E501
    "percent spelled": _replace_pattern(r"(?<=\d)%", " percent"),
    "without separators": _replace_pattern(r"(?<=\d),(?=\d{3}\b)", ""),
    "with separators": _replace_pattern(r"(?<=\d)k\b", ",000"),
    "synonym": _replace_first(
        {"achieves": "obtains", "achieve": "obtain", "propose": "introduce", "proposed": "introduced"}  # noqa: E501
        | {"demonstrate": "show", "outperforms": "surpasses", "utilize": "use", "reduces": "cuts"}  # noqa: E501
    ),
}  # fmt: skip
