"""Text that a careless interface would obey, choke on, or lose: for whatever shows text."""

from __future__ import annotations

MARKUP = "[/] [/foo] [red]red[/] [@click=app.quit]quit[/] [link=http://e.org]x[/link]"
"""What rich and Textual read as markup where they are let."""
TITLE, LINK = "\x1b]0;owned\x07", "\x1b]8;;http://e.org\x1b\\here\x1b]8;;\x1b\\"
CLIPBOARD = "\x1b]52;c;aGFja2Vk\x07"
C1 = "\x9b31mred\x9d0;owned\x9c"
BIDI = "\u202etxet desrever\u202c \u2066isolate\u2069"
INVISIBLE = "a\u200bb\u2060c\ufeffd\U000e0041e"

EVERYTHING = " ".join((MARKUP, TITLE, LINK, CLIPBOARD, C1, BIDI, INVISIBLE))
"""One line that holds all of it."""

FORBIDDEN = frozenset(
    {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))}
    | {chr(code) for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F))}
    | {chr(code) for code in (*range(0x2060, 0x2070), 0xFEFF, 0xE0041)}
) - {"\n"}
"""What no terminal gets of it."""


def obeyed(shown: str) -> frozenset[str]:
    """Return what of a text on its way to a terminal should not be there."""
    return FORBIDDEN & set(shown)
