"""One answer to who somebody is, wherever a name is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.names import PersonName, bibtex_parts, names_of, split_said, surnames
from store.paper import Paper
from store.wording import short_authors

WORD = st.text("abcdeÉßñ王", min_size=1, max_size=5).map(str.capitalize)


def by(*authors: str) -> Paper:
    return Paper(
        "key",
        "Title",
        authors,
        authors_complete=True,
        date=None,
        abstract="",
        field=None,
        has_code=None,
    )


@pytest.mark.parametrize(
    ("author", "family"),
    [
        ("Henry Ford Jr.", "Ford"),
        ("Ford, Jr., Henry", "Ford"),
        ("Jan van der Berg", "van der Berg"),
        ("van der Berg, Jan", "van der Berg"),
        ("Maria de la Cruz", "de la Cruz"),
        ("Christopher D. Carroll", "Carroll"),
        ("Rojas Quiroga, E.", "Rojas Quiroga"),
        ("José García-Márquez", "García-Márquez"),
        ("Guy Van den Broeck", "Van den Broeck"),
        ("Dirk Van Hertem", "Van Hertem"),
        ("Luc De Raedt", "De Raedt"),
        ("Ines Von Der Heide Jr.", "Von Der Heide"),
        ("Willard Van Orman Quine", "Quine"),
        ("Minh Van Tran", "Tran"),
        ("Wei Di Chen", "Chen"),
        ("De Wang", "Wang"),
        ("Hertem, Dirk Van", "Hertem"),
        ("Plato", "Plato"),
        ("王伟", "王伟"),
        ("Li Wei", "Wei"),
        ("World Health Organization", "World Health Organization"),
    ],
)
def test_a_surname_is_the_same_everywhere(author: str, family: str) -> None:
    assert surnames(by(author)) == [family]
    assert short_authors(by(author)) == family
    assert short_authors(by(author, "Ada Lovelace")) == f"{family} and Lovelace"
    assert short_authors(by(author, "Ada Lovelace", "Plato")) == f"{family} et al."


@given(st.lists(WORD, min_size=2, max_size=4))
def test_a_plain_name_is_read_as_bibtex_reads_it(words: list[str]) -> None:
    text = " ".join(words)
    first, von, last, _ = bibtex_parts(text)
    assert split_said(text) == PersonName(" ".join([*von, *last]), " ".join(first))


@given(st.lists(st.text(max_size=12), max_size=3))
def test_any_name_is_read(authors: list[str]) -> None:
    assert len(names_of(by(*authors))) <= len(authors)
    assert short_authors(by(*authors))
