"""Names that an abstract gives to what it brings: methods, models, systems, data sets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts.abbreviations import abbreviation_behind, long_form_start
from assistant.abstracts.reading import Name, NameKind, Role
from assistant.language.lexicons import read_groups, read_lexicon
from assistant.language.names import is_technical, places_of
from assistant.language.word_lists import FUNCTION_WORDS, STARTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.language.sentences import Span

_TAIL = r"[\w^$]*(?:[-/.&][^\W_][\w^$]*|['’]s\b)*\+{0,2}"
_FIRST = rf"(?<![\w-])(?=[\w^$/.&+-]*[A-Z])[^\W_]{_TAIL}"
_NEXT = rf"(?: (?:(?:of|for|the|[&]) )?[A-Z\d]{_TAIL}){{0,4}}"
NAME = _FIRST + _NEXT
"""Words with capitals in a row, as far as they may be one name."""
_WE = (
    r"(?:\b[Ww]e|\bI|\b[Tt]his (?:\w+ )?(?:paper|work|article|study|report|thesis)"
    r"|\b[Tt]he (?:paper|authors?)|\b[Oo]ur (?:paper|work|contributions?)|\b[Hh]ere,?)"
)
_BRINGS = (
    r"(?:propos(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)|present(?:s|ed|ing)?|develop(?:s|ed|ing)?"
    r"|design(?:s|ed|ing)?|devis(?:e|es|ed)|describ(?:e|es|ed)|releas(?:e|es|ed|ing)|build|built"
    r"|contribut(?:e|es)|construct(?:s|ed)?|creat(?:e|es|ed)|collect(?:s|ed)?|curat(?:e|es|ed)"
    r"|formulat(?:e|es|ed)|offers?|implement(?:s|ed)?|publish(?:es|ed)?|derive[sd]?|coin(?:s|ed)?"
    r"|establish(?:es|ed)?)"
)
_BROUGHT = re.compile(
    rf"{_WE}(?:(?:(?!\b(?:that|which|how|whether|if)\b)[^.;:]|\.\d){{0,110}}?\b)??"
    rf"(?<!recently )(?<!newly )(?<!previously )(?<!the )\b{_BRINGS}\b"
)
_OWN = re.compile(_WE)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|has been|have been) (?:\w+ ){0,2}?"
    r"(?:proposed|introduced|presented|developed|described|designed)\b"
)
# What ends the object of a verb: what stands behind says what the new thing is for or made of.
_OBJECT_ENDS = re.compile(
    r"[;:]|\.\s|(?<![\w-])(?:that|which|whose|where|for|to|in|by|with|using|based|on|from|via|over"
    r"|when|while|because|through|into|as|between|under|without|inspired|capable|able|than|against"
    r"|how)(?![\w-])"
)
_CALLED = re.compile(
    r"\b(?:(?:called|named|dubbed|termed|coined|entitled|titled|nicknamed)(?: as)?|namely"
    r"|denoted(?: as| by)?|(?:that |which )?(?:we|is) (?:refer(?:red)? to|defined?) as"
    r"|referred to as|abbreviated(?: as| to)?"
    r"|(?:that |which )?we (?:call|name|term|dub|coin|title)"
    r"(?: (?:it|this|our (?:\w+ ){1,3}?|the (?:\w+ ){1,3}?))?(?: as)?),? (?:the |an? )?"
    rf"[\"“‘'`*]*(?P<name>{NAME})"
)
_CALLED_IN_WORDS = re.compile(
    r"\b(?:call|called|named|term|termed|dub|dubbed|refer to as|namely),? (?:the |an? )?"
    rf"[a-z][^.;:()]{{2,60}}\((?P<name>{NAME})\)"
)
_DEFINED = re.compile(
    rf"(?:^|[,;:—–] )(?:and |The |the )?(?P<name>{NAME})(?: \([^)]{{2,60}}\))?(?:,| is| are) "
    r"(?:an?|our|the first) (?P<what>[^.,;]{0,80})"
)
_NEW = re.compile(r"\b(?:new|novel|first|our|we)\b")
_OURS = re.compile(
    rf"\b(?:[Oo]ur|[Tt]he (?:proposed|resulting|new)|resulting in|to obtain|yielding)"
    rf"(?: (?:proposed|new|novel|full|final|best))? (?P<name>{NAME})(?P<next>\W+\w+|\W*$)"
)
_APPOSED = re.compile(
    rf"\b(?:[Oo]ur|[Tt]h(?:e|is) (?:proposed|resulting|new|novel))(?: [\w-]+){{1,4}}?"
    rf"(?:,? ?[,(] ?(?:which we call |called |named |namely )?| is )(?:the )?(?P<name>{NAME})"
    r"(?=[,)]| \()"
)
_BEHIND_COLON = re.compile(rf"[^.;:()]{{0,80}}: (?P<name>{NAME})")
_LISTED = re.compile(rf"(?:,? and |, )(?:the |an? )?(?P<name>{NAME})")
_QUOTED = re.compile(
    rf"(?:[\"“‘'`]+|\\(?:emph|text(?:it|bf|tt|sc)?)\{{)(?P<name>{NAME}) ?(?:[\"”’'](?!\w)|\}})"
)
_BRACKETED = re.compile(
    rf"\((?:(?:i\.e\.|or|called|named|termed|dubbed|abbreviated|denoted as),? )?[\"“‘'`*]*"
    rf"(?P<name>{NAME})[\"”’'`*]*(?:[,;] [^)]*)?\)"
)
_NAME = re.compile(NAME)
_KIND = re.compile(
    "|".join(
        rf"\b(?P<{kind}>(?:{'|'.join(map(re.escape, nouns))})s?)\b"
        for kind, nouns in read_groups("name_kinds").items()
    ),
    re.IGNORECASE,
)
COMMON = frozenset(
    name.strip() for line in read_lexicon("common_abbreviations") for name in line.split(",")
)
_MANNER = re.compile(
    r"-(?:based|like|style|type|inspired|driven|level|free|aware|trained|specific|related"
    r"|independent|dependent|induced|mediated|phosphorylated|infected|positive|negative)$",
    re.IGNORECASE,
)
_SELDOM_NAMES = FUNCTION_WORDS | STARTERS
_SURNAMES = re.compile(r"[A-Z][a-z]+(?:[-–][A-Z][a-z]+)+")
_FINITE = re.compile(
    r"\W+(?:is|are|was|can|has|have|also|not|only|and|or|with|on|by|to|in|for|that|which|as|from|at"
    r"|over|when|\w+s|\w+ed|\w+ly)$"
)
_ARTICLE = re.compile(r"(?:^|\s)(?:an?|new|novel|simple|several|two|three)\s$")
_SHORT_BEHIND = re.compile(r"(?: [\w-]+){0,3} \((?P<name>[^\s()]+)\)")
_JOINED = re.compile(r"(?:,|\band|\bor) (?:the |an? )?$")
_OF = re.compile(rf"{_KIND.pattern} (?:of|called|named)\s(?:an?\s|the\s)?$", re.IGNORECASE)
_LONGEST_OBJECT = 170

Place = tuple[int, int, int]
"""Where a name begins and ends, and where what is said of it begins."""


def find_introduced(told: Sequence[tuple[Span, Role]]) -> tuple[Name, ...]:
    """Return the names that the work gives to what it brings, each once."""
    found: dict[str, Name] = {}
    known = ""
    for at, (span, role) in enumerate(told):
        for name in _introduced_in(span, role, is_first=at == 0):
            if not any(places_of(name.text, known)):
                found.setdefault(name.text.casefold().removesuffix("s"), name)
        if role is Role.BACKGROUND:
            known += span.text + " "
    return tuple(sorted(found.values(), key=lambda name: name.start))


def _introduced_in(span: Span, role: Role, *, is_first: bool) -> Iterator[Name]:
    text = span.text
    for start, end, zone in _places(text, role, is_first=is_first):
        begin, stop = abbreviation_behind(text, start, end) or (start, end)
        name = text[begin:stop]
        if _may_be_name(text, begin, name):
            at = span.start + begin
            yield Name(name, _kind(text, zone, begin, stop), at, at + len(name))


def _places(text: str, role: Role, *, is_first: bool) -> Iterator[Place]:
    """Yield where names may stand that are introduced."""
    is_own = role is not Role.BACKGROUND or _OWN.search(text) is not None
    for brought in _BROUGHT.finditer(text):
        yield from _in_object(text, brought.end())
    if is_own and (passive := _PASSIVE.search(text)):
        yield from _in_object(text, 0, passive.start())
    for called in _CALLED.finditer(text) if is_own or _NEW.search(text) else ():
        yield *called.span("name"), max(0, called.start() - 60)
        yield from _listed_behind(text, called.end("name"))
    for called in _CALLED_IN_WORDS.finditer(text) if is_own else ():
        if long_form_start(text, called.start(), called.start("name") - 1, called["name"]):
            yield *called.span("name"), max(0, called.start() - 60)
    for defined in _DEFINED.finditer(text):
        is_named = is_technical(defined["name"]) or " " in defined["name"]
        what = _noun_phrase(defined["what"])
        is_kind = is_named and (is_own or is_first) and _KIND.search(what)
        is_new = _NEW.search(defined["what"]) and (is_named or " is a" in defined[0])
        if is_new or is_kind:
            yield *defined.span("name"), defined.start("name")
    for match in _APPOSED.finditer(text):
        yield *match.span("name"), match.start()
    for ours in _OURS.finditer(text):
        following = ours["next"].strip()
        is_whole = not following[:1].isalnum() or _FINITE.match(ours["next"])
        if is_whole or _KIND.fullmatch(following):
            yield *ours.span("name"), ours.start()


def _listed_behind(text: str, at: int) -> Iterator[Place]:
    while (listed := _LISTED.match(text, at)) and is_technical(listed["name"]):
        yield *listed.span("name"), listed.start()
        at = listed.end()


def _in_object(text: str, start: int, end: int | None = None) -> Iterator[Place]:
    """Yield the names in what a verb brings: in brackets, in quotes, or as they are written."""
    limit = min(len(text), start + _LONGEST_OBJECT) if end is None else end
    stop = _OBJECT_ENDS.search(text, start, limit)
    near = stop.start() if stop else limit
    has_name = False
    for match in _NAME.finditer(text, start, near):
        is_next = not has_name or _JOINED.search(text[start : match.start()])
        if (
            text[match.start() - 1] != "("
            and is_next
            and not _is_spelled_out(text, start, match)
        ):
            has_name = True
            yield *match.span(), start
    for bracketed in _BRACKETED.finditer(text, start, limit):
        begins = long_form_start(text, start, bracketed.start(), bracketed["name"])
        is_of = begins is not None and not has_name and _OF.search(text[start:begins])
        is_object = bracketed.start() <= near and is_technical(bracketed["name"])
        is_near = begins is not None and begins <= near
        if is_near or is_of or (is_object and not has_name):
            yield *bracketed.span("name"), start
    for quoted in _QUOTED.finditer(text, start, limit):
        yield *quoted.span("name"), start
    if behind := _BEHIND_COLON.match(text, start, limit):
        yield *behind.span("name"), start
        yield from _listed_behind(text, behind.end("name"))


def _is_spelled_out(text: str, start: int, name: re.Match[str]) -> bool:
    """Whether words with capitals are what a name in the brackets behind them stands for."""
    short = _SHORT_BEHIND.match(text, name.end())
    if short is None or not is_technical(short["name"]):
        return False
    if " " in name[0] or not is_technical(name[0]):
        return True
    begins = long_form_start(text, start, short.start("name") - 1, short["name"])
    return begins is not None and begins <= name.start()


def _may_be_name(text: str, start: int, name: str) -> bool:
    """Whether words are written as a name, and as none that everybody uses."""
    words = name.split() or [""]
    is_common = name in COMMON or name.removesuffix("s") in COMMON or _MANNER.search(name)
    # What belongs to a name is brought, not the name: "an analysis of BERT's states".
    is_owner = name.endswith(("'s", "’s"))
    if is_common or is_owner or words[0].casefold() in {*_SELDOM_NAMES, ""}:
        return False
    has_article = _ARTICLE.search(text[:start]) is not None
    own = (word for word in words if word not in COMMON and not _SURNAMES.fullmatch(word))
    if any(is_technical(word) for word in own):
        return len(name) > 1
    behind = re.match(r" ([a-z][\w-]*)", text[start + len(name) :])
    if behind and behind[1] not in FUNCTION_WORDS and not _FINITE.match(behind[0]):
        is_kind = _KIND.match(behind[1]) is not None
        return is_kind and not has_article and len(words) > 1
    return len(name) > 2 and not (has_article and words[-1] in COMMON)


def _kind(text: str, zone: int, start: int, end: int) -> NameKind:
    """Return what a name stands for by the noun in apposition to it, or the one before it."""
    behind = re.match(
        r"\W{0,3}(?:\([^)]*\))?(?:,| is| are)? ?(?:an?|our|the)? ?([^.,;:]{0,80})", text[end:]
    )
    before = list(_KIND.finditer(text, zone, start))
    after = list(_KIND.finditer(_noun_phrase(behind[1]))) if behind else []
    match = after[-1] if after else (before[-1] if before else None)
    return NameKind(match.lastgroup) if match and match.lastgroup else NameKind.OTHER


def _noun_phrase(text: str) -> str:
    stop = _OBJECT_ENDS.search(text)
    phrase = text[: stop.start()] if stop else text
    return phrase.split(" of ")[0]
