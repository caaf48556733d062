"""Kinds of publications and what sources say of them: one row a thing, one column a format.

The types are those of CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html),
the
fields of BibTeX those of its manual and of biblatex, the tags those of managers of references.
"""

from __future__ import annotations

_KINDS = """
article-journal         article        JOUR
article-magazine        article        MGZN
article-newspaper       article        NEWS
article                 misc           UNPB
paper-conference        inproceedings  CPAPER
book                    book           BOOK
collection              proceedings    EDBOOK
chapter                 incollection   CHAP
entry-encyclopedia      inreference    ENCYC
entry-dictionary        inreference    DICT
thesis                  phdthesis      THES
report                  techreport     RPRT
manuscript              unpublished    MANSCPT
pamphlet                booklet        PAMP
periodical              periodical     JFULL
patent                  patent         PAT
software                software       COMP
dataset                 dataset        DATA
webpage                 online         ELEC
post-weblog             online         BLOG
post                    online         ICOMM
motion_picture          video          MPCT
broadcast               video          VIDEO
song                    audio          SOUND
graphic                 artwork        ART
map                     misc           MAP
speech                  misc           SLIDE
interview               misc           PCOMM
personal_communication  letter         PCOMM
legislation             legislation    STAT
bill                    legislation    BILL
legal_case              jurisdiction   CASE
standard                standard       STAND
review                  review         JOUR
review-book             review         JOUR
document                misc           GEN
"""
_ROWS = [tuple(row.split()) for row in _KINDS.strip().splitlines()]

BIBTEX_TYPES = {kind: entry for kind, entry, _ in _ROWS}
"""The type of a BibTeX entry, by kind."""
RIS_TYPES = {kind: tag for kind, _, tag in _ROWS}
"""The type of a RIS record, by kind."""

FROM_BIBTEX: dict[str, str | None] = {
    **{entry: kind for kind, entry, _ in reversed(_ROWS)},
    "misc": None,
    "conference": "paper-conference",
    "inbook": "chapter",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "bookinbook": "chapter",
    "mvbook": "book",
    "collection": "collection",
    "mvcollection": "collection",
    "mvproceedings": "collection",
    "reference": "book",
    "mvreference": "book",
    "manual": "book",
    "thesis": "thesis",
    "mastersthesis": "thesis",
    "masterthesis": "thesis",
    "bachelorsthesis": "thesis",
    "report": "report",
    "www": "webpage",
    "electronic": "webpage",
    "movie": "motion_picture",
    "film": "motion_picture",
    "music": "song",
    "image": "graphic",
    "performance": "speech",
    "legal": "legislation",
    "preprint": "article",
    "suppperiodical": "article-journal",
}
"""The kind that a type of BibTeX or biblatex tells; None where it tells none."""

CLASSIC = frozenset(
    "article book booklet conference inbook incollection inproceedings manual"
    " mastersthesis misc"
    " phdthesis proceedings techreport unpublished".split()
)
"""The types that BibTeX's own styles know."""
BIBLATEX_ALONE = frozenset(FROM_BIBTEX) - CLASSIC
GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
"""What a type of BibTeX says beside the kind."""
SOME_THESIS = "Thesis"
"""What is printed in place of a degree that no source tells."""

FROM_RIS: dict[str, str | None] = {
    **{tag: kind for kind, _, tag in reversed(_ROWS)},
    "GEN": None,
    "UNPD": "manuscript",
    "PREPRINT": "article",
    "CONF": "paper-conference",
    "EJOUR": "article-journal",
    "INPR": "article-journal",
    "ABST": "article-journal",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "SER": "book",
    "CLSWK": "book",
    "ADVS": "motion_picture",
    "MUSIC": "song",
    "PAMP": "pamphlet",
    "GRNT": "document",
    "GOVDOC": "report",
    "DBASE": "dataset",
    "AGGR": "dataset",
    "WEB": "webpage",
    "UNBILL": "bill",
    "HEAR": "legislation",
    "MULTI": "webpage",
}
"""The kind that a type of RIS tells; None where it tells none."""

IN_JOURNALS = frozenset(("article-journal", "article-magazine", "article-newspaper", "review"))
WITHIN_BOOKS = frozenset(
    ("chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary")
)

_FIELDS = """
volume        volume              volume        VL
issue         issue               number        IS
pages         page                pages         SP
pages-total   number-of-pages     pagetotal     -
title-addon   -                   titleaddon    -
number        number              number        M1
eid           article-number      eid           C7
publisher     publisher           publisher     PB
place         publisher-place     address       CY
edition       edition             edition       ET
editors       editor              editor        ED
translators   translator          translator    TA
series        collection-title    series        T3
chapter       chapter-number      chapter       SE
volumes       number-of-volumes   volumes       NV
event         event-title         eventtitle    C3
ISBN          ISBN                isbn          SN
ISSN          ISSN                issn          SN
PMID          PMID                pmid          C1
PMCID         PMCID               pmcid         C2
genre         genre               type          M3
language      language            language      LA
short-title   title-short         shorttitle    ST
abbreviation  container-title-short shortjournal J2
origdate      original-date       origdate      -
accessed      accessed            urldate       Y2
version       version             version       -
status        status              pubstate      -
keywords      keyword             keywords      KW
note          note                note          N1
annote        annote              annote        -
collections   -                   groups        -
"""
_FIELD_ROWS = [tuple(row.split()) for row in _FIELDS.strip().splitlines()]

CSL_FIELDS = {name: field for name, field, _, _ in _FIELD_ROWS if field != "-"}
"""The variable of CSL, by the name in `Paper.extra`."""
BIBTEX_FIELDS = {name: field for name, _, field, _ in _FIELD_ROWS}
"""The field of BibTeX, by the name in `Paper.extra`."""
RIS_TAGS = {name: tag for name, _, _, tag in _FIELD_ROWS if tag != "-"}
"""The tag of RIS, by the name in `Paper.extra`."""
