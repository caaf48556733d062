"""How papers belong together, where their readings show it: what one brings others speak of,
and data that several are tried on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.backends.extractive.antecedents import own_name
from assistant.language.names import gives_name, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.backends.extractive.composers.material import Source

_MOST = 4
_SHORTEST = 3


def tell_relations(sources: Sequence[Source]) -> list[str]:
    """Return sentences on what relates some papers, the oldest first; none where nothing
    does.
    """
    return [*_taken_up(sources)[:_MOST], *_shared_data(sources)[:_MOST]]


def _taken_up(sources: Sequence[Source]) -> list[str]:
    """Say of what a paper brings that later papers speak of it."""
    told = []
    for at, source in enumerate(sources):
        name = own_name(source.paper)
        if name is None or len(name) < _SHORTEST:
            continue
        later = [each for each in sources[at + 1 :] if gives_name(text_of(each.paper), name)]
        if later:
            verb = "takes" if len(later) == 1 else "take"
            told.append(f"{_cite(later)} {verb} up {name} of [{source.marker}].")
    return told


def _shared_data(sources: Sequence[Source]) -> list[str]:
    """Say which data several papers name, the most common first."""
    held: dict[str, dict[int, Source]] = {}
    spelt: dict[str, str] = {}
    for source in sources:
        for name in source.reading.data:
            plain = name.text.casefold()
            spelt.setdefault(plain, name.text)
            held.setdefault(plain, {})[source.marker] = source
    shared = [plain for plain, users in held.items() if len(users) > 1]
    ranked = sorted(shared, key=lambda plain: (-len(held[plain]), plain))
    return [f"Tried on {spelt[plain]}: {_cite([*held[plain].values()])}." for plain in ranked]


def _cite(sources: Sequence[Source]) -> str:
    return f"[{', '.join(str(source.marker) for source in sources)}]"
