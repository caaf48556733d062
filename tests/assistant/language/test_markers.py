"""Citations in a sentence: written before its full stop, and read in whatever style they
come.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.markers import read_citations, with_markers
from assistant.language.sentences import cut_sentences
from tests.store.samples import bare, make_papers


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("HoP sings.", "HoP sings [1] [3]."),
        ("Does HoP sing?", "Does HoP sing [1] [3]?"),
        ("They say “HoP sings.”", "They say “HoP sings [1] [3].”"),
        ("(HoP sings.)", "(HoP sings [1] [3].)"),
        ("HoP", "HoP [1] [3]"),
    ],
)
def test_markers_stand_before_the_full_stop(text: str, written: str) -> None:
    assert with_markers(text, (1, 3)) == written


SLASHED = replace(make_papers(1)[0], key="DBLP:conf/cvpr/ZongL23")
LONGER = replace(SLASHED, key="DBLP:journals/corr/abs-2303-12345")


@pytest.mark.parametrize(
    ("citation", "markers"),
    [
        ("[@DBLP:conf/cvpr/ZongL23]", (1,)),
        ("[DBLP:conf/cvpr/ZongL23]", (1,)),
        ("[DBLP:conf/cvpr/ZongL23, DBLP:journals/corr/abs-2303-12345]", (1, 2)),
        ("[@DBLP:journals/corr/abs-2303-12345; @DBLP:conf/cvpr/ZongL23]", (2, 1)),
        (r"\cite{DBLP:conf/cvpr/ZongL23,DBLP:journals/corr/abs-2303-12345}", (1, 2)),
    ],
)
def test_keys_with_slashes_are_citations(citation: str, markers: tuple[int, ...]) -> None:
    cited = read_citations(f"HoP sings {citation}.", (SLASHED, LONGER))
    assert (cited.text, cited.markers, cited.unresolved) == ("HoP sings.", markers, ())


@pytest.mark.parametrize(
    "text", ["a ratio [width:1/2]", "a page [https://doi.org/10.1/x]", "either [and/or]"]
)
def test_other_slashes_in_brackets_are_none(text: str) -> None:
    cited = read_citations(f"HoP has {text}.", (SLASHED,))
    assert (cited.text, cited.markers, cited.unresolved) == (f"HoP has {text}.", (), ())


def test_a_sentence_is_cut_behind_a_key_with_slashes() -> None:
    cut = cut_sentences("HoP sings. [DBLP:conf/cvpr/ZongL23] It dances.")
    assert [span.text for span in cut] == ["HoP sings. [DBLP:conf/cvpr/ZongL23]", "It dances."]


@given(st.text(), st.lists(st.integers(1, 99), unique=True))
def test_no_text_is_lost_to_its_markers(text: str, markers: list[int]) -> None:
    written = with_markers(text, markers)
    for marker in reversed(markers):
        before, _, behind = written.rpartition(f" [{marker}]")
        written = before + behind
    assert "".join(written.split()) == "".join(text.split())


@given(st.lists(st.integers(1, 99), min_size=1, unique=True))
def test_what_is_written_is_read(markers: list[int]) -> None:
    cited = read_citations(with_markers("HoP sings.", markers), ())
    assert (cited.text, cited.markers) == ("HoP sings.", tuple(markers))


@pytest.mark.parametrize(
    ("sentence", "text", "markers"),
    [
        ("The papers [1], [2], [3] are new.", "The papers are new.", (1, 2, 3)),
        ("Frogs sing [1]; [2].", "Frogs sing.", (1, 2)),
        ("Frogs [1], toads [2], newts.", "Frogs, toads, newts.", (1, 2)),
    ],
)
def test_nothing_is_left_between_markers(
    sentence: str, text: str, markers: tuple[int, ...]
) -> None:
    cited = read_citations(sentence, [])
    assert (cited.text, cited.markers) == (text, markers)


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("Ebb et al. find that tides rise [2].", (2,)),
        ("Ebb et al. [1, 2] find that tides rise.", (1, 2)),
        ("Before Ebb et al. (2001), tides rose [1].", (1,)),
    ],
)
def test_numbers_say_which_of_an_author_s_papers_is_meant(
    text: str, markers: tuple[int, ...]
) -> None:
    papers = [bare("a", "Tides", authors=("Ida Ebb",)), bare("b", "Flow", authors=("Ida Ebb",))]
    cited = read_citations(text, papers)
    assert (cited.markers, cited.unresolved) == (markers, ())
    assert read_citations("Ebb et al. find tides.", papers).unresolved == ("Ebb et al.",)
