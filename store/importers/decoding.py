"""Bytes as text: UTF-8, what a file declares of itself, or Windows-1252 where that surely reads
right.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS = 4096
"""Bytes at both ends of a file in which it may say how it is encoded."""
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"(?:^%+\s*!?\s*(?:TeX\s+)?(?:encoding|coding)\s*[:=]"
    rb"|^@comment\{(?:x-kbibtex-)?encoding\s*[=:]|^%+\s*vim?:.*?\b(?:fileencoding|fenc)="
    rb"|-\*-.*?coding:|<\?xml[^>]*?encoding=[\"']"
    rb"|^%+ Saved with string encoding [^(\n]{0,60}\()\s*"
    rb"(?P<name>[A-Za-z0-9_.:-]+(?: [A-Za-z0-9]+){0,3})",
    re.IGNORECASE | re.MULTILINE,
)
_NAMES = {
    "ansi": "cp1252",
    "ansinew": "cp1252",
    "mac": "mac-roman",
    "macroman": "mac-roman",
    "applemac": "mac-roman",
    "mac os roman": "mac-roman",
    "iso latin 1": "cp1252",
    "iso latin 2": "iso8859-2",
    "iso latin 9": "iso8859-15",
    "windows latin 1": "cp1252",
    "windows latin 2": "cp1250",
}
"""Names that no codec of Python's has: of LaTeX, of Emacs, and of BibDesk."""
DAMAGED = "utf-8, damaged"
"""What `decode` tells of text in which bytes were replaced."""
_FEW = 200
"""One byte of so many may be damaged."""
_AS_UTF_7 = re.compile(r"\+A[A-Za-z0-9+/]{1,40}-")
_ODD = re.compile("[^\x00-\x7f]")
GUESSED = ("cp1252", "mac-roman")
"""Encodings of files that declare none, in which most of the West wrote before UTF-8."""
_IN_NO_WORD = re.compile(
    "(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŠŽŒŸ]|(?<=[^\\W\\d_])[¡-¨«¬¯´¶¸»¾¿†‡ˆ˜‰‹›•“”…€]+(?=[^\\W\\d_])"
)
"""A capital behind a small letter, or a sign between letters: read in another encoding."""
_SURE = re.compile("[À-ÖØ-öø-ÿŠšŽžŒœŸ‘’“”–—…•€™°±²³µ·§©®«»´¡¿ªº×\xa0-]")


class Undecodable(ValueError):
    """Bytes are no text; what keeps them from it, and in which encoding they may be."""

    def __init__(self, why: str, guess: str) -> None:
        super().__init__(why)
        self.guess = guess


def decode(content: bytes) -> tuple[str, str]:
    """Return the text that bytes hold, and the encoding that was used. Raises Undecodable."""
    if (
        bom := next((name for mark, name in _BOMS if content.startswith(mark)), None)
    ) is not None:
        return _decoded(content, bom), bom
    if content.count(b"\0") * _FEW <= len(content):
        content = content.replace(b"\0", b"")
    if (offset := content.find(b"\0")) >= 0:
        place = f"byte {offset}, line {line(content, offset)}"
        why = f"it is a binary file: a NUL byte stands at {place}"
        raise Undecodable(why, "")
    try:
        return content.decode(), "utf-8"
    except UnicodeDecodeError as error:
        failure = error
    if (mended := _without_damage(content)) is not None:
        return mended, DAMAGED
    read = [(text, name) for name in _guesses(content) if (text := _in(content, name))]
    if read and declared(content):
        return read[0]
    odd = {name: len(_IN_NO_WORD.findall(text)) for text, name in read if _reads_right(text)}
    for text, name in read:
        # Whichever is not the first guess must read right throughout.
        if name in odd and (not odd[name] or (name == GUESSED[0] and min(odd.values()) > 0)):
            return text, name
    place = f"byte {failure.start}, line {line(content, failure.start)}"
    why = f"it is not UTF-8: 0x{content[failure.start]:02X} at {place} ({failure.reason})"
    raise Undecodable(why, "WINDOWS-1252")


def declared(content: bytes) -> str | None:
    """Return the encoding that a file says it has, where there is one of that name."""
    found = _DECLARED.search(content[:_ENDS]) or _DECLARED.search(content[-_ENDS:])
    if found is None:
        return None
    name = found["name"].decode("ascii", "ignore").lower()
    name = name if name in _NAMES else name.partition(" ")[0]
    try:
        return codecs.lookup(_NAMES.get(name, name)).name
    except LookupError:
        return None


def looks_like_utf_7(text: str) -> bool:
    """Tell whether an ASCII text is one whose signs and letters UTF-7 has written as
    `+ACw-`.
    """
    return text.isascii() and len(_AS_UTF_7.findall(text[:100_000])) > 2


def line(content: bytes, offset: int) -> int:
    """Return the line, counted from 1, that a byte is on."""
    before = content[:offset]
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise Undecodable(
            f"it begins like {name.upper()}, and is not: {error.reason}", ""
        ) from None


def _guesses(content: bytes) -> Iterator[str]:
    if name := declared(content):
        yield "cp1252" if name in ("iso8859-1", "ascii") else name
    yield from GUESSED


def _in(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _without_damage(content: bytes) -> str | None:
    """Return the text of UTF-8 of which some bytes are damaged, with a question mark for each;
    None
    where it is none.
    """
    if declared(content) not in (None, "utf-8"):
        return None
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = len(_ODD.findall(text)) - damaged
    return (
        text.replace("\ufffd", "?")
        if whole > damaged and damaged * _FEW <= len(text) + _FEW
        else None
    )


def _reads_right(text: str) -> bool:
    """Tell whether all that is not ASCII is what Western texts hold, and there is little
    of it.
    """
    odd = _ODD.findall(text)
    return len(odd) * 5 < len(text) and all(_SURE.fullmatch(char) for char in set(odd))
