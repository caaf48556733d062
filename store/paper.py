"""The records that the store holds: a paper, and a date that may be known in part."""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, NoReturn, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which at least the year is known; `inferred` says that the year was worked
    out, not read.
    """

    year: int
    month: int | None = None
    day: int | None = None
    inferred: bool = False

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Year, month and day; an unknown month or day comes before every known one."""
        return (self.year, self.month or 0, self.day or 0)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [
            f"{part:02d}" for part in (self.month, self.day) if part
        ]
        return "-".join(parts)


class Extra(dict[str, str]):
    """What a source says beside: volume, issue, pages and the like; in order of name, and never
    changed.
    """

    def __init__(self, said: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(sorted((name, value) for name, value in dict(said).items() if value))

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))

    def __reduce__(self) -> tuple[type[Self], tuple[dict[str, str]]]:
        return type(self), (dict(self),)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("what a paper's source says is not changed; make another")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


NOTHING = Extra()
"""What a source says beside that says nothing more."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as its source describes it; nothing is invented where the source is silent."""

    key: str
    """Citation key: ASCII, unique in the library, stable across imports
    (`zong2023temporal`).
    """
    title: str
    authors: tuple[str, ...]
    """As the source gives them, in order."""
    authors_complete: bool
    """False where the source cuts the list with "et al."."""
    date: PartialDate | None
    abstract: str
    """Plain text; "" where the source has none."""
    field: str | None
    """The source's category, such as "CV"."""
    has_code: bool | None
    """None where the source does not say."""
    affiliations: tuple[str, ...] = ()
    venue: str | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    url: str | None = None
    source: str = ""
    """File name and line or record number, such as "guanglu-song.txt:19"."""
    profile: str | None = None
    """Whose publication page listed the paper; the page's owner may stand behind "et al."."""
    kind: str | None = None
    """What it is, in the types of CSL: "article-journal", "book"; None where the source does
    not say.
    """
    extra: Extra = NOTHING
    """What else the source says, by name (`store/kinds.py`): "volume", "pages", "publisher",
    "editors".
    """
    names: tuple[str, ...] = ()
    """One an author, in parts: "Family, Given, Suffix", or "{Collective}"; () where the source
    tells none.
    """
    records: tuple[Paper, ...] = ()
    """What each source said, where the paper was put together from several."""

    @property
    def topics(self) -> str:
        """What tells beside the title what it is about: the abstract, or else keywords."""
        keywords = (self.extra.get("keywords"), self.field)
        return self.abstract or "; ".join(word for word in keywords if word)

    @property
    def content(self) -> tuple[object, ...]:
        """All that it says, but for its key and where it stood."""
        said: tuple[object, ...] = _CONTENT(self)
        return said


_CONTENT = attrgetter(
    *(field.name for field in fields(Paper) if field.name not in ("key", "source"))
)
