"""How sentences of an abstract begin: connectives that point back are taken off, and nothing
that tells.
"""

from __future__ import annotations

import re

from assistant.language.word_lists import NEGATORS

PAPER = r"(?:paper|work|study|article|letter|thesis|report|manuscript)"
_POINTING = r"(?:this|these|that|those|such|the above|the aforementioned|both|it|so)"
_TROUBLES = (
    r"(?:issue|problem|challenge|limitation|drawback|gap|difficult(?:y|ies)|"
    r"shortcoming|question|need)s?"
)


def _one_of(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_AIMS = _one_of(
    """address solve tackle alleviate overcome mitigate remedy resolve handle achieve bridge fill do fix
    counter combat accomplish realize answer meet facilitate support enable relieve ease close avoid
    circumvent"""
)
_GROUNDS = (
    rf"(?:To {_AIMS}|In light of|In view of|Inspired by|Motivated by|Based on|"
    rf"Building (?:up)?on|Given|"
    rf"Following|"
    r"Beyond|Besides|Despite|Due to|From|With)"
)
# Of which kind the work is, in a few words: `small retrospective cohort study`.
_STUDY = (
    r"(?:(?!(?:in|of|on|for|with|by|and|to|the|this|is|are)\b)[\w-]+ ){0,3}"
    rf"(?:{PAPER}|trial|cohort|series|review|survey)"
)
# A clause about the work itself says how far a finding holds: it points at nothing before.
_OF_WORK = rf"(?:[\w-]+ ){{0,4}}(?:this|our) {_STUDY}\b"
_POINTING_CLAUSE = (
    rf"(?!{_OF_WORK})"
    r"[A-Za-z](?:(?!\b(?:not?|without|never|un\w+|lack\w*|fail\w*|we|our|I)\b)[a-z /-]){2,50}?"
    r"\b(?:this|these|those|such|it|them)\b(?:(?!\b(?:not?|without|we|our|I)\b)[a-z /-]){0,40}"
)
_SET_PHRASES = (
    r"(?:To (?:this|that|these) ends?|On top of (?:this|that|these)|For (?:this|"
    r"that) (?:purpose|reason)|"
    r"With this in mind|In (?:addition|particular|response|contrast|turn|"
    r"summary|short|doing so)|By doing so|"
    r"As a (?:result|consequence|remedy|solution)|By contrast|On the other hand|"
    r"At the same time|"
    r"Along the way|"
    r"In this (?:regard|way|context|direction|setting|manner)|In fact|For "
    r"example|For instance|To begin with|"
    r"Last but not least)"
)
_STRESSED = (
    r"(?:more )?(?:specifically|concretely|precisely|importantly|interestingly|"
    r"generally|recently)"
)
_ADVERBS = _one_of(
    """therefore thus hence consequently accordingly however moreover furthermore further additionally
    besides also firstly secondly thirdly finally lastly then next here herein notably surprisingly
    remarkably meanwhile instead rather nevertheless nonetheless yet but and so afterwards subsequently
    indeed overall crucially fortunately again similarly likewise particularly"""
)
_ADVERBS_WITH_COMMA = _one_of("first second third last empirically")
_OPENERS = re.compile(
    "|".join(
        (
            rf"(?:Here,? )?In (?:this|the present|the current|our) "
            rf"(?:(?:technical|short|brief|new) )?{PAPER}s?,? ",
            r"(?:It|This) (?:also |further )?(?:shows|demonstrates|reveals|proves) that ",
            rf"{_SET_PHRASES},? ",
            rf"{_GROUNDS} (?:{_POINTING}\b(?: [a-z/-]+){{0,4}}|(?:the|all) {_TROUBLES}), ",
            rf"{_POINTING_CLAUSE}, (?=(?:we|I|this {PAPER})\b)",
            (
                rf"(?:{_STRESSED}|{_ADVERBS}),? (?=(?:we|our|this|experiments?|results?|the|"
                rf"an?|I)\b)"
            ),
            rf"(?:{_STRESSED}|{_ADVERBS}|{_ADVERBS_WITH_COMMA}|As (?:such|before|above)), ",
        )
    ),
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(?:this|these|that|those|such|it|they|its|their|both|he|she|doing so|one "
    r"is|the (?:former|latter|"
    r"resulting|"
    r"above|aforementioned|same|other|whole|entire|second|third|idea|problem|task|result))\b",
    re.IGNORECASE,
)
# "It is shown that" points at nothing.
_IT_IS = re.compile(
    r"it (?:is|was|has been|can be|may be|turns out|seems|appears|follows|has(?: \w+)? become)\b"
    r"[^.;]{0,100}?\b(?:that|how|whether|why)\b"
    r"|it (?:is|was|seems|remains) (?:\w+ly )?(?!\w+ed\b)\w+ to\b",
    re.IGNORECASE,
)
_CAPITALS = frozenset({"In"})
_POINTS_BACK = re.compile(
    rf"\b(?:this (?!{_STUDY}\b)|(?:these|those|such) (?!{PAPER}\b))(?!(?:as|that|an?)\b)[a-z]|"
    r"\b(?:the (?:former|latter|above|aforementioned)|as above|above-mentioned|"
    r"do(?:ing)? so)\b",
    re.IGNORECASE,
)
_OF_THE_PAPER = re.compile(rf"(?:this|the) (?:\w+ )?{PAPER}\b", re.IGNORECASE)


def strip_openers(sentence: str) -> str:
    """Return a sentence without the connectives at its beginning."""
    while (match := _OPENERS.match(sentence)) and not _tells(match[0]):
        sentence = sentence[match.end() :]
    return sentence


def begins_alone(sentence: str) -> bool:
    """Tell whether a sentence begins with nothing that stands for something before it."""
    rest = strip_openers(sentence)
    return not _POINTER.match(rest) or bool(_OF_THE_PAPER.match(rest) or _IT_IS.match(rest))


def _tells(opener: str) -> bool:
    """Tell whether an opener holds a number, a name or a negation, which must not be lost."""
    words = re.findall(r"\w+", opener)
    return any(word.casefold() in NEGATORS or not word.isalpha() for word in words) or any(
        not word.islower() for word in words[1:] if word not in _CAPITALS
    )


def stands_alone(sentence: str) -> bool:
    """Tell whether a sentence is understood without the one before it."""
    return begins_alone(sentence) and not _POINTS_BACK.search(strip_openers(sentence))
