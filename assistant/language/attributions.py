"""How prose names who wrote a paper and when: "In 2010, Grove et al. published a paper"."""

from __future__ import annotations

import re

WHEN = re.compile(
    r"(?:^|(?<=[\s,(]))(?:(?:back |as early as |later |again"
    r" )?(?:in|In|since|Since|of|from|by) )?"
    r"\(?(?P<year>1[89]\d\d|20\d\d)\)?,?(?=\s|$|[.;:])"
)
_PARTICLES = "van|von|de|der|den|di|da|la|le|du|el|al|bin"
_SURNAME = rf"(?:(?:{_PARTICLES}) ){{0,3}}[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?"
WHO = re.compile(
    rf"(?P<names>{_SURNAME}(?:, {_SURNAME}){{0,4}}(?:,? (?:and|&) {_SURNAME})?)"
    r"(?P<others>,? (?:et\.? al\.?|and"
    r" (?:others|co-?workers|colleagues)))?(?:['’]s?)?(?=[\s,(.]|$)"
)
AND = re.compile(r",? (?:and|&) |, ")
STORY = (
    "publish publication paper article work study book thesis report author team group"
    " researcher"
    " colleague introduce propose present write develop describe release publish appear journal"
    " conference proceedings first early later recently seminal original classic title"
    " call name"
    " also about year previously already series another same one"
)
"""Words that tell of a publication, and of nothing that is in it."""
