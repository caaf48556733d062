"""Errors that a user may meet, as a tree.

SonglineError                   says what failed, why, and what to do next
├── InputError                  what the user gave cannot be used
│   ├── SourceError             a file that cannot be read as papers
│   └── FilterError             a filter that cannot be understood
├── FetchError                  a service on the web did not give what was asked for
│   └── NotThere                it says that it has no such thing
└── LibraryError                the library cannot be used
    ├── LibraryUnavailable      it is not there, cannot be opened, or does not answer
    │   └── DamagedIndex        what is derived from the papers, which is made anew
    └── EmbedderMismatch        its vectors were made by another embedder
"""

from __future__ import annotations

from store.printable import one_line
from store.redaction import hide_secrets


class SonglineError(Exception):
    """Base of every error whose message may be shown to a user as it is."""

    def __init__(self, what: str, *, why: str = "", advice: str = "") -> None:
        what, why, advice = hide_secrets(what), hide_secrets(why), hide_secrets(advice)
        super().__init__(what, why, advice)
        self.what = what
        self.why = why
        self.advice = advice

    def __str__(self) -> str:
        return "\n".join(filter(None, (self._failure, self.advice)))

    @property
    def on_one_line(self) -> str:
        """All of it in sentences, where it is told beside an answer."""
        return one_line(f"{self._failure.rstrip('.')}. {self.advice}")

    @property
    def _failure(self) -> str:
        return f"{self.what}: {self.why}" if self.why else self.what


class InputError(SonglineError):
    """What the user gave cannot be used."""


class SourceError(InputError):
    """A file that cannot be read as papers."""


class FilterError(InputError):
    """A filter that cannot be understood."""


class FetchError(SonglineError):
    """A service on the web did not give what was asked for."""


class NotThere(FetchError):
    """A service says that it has no such thing."""


class LibraryError(SonglineError):
    """The library cannot be used."""


class LibraryUnavailable(LibraryError):
    """The library is not there, cannot be opened, or does not answer."""


class DamagedIndex(LibraryUnavailable):
    """What is derived from the papers is damaged; the next look at it makes it anew."""


class EmbedderMismatch(LibraryError):
    """The library's vectors were made by another embedder."""
