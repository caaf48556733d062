"""A question without the words that ask for nothing, however chatty, formal or hasty it is
worded.
"""

from __future__ import annotations

import re
from functools import cache, partial

from assistant.language.lexicons import read_groups

_NOT_LETTERS = re.compile(r"^[\W_]+$")
_SIGN = re.compile(r"[’‘`´]")
_ASKED = (
    r"(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|does|do|did|has|have|"
    r"had|can|could|there|(?:any|some)(?:thing|one|body)?|the|they|it)"
)
_END = " ?!.,;:…"


def plain_wording(text: str) -> str:
    """Return a text on one line without filler at its beginning, within and at its end; all of
    it where nothing else would be left.
    """
    whole = " ".join(plain_signs(text).split())
    read = _without_filler(whole)
    if not read or _NOT_LETTERS.match(read):
        return whole
    return f"{read}?" if whole.endswith("?") else read


def plain_signs(text: str) -> str:
    """Return a text with straight apostrophes."""
    return _SIGN.sub("'", text)


def _without_filler(text: str) -> str:
    read = _spelt_out(text.strip(_END))
    read = " ".join(_fillers("anywhere").sub(" ", read).split()).strip(_END)
    parts = [_fillers(place) for place in ("begin", "before a question", "end")]
    before = ""
    while read != before:
        before = read
        for part in parts:
            read = part.sub("", read).strip(_END)
    return re.sub(r"\s+([,;:])", r"\1", read)


# "How much frogs were counted": of what is counted, "much" is said for "many".
_MUCH = re.compile(
    r"(?<=\bhow )much (?=(?:[\w-]+ )?[a-z-]+[^s]s (?:is|are|was|were|do|did|has|have)\b)",
    re.IGNORECASE,
)


def _spelt_out(text: str) -> str:
    text = _MUCH.sub("many ", text)
    for written, plain in _contractions():
        text = written.sub(partial(_as_begun, plain), text)
    return text


def _as_begun(plain: str, written: re.Match[str]) -> str:
    return plain[0].upper() + plain[1:] if written[0][0].isupper() else plain


@cache
def _fillers(place: str) -> re.Pattern[str]:
    wordings = sorted(read_groups("fillers")[place], key=len, reverse=True)
    either = "|".join(map(re.escape, wordings))
    patterns = {
        "begin": rf"^(?:{either})[\s,:;!.-]+(?=\S)",
        "before a question": rf"^(?:{either})[\s,:;]+(?:(?:if|whether) |(?={_ASKED}\b))",
        "anywhere": rf"(?<![\w-]),? ?(?:{either})(?![\w-]),?",
        "end": rf"(?<=\S)[\s,;.!?-]+(?:{either})$",
    }
    return re.compile(patterns[place], re.IGNORECASE)


@cache
def _contractions() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"(?<![\w'-])(?:{_either(written)})(?![\w'-])", re.IGNORECASE), plain)
        for plain, written in read_groups("contractions").items()
    )


def _either(wordings: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(wordings, key=len, reverse=True)))
