"""Files that a user named: read as they are, written whole, and never over another without
being told to.
"""

from __future__ import annotations

import errno
import os
import shutil
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping


LARGEST = 64_000_000
"""Bytes of a file of texts; a thesis with all its sources has a tenth of that."""


def read_whole(path: Path, errors: str = "strict") -> str:
    """Return a text in UTF-8, its ends of lines made one. Raises UnicodeDecodeError, and
    OSError also where it is larger than any, as a device that never ends.
    """
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise OSError(errno.EFBIG, f"it holds more than {LARGEST // 1_000_000} MB")
    text = content.decode("utf-8-sig", errors)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(path: Path, advice: str) -> str:
    """Return a text in UTF-8, its ends of lines made one. Raises InputError, with the
    advice.
    """
    try:
        return read_whole(path, "replace")
    except FileNotFoundError as error:
        advice = "Check its name, and the folder that it is in."
        raise InputError(f"There is no file {path}", advice=advice) from error
    except OSError as error:
        raise InputError(
            f"{path} cannot be read", why=error.strerror or str(error), advice=advice
        ) from error


def write_files(texts: Mapping[Path, str], *, force: bool = False) -> None:
    """Write all the files in UTF-8; InputError, and none written, where one is there and is
    not forced.
    """
    for path in texts:
        _check_place(path, force=force)
    for path, text in texts.items():
        _write(path, text)


def set_folder_aside(path: Path) -> None:
    """Move a folder, which a file does not replace, out of a file's place."""
    if path.is_dir():
        set_aside(path)


def set_aside(path: Path) -> None:
    """Move what stands in another's place to a name beside it."""
    path.rename(path.with_suffix(f".damaged-{uuid.uuid4().hex[:12]}"))


def write_over(path: Path, text: str) -> None:
    """Write a file in UTF-8, in the place of one that is there. Raises InputError where that
    fails.
    """
    write_files({path: text}, force=True)


def free_path(path: Path) -> Path:
    """Return the path, or the first of path-2, path-3, … that is not there."""
    number, free = 2, path
    while free.exists():
        free, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return free


def _check_place(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise InputError(
            f"{path} cannot be written", why="it is a folder", advice="Name a file in it."
        )
    if path.is_file() and not force:
        advice = "Name another file, or say --force to replace it."
        raise InputError(
            f"Will not write over {path}", why="it is there already", advice=advice
        )
    if path.is_file() and not os.access(path, os.W_OK):
        advice = "Name another file, or make this one writable."
        raise InputError(f"{path} cannot be written", why="it is read-only", advice=advice)
    if not path.parent.is_dir():
        raise InputError(
            f"{path} cannot be written",
            why="there is no such folder",
            advice=f"Make the folder {path.parent} first, or name another place.",
        )


def _write(path: Path, text: str) -> None:
    try:
        if path.exists() and not path.is_file():
            path.write_text(
                text, encoding="utf-8", errors="replace"
            )  # a device or a pipe is not replaced
        else:
            _replace(path, text)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written",
            why=error.strerror or str(error),
            advice="Name a file in a folder that you may write to.",
        ) from error


def _replace(path: Path, text: str) -> None:
    """Write beside the place and move there, so that an interrupted write leaves what was.

    A link stays one, and whoever might read the file before may read it after.
    """
    place = Path(os.path.realpath(path))  # which takes a link that leads to itself as it is
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8", errors="replace")
        if place.exists():
            shutil.copymode(place, draft)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)
