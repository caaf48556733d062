"""The folder of an index: tantivy's files, and beside them which state of the library they
reflect.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import tantivy

from store.errors import LibraryUnavailable
from store.files import set_aside
from store.lexical.schema import build_schema, register_analyzers
from store.room import check_some_room

if TYPE_CHECKING:
    from pathlib import Path

_SCHEMA = 5
_STATE = "songline.json"
_PARTS = ("idx", "pos", "term", "store", "fast", "fieldnorm")
_SHORTEST = 8
"""Bytes of the footer of each file: of fewer tantivy panics, and prints where in its source."""


def open_index(folder: Path) -> tantivy.Index:
    """Open the index in a folder; one that is missing, damaged or of another format is begun
    anew.
    """
    try:
        if os.path.lexists(folder) and not folder.is_dir():
            set_aside(folder)
        folder.mkdir(parents=True, exist_ok=True)
        return existing_index(folder) or _prepared(_begin(folder))
    except (OSError, ValueError) as error:
        raise failure(folder, "opened", error) from error


def existing_index(folder: Path) -> tantivy.Index | None:
    """Open the index in a folder; None where it is missing, damaged or of another format."""
    if _read_state(folder).get("schema") != _SCHEMA or not _is_whole(folder):
        return None
    try:
        return _prepared(tantivy.Index.open(str(folder)))
    except BaseException as error:
        if not is_damage(error):
            raise
        return None


def _is_whole(folder: Path) -> bool:
    """Tell whether every segment that is to be there has its files: tantivy meets a missing
    one in the middle of a search.
    """
    with suppress(OSError, ValueError, KeyError, TypeError):
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        names = [segment["segment_id"].replace("-", "") for segment in meta["segments"]]
        files = [folder / f"{name}.{part}" for name in names for part in _PARTS]
        return all(file.stat().st_size >= _SHORTEST for file in files)
    return False


def read_fingerprint(folder: Path) -> str | None:
    """Return the state of the library that the index reflects; None where it reflects none."""
    fingerprint = _read_state(folder).get("fingerprint")
    return fingerprint if isinstance(fingerprint, str) else None


def commit_stamp(folder: Path) -> tuple[int, int]:
    """Return what differs after every commit, whichever process made it."""
    try:
        status = (folder / "meta.json").stat()
    except OSError as error:
        raise failure(folder, "read", error) from error
    return status.st_mtime_ns, status.st_ino


def _read_state(folder: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        state = json.loads((folder / _STATE).read_text(encoding="utf-8"))
        if isinstance(state, dict):
            return state
    return {}


def write_fingerprint(folder: Path, fingerprint: str | None) -> None:
    """Record the state of the library that the index reflects."""
    draft = folder / f"{_STATE}.{os.getpid()}"
    try:
        draft.write_text(
            json.dumps({"schema": _SCHEMA, "fingerprint": fingerprint}), encoding="utf-8"
        )
        draft.replace(folder / _STATE)
    except OSError as error:
        raise failure(folder, "written", error) from error


def failure(folder: Path, what: str, error: Exception) -> LibraryUnavailable:
    """Return the error to raise where the index in a folder could not be used."""
    return LibraryUnavailable(
        f"The index of words in {folder} could not be {what}",
        why=str(error),
        advice=(
            "Check that the folder is yours and that the disk has room; the index can "
            "be made again."
        ),
    )


def is_damage(error: BaseException) -> bool:
    """Tell tantivy's failures to read its files from other errors; a panic of its Rust part
    derives from BaseException alone.
    """
    return isinstance(error, (OSError, ValueError)) or type(error).__module__ == "pyo3_runtime"


def _begin(folder: Path) -> tantivy.Index:
    """Make an empty index; nothing in the folder is worth keeping, since it can be derived
    again.
    """
    check_some_room(folder)
    for entry in folder.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink(missing_ok=True)
    index = tantivy.Index(build_schema(), path=str(folder))
    write_fingerprint(folder, None)
    return index


def _prepared(index: tantivy.Index) -> tantivy.Index:
    register_analyzers(index)
    index.config_reader("manual")
    index.reload()
    return index
