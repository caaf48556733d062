"""Collections of Zotero's, named by their path: "Thesis / Methods"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from store.errors import SourceError
from store.importers.json_values import Item, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BETWEEN = " / "
_DEEPEST = 20


class Collections:
    """The collections of a library, by key."""

    def __init__(self, named: dict[str, tuple[str, str]]) -> None:
        """Take the name and the parent's key of each, "" where it has none."""
        self._named = named

    @classmethod
    def of_api(cls, items: Iterable[Item]) -> Self:
        """Return those of Zotero's API."""
        read = ((item, data) for item in items if isinstance(data := item.get("data"), dict))
        return cls(
            {
                text_of(item, "key"): (
                    text_of(data, "name"),
                    str(data.get("parentCollection") or ""),
                )
                for item, data in read
            }
        )

    @classmethod
    def of_better_bibtex(cls, named: object) -> Self:
        """Return those of an export of Better BibTeX's."""
        read = named if isinstance(named, dict) else {}
        return cls(
            {
                str(key): (text_of(each, "name"), str(each.get("parent") or ""))
                for key, each in read.items()
                if isinstance(each, dict)
            }
        )

    def path(self, key: str) -> str:
        """Return the name of a collection below those that it is in; "" where it is not
        known.
        """
        names: list[str] = []
        while key in self._named and len(names) < _DEEPEST:
            name, key = self._named[key]
            names.append(name)
        return _BETWEEN.join(reversed([name for name in names if name]))

    def names(self, keys: object) -> list[str]:
        """Return the paths of some keys."""
        listed = keys if isinstance(keys, list) else []
        return [path for key in listed if (path := self.path(str(key)))]

    def below(self, name: str) -> list[str]:
        """Return the key of the collection of a name, a path or a key, and the keys of those
        below it. Raises SourceError where there is none, or several.
        """
        wanted = _BETWEEN.join(part.strip() for part in name.split("/"))
        named = {key: (key, own, self.path(key)) for key, (own, _) in self._named.items()}
        found = [key for key, names in named.items() if wanted in names]
        bare = wanted.casefold()
        found = found or [key for key in named if bare in map(str.casefold, named[key])]
        if len(found) != 1:
            paths = [self.path(key) for key in found or self._named]
            which = "several collections" if found else "no collection"
            raise SourceError(
                f"There is {which} {name!r} in Zotero",
                advice=f"There are: {', '.join(sorted(paths)) or 'none'}.",
            )
        return [*self._below(found[0])]

    def _below(self, key: str, depth: int = 0) -> Iterator[str]:
        yield key
        for child, (_, parent) in self._named.items():
            if parent == key and depth < _DEEPEST:
                yield from self._below(child, depth + 1)
