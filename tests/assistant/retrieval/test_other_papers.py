"""Papers beside those spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.questions.known_names import KnownNames
from assistant.questions.made_whole import Others
from assistant.retrieval.other_papers import find_others
from store.library import Library
from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from pathlib import Path

_MANY = 45


def _paper(key: str, author: str, text: str) -> Paper:
    return Paper(key, f"{text} {key}", (author,), True, PartialDate(2001), text, None, None)


def test_a_paper_by_others_is_found_behind_many_nearer_by_the_same_hand(tmp_path: Path) -> None:
    own = ("Ann Rook", "A. Rook")
    papers = [_paper(f"own{n}", own[n % 2], "Owls hunt voles at night") for n in range(_MANY)]
    with Library.open(tmp_path / "library") as library:
        library.add([*papers, _paper("other", "Di Elm", "Moss grows on walls")])
        asked = Others(("own0",), is_by_others=True)
        found, said = find_others(library, asked, KnownNames((*own, "Di Elm")))
    assert [paper.key for paper in found] == ["other"]
    assert said[0].text == "The other papers by others that come nearest:"
