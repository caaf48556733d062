"""What a sentence says of a paper's authors, year, title and venue, held against its entry.

Drafts say by whom, when and where: "In 2010, Grove et al. published a paper on group lamp
logic."
No abstract says that of itself; the entry does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.attributions import AND, STORY, WHEN, WHO
from assistant.language.stems import stems
from assistant.language.word_lists import FUNCTION_WORDS, LIGHT, PAPER_WORDS, REPORTING
from store.names import names_of
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.paper import Paper

_MARKERS = re.compile(r"\s*\[\d+(?:\s*[,;–-]\s*\d+)*\]")
_YEAR = re.compile(r"\b(?P<year>1[89]\d\d|20\d\d)\b")
_COMMON = FUNCTION_WORDS | PAPER_WORDS | LIGHT


def is_true_of(sentence: str, papers: Sequence[Paper]) -> str | None:
    """Return what is left of a sentence without authors and years that are those of its papers;
    "" where what is left is in their titles and venues. None where nothing of that was said.
    """
    said = _MARKERS.sub("", sentence)
    rest = _without_years(_without_authors(said, papers), papers)
    if rest == said:
        return None
    known = {word for paper in papers for word in stems(_about(paper))}
    left = stems(rest) - known - stems(STORY) - stems(" ".join(_COMMON | REPORTING))
    if not left:
        return ""
    markers = "".join(_MARKERS.findall(sentence)) or " [1]"
    return f"{_tidy(rest).rstrip('.')}{markers}."


def wrong_attribution(sentence: str, papers: Sequence[Paper]) -> str:
    """Return what a sentence says of authors or years that the entries say otherwise; "" where
    that is nothing.
    """
    years = {paper.date.year for paper in papers if paper.date}
    said = [int(found["year"]) for found in WHEN.finditer(_MARKERS.sub("", sentence))]
    wrong = [year for year in said if years and year not in years]
    starts = re.match(r"(?:In|Since) \d{4}\b|[^.]{0,80}\(\d{4}\)", sentence)
    if wrong and starts and not any(str(wrong[0]) in paper.abstract for paper in papers):
        return f"it is of {' and '.join(map(str, sorted(years)))}, and not of {wrong[0]}"
    for found in WHO.finditer(_MARKERS.sub("", sentence)):
        if found["others"] and not _are_authors(found["names"], papers):
            first = names_of(papers[0])[:1] if papers else []
            if first and not any(found["names"] in paper.abstract for paper in papers):
                return f"it is by {first[0].said}, and not by {found['names']}"
    return ""


def _without_authors(sentence: str, papers: Sequence[Paper]) -> str:
    def without(found: re.Match[str]) -> str:
        return "They" if _are_authors(found["names"], papers) else found[0]

    return WHO.sub(without, sentence)


def _without_years(sentence: str, papers: Sequence[Paper]) -> str:
    years = {paper.date.year for paper in papers if paper.date}

    def without(found: re.Match[str]) -> str:
        return "" if int(found["year"]) in years else found[0]

    return WHEN.sub(without, sentence)


def _are_authors(names: str, papers: Sequence[Paper]) -> bool:
    """Tell whether all of some names are those of authors, by their family names at least."""
    known = [set(fold(name.said).split()) for paper in papers for name in names_of(paper)]
    return all(
        any(set(fold(part).split()) <= words for words in known)
        for part in AND.split(names)
        if part.strip()
    )


def _about(paper: Paper) -> str:
    return f"{paper.title} {paper.venue or ''} {paper.abstract}"


def _tidy(text: str) -> str:
    words = re.sub(r"\s+([,.;:)])", r"\1", " ".join(text.split())).strip(" ,;")
    return words[:1].upper() + words[1:]
