"""The records that the store holds: a paper, and a date that may be known in part."""

from __future__ import annotations

from dataclasses import dataclass


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
