"""Text from files and models is data: what must not reach a terminal is taken out here."""

from __future__ import annotations

_BREAKS = "\t\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""Characters that separate words, but that terminals or `splitlines()` understand in their
own way.
"""
_CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\n", *_BREAKS}
_DIRECTIONS = {
    chr(code)
    for code in (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
"""Marks that turn the direction of text around; right-to-left letters need none of them."""
_INVISIBLE = {
    chr(code)
    for code in (
        *(0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFFA0),
        *range(0x200B, 0x200E),
        *range(0x2060, 0x2070),
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0200),
    )
}
"""Characters without a width, which can hide text or tell two names apart that look alike;
Unicode calls them default-ignorable. Signs that choose the look of an emoji are kept.
"""
_UNWRITABLE = {chr(code) for code in (*range(0xD800, 0xE000), 0xFEFF, 0xFFFE, 0xFFFF)}

_SILENT = _CONTROLS | _DIRECTIONS | _INVISIBLE | _UNWRITABLE
_DROP = str.maketrans(dict.fromkeys(_SILENT, "") | dict.fromkeys(_BREAKS, " "))
_BLANK = str.maketrans(dict.fromkeys(_SILENT, " ") | dict.fromkeys(_BREAKS, " "))


def printable(text: str) -> str:
    """Return `text` without control characters; safe on a piece of a stream as on the whole."""
    return text.translate(_DROP)


def printable_in_place(text: str) -> str:
    """Return `text` with every control character blanked, so that offsets into it still
    hold.
    """
    return text.translate(_BLANK)


def one_line(text: str) -> str:
    """Return `text` printable and on a single line."""
    return " ".join(printable(text).split())


def counted(number: int, noun: str, nouns: str | None = None) -> str:
    """Return a number with its noun: `1 paper`, `47 papers`."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"
