"""Where a title ends that a full stop or a question mark parts from what follows."""

from __future__ import annotations

import re

from store.importers.author_pages.listed_names import CAPITALS

_ENDED = re.compile(rf"(?<!\b[A-Z])(?<!\bvs)(?<!\bNo)[.?!]\s+(?=[{CAPITALS}\d(¿¡])")


def first_sentence(text: str) -> tuple[str, str]:
    """Return the title that a full stop or a question mark ends, and what follows it."""
    for found in _ENDED.finditer(text):
        if text[found.start()] == "." or not _goes_on(text, found.end()):
            return text[: found.start() + (text[found.start()] in "?!")], text[found.end() :]
    return text, ""


def _goes_on(text: str, place: int) -> bool:
    """Tell whether a title has another sentence behind its question, before the venue."""
    following = _ENDED.search(text, place)
    if following is None or text[following.start()] != ".":
        return False
    between, rest = text[place : following.start()], text[following.end() :]
    is_abbreviated = bool(re.match(r"\w+\. ", rest))
    is_sentence = not re.search(r"[\d,]", between) and not is_abbreviated
    return is_sentence and bool(re.match(rf"[{CAPITALS}]\w{{3}}", rest))
