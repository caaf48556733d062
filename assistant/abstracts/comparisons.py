"""Of what a number is said, on what it was measured, and against what it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts.names import NAME
from assistant.language.names import is_technical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.abstracts.quantities import Quantity
    from assistant.abstracts.reading import Name

_STOP = (
    r"(?=\s(?:and|with|using|while|when|by|compared|vs\.?|versus|than|over|after|at|from|on|in|for"
    r"|was|were|is|are|has|have|had|who|that|which|to|without|respectively|as)\b|[,;:()\[\]]|\.?$"
    r"|\.\s|\s[\d<>=~])"
)
_ON = re.compile(
    r"\b(?P<how>on|in|among|for|across) (?:the |all |both )?"
    rf"(?P<data>[^\W\d_][^,;:()]{{1,60}}?){_STOP}"
)
_LEADING = re.compile(
    r"^(?:\w+, )?(?:On|In|Among|For|Across) (?:the |all |both )?(?P<data>[^,;:()]{2,60}?),"
)
_NO_DATA = re.compile(
    r"^(?:average|terms|comparison|contrast|addition|particular|total|cases?|example|instance"
    r"|practice|general|principle|short|summary|conclusion|fact|detail|brief|turn|simplicity"
    r"|convenience|reference|clarity|now|which|order|every|both|either|such|each|our|its|their"
    r"|this|these|that|training|inference|it|them|those|\d)\b"
)
_REACH, _LISTED = 140, 12
"""Characters behind a number that are looked through, and that part the numbers of a list."""
_ASIDE = re.compile(r"\s?(?:\([^()]*\)|\[[^\[\]]*\])")
_APART = re.compile(r"\d%|[;:]")
_PERIOD = r"(?:time|period|years?|months?|weeks?|days?|decades?|hours?)"
_BEYOND = (
    rf"(?:than|over(?! (?:the )?(?:[\w-]+ ){{0,2}}{_PERIOD}\b)|compared (?:with|to)"
    r"|(?:in )?comparison (?:with|to)|versus|vs\.?|relative to|against|as opposed to)"
)
_THING = rf"(?:the |that of |those of |those in |an? )?(?P<other>[^,;:()]{{2,60}}?){_STOP}"
_BEHIND = re.compile(rf"[^;:]{{0,80}}?\b{_BEYOND} {_THING}")
_BEATEN = re.compile(
    rf"\b(?:(?:outperform|surpass|exceed|beat)(?:s|es|ed|ing)?"
    rf"|improv\w+ (?:over|upon)|{_BEYOND}) "
    rf"{_THING}"
)
_FROM = re.compile(r"\bfrom (?:an? |the )?(?:[\w-]+ ){0,4}?$")
_TO = re.compile(r"[^.;\d]{0,40}?\bto (?:an? |about |approximately |only )?$")
_OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Tt]he proposed|[Ii]t)\b")
_SUBJECT = re.compile(
    rf"(?P<name>{NAME})(?: (?:also|can|could|even|further|models?|methods?))* "
    r"(?:achiev|reach|outperform|attain|obtain|improv|reduc|yield|gain|surpass|deliver|gets)"
)


def find_subject(text: str, quantity: Quantity, introduced: Sequence[Name]) -> str:
    """Return the name of what a number is said of; "" where the sentence names none."""
    before = text[: quantity.start]
    places = [(before.rfind(name.text), name.text) for name in introduced]
    at, name = max(places, default=(-1, ""))
    if at >= 0:
        return name
    subjects = [match["name"] for match in _SUBJECT.finditer(before)]
    named = next((each for each in subjects[::-1] if is_technical(each)), "")
    if not named and introduced and _OURS.search(text):
        return introduced[0].text
    return named


def find_data_of(
    text: str, quantities: Sequence[Quantity], at: int, measure: str, data: Sequence[str]
) -> str:
    """Return what a number was measured on: data, a task or a group; "" if not said."""
    quantity, end = quantities[at], min(len(text), quantities[at].end + _REACH)
    following = (each.start for each in quantities[at + 1 :])
    apart = next((each for each in following if each > quantity.end + _LISTED), end)
    aside = _ASIDE.match(text, quantity.end)
    start = aside.end() if aside else quantity.end
    found = []
    for match in _ON.finditer(text, start, max(start, min(apart, end))):
        is_other = _NO_DATA.match(match["data"]) or match["data"] in measure
        if not is_other and not _APART.search(text[start : match.start()]):
            found.append((match["how"] not in {"on", "across"}, match.start(), match["data"]))
    if found:
        return min(found)[2].strip()
    leading = _LEADING.match(text)
    if leading and not _NO_DATA.match(leading["data"]):
        return leading["data"]
    return next((name for name in data if name in text), "")


def find_other(text: str, quantities: Sequence[Quantity], at: int) -> str:
    """Return what a number is compared with: a rival, a group, or the number it came from."""
    quantity = quantities[at]
    if at and _is_from_to(text, quantities[at - 1], quantity):
        return text[quantities[at - 1].start : quantities[at - 1].end]
    following = quantities[at + 1].start if at + 1 < len(quantities) else len(text)
    behind = _BEHIND.match(text, quantity.end)
    if behind and behind.start("other") <= following + 60:
        return behind["other"].strip()
    beaten = list(_BEATEN.finditer(text, 0, quantity.start + 1))
    return beaten[-1]["other"].strip() if beaten else ""


def _is_from_to(text: str, first: Quantity, second: Quantity) -> bool:
    is_to = _TO.fullmatch(text[first.end : second.start]) is not None
    return is_to and _FROM.search(text[: first.start]) is not None
