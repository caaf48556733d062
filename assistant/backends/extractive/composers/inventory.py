"""What is in use: the data sets, measures or methods by name, and the papers that use
each; where few are named, the sentence of each paper that tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts import NameKind
from assistant.abstracts.measures import find_measures
from assistant.backends.extractive.composers import each_paper, fact
from assistant.backends.extractive.composers.paper_list import IN_FULL
from assistant.backends.extractive.composers.writing import computed
from assistant.language.markers import write_markers
from store.printable import counted
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material, ReadPaper

_MOST = 20
_COUNT = re.compile(r"\d[\d.,\s]*[a-z]")
"""What counts things and is no name: "8013 registry patients", but "20 Newsgroups"."""
_METHODS = (NameKind.METHOD, NameKind.MODEL, NameKind.SYSTEM)


def compose(material: Material) -> list[Piece]:
    """Return the names and who uses them, the most used first; where most of a few abstracts
    name none, what each tells.
    """
    kind = material.question.slots.get("kind", "data")
    used = _collect(kind, material.sources) if kind in _NAMES else {}
    naming = {marker for markers in used.values() for marker in markers}
    many = len(material.sources)
    if not used or (material.ranked and 2 * len(naming) < many <= IN_FULL):
        is_list = material.ranked and many > 1
        return each_paper.compose(material) if is_list else fact.compose(material)
    ranked = sorted(used.items(), key=lambda each: (-len(each[1]), each[0].casefold()))
    rows = [
        computed(f"- {name}{write_markers(tuple(markers))}", "\n")
        for name, markers in ranked[:_MOST]
    ]
    return [computed(_count(kind, ranked, material)), *rows]


def _collect(kind: str, sources: Iterable[ReadPaper]) -> dict[str, dict[int, None]]:
    """Return the numbers of the papers by the name that they use, as it is written first."""
    names_of = _NAMES[kind]
    uses = [(name, source.marker) for source in sources for name in names_of(source)]
    spelt: dict[str, str] = {}
    # Of "F1", "dev F1" and "F1 score" the shortest stands for all.
    for name in sorted((name for name, _ in uses), key=lambda name: len(words(name))):
        parts = words(name)
        ends = [parts[:1], parts[-1:]] if kind == "measures" else []
        known = next((spelt[end] for each in ends if (end := "".join(each)) in spelt), name)
        spelt.setdefault("".join(parts), known)
    used: dict[str, dict[int, None]] = {}
    for name, marker in uses:
        used.setdefault(spelt["".join(words(name))], {})[marker] = None
    return used


def _count(kind: str, ranked: Iterable[object], material: Material) -> str:
    count = len(list(ranked))
    what = {"data": "data set", "measures": "measure", "methods": "method"}[kind]
    shown = f", of which {_MOST} are listed" if count > _MOST else ""
    looked = counted(len(material.sources), "abstract")
    return f"{counted(count, what)} named in {looked}{shown}:"


def _data(source: ReadPaper) -> Iterable[str]:
    """Yield the data of a paper that go by a name, but words that may only begin a sentence."""
    begins = {sentence.start for sentence in source.reading.sentences}
    for name in source.reading.data:
        is_begin = name.start in begins and name.text[1:].islower()
        if not (is_begin or _COUNT.match(name.text)):
            yield name.text


def _measures(source: ReadPaper) -> Iterable[str]:
    return (
        result.measure
        for result in source.reading.results
        if any(not measure.is_weak for measure in find_measures(result.measure))
    )


def _methods(source: ReadPaper) -> Iterable[str]:
    """Yield what a paper brings but data, and but words that may only begin a sentence."""
    for name in source.reading.introduces:
        is_known = name.kind in _METHODS or not name.text[1:].islower()
        if is_known and name.kind not in (NameKind.DATASET, NameKind.BENCHMARK):
            yield name.text


_NAMES: Mapping[str, Callable[[ReadPaper], Iterable[str]]] = {
    "data": _data,
    "measures": _measures,
    "methods": _methods,
}
