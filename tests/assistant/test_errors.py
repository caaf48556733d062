"""The errors: each kind that a user may meet has its exit code, and says what to do."""

from __future__ import annotations

from importlib import import_module
from itertools import chain

import pytest

from assistant.errors import BackendError, ExitCode, SessionError, exit_code
from store.errors import (
    EmbedderMismatch,
    FilterError,
    InputError,
    LibraryError,
    LibraryUnavailable,
    SonglineError,
    SourceError,
)


def kinds(base: type[SonglineError]) -> set[type[SonglineError]]:
    below = base.__subclasses__()
    return {*below, *chain.from_iterable(kinds(kind) for kind in below)}


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (InputError, 2),
        (SourceError, 2),
        (FilterError, 2),
        (BackendError, 4),
        (LibraryError, 5),
        (LibraryUnavailable, 5),
        (EmbedderMismatch, 5),
        (SessionError, 5),
    ],
)
def test_the_exit_code_of_each_kind(kind: type[SonglineError], code: int) -> None:
    assert exit_code(kind("It broke")) == code


def test_no_kind_is_without_an_exit_code() -> None:
    import_module("store.library")
    codes = [exit_code(kind.__new__(kind)) for kind in kinds(SonglineError)]
    assert all(code in ExitCode for code in codes)


def test_an_error_says_what_why_and_what_next() -> None:
    assert str(InputError("It broke")) == "It broke"
    assert str(InputError("It broke", why="it was old")) == "It broke: it was old"
    assert str(InputError("It broke", advice="Mend it.")) == "It broke\nMend it."
    assert (
        str(InputError("It broke", why="it was old", advice="Mend it."))
        == "It broke: it was old\nMend it."
    )


def test_an_error_beside_an_answer_is_told_in_sentences() -> None:
    error = LibraryUnavailable("It cannot be used", why="there is no room", advice="Make some.")
    assert error.on_one_line == "It cannot be used: there is no room. Make some."
    assert LibraryUnavailable("It is\nfull.").on_one_line == "It is full."
