"""Keys of the chat in the configuration file."""

from __future__ import annotations

from argparse import Namespace

import pytest

from assistant.cli.settings.config import read_settings
from assistant.cli.settings.keymap import read_keymap
from assistant.paths import user_paths
from store.errors import InputError


def configure(text: str) -> None:
    path = user_paths().config
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_keys_stand_in_a_table_of_their_own_beside_the_settings() -> None:
    configure('model = "llama3.2"\n[keymap]\n"chat.papers" = "f5"\n')
    assert read_keymap() == {"chat.papers": "f5"}
    assert read_settings(Namespace()).options.model == "llama3.2"


def test_without_a_table_no_key_is_changed() -> None:
    assert read_keymap() == {}


@pytest.mark.parametrize("text", ['keymap = "f5"', "[keymap]\nhelp = 5"])
def test_what_is_no_table_of_keys_is_said_with_its_line(text: str) -> None:
    configure(text)
    with pytest.raises(InputError, match="no table of keys"):
        read_keymap()
