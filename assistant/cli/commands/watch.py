"""`songline watch`: the library follows files while they are worked on."""

from __future__ import annotations

import time
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.commands.ingest import read_places
from assistant.cli.commands.output import note
from assistant.cli.commands.sync import Sync, sync_files
from assistant.errors import ExitCode
from store.errors import InputError, SonglineError
from store.importers import files_in
from store.importers.reading import ZOTERO

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from assistant.engine.opening import Settings

_SECONDS = 1.0
"""Between two looks at the files: as long as one waits for a build."""
State = dict[str, bytes]


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Follow the files until Ctrl+C."""
    if odd := [name for name in options.files if name == "-" or name.startswith(ZOTERO)]:
        raise InputError(
            f"{odd[0]} cannot be watched",
            why="only files and folders can",
            advice=f"Follow it when you want: songline ingest --sync {odd[0]}",
        )
    note(f"Following {', '.join(options.files)}; Ctrl+C ends it.")
    follow(
        options.files,
        lambda: _sync(options.files, settings),
        wait=lambda: time.sleep(_SECONDS),
    )
    note("No longer following.")
    return ExitCode.ANSWERED


def follow(names: Sequence[str], sync: Callable[[], None], *, wait: Callable[[], None]) -> None:
    """Call `sync` at first and whenever the files have changed and changed no more since the
    last look; ends at KeyboardInterrupt.
    """
    watch = Watch(names)
    try:
        sync()
        while True:
            wait()
            if watch.has_changed():
                sync()
    except KeyboardInterrupt:
        return


class Watch:
    """Files, and what they held when they were last looked at."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._times: dict[str, tuple[int, int]] = _times(names)
        self._held = _contents(self._times)
        self._is_waiting = False

    def has_changed(self) -> bool:
        """Tell whether the files hold something else since that was last told, and have come
        to rest.
        """
        times = _times(self._names)
        if times != self._times:
            self._times, self._is_waiting = times, True
            return False
        if not self._is_waiting:
            return False
        self._is_waiting = False
        held = _contents(times)
        has_changed, self._held = held != self._held, held
        return has_changed


def _times(names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return when each file was written, and its size; one that is not there has none."""
    times: dict[str, tuple[int, int]] = {}
    for name in names:
        for path in files_in(Path(name)):
            try:
                stat = path.stat()
            except OSError:
                continue
            times[str(path)] = (stat.st_mtime_ns, stat.st_size)
    return times


def _contents(paths: dict[str, tuple[int, int]]) -> State:
    held: State = {}
    for path in paths:
        try:
            with Path(path).open("rb") as file:
                digest = blake2b()
                while chunk := file.read(1 << 20):
                    digest.update(chunk)
        except OSError:
            continue
        held[path] = digest.digest()
    return held


def _sync(names: Sequence[str], settings: Settings) -> None:
    """Bring the library up to the files; what cannot be done is told, and tried again at their
    next change.
    """
    try:
        imports, failed = read_places(names, follows=True)
        if imports and not failed:
            folders = tuple(str(Path(name).resolve()) for name in names if Path(name).is_dir())
            sync_files(Sync(imports, folders, may_ask=False), settings)
    except SonglineError as error:
        note(f"songline: {error}")
