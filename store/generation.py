"""A count of writes, kept where every writer can see it: it tells whether another has
written.
"""

from __future__ import annotations

import json
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Protocol, Self

from store.errors import LibraryUnavailable
from store.files import set_folder_aside

if TYPE_CHECKING:
    from pathlib import Path

    from store.chroma import Chroma


@dataclass(frozen=True, slots=True)
class Generation:
    """The state of a library, by number; the token tells apart two writers that counted
    alike.
    """

    library: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Random name of the library, so that no other's count is taken for this one's."""
    number: int = 0
    token: str = ""

    def next(self) -> Self:
        """Return the state after one more write."""
        return type(self)(self.library, self.number + 1, uuid.uuid4().hex[:12])


@dataclass(frozen=True, slots=True)
class IndexedVersion:
    """What a derived index records of the state that it reflects: the generation and the
    number of papers.
    """

    generation: Generation
    papers: int

    @classmethod
    def read(cls, text: str | None) -> Self | None:
        """Return the mark that a text holds, None where it holds none."""
        match (text or "").split(":"):
            case [library, number, token, papers] if number.isdecimal() and papers.isdecimal():
                return cls(Generation(library, int(number), token), int(papers))
        return None

    def __str__(self) -> str:
        at = self.generation
        return f"{at.library}:{at.number}:{at.token}:{self.papers}"


class GenerationStore(Protocol):
    """Where the generation is kept."""

    def read(self) -> Generation:
        """Return the current generation; a missing or damaged one begins a new count."""
        ...

    def peek(self) -> Generation | None:
        """Return the current generation; None where there is none, or where it is damaged."""
        ...

    def write(self, generation: Generation) -> None:
        """Make this the current generation."""
        ...


class GenerationFile:
    """The generation in a file beside the library; only the holder of the write lock may
    write it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Generation:
        """Return the current generation; a missing or damaged file begins a new count."""
        try:
            return _parsed(json.loads(self._path.read_text(encoding="utf-8")))
        except (FileNotFoundError, IsADirectoryError, ValueError):
            begun = Generation()
            self.write(begun)
            return begun
        except OSError as error:
            raise self._failure(error) from error

    def peek(self) -> Generation | None:
        """Return the current generation; None where there is none, or where it is damaged."""
        with suppress(OSError, ValueError):
            return _parsed(json.loads(self._path.read_text(encoding="utf-8")))
        return None

    def write(self, generation: Generation) -> None:
        """Write the generation; a reader sees the file before it or the one after it, never
        a part.
        """
        draft = self._path.with_suffix(".tmp")
        try:
            draft.write_text(json.dumps(asdict(generation)), encoding="utf-8")
            set_folder_aside(self._path)
            draft.replace(self._path)
        except OSError as error:
            raise self._failure(error) from error

    def _failure(self, error: OSError) -> LibraryUnavailable:
        return LibraryUnavailable(
            f"The library in {self._path.parent} cannot be used",
            why=f"{error.strerror}: {self._path}",
            advice="Check that the folder is yours and that the disk has room.",
        )


class GenerationRecord:
    """The generation on a Chroma server, as the metadata of a collection without records."""

    _NAME = "songline-state"

    def __init__(self, chroma: Chroma) -> None:
        self._chroma = chroma

    def peek(self) -> Generation | None:
        """Return the current generation."""
        return self.read()

    def read(self) -> Generation:
        """Return the current generation; a damaged one begins a new count."""
        metadata = self._chroma.collection(self._NAME, asdict(Generation())).metadata
        try:
            return _parsed(metadata)
        except ValueError:
            begun = Generation()
            self.write(begun)
            return begun

    def write(self, generation: Generation) -> None:
        """Write the generation."""
        state = asdict(generation)
        collection = self._chroma.collection(self._NAME, state)
        self._chroma.attempt("written", lambda: collection.modify(metadata=state))


def _parsed(values: object) -> Generation:
    """Return the generation of these values. Raises ValueError where they make none."""
    match values:
        case {"library": str(library), "number": int(number), "token": str(token)} if library:
            return Generation(library, number, token)
    raise ValueError("this is no generation")
