"""How papers belong together, where their readings show it: what one brings others speak of,
and data that several are tried on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.abstracts.antecedents import own_name
from assistant.language.composed_sentences import RELATION
from assistant.language.names import gives_name, text_of
from assistant.language.third_person.subjects import who_wrote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.backends.extractive.composers.material import ReadPaper
    from store.paper import Paper

_MOST = 4
_SHORTEST = 3


def tell_relations(sources: Sequence[ReadPaper]) -> list[str]:
    """Return sentences on what relates some papers, the oldest first; none where nothing
    does.
    """
    return [*_taken_up(sources)[:_MOST], *_shared_data(sources)[:_MOST]]


def is_true_relation(sentence: str, papers: Sequence[Paper]) -> bool:
    """Tell whether a sentence is one of these, and true of the papers that it cites."""
    told = RELATION.fullmatch(sentence)
    return bool(
        told and papers and all(gives_name(text_of(paper), told["name"]) for paper in papers)
    )


def _taken_up(sources: Sequence[ReadPaper]) -> list[str]:
    """Say of what a paper brings that it returns in later ones."""
    told = []
    for at, source in enumerate(sources):
        name = own_name(source.paper)
        if name is None or len(name) < _SHORTEST:
            continue
        later = [each for each in sources[at + 1 :] if gives_name(text_of(each.paper), name)]
        if later:
            who = who_wrote(source.paper, source.marker).cited.removeprefix("the authors of ")
            told.append(f"{name} of {who} returns in {_cite(later)}.")
    return told


def _shared_data(sources: Sequence[ReadPaper]) -> list[str]:
    """Say which data several papers name, the most common first."""
    held: dict[str, dict[int, ReadPaper]] = {}
    spelt: dict[str, str] = {}
    for source in sources:
        for name in source.reading.data:
            plain = name.text.casefold()
            spelt.setdefault(plain, name.text)
            held.setdefault(plain, {})[source.marker] = source
    shared = [plain for plain, users in held.items() if len(users) > 1]
    ranked = sorted(shared, key=lambda plain: (-len(held[plain]), plain))
    return [f"{spelt[plain]} is used in {_cite([*held[plain].values()])}." for plain in ranked]


def _cite(sources: Sequence[ReadPaper]) -> str:
    return f"[{', '.join(str(source.marker) for source in sources)}]"
