"""Settings written into the configuration file, which keeps its comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.paths import user_paths
from store.errors import InputError
from store.files import read_whole, write_over

if TYPE_CHECKING:
    from collections.abc import Mapping


def keep_settings(values: Mapping[str, str | float | None]) -> None:
    """Set these in the user's configuration file, which is made where it is missing, and take
    out those that are None. Raises InputError where it cannot be read or written.
    """
    # Imported here: most commands change no settings.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    path = user_paths().config
    try:
        text = read_whole(path) if path.exists() else ""
        document = tomlkit.parse(text)
    except (OSError, ValueError, TOMLKitError) as error:
        raise InputError(f"{path} cannot be changed", why=str(error)) from error
    for name, value in values.items():
        if value is None:
            document.pop(name, None)
        else:
            document[name] = value
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_over(path, tomlkit.dumps(document))
