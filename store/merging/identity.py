"""Whether two records are of one paper."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from store.names import first_name_of
from store.text import fold

if TYPE_CHECKING:
    from store.paper import Paper

_NOTICE = re.compile(
    r"(?:(?:publisher|author)s?"
    r" )?(?P<kind>erratum|errata|corrigend\w+|correction|retraction|withdrawal"
    r"|repl(?:y|ies)|comments?|response|addendum|discussion|review of|letter)\b",
)
_MARKED = re.compile(r"^(?:retracted|withdrawn|removed)(?: article| paper)? ")
_PREPRINT_DOI = re.compile(
    r"^10\.(?:48550|1101|2139|21203|31234|31219|31235|26434|20944|22541|36227|31222|31224|33774)/"
)
_GREEK = (
    "α=alpha β=beta γ=gamma δ=delta ε=epsilon ζ=zeta κ=kappa λ=lambda μ=mu π=pi ρ=rho σ=sigma"
    " τ=tau φ=phi χ=chi ψ=psi ω=omega"
)
_SIGNS = {"&": "and", **dict(pair.split("=") for pair in _GREEK.split())}
"""What some records spell out."""
_SIGN = re.compile(f"[{''.join(_SIGNS)}]")
_SUBTITLE = re.compile(r"\s*[:.?!–—-]\s")
_VERSION = re.compile(r"v\d+$")
_WILD = frozenset((None, "document"))
_PAPERS = frozenset(
    "article-journal article paper-conference article-magazine review report manuscript"
    " chapter".split()
)
_LEAST_LENGTH, _LEAST_WORD, _MOST_SLIPS = 25, 4, 2
"""Letters of a title, and of a word, in which a slip may stand; and how many may."""
_GENERIC_ALONE = 1
"""Words of a title that editors use again and again: "Editorial", "News", "Reply"."""
_GENERIC = 2
"""Words of a title that many papers have: "Introduction", "Guest editorial"."""
_LEAST_WORDS = 25
_SHARED, _SHARED_IN_ONE_SOURCE = 0.35, 0.7
"""Words that two abstracts of one paper share, of all that they have."""
_YEARS_TO_PRINT = 4
_CONTINUED = re.compile(r"part|chapter|volume|vol|no|number|supplement|appendix|[ivx]+|\d+")


def same_paper(a: Paper, b: Paper) -> bool:
    """Tell whether two records are of one paper: by DOI, number of arXiv or PubMed, or by
    title,
    first author and year, a preprint and what became of it included.
    """
    if not _kinds_agree(a, b) or _notice(a) != _notice(b):
        return False
    verdict = _by_identifiers(a, b)
    return _by_title(a, b) if verdict is None else verdict


def contradict(a: Paper, b: Paper) -> bool:
    """Tell whether two records of one title say that they are of two papers: by their numbers,
    kinds, years, places, or first authors.
    """
    if not _kinds_agree(a, b) or _by_identifiers(a, b) is False or not _years_agree(a, b):
        return True
    if _places_differ(a, b):
        return True
    return bool(a.authors and b.authors) and not _authors_agree(a, b)


def is_preprint(paper: Paper) -> bool:
    """Tell whether a record is of a preprint and says of no other publication."""
    doi = bare_doi(paper)
    published = bool(doi and not _PREPRINT_DOI.match(doi)) or bool(paper.venue)
    return not published and bool(
        paper.arxiv_id or paper.kind in ("article", "manuscript") or _PREPRINT_DOI.match(doi)
    )


def bare_doi(paper: Paper) -> str:
    """Return the DOI in small letters, without an address before it."""
    doi = (paper.doi or "").strip().lower()
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi)


def bare_arxiv(paper: Paper) -> str:
    """Return the number of arXiv without its version, also where only a DOI names it."""
    named = re.sub(
        r"^(?:https?://arxiv\.org/abs/|arxiv:\s*)", "", (paper.arxiv_id or "").lower()
    )
    from_doi = bare_doi(paper).partition("10.48550/arxiv.")[2]
    return _VERSION.sub("", named.strip() or from_doi)


def file_of(paper: Paper) -> str:
    """Return the name of the file that a record was read from."""
    return paper.source.rpartition(":")[0]


def title_of(paper: Paper) -> str:
    """Return the title as records of one paper share it: its letters and digits alone."""
    return _letters(paper.title)


def titles_are_alike(a: Paper, b: Paper) -> bool:
    """Tell whether two titles may be of one paper, as far as they are known."""
    mine, other = title_of(a), title_of(b)
    if not mine or not other or mine in other or other in mine:
        return True
    return _alikeness(mine, other) > 0.6


def main_title_of(paper: Paper) -> str:
    """Return the letters of what stands before the subtitle, where that says enough."""
    main = re.split(r":\s|\s[-–—]\s|[?!]\s", paper.title, maxsplit=1)[0]
    return _letters(main) if len(fold(main).split()) > _GENERIC else ""


def family_of(paper: Paper) -> str:
    """Return the last word of the first author's family name, folded."""
    name = first_name_of(paper)
    words = fold(name.family).split() if name else []
    return words[-1] if words else ""


