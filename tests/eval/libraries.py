"""The libraries that the questions beside this file are about, and whose they are."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.importers import read_papers
from store.library import Library
from store.paper import Paper
from tests.eval.make_other import make_papers

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
SEEDS = "seeds"
INSTRUMENTS = "instruments"
_FROM = {
    "scitldr": ("other", "learning", "learning2", "language"),
    "cranfield": ("aerodynamics", "aerodynamics2", "shells"),
}
MEDICINE = tuple(f"medicine{part}" for part in range(5))
"""The libraries that the abstracts of SciFact's training claims are dealt to."""
TUNED_ON = (
    SEEDS,
    "other",
    "learning",
    "learning2",
    "aerodynamics",
    "aerodynamics2",
    *MEDICINE[:2],
)
"""The libraries whose `_tune` questions weights may be fitted on."""
_SHARED = {"dev_questions": SEEDS, "seed": SEEDS, INSTRUMENTS: INSTRUMENTS}


def open_library(name: str, shared: Path, folder: Path) -> Library:
    """Return a library by name, made from the collections in `shared` where `folder` does not
    hold it yet.
    """
    library = Library.open(folder / name)
    if not library.count():
        library.add(_papers(name, shared))
    return library


def question_files(shared: Path) -> dict[str, Path]:
    """Return every file of questions by name, those in `shared` too."""
    others = [shared / "eval" / "dev_questions.jsonl", *(shared / "eval/questions").glob("*")]
    known = {f"shared_{path.stem}": path for path in others if path.stem in _SHARED}
    own = {
        path.stem: path
        for path in sorted(HERE.glob("*.jsonl"))
        if path.stem not in ("blind_paraphrases", "blind2_rewordings", "blind_years")
    }
    return own | known


def library_of(file: str) -> str | None:
    """Return the library that the questions of a file are about; None where each says so."""
    if file.startswith("shared_"):
        return _SHARED[file.removeprefix("shared_")]
    if file.startswith("blind"):
        return None
    name = re.split(r"_|(?<=seed)\d|(?<=other)\d|(?<=[sg])3", file)[0]
    return SEEDS if name == "seed" else name


def is_tuned_on(file: str) -> bool:
    """Tell whether the questions of a file may be fitted on, and their failures looked at."""
    return file == "shared_dev_questions" or (file.endswith("_tune") and "blind" not in file)


def read_rows(path: Path, shared: Path) -> Iterator[dict[str, Any]]:
    """Yield the questions of a file; a probe is one that has no answer.

    Papers of medicine stand there by their place among the titles: "#12".
    """
    name = library_of(path.stem)
    titles = list(_abstracts_of(name, shared)) if name in MEDICINE else []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        probe = {"id": f"{path.stem}-{number}", "kind": "probe", "abstain": True}
        empty: dict[str, list[str]] = {"history": [], "gold": [], "also": [], "facts": []}
        row = row if "id" in row else probe | empty | row
        for which in ("gold", "also") if titles else ():
            row[which] = [
                titles[int(place[1:])] if place.startswith("#") else place
                for place in row[which]
            ]
        yield row


def tuned_questions(
    shared: Path, *, are_lay: bool = True
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the questions that weights may be fitted on, each behind its library's name; those
    in people's own words, not the papers', only where they are asked for.
    """
    for file, path in question_files(shared).items():
        name = library_of(file)
        if is_tuned_on(file) and name and (are_lay or "_lay_" not in file):
            for row in read_rows(path, shared):
                yield name, row


def read_claims(shared: Path) -> list[dict[str, Any]]:
    """Return SciFact's training claims."""
    lines = (shared / "claims" / "scifact_train.jsonl").read_text(encoding="utf-8")
    return [*map(json.loads, lines.splitlines())]


def read_abstracts(name: str, shared: Path) -> dict[str, tuple[str, str]]:
    """Return the title and abstract of each document of a collection by its id, or of each
    paper of a library of medicine by its place.
    """
    if name in MEDICINE:
        return {str(at): each for at, each in enumerate(_abstracts_of(name, shared).items())}
    text = (shared / "retrieval" / name / "docs.jsonl").read_text(encoding="utf-8")
    rows = map(json.loads, text.splitlines())
    return {each["id"]: (each["title"], each["abstract"]) for each in rows}


def _abstracts_of(name: str, shared: Path) -> dict[str, str]:
    """Return the abstracts of a library of medicine by title, in order of title."""
    abstracts = {each["title"]: " ".join(each["sentences"]) for each in read_claims(shared)}
    dealt = sorted(abstracts)[MEDICINE.index(name) :: len(MEDICINE)]
    return {title: abstracts[title] for title in dealt}


def title_of(work: str | dict[str, Any]) -> str:
    """Return the title of a gold paper, without what spelling and punctuation change."""
    title = work if isinstance(work, str) else work["title"]
    return re.sub(r"\W+", " ", title.lower()).strip()


def _papers(name: str, shared: Path) -> tuple[Paper, ...] | list[Paper]:
    if name == SEEDS:
        return read_papers(HERE.parents[1] / "seeds" / "guanglu-song.txt").papers
    if name == INSTRUMENTS:
        return read_papers(shared / "eval" / "instruments.bib").papers
    if name in MEDICINE:
        return [
            Paper(f"paper{place}", title, (), True, None, abstract, None, None)
            for place, (title, abstract) in enumerate(_abstracts_of(name, shared).items())
        ]
    collection = next(each for each, names in _FROM.items() if name in names)
    return make_papers(shared / "retrieval" / collection / "docs.jsonl", name)
