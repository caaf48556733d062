"""The assistant's own errors, below the store's tree, and the exit code of each.

SonglineError                   (store.errors) what failed, why, and what to do next
├── InputError                  exit 2
├── BackendError                exit 4: the model or the stub could not answer
│   └── ContextExceeded         the request was longer than what the model takes in
├── FetchError                  exit 4: a service on the web could not be asked
├── LibraryError                exit 5
└── SessionError                exit 5: the conversations on disk cannot be used
    └── NoRoomForSessions       the disk is full; what was asked can be answered all the same
"""

from __future__ import annotations

from enum import IntEnum

from store.errors import FetchError, InputError, LibraryError, SonglineError


class BackendError(SonglineError):
    """The backend could not answer."""


class ContextExceeded(BackendError):
    """The request was longer than what the model takes in."""

    def __init__(self, error: BackendError, tokens: int | None) -> None:
        """Make it of what is to be told; `tokens` is what the model takes in, if it said so."""
        super().__init__(error.what, why=error.why, advice=error.advice)
        self.tokens = tokens


class SessionError(SonglineError):
    """The conversations on disk cannot be used."""


class NoRoomForSessions(SessionError):
    """The disk that the conversations are on is full."""


def missing_extra(what: str, extra: str, error: ImportError) -> InputError:
    """Return that a command cannot do `what` without packages that are installed on request."""
    return InputError(
        what,
        why=f"the package {error.name} is not installed",
        advice=f"Install it: pip install 'songline[{extra}]'",
    )


class ExitCode(IntEnum):
    """What the process tells the shell."""

    ANSWERED = 0
    BUG = 1
    BAD_INPUT = 2
    ABSTAINED = 3
    BACKEND_FAILED = 4
    LIBRARY_UNUSABLE = 5
    INTERRUPTED = 130


_EXIT_CODES: tuple[tuple[type[SonglineError], ExitCode], ...] = (
    (InputError, ExitCode.BAD_INPUT),
    (BackendError, ExitCode.BACKEND_FAILED),
    (FetchError, ExitCode.BACKEND_FAILED),
    (LibraryError, ExitCode.LIBRARY_UNUSABLE),
    (SessionError, ExitCode.LIBRARY_UNUSABLE),
)


def exit_code(error: SonglineError) -> ExitCode:
    """Return the exit code that stands for an error."""
    return next(code for kind, code in _EXIT_CODES if isinstance(error, kind))