@lru_cache(maxsize=65_536)
def _letters(title: str) -> str:
    return _MARKED.sub("", _folded(title)).replace(" ", "") or title.strip().casefold()


def _folded(title: str) -> str:
    """Return the words of a title in ASCII, with signs as one spells them out."""
    return fold(_SIGN.sub(lambda found: f" {_SIGNS[found[0]]} ", title.casefold()))


def _kinds_agree(a: Paper, b: Paper) -> bool:
    """Tell whether two kinds may be of one paper: a film and its poster are not."""
    if a.kind == b.kind or a.kind in _WILD or b.kind in _WILD:
        return True
    return a.kind in _PAPERS and b.kind in _PAPERS


def _notice(paper: Paper) -> str:
    found = _NOTICE.match(fold(paper.title))
    return found["kind"][:5] if found else ""


def _by_identifiers(a: Paper, b: Paper) -> bool | None:
    """Return what the numbers of two records say; None where they say nothing."""
    dois, arxiv = (bare_doi(a), bare_doi(b)), (bare_arxiv(a), bare_arxiv(b))
    numbers = (a.extra.get("PMID", ""), b.extra.get("PMID", ""))
    pairs = (dois, arxiv, numbers)
    if any(mine and mine == other for mine, other in pairs):
        return _could_be_one(a, b)
    are_published = all(doi and not _PREPRINT_DOI.match(doi) for doi in dois)
    if are_published or all(arxiv) or all(numbers):
        return False
    return None


def _could_be_one(a: Paper, b: Paper) -> bool:
    """Tell whether records that share a number may be of one paper: a chapter often has the
    number of its book.
    """
    return titles_are_alike(a, b) or (_authors_agree(a, b) and _chapters(a, b) == 0)


def _chapters(a: Paper, b: Paper) -> int:
    return (a.kind in ("chapter", "collection", "book")) + (
        b.kind in ("chapter", "collection", "book")
    )


def _by_title(a: Paper, b: Paper) -> bool:
    if not _titles_agree(a, b) or not _years_agree(a, b) or _places_differ(a, b):
        return False
    if _abstracts_differ(a, b):
        return False
    words = min(len(fold(paper.title).split()) for paper in (a, b))
    if not a.authors or not b.authors:
        return words > 4 and (a.date is not None and b.date is not None)
    if not _authors_agree(a, b):
        return False
    if a.date is None or b.date is None:
        return words > _GENERIC
    is_told = bool(a.venue and b.venue) and not (is_preprint(a) or is_preprint(b))
    return words > _GENERIC or a.date.year == b.date.year or not is_told


def _abstracts_differ(a: Paper, b: Paper) -> bool:
    """Tell whether two abstracts are of two papers: of one source that lists both, or of others
    that name other authors besides.
    """
    mine, other = set(fold(a.abstract).split()), set(fold(b.abstract).split())
    if min(len(mine), len(other)) < _LEAST_WORDS:
        return False
    shared = len(mine & other) / len(mine | other)
    if file_of(a) == file_of(b) != "":
        return shared < _SHARED_IN_ONE_SOURCE
    return shared < _SHARED and {fold(name) for name in a.authors} != {
        fold(name) for name in b.authors
    }


def _titles_agree(a: Paper, b: Paper) -> bool:
    mine, other = title_of(a), title_of(b)
    if mine == other:
        return bool(mine)
    shorter, longer = sorted((a.title, b.title), key=len)
    is_main = main_title_of(a) == other or main_title_of(b) == mine
    if is_main or _is_before_subtitle(shorter, longer):
        return not _CONTINUED.match(fold(longer[len(shorter) :]))
    return min(len(mine), len(other)) >= _LEAST_LENGTH and _differ_by_slips(a.title, b.title)


def _is_before_subtitle(shorter: str, longer: str) -> bool:
    """Tell whether a title is another's without its last subtitle."""
    return (
        longer.casefold().startswith(shorter.casefold())
        and bool(_SUBTITLE.match(longer[len(shorter) :]))
        and len(fold(shorter).split()) > _GENERIC
    )


