"""What a clause says of a share that no noun for a measure goes with: `27% had antibodies`."""

from __future__ import annotations

import re

from assistant.abstracts.measures import CHANGES, CHANGING
from assistant.language.patterns import any_word

_ASIDE = re.compile(r"\s?\([^()]*\)")
_LEADING = re.compile(
    rf"^(?:(?:(?:{any_word(CHANGES)}) (?:in|of|on)|of|in|on|for|the|all) )+", re.IGNORECASE
)
_STARTS = re.compile(r"[,;:)\]]\s|\.\s|\b(?:that|while|whereas|but)\b")
_ENDS = re.compile(
    r"[,;:()]|\.(?!\d)|\b(?:while|whereas|but|which|and|compared|than|versus|vs)\b"
)
_CHANGED = re.compile(
    rf"^(?P<subject>.+?) (?:was |were |has |have |had |is |are )?(?:{'|'.join(CHANGING)})\w*"
    r"(?: significantly| on average)?(?: by| to| from)?(?: about| approximately| up to)?$"
)
_ALSO = re.compile(r"(?:^|\band )(?P<subject>[a-zA-Z][\w -]{2,40}?) by$")
_TRAILING = re.compile(
    r"(?:\s?\b(?:in|by|was|were|is|are|of|to|at|about|an?|and)\b|[\s\d,(\[])+$"
)
_GROUP = re.compile(r"(?:for|among|at|on|after|during|per)\b")
_COUNTED = re.compile(r" (?P<what>[a-z][\w-]*(?: [a-z][\w-]*)?)(?=[,;.:)]|$| )")
_ARTICLE = re.compile(r"^(?:and |the |an? |in [\w ]+, )+", re.IGNORECASE)
_OWN = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Ii]t)\b")
_LEAST_WORDS = 2


def tell_measure(text: str, start: int, end: int) -> str:
    """Return what the clause around some numbers, `text[start:end]`, says of them.

    That is the subject of a change (`visits rose by 3%`), what is said behind the numbers, or
    what is said before them where they end the clause; "" where neither says anything.
    """
    if changed := changed_subject(text, start):
        return changed
    before = _STARTS.split(text[:start])[-1].strip()
    said = _said_behind(text, end)
    behind, before = _LEADING.sub("", said), _TRAILING.sub("", before).strip()
    is_said = len(before.split()) >= _LEAST_WORDS
    is_more = len(behind.split()) >= _LEAST_WORDS and not (is_said and _GROUP.match(said))
    if is_more or (behind and not is_said):
        return behind
    return before if is_said and not _OWN.search(before) else ""


def changed_subject(text: str, start: int) -> str:
    """Return what rises or falls by a number that begins there: `visits for pain rose by`."""
    before = _STARTS.split(text[:start])[-1].strip()
    changed = _CHANGED.search(before) or _ALSO.search(before)
    subject = _ARTICLE.sub("", changed["subject"]) if changed else ""
    return "" if subject.casefold().startswith(CHANGING) else subject


def tell_counted(text: str, end: int) -> str:
    """Return what is counted by a number that ends there; "" where no word follows it."""
    counted = _COUNTED.match(text, end)
    return counted["what"] if counted else ""


def _said_behind(text: str, at: int) -> str:
    if aside := _ASIDE.match(text, at):
        at = aside.end()
    at += text[at : at + 1] == ")"
    end = _ENDS.search(text, at)
    return text[at : end.start() if end else len(text)].strip(" )]")
