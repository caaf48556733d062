"""How prose names who wrote a paper, when and where: "In 2010, Grove et al. published it"."""

from __future__ import annotations

import re

from store.names import PARTICLES

_ALL_YEARS = r"(?:1[6-9]\d\d|20\d\d)"
_PARTICLES = "|".join(PARTICLES)
_NAME = r"[A-ZÀ-Þ](?:[\w-]|['’](?!s\b))+"
_SURNAME = (
    rf"(?:(?:[A-ZÀ-Þ]\.[ -]?){{1,3}})?(?:(?:{_PARTICLES}) ){{0,3}}"
    rf"{_NAME}(?: (?:[A-ZÀ-Þ]\. )?{_NAME})?"
)
_NAMES = rf"{_SURNAME}(?:, {_SURNAME}){{0,4}}(?:,? (?:and|&) {_SURNAME})?"
_MARKERS = r"\[\d+(?:, \d+)*\]"
_WORK = (
    "article|book|dissertation|monograph|paper|preprint|publication|study|textbook|thesis|work"
)

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
WHEN = re.compile(
    r"(?:^|(?<=[\s,(]))(?:(?:back |as early as |already |later |again |first )?"
    r"(?P<lead>in|In|since|Since|of|from|by|until|Until|after|After|before|Before) )?"
    rf"(?:(?:early|late|mid|spring|summer|autumn|fall|winter|(?:{_MONTHS})(?: \d{{1,2}},?)?) )?"
    rf"\(?(?P<year>{_ALL_YEARS})[a-z]?\)?,?(?=\s|$|[.;:)])"
    rf"(?P<range> ?(?:and|to|until|through|[–-]{{1,2}}) ?{_ALL_YEARS})?"
)
"""A year as prose gives it, and what makes it the first of two."""
DECADE = re.compile(
    r"\b(?:in|In|of|from|to|until|since|Since) the (?P<part>early|mid|late)?[ -]?"
    r"(?P<decade>1[6-9]\d|20\d)0['’]?s"
)
DECADE_PARTS = {"early": range(5), "mid": range(3, 8), "late": range(5, 10)}
"""The years of a decade that a part of it may mean."""
WHO = re.compile(
    rf"(?P<names>{_NAMES})"
    r"(?P<others>,? (?:et\.? al\.?|and"
    r" (?:others|co-?workers|co-?authors|colleagues|her group|his group)))?"
    r"(?:['’]s?)?(?=[\s,(.)]|$)"
)
"""Names as prose gives those of authors."""
AND = re.compile(r",? (?:and|&) |, ")
_BY = rf"(?P<names>{_NAMES})(?:,? et\.? al\.?| and \w+)?"
_BROUGHT = (
    "(?:introduced|proposed|presented|published|released|described|developed|submitted|wrote)"
)
WORK_YEARS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:\w+ )?(?:as early as |already |back |later )?[Ii]n (?P<year>{_ALL_YEARS}),? "
        rf"(?:the )?(?:{_BY}|{_MARKERS})(?=['’\s,])",
        rf"{_BY}['’s]* ?\((?P<year>{_ALL_YEARS})[a-z]?\)",
        rf"\({_BY},? (?P<year>{_ALL_YEARS})[a-z]?\)",
        rf"{_BY}(?: ?{_MARKERS})?(?: (?:have |had )?(?:[a-z]+ly |first |already )?[a-z]+)"
        rf" (?:already |back |as early as )?in (?P<year>{_ALL_YEARS})\b",
        rf"{_BY}(?: ?{_MARKERS})? (?:first |originally |already )?{_BROUGHT}"
        rf"(?: [\w-]+){{1,6}} (?:already |back )?in (?P<year>{_ALL_YEARS})\b",
        rf"(?P<subject>\b[A-Z][\w-]+)(?: ?{_MARKERS})? (?:was|were|has been|had been)"
        rf" (?:first |originally |already )?{_BROUGHT}(?: by {_NAMES}(?:,? et al\.?)?)? in"
        rf" (?P<year>{_ALL_YEARS})\b",
        rf"\bby {_BY}(?: ?{_MARKERS})?,? in (?P<year>{_ALL_YEARS})\b",
        rf"\b(?i:an?|the|his|her|their|this|its) (?P<year>{_ALL_YEARS}) (?:{_WORK})\b",
        rf"\b(?:{_WORK})(?: (?:of|from|published in|\[\d+\])){{1,2}} (?P<year>{_ALL_YEARS})\b",
        r"\b(?:appeared|published)(?: (?:first|again|only|already|back))? in"
        rf" (?P<year>{_ALL_YEARS})\b",
    )
)
"""Wordings that give a year as that of a work; those with names where they are its
authors', those with a subject where it is what the work brings.
"""
_CAPITAL = r"[A-ZÀ-Þ](?:[\w.&/-]|['’](?!s\b))*"
_CAPITALS = (
    rf"{_CAPITAL}(?:,? (?:(?:of|the|and|on|in|for|to|der|für|de|la|&) ){{0,3}}{_CAPITAL})*"
)
NAMED = re.compile(_CAPITALS)
"""Words with capitals in a row, as venues, publishers and universities are named."""
PUBLISHED_IN = re.compile(
    r"\b(?:published|publishes|appeared|appears|printed|reprinted)\b(?: [a-z]+){0,4}?"
    rf" (?:in|with|by|at) (?:the )?(?:journal |magazine )?(?P<venue>{_CAPITALS})",
)
VENUE_NOUN = re.compile(
    r"\b(?:Journal|Proceedings|Transactions|Conference|Symposium|Workshop|University|Press"
    r"|Letters|Reviews?|Annals|Bulletin|Magazine|Quarterly|Archives|Acta)\b"
    r"|^(?:Nature|Science|Cell|PNAS|Lancet|JAMA|BMJ|PLOS ONE|NeurIPS|ICML|ICLR|CVPR)$"
)
"""What a place of publication has in its name, and some of one word."""
NUMBERS = re.compile(
    r",? ?\b(?:in |of )?(?:vol(?:ume|\.)?|no\.|number|issue|pages?|pp?\.|art(?:icle|\.)"
    r"|(?:tech(?:nical|\.) )?rep(?:ort|\.))(?: no\.)?\s?(?P<number>[A-Z]{0,4}-?\d[\d–-]*)",
    re.IGNORECASE,
)
"""Volume, issue and pages."""
PLACE = re.compile(
    r"(?P<lead>\b(?:in|from|by|of|see|cf\.|and) )?(?:\bthe )?"
    r"(?:\b|(?=§))(?:Theorem|Thm\.?|Lemma|Proposition|Prop\.|Corollary|Cor\.|Definition|Def\."
    r"|Remark|Example|Algorithm|Alg\.|Sections?|Secs?\.|Chapter|Chap\.|Ch\.|Figures?|Figs?\."
    r"|Tables?"
    r"|Tab\.|§§?|Eqs?\.|Equations?|Appendix|App\.|Part|Step|Box|Listing|pages?|pp?\.)"
    r"[ ~]?\(?[A-Z]?\d+(?:\.\d+)*[a-z]?\)?(?:(?:[–-]{1,2}| and |, )[A-Z]?\d+(?:\.\d+)*[a-z]?)*"
    r"(?: (?:of|in))?",
)
"""Where in a paper something stands."""
_SOME = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]{3,5}teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?|several|some|many|few|\d{1,2})"
)
TIME = re.compile(
    r"(?:\b(?:about|some|around|more than|less than|over|almost|nearly|only|just|for) )?"
    rf"\b{_SOME}(?: few| half a)? (?:years?|decades?|months?)"
    r" (?:later|earlier|ago|before|after(?:wards)?|prior|previously|on),?"
    r"|\b(?:in )?the (?:same|following|next|previous|past|last) (?:years?|decades?),?"
    r"|\b(?:more |most |quite |only )?(?:recent|recently|lately|earlier|previously)\b,?"
    r"|\b(?:since|until|by) then\b,?|\bto date\b,?|\bso far\b,?",
    re.IGNORECASE,
)
"""When something was, counted from something else."""
_BEFORE_MARKER = (
    r"(?:,? (?:e\.?g\.?,?|i\.?e\.?,?|for (?:example|instance),?|also|the|an?|and|in|by|of|its"
    r"|their|recent|original|excellent|comprehensive|classic|standard|seminal|many|surveys?"
    r"|reviews?|overviews?|books?|textbooks?|handbooks?|papers?|works?|articles?|reports?"
    r"|thesis"
    rf"|references?|authors?|{_NAMES}|et al\.?)){{0,8}},? \[\d"
)
POINTING = re.compile(
    r"\b(?i:see|cf\.?|consult|compare|refer (?:\w+ ){0,3}to|referred to|back to"
    r"|(?:found|given|provided|discussed|described|detailed|explained|reviewed|surveyed|listed"
    r"|summari[sz]ed|proved|proven|derived|introduced|treated|covered|studied|used|adopted|done"
    r"|defined|available|as) in"
    r"|(?:adapted|taken|reproduced|borrowed|redrawn|modified|drawn|obtained|available|comes?"
    r"|came|stems?|originates?|permission) (?:from|of)"
    r"|following|follows?(?: from)?|similar to|analogous to|due to)"
    rf"{_BEFORE_MARKER}"
    r"|\b(?:extracted|downloaded|retrieved|collected|sampled|taken|obtained|drawn|compiled"
    r"|computed|calculated) (?:from|with|using) (?:[\w-]+ ){0,8}\[\d"
    r"|\bbased on (?:the )?(?:data|code|implementation|software|design|work|results|framework)"
    r" (?:[\w-]+ ){0,6}\[\d"
    r"|\bas (?:recommended|suggested|advised|prescribed|specified|implemented)"
    rf" (?:by|in) {_NAMES}"
)
"""What sends a reader to a paper and says nothing of what is in it."""
AROUND = re.compile(
    r"\b(?i:little|nothing|not much|less) (?:is|was|has been) (?:known|understood|written)\b"
    r"|\b(?:has|have|had) (?:since |long |also )?(?:shaped|influenced|inspired|become|attracted"
    r"|sparked|led to|received|been (?:widely |often |since )?(?:cited|used|applied|adopted"
    r"|extended|criticised|criticized|confirmed|replicated|revised|translated|discussed))\b"
    r"|\b(?:is|are|remains?) (?:still |now |widely |often |today )+"
    r"(?:read|used|cited|debated|influential|popular|common|standard|relevant)\b"
)
"""What was before a paper, and what became of it; neither stands in its abstract."""
BESIDE = re.compile(
    r"^(?:(?:[\w-]+ ){0,6}(?:after|since|before)|(?i:since|after|before|unlike|following"
    r"|despite|beyond|besides|like|(?:in )?contrary to|in contrast to|in addition to"
    r"|in line with|building on|inspired by|motivated by|based on|similar to|as in"
    r"|starting (?:at|with)))\b"
    rf"[^,.;]*{_MARKERS},"
)
"""A sentence that only begins with a paper, and goes on with something else."""
FINDS_THAT = re.compile(r"\b[a-z]+(?: \[\d+\])? that (?=\w)")
"""What stands before what is reported."""
ACTING = re.compile(
    r" (?:also |first |further |then )?(?:[a-z]{3,}ed|propose|present|show|find|found|introduce"
    r"|describe|review|report|use|apply|give|gave|write|wrote|study|argue|prove|develop|build"
    r"|built|compare|consider|derive|examine|explain|extend|investigate|measure|note|test"
    r"|model)s?\b"
)
"""What authors do, right behind their names."""
WRITING = re.compile(
    r" (?:also |first |further |later |once )?(?:wr(?:ites?|ote)|(?:argu|coin|conjectur|remark"
    r"|lament|advocat|speculat|wonder|ask|publish|critici[sz]|hypothesi[sz])(?:e|es|s|ed))\b"
)
"""What only people do, and no method, behind a name."""
OWN = re.compile(
    r"\b(?:[Ww]e|[Oo]urs?|[Uu]s|I|[Mm]y)\b(?! (?:\w+ly )?(?:note|know|observe|recall|see|stress"
    r"|remark|remember|find) (?:here )?that)"
    r"|\b(?:[Ii]n this|[Tt]his|[Tt]he present|[Tt]he current)"
    r" (?:paper|work|thesis|article|section|chapter)\b"
    r"|\b(?:discussed|reviewed|considered|summari[sz]ed|treated|presented|introduced|compared)"
    r" (?:in turn|below|above|here|next|later|in (?:the next|what follows))\b"
)
"""Who writes the draft speaks of themselves."""
LEADING = frozenset(
    "see as in the following unlike like both while after before with since although when"
    " whereas for from by using recently similarly later and but then however also according"
    " here most given based building inspired because contrary early work works study studies"
    " paper thus hence authors first finally where if cf compare consider until under notably"
    " instead both these this those that such another an on at to a of dr prof professor"
    " sir".split()
)
"""Words that stand with a capital before a name where a sentence begins."""
FOR_ALL = re.compile(r"\b[Ff]or (?:all|any|every|each|some)(?:,? and)* ?,\s*")
"""What is left of "for all x > 0 and all y," without its formulas."""
STORY = (
    "publish publication paper article work study book handbook textbook thesis dissertation"
    " report author team group chapter monograph survey review inventory preprint"
    " researcher colleague introduce propose present write develop describe release appear"
    " journal conference proceedings volume page number issue edition university press lab"
    " first early later recently seminal original classic title pioneering influential landmark"
    " call name also about year previously already series another same one decade follow"
    " cite citation reference see reader overview detail idea notion concept term proof result"
    " code data dataset implementation baseline notation definition approach method go back"
    " literature example therein further information discuss discussion mention note point"
    " include goes went submit circulate pioneer popularise popularize extension version"
    " master doctoral phd postdoctoral wrote coin who whose"
)
"""Words that tell of a publication, and of nothing that is in it."""