def _differ_by_slips(mine: str, other: str) -> bool:
    """Tell whether two titles are the same but for a letter in one or two of their words."""
    words = _folded(mine).split(), _folded(other).split()
    if len(words[0]) != len(words[1]):
        return False
    differing = [(one, two) for one, two in zip(*words, strict=True) if one != two]
    return len(differing) <= _MOST_SLIPS and all(_is_slip(one, two) for one, two in differing)


def _is_slip(one: str, two: str) -> bool:
    """Tell whether two words are a letter apart; of short ones and numbers, none may be."""
    if min(len(one), len(two)) < _LEAST_WORD or abs(len(one) - len(two)) > 1:
        return False
    if any(char.isdigit() for char in one + two):
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(one)
    )
    skips = ((0, 1), (1, 0), (1, 1))
    swapped = (
        one[start : start + 2] == two[start : start + 2][::-1]
        and one[start + 2 :] == two[start + 2 :]
    )
    return swapped or any(one[start + mine :] == two[start + other :] for mine, other in skips)


def _alikeness(mine: str, other: str) -> float:
    matcher = SequenceMatcher(None, mine, other, autojunk=False)
    if matcher.real_quick_ratio() < 0.6 or matcher.quick_ratio() < 0.6:
        return 0.0
    return matcher.ratio()


def _years_agree(a: Paper, b: Paper) -> bool:
    if a.date is None or b.date is None or a.date.inferred or b.date.inferred:
        return True
    apart = a.date.year - b.date.year
    if abs(apart) <= 1:
        return True
    preprints = (is_preprint(a), is_preprint(b))
    if preprints == (False, True):
        return 0 <= apart <= _YEARS_TO_PRINT
    return preprints == (True, False) and 0 <= -apart <= _YEARS_TO_PRINT


def _authors_agree(a: Paper, b: Paper) -> bool:
    """Tell whether the first authors may be one person, or the first of each is in the
    other's list.
    """
    mine, other = first_name_of(a), first_name_of(b)
    if mine is None or other is None:
        return False
    families = [fold(name.family).split() for name in (mine, other)]
    givens = [fold(name.given).split() for name in (mine, other)]
    if set(families[0] + givens[0]) == set(families[1] + givens[1]):
        return True
    if not families[0] or not families[1] or families[0][-1] != families[1][-1]:
        return False
    initials = [name[0][:1] for name in givens if name]
    return len(initials) < 2 or initials[0] == initials[1]


def _places_differ(a: Paper, b: Paper) -> bool:
    """Tell whether two records are of two publications: volume and pages differ, or the years
    of the same meeting do; of titles that many bear, one number or the month.
    """
    if is_preprint(a) or is_preprint(b):
        return False
    differing = [
        name
        for name in ("volume", "issue", "pages", "eid", "number")
        if a.extra.get(name) and b.extra.get(name) and _number(a, name) != _number(b, name)
    ]
    if _is_generic(a) and (differing or _months_differ(a, b)):
        return True
    if a.kind == b.kind == "report" and _is_told_yearly(a, b):
        return True
    return len(differing) > 1 or ("pages" in differing and _starts_differ(a, b))


def _is_told_yearly(a: Paper, b: Paper) -> bool:
    """Tell whether two reports with a title of a word or two are of two years."""
    years = {paper.date.year for paper in (a, b) if paper.date}
    return len(years) > 1 and len(fold(a.title).split()) <= _GENERIC


def _is_generic(paper: Paper) -> bool:
    return len(fold(paper.title).split()) <= _GENERIC_ALONE


def _months_differ(a: Paper, b: Paper) -> bool:
    """Tell whether two issues of one year are meant."""
    dates = [paper.date for paper in (a, b) if paper.date and paper.date.month]
    if len(dates) < 2 or not _venues_agree(a, b):
        return False
    return dates[0].year == dates[1].year and dates[0].month != dates[1].month


def _starts_differ(a: Paper, b: Paper) -> bool:
    starts = [re.split(r"[–-]", paper.extra["pages"])[0].strip() for paper in (a, b)]
    return starts[0] != starts[1] and _venues_agree(a, b)


def _number(paper: Paper, name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", paper.extra[name].lower())


def _venues_agree(a: Paper, b: Paper) -> bool:
    mine, other = fold(a.venue or ""), fold(b.venue or "")
    return not mine or not other or mine == other or mine in other or other in mine
