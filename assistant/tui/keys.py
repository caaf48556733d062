"""Alt with a digit is a key of its own; Textual reads it as the sign that a Mac's Option key
types.
"""

from __future__ import annotations

from typing import cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS


def free_alt_digits() -> None:
    """Let a terminal's `ESC 1` arrive as `alt+1` rather than as `¡`, which can still be
    typed.
    """
    sequences = cast("dict[str, object]", ANSI_SEQUENCES_KEYS)
    for digit in "123456789":
        sequences.pop(f"\x1b{digit}", None)
