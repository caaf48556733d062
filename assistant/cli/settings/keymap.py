"""The keys of the chat, as the configuration file changes them."""

from __future__ import annotations

from assistant.cli.settings.config_file import ConfigFile
from assistant.paths import user_paths
from store.errors import InputError

TABLE = "keymap"


def read_keymap() -> dict[str, str]:
    """Return what stands under `[keymap]`: a name of the help page, and the key in its place.
    Raises InputError for what is no such table.
    """
    file = ConfigFile(user_paths().config)
    table = file.values.get(TABLE, {})
    if isinstance(table, dict) and all(isinstance(key, str) for key in table.values()):
        return dict(table)
    raise InputError(
        f"{file.place(TABLE)}: {TABLE} is no table of keys",
        advice='Write [keymap], then lines such as "chat.papers" = "ctrl+l".',
    )
