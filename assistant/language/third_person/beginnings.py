"""How a sentence of an abstract begins that says what its authors did."""

from __future__ import annotations

import re

from assistant.language.lexicons import read_words
from assistant.language.third_person.openers import PAPER

_ADVERB = (
    r"(?:[a-z]+ly|also|first|further|then|here|next|now|thus|therefore|hence|instead|still)"
)
_DOING = rf"(?P<adverb>(?:{_ADVERB} )*)(?P<verb>[a-z]+(?:-[a-z]+)?)\b(?P<rest>.*)"
WE = re.compile(rf"(?:we|I) {_DOING}", re.IGNORECASE)
"""`We propose X`."""
LATER_WE = re.compile(rf"(?P<lead>(?:(?!\b(?:we|our|us|I|my)\b).)+?, )(?:we|I) {_DOING}")
"""`To learn Y, we propose X`."""
LEADS = read_words("leads")
"""What such a lead begins with, beside participles."""
_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ed|ing)", re.IGNORECASE)
PAPER_DOES = re.compile(
    rf"(?:this|the|our) (?:present |current )?(?P<kind>{PAPER}) {_DOING}", re.IGNORECASE
)
"""`This paper proposes X`."""
_QUALITIES = (
    r"(?:(?:proposed|new|novel|main|key|final|best|empirical|theoretical|"
    r"experimental|extensive|numerical) )*"
)
_OWN_THINGS = (
    r"(?:method|approach|model|framework|algorithm|system|network|architecture|"
    r"analysis|technique|"
    r"strategy|solution|"
    r"scheme|pipeline|results|experiments|models|methods|findings|analyses|evaluations?|theory)"
)
DOER = re.compile(r"\b(?:we|us|I|me|ours)\b", re.IGNORECASE)
"""The authors as those who do something."""
OWNED = re.compile(
    rf"\b(?:our|the proposed) "
    rf"(?:(?P<thing>{_QUALITIES}{_OWN_THINGS})\b|(?P<name>[^\W_][\w-]*))",
    re.IGNORECASE,
)
"""What belongs to the authors, wherever it is named: `our method`, `our UniFormer`."""
_KINDS = (
    r"(?:extensive|comprehensive|thorough|empirical|experimental|numerical|"
    r"quantitative|qualitative|"
    r"additional|"
    r"further|detailed|ablation|various|large-scale|simulation|user)"
)
_SHOWING = (
    r"(?:show|demonstrate|indicate|suggest|reveal|confirm|verify|validate|prove|"
    r"highlight|illustrate)s?"
)
EXPERIMENTS = re.compile(
    rf"(?P<what>(?:{_KINDS}(?: and)? )*(?:experiments?|evaluations?|results|"
    rf"studies|simulations|analyses|"
    rf"ablations)) "
    rf"(?P<rest>.*\b{_SHOWING}\b.*)",
    re.IGNORECASE,
)
"""`Extensive experiments show that`."""
PASSIVE = re.compile(
    r"(?P<before>[^,;:]+? (?:is|are|was|were) (?:also )?(?:proposed|presented|"
    r"introduced|developed|"
    r"designed|described|"
    r"studied|investigated))(?P<rest>(?! by\b).*)"
)
"""`A network is proposed`."""
THINGS_BEHIND = re.compile(
    r"(?: (?:algorithm|approach|architecture|block|framework|method|model|module|network"
    r"|platform|scheme|system|technique|tool)\b){1,2}"
)
"""Nouns that go on with a name: `our UniFormer block`."""
PLAIN_WORD = re.compile(r" ([a-z]{2,})\b(?!-)")
"""The word behind another, if it is no name."""
WILL = re.compile(r"\bwe will (?=[a-z])", re.IGNORECASE)
"""What a paper announces, it does by the time that it is cited."""
NARRATING = re.compile(
    r"\b(?:also|first|firstly|further|furthermore|additionally|moreover|finally|then|therefore"
    r"|thus|hence|next|briefly|here|instead) "
)
"""Adverbs that tie a sentence to those before it in the abstract."""


def is_lead(word: str) -> bool:
    """Tell whether a word begins a lead, after which the authors do something."""
    return word.casefold() in LEADS or bool(_PARTICIPLE.fullmatch(word))
