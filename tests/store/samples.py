"""Papers and filters for the store's tests: made at random, by hypothesis or by the seed."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from store.filters import Clause, Filter
from store.importers import read_papers
from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.ranking import Hit

SEED = Path(__file__).parents[2] / "seeds" / "guanglu-song.txt"

# Every abstract holds it, so that a search for it finds every paper.
COMMON = "neural"
_SUBJECTS = "detector face video language diffusion tracker graph speech robot protein".split()
_VERBS = "improves replaces measures predicts compresses aligns distils samples".split()
_NAMES = (
    "Guanglu Song",
    "Zhuofan Zong",
    "Fu-Yun Wang",
    "José Ángel",
    "Yu Liu",
    "Li Song",
    "Ö. Wäng",
)
_FIELDS = (None, "CV", "LG", "cs.CL")
_VENUES = (None, "CVPR 2023", "NeurIPS", "Journal of Vision")


def bare(key: str, title: str = "", abstract: str = "", **more: object) -> Paper:
    """Return a paper about which nothing else is known."""
    plain = Paper(key, title, (), True, None, abstract, None, None)
    return replace(plain, **more)  # type: ignore[arg-type]


def seed_papers() -> list[Paper]:
    """Return the papers of the corpus that ships."""
    return [*_read_seed()]


@cache
def _read_seed() -> tuple[Paper, ...]:
    return read_papers(SEED).papers


def keys(found: Iterable[Paper | Hit]) -> list[str]:
    """Return the keys of papers or hits."""
    return [each.key if isinstance(each, Paper) else each.paper.key for each in found]


def make_papers(count: int, *, prefix: str = "made") -> list[Paper]:
    """Return papers that differ in everything; the same call returns the same papers."""
    chance = random.Random(prefix)
    return [_make_paper(f"{prefix}{number:05d}", chance) for number in range(count)]


def _make_paper(key: str, chance: random.Random) -> Paper:
    title = " ".join([*chance.sample(_SUBJECTS, 3), key])
    sentences = [
        f"Our {COMMON} {chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} the "
        f"{chance.choice(_SUBJECTS)} "
        f"by {chance.randrange(100)} points on {key}set{chance.randrange(1000)}."
        for _ in range(chance.randrange(1, 4))
    ]
    date = PartialDate(chance.randrange(2018, 2026), chance.choice((None, 3, 11)))
    return Paper(
        key=key,
        title=title,
        authors=tuple(chance.sample(_NAMES, chance.randrange(len(_NAMES)))),
        authors_complete=chance.random() < 0.5,
        date=chance.choice((date, date, date, None)),
        abstract=" ".join(sentences),
        field=chance.choice(_FIELDS),
        has_code=chance.choice((True, False, None)),
        venue=chance.choice(_VENUES),
    )


def _clauses() -> st.SearchStrategy[Clause]:
    years = st.tuples(st.integers(2016, 2027), st.integers(2016, 2027))
    names = (
        "song",
        "guanglu song",
        "wang",
        "fu yun",
        "jose angel",
        "angel",
        "nobody",
        "liu yu",
        "o wang",
    )
    texts = {
        "author": st.sampled_from(names),
        "first": st.sampled_from(names),
        "code": st.sampled_from(("yes", "no", "unknown")),
        "field": st.sampled_from(("cv", "lg", "cs cl", "cl")),
        "venue": st.sampled_from(("cvpr", "cvpr 2023", "neurips", "vision", "2023")),
        "affiliation": st.sampled_from(("tsinghua", "mit", "tsinghua university", "")),
        "key": st.sampled_from(("made00003", "made00150", "absent")),
    }
    by_text = [
        st.builds(Clause, st.just(name), value=values, negated=st.booleans())
        for name, values in texts.items()
    ]
    by_year = st.builds(Clause, st.just("year"), years=years, negated=st.booleans())
    return st.one_of(by_year, *by_text)


FILTERS = st.builds(Filter, st.lists(_clauses(), max_size=3).map(tuple))
"""Filters of up to three clauses on what `make_papers` makes; some let nothing through."""

_TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
_DATES = st.builds(
    PartialDate,
    st.integers(1, 9999),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 31),
    st.booleans(),
)
PAPERS = st.builds(
    Paper,
    key=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20),
    title=_TEXT,
    authors=st.lists(_TEXT, max_size=3).map(tuple),
    authors_complete=st.booleans(),
    date=st.none() | _DATES,
    abstract=_TEXT,
    field=st.none() | _TEXT,
    has_code=st.none() | st.booleans(),
    affiliations=st.lists(_TEXT, max_size=2).map(tuple),
    venue=st.none() | _TEXT,
    doi=st.none() | _TEXT,
    arxiv_id=st.none() | _TEXT,
    url=st.none() | _TEXT,
    source=_TEXT,
    profile=st.none() | _TEXT,
)
"""Papers with any text at all, controls and NUL among it."""
