"""Sections of a CV: those that list no publications are left out, and reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.names import is_collective

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries

_NUMBERING = re.compile(r"^[\W_]*(?:(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)]\s+)?")
_WORD = re.compile(r"[^\W\d_]+")
_NO_HEADING = re.compile(r"[.;]")
_LONGEST = 60
_GOES_ON = re.compile(r"[^\W\d]$|[,:&-]$")
"""How a long line ends of which the rest stands on the next."""
_OTHER = frozenset(
    "education degree degrees qualification qualifications training employment appointment"
    " appointments position positions experience career award awards honor honors honour"
    " honours prizes distinctions fellowships scholarships teaching courses supervision"
    " mentoring advising grants funding service memberships affiliations talks lectures"
    " ausbildung studium lehre auszeichnungen werdegang formation enseignement educación"
    " docencia".split()
)
"""What a section has that lists no publications."""
_PUBLICATIONS = frozenset(
    "publications papers articles books chapters monographs preprints manuscripts proceedings"
    " works writings essays reports patents theses bibliography references outputs output"
    " contributions journals conferences workshops volumes reviews editorials publikationen"
    " veröffentlichungen schriften schriftenverzeichnis aufsätze publicaciones".split()
)
_BESIDE = frozenset(
    "and of in the for at und et y academic professional university higher further graduate"
    " undergraduate postgraduate doctoral current previous past former other additional"
    " selected recent major visiting administrative editorial research work invited list"
    " history background record activities roles development external community peer reviewed"
    " refereed conference journal book edited working technical press review from to"
    " since until forthcoming submitted scientific scholarly full with on english".split()
)
"""What stands beside such a word in a heading."""


_CAREER = re.compile(
    r"\W*(?:(?:19|20)\d\d\s*[–-]?\s*(?:(?:19|20)\d\d|present|now|today)?\W+)?"
    r"(?:Ph\.? ?D|D\.? ?Phil|M\.? ?(?:Sc|A|S|Eng|Phil|Res|Ed|B\.? ?A|D)|B\.? ?(?:Sc|A|S|Eng|Ed)"
    r"|J\.? ?D|LL\.? ?[BM]|Dipl\.?|Diploma?|Doctor(?:ate|ado|at)?"
    r"|(?:Master|Bachelor)(?:['’]?s)?"
    r"|Magister|Licen[cz]\w+|Habilitation|Promotion|Post-?[Dd]oc\w*"
    r"|(?:(?:Assistant|Associate|Full|Visiting|Adjunct|Emeritus|Distinguished|Research|Senior"
    r"|Junior|Principal|Postdoctoral|Graduate|Teaching) ){1,2}"
    r"(?:Professor|Lecturer|Fellow|Researcher|Scientist|Scholar|Associate|Assistant|Engineer)"
    r"|Professor|Lecturer|Reader|Instructor|Profesora?|Professeur)"
    r"\.?(?:,| in | of | de | en | at | \()(?!.*\b(?:[Tt]hesis|[Dd]issertation)\b)"
)
"""How a line of a CV begins that tells of a degree or a post."""


def tells_career(text: str) -> bool:
    """Tell whether a line tells of a degree or a post and names no work."""
    return bool(_CAREER.match(text)) and not re.search(r"[\"“”«»]", text)


def without_other_sections(lines: Sequence[PageLine], entries: Entries) -> list[PageLine]:
    """Return the lines of a CV that may be publications, and report the sections without."""
    kept, sections = _parted(lines)
    for heading, last in sections.items():
        told = f"this section up to line {last.number} lists no publications, and is left out"
        entries.findings.warn_at(heading.number, f"{told}: {heading.text.strip()}")
    return kept


def is_section_heading(text: str) -> bool:
    """Tell whether a line is the heading of a section that a CV has."""
    words = _heading_words(text)
    return _is_other(words) or _is_of_publications(words)


def _parted(lines: Sequence[PageLine]) -> tuple[list[PageLine], dict[PageLine, PageLine]]:
    """Return the lines that may be publications, and the last line of each section without, by
    its heading.
    """
    kept: list[PageLine] = []
    sections: dict[PageLine, PageLine] = {}
    begun: PageLine | None = None
    above = ""
    for line in lines:
        words = _heading_words(line.text)
        is_wrapped = not line.is_after_blank and bool(_GOES_ON.search(above[_LONGEST:]))
        above = line.text
        if _is_other(words) and not (is_wrapped and begun is None):
            begun = line
        elif begun and (_is_of_publications(words) or _is_as_loud(line.text, begun.text)):
            begun = None
        elif begun:
            sections[begun] = line
            continue
        kept.append(line)
    return kept, sections


def _heading_words(text: str) -> list[str]:
    bare = _NUMBERING.sub("", text.strip(), count=1)
    is_long = len(bare) > _LONGEST or _NO_HEADING.search(bare)
    return _WORD.findall(bare.casefold()) if bare[:1].isupper() and not is_long else []


def _is_other(words: list[str]) -> bool:
    return not _OTHER.isdisjoint(words) and (_OTHER | _BESIDE).issuperset(words)


def _is_of_publications(words: list[str]) -> bool:
    known = _PUBLICATIONS | _BESIDE | _OTHER
    return not _PUBLICATIONS.isdisjoint(words) and known.issuperset(words)


def _is_as_loud(text: str, heading: str) -> bool:
    """Tell whether a line is in capitals, as the heading above it is, and names no school."""
    are_loud = heading.isupper() and text.isupper()
    return are_loud and bool(_heading_words(text)) and not is_collective(text.title())
