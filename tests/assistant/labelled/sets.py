"""Every labelled sentence that verdicts are fitted to and measured by, with the papers that it
cites.
"""

from __future__ import annotations

import json
import os
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.language.sentences import cut_sentences
from store.paper import Paper
from tests.assistant.labelled.cases import (
    HERE,
    RIGHT_RULES,
    WRONG_RULES,
    Case,
    read_kinds,
    read_prose,
    right_cases,
    seed_papers,
    wrong_cases,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SHARED = Path(os.environ.get("SONGLINE_COLLECTIONS", HERE.parents[3] / "shared"))
"""Where the collections lie that are not part of the project."""
_FIELD = r"{}\s*=\s*\{{(.*?)\}},?\n"
SIBLINGS = """
    training/inference encoder/decoder image/video precision/recall source/target input/output
    image/text supervised/unsupervised local/global spatial/temporal generator/discriminator
    query/document word/sentence pressure/temperature velocity/acceleration laminar/turbulent
    subsonic/supersonic upper/lower inlet/outlet lift/drag melody/rhythm pitch/loudness
    guitar/piano keyboard/pedal performer/audience syntax/semantics row/column mean/variance
    speaker/listener node/edge
"""
"""Pairs of terms over the fields of the collections, either of which may stand in the other's
place and makes the sentence false.
"""


_DECIMAL = re.compile(r"(?<![\w.,+-])[1-9]\d\.\d{1,2}(?![\w.,])")
_TECHNICAL = re.compile(r"(?<![\w-])[A-Z][\w-]*[A-Z\d]\w*")
_LARGE = re.compile(r"(?<![\w.,+-])(?:\d{1,3}(?:,\d{3})+|\d{3,6})(?![\w.,-])")
_OF = {
    **dict.fromkeys(("language", "agents", "attacks", "models", "learning"), "scitldr"),
    **dict.fromkeys(("shells", "flows", "streams"), "cranfield"),
}
"""The collection that the papers of a field are from, where it is not called the same."""
_SIDES = re.compile(
    r"(?P<one>^(?:The |Our |This |An? )?[\w -]{3,60}?) (?P<pivot>outperforms?|surpass(?:es)?|"
    r"exceeds?|leads? to|results? in|causes?|improves?|reduces?|affects?|depends? on|"
    r"determines?|(?:is|are) (?:\w+ )?(?:due to|caused by|\w+er than|more \w+ than)) "
    r"(?P<other>(?:the |an? )?[\w -]{3,60}?)"
    r"(?= (?:on|in|by|for|with|at|and|as|when|to)\b|[,.;]|$)"
)


def _exchange_sides(text: str) -> str:
    """Return a sentence with what is left and right of a verb of cause or rank exchanged."""
    match = _SIDES.search(text)
    if match is None:
        return ""
    head, that, one = match["one"].rpartition("that ")
    if {"we", "to", "and", "which"} & set(one.lower().split()):
        return ""
    lower = one if one[1:2].isupper() else one[:1].lower() + one[1:]
    edited = f"{head}{that}{match['other']} {match['pivot']} {lower}{text[match.end() :]}"
    return edited[:1].upper() + edited[1:]


def _widen(text: str) -> str:
    return re.sub(r"\b(?:most|many|some|several)\b", "all", text, count=1)


def _turn_sign(text: str) -> str:
    return re.sub(r"(?<=\s)[-−–](?=\d)", "", text, count=1)


_TWO_NUMBERS = re.compile(
    r"(?<![\w.,+-])(?P<one>\d+(?:\.\d+)?)(?P<between>%? (?:[A-Za-z][\w-]* ){2,8}[^.;]{0,20}?)"
    r"(?P<other>\d+(?:\.\d+)?)(?![\w.,-]*\d)"
)


def _exchange_numbers(text: str) -> str:
    """Return a sentence with two of its numbers exchanged that some words part."""
    match = _TWO_NUMBERS.search(text)
    if match is None or match["one"] == match["other"]:
        return ""
    exchanged = match["other"] + match["between"] + match["one"]
    return text[: match.start()] + exchanged + text[match.end() :]


FACTS = {
    "number": WRONG_RULES["wrong number"],
    "unit": WRONG_RULES["unit"],
    "points": WRONG_RULES["percent to points"],
    "sign": _turn_sign,
    "negation": WRONG_RULES["negation"],
    "opposite": WRONG_RULES["direction"],
}
"""Rules that make any true sentence false."""
FALSIFYING = {
    "sides": _exchange_sides,
    "numbers": _exchange_numbers,
    "quantifier": _widen,
    **FACTS,
}
"""Rules that make a sentence of an abstract false."""


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence that cites its papers by their place, and whether their abstracts say it."""

    source: str
    kind: str
    text: str
    papers: tuple[Paper, ...]
    is_true: bool


def make_paper(key: str, title: str, abstract: str) -> Paper:
    """Return a paper of which only the title and the abstract are known."""
    return Paper(
        key=key,
        title=title,
        authors=(),
        authors_complete=False,
        date=None,
        abstract=abstract,
        field=None,
        has_code=None,
    )


def papers_of(field: str) -> dict[str, Paper]:
    """Return the papers of a field by what the labelled files call them; empty where the
    collection is not at hand.
    """
    if field == "seeds":
        return {paper.key: paper for paper in seed_papers()}
    if field == "scifact":
        return {each.papers[0].key: each.papers[0] for each in scifact()}
    if field == "instruments":
        return dict(_read_bibliography(SHARED / "eval" / "instruments.bib"))
    return dict(_read_documents(SHARED / "retrieval" / field / "docs.jsonl"))


def _read_bibliography(path: Path) -> Iterator[tuple[str, Paper]]:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for entry in re.split(r"\n(?=@)", text):
        key = re.search(r"@\w+\{([^,]+),", entry)
        title, abstract = (
            re.search(_FIELD.format(name), entry, re.DOTALL) for name in ("title", "abstract")
        )
        if key and title and abstract:
            yield key[1], make_paper(key[1], re.sub(r"[{}]", "", title[1]), abstract[1])


def _read_documents(path: Path) -> Iterator[tuple[str, Paper]]:
    for each in read_lines(path):
        yield each["id"], make_paper(each["id"], each["title"], each["abstract"])


def read_lines(path: Path) -> list[dict[str, str]]:
    """Return the records of a file of JSON lines; none where there is no such file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def blind(half: str) -> list[LabelledSentence]:
    """Return the sentences of `verdicts_HALF.jsonl`, as far as their abstracts are at hand."""
    return _in_fields(half, read_lines(HERE / f"verdicts_{half}.jsonl"))


def exchanged(*, is_held_out: bool) -> list[LabelledSentence]:
    """Return the sentences with one word exchanged: the odd ones, or those held out."""
    records = read_lines(HERE / "verdicts_swaps.jsonl")
    return _in_fields("swaps", records[is_held_out::2])


def _in_fields(source: str, records: Iterable[Mapping[str, str]]) -> list[LabelledSentence]:
    found = []
    papers = {
        field: papers_of(field)
        for field in ("seeds", "instruments", "scifact", *set(_OF.values()))
    }
    for each in records:
        if paper := papers[_OF.get(each["field"], each["field"])].get(each["doc"]):
            text = f"{each['text'].rstrip('.')} [1]."
            found.append(
                LabelledSentence(source, each["kind"], text, (paper,), each["label"] == "true")
            )
    return found


def scifact() -> list[LabelledSentence]:
    """Return SciFact's training claims; what is not told counts as false."""
    found = []
    for each in read_lines(SHARED / "claims" / "scifact_train.jsonl"):
        paper = make_paper(each["id"], each["title"], " ".join(each["sentences"]))
        text = f"{each['claim'].rstrip('.')} [1]."
        found.append(
            LabelledSentence(
                "scifact", each["label"], text, (paper,), each["label"] == "supported"
            )
        )
    return found


def small_model() -> list[LabelledSentence]:
    """Return what a small model wrote about the seeds, but for what was doubtful."""
    papers = papers_of("seeds")
    return [
        LabelledSentence(
            "small model",
            "written",
            f"{each['sentence'].rstrip('.')} [1].",
            (papers[each["key"]],),
            each["label"] == "true",
        )
        for each in read_lines(SHARED / "claims" / "small_model_sentences.jsonl")
        if each["label"] in {"true", "false"}
    ]


def summaries(most: int = 400) -> list[LabelledSentence]:
    """Return summaries of papers in one sentence by their authors and reviewers: true, in free
    words, though some tell what only the paper has.
    """
    papers = papers_of("scitldr")
    records = read_lines(SHARED / "retrieval" / "scitldr" / "queries.jsonl")
    random.Random(3).shuffle(records)
    found = []
    for each in records[:most]:
        if (paper := papers.get(each["id"].partition("#")[0])) and len(paper.abstract) > 200:
            text = f"{each['text'].rstrip('. ')} [1]."
            found.append(
                LabelledSentence("summaries", each["kind"], text, (paper,), is_true=True)
            )
    return found


def prose(*, is_held_out: bool) -> list[LabelledSentence]:
    """Return sentences in the manner of models."""
    kinds = read_kinds(HERE / "prose_kinds.txt")
    names = ["prose_held_out.txt"] if is_held_out else ["prose.txt", "prose_second.txt"]
    every = [each for name in names for each in read_prose(HERE / name)]
    every += [each for each in kinds if each.is_held_out == is_held_out]
    return [
        LabelledSentence("prose", each.kind, each.text, each.papers, each.is_true)
        for each in every
    ]


def cases(*, is_right: bool, is_held_out: bool) -> list[LabelledSentence]:
    """Return the paraphrases, or the sentences that rules falsify."""
    some: Iterable[Case] = right_cases() if is_right else wrong_cases()
    return [
        LabelledSentence("cases", each.kind, f"{each.text} [1].", (each.paper,), each.is_right)
        for each in some
        if each.is_held_out == is_held_out
    ]


def falsified(examples: Iterable[LabelledSentence]) -> Iterator[LabelledSentence]:
    """Yield the true ones among some sentences with one thing in them made false by rule."""
    for each in examples:
        text, bracket, markers = each.text.partition(" [")
        for name, rule in FACTS.items() if each.is_true else ():
            if (edited := rule(text)) and edited != text:
                yield replace(
                    each,
                    source=f"falsified, {each.source}",
                    kind=name,
                    text=f"{edited}{bracket}{markers}",
                    is_true=False,
                )


def made_of(
    papers: Iterable[Paper], source: str, *, seed: int = 1
) -> Iterator[LabelledSentence]:
    """Yield sentences of abstracts as they stand and by harmless rules, and with one word made
    that of another abstract or its sibling.
    """
    chance = random.Random(seed)
    every = [paper for paper in papers if len(paper.abstract) > 200]
    words = sorted({word for paper in every for word in _nouns(paper.abstract)})
    names = sorted({name for paper in every for name in _TECHNICAL.findall(paper.abstract)})
    for paper in every:
        for span in cut_sentences(paper.abstract)[:12]:
            if 60 < len(span.text) < 320 and "http" not in span.text:
                text = span.text.rstrip(" .")
                yield from _variants(source, text, paper, words, chance)
                yield from _renamed(source, text, paper, names, chance)


def _renamed(
    source: str, text: str, paper: Paper, names: list[str], chance: random.Random
) -> Iterator[LabelledSentence]:
    """Yield a sentence with one of its names made that of another abstract."""
    if own := sorted(set(_TECHNICAL.findall(text))):
        old, new = chance.choice(own), chance.choice(names)
        if new.casefold() not in paper.abstract.casefold():
            edited = text.replace(old, new)
            yield LabelledSentence(source, "name", f"{edited} [1].", (paper,), is_true=False)


def rounded(papers: Iterable[Paper]) -> Iterator[LabelledSentence]:
    """Yield sentences of abstracts with a number rounded: `about 76%` for `76.3%`, `nearly
    7,700` for 7,694.
    """
    for paper in papers:
        for span in cut_sentences(paper.abstract):
            for edited in (
                _DECIMAL.sub(
                    lambda number: f"about {float(number[0]):.0f}", span.text, count=1
                ),
                _LARGE.sub(_round, span.text, count=1),
            ):
                if edited != span.text and len(edited) < 320:
                    text = f"{edited.rstrip('. ')} [1]."
                    yield LabelledSentence(
                        "made by rounding", "number", text, (paper,), is_true=True
                    )


def exchanged_sides(papers: Iterable[Paper]) -> Iterator[LabelledSentence]:
    """Yield sentences of abstracts with the sides of a verb of cause or rank exchanged."""
    for paper in papers:
        for span in cut_sentences(paper.abstract):
            text = span.text.rstrip(" .")
            if 60 < len(text) < 320 and (edited := _exchange_sides(text)) != text and edited:
                yield LabelledSentence(
                    "made, sides", "sides", f"{edited} [1].", (paper,), is_true=False
                )


def _round(number: re.Match[str]) -> str:
    value = int(number[0].replace(",", ""))
    if 1800 <= value < 2100:  # a year
        return number[0]
    tens = 10 ** (len(str(value)) - 2)
    return f"nearly {-(-value // tens) * tens:,}"


def _variants(
    source: str, text: str, paper: Paper, words: list[str], chance: random.Random
) -> Iterator[LabelledSentence]:
    def example(kind: str, edited: str, *, is_true: bool) -> LabelledSentence:
        return LabelledSentence(source, kind, f"{edited} [1].", (paper,), is_true)

    yield example("itself", text, is_true=True)
    for name, rule in RIGHT_RULES.items():
        if (edited := rule(text)) and edited != text:
            yield example(f"rule: {name}", edited, is_true=True)
    if nouns := _nouns(text):
        old, new = chance.choice(nouns), chance.choice(words)
        if new not in paper.abstract.casefold():
            edited = re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text, count=1)
            yield example("foreign", edited, is_true=False)
    for name, rule in FALSIFYING.items():
        if (edited := rule(text)) and edited != text:
            yield example(name, edited, is_true=False)
    for pair in SIBLINGS.split():
        for old, new in (pair.split("/"), pair.split("/")[::-1]):
            edited = re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text, count=1)
            if edited != text and new not in text.casefold():
                yield example("sibling", edited, is_true=False)


def _nouns(text: str) -> list[str]:
    """Words that stand behind an article or a preposition and are long enough to be things."""
    found = re.findall(r"\b(?:the|an?|of|in|on|for|with) ([a-z]{5,})(?=[ ,.;])", text)
    return sorted(set(found))
