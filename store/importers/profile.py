"""Papers from the text of an author's publication page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.citekey import assign_keys
from store.errors import InputError
from store.importers.author_pages.reading import READ
from store.importers.base import Findings, Imported, clean_text, split_lines
from store.importers.bylines import Byline, is_byline, is_surely_byline, parse_byline
from store.importers.headings import date_of, inferred_year
from store.importers.latex import plain_text
from store.importers.odd_names import doubts_of
from store.importers.pages import HeadedRecord, Page, split_page
from store.importers.record import LONGEST, LONGEST_VALUE
from store.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.errors import SourceError
    from store.importers.sources import Source

EXAMPLE = "CVSep 19, 2024Code"

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’)\]]*$|https?://\S+$")
_DAMAGED_HEADING = re.compile(
    r"[A-Za-z.-]{1,20}"
    r" ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\W{0,3}\d.{0,15}"
)
_HEADING_BEHIND = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}, \d{4}(?:Code)?$"
)
_ONE_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*\s){1,3}[A-ZÀ-Þ][\w'’-]+")
_LAST_PART = 2000
_LEAST_PROSE = 5
_LINES = 3
"""Lines of a paper: title, authors, abstract."""
_NO_BYLINE = Byline(authors=(), is_complete=False, affiliations=())


def headings_of(source: Source) -> int:
    """Return how many headings of Scholar Feed a text has, as in `CVSep 19, 2024Code`."""
    page = split_page([clean_text(line) for line in split_lines(source.text)])
    return len(page.records)


def read_profile(source: Source, *, as_of: int | None = None) -> Imported:
    """Return the papers of a publication page; `as_of` is the year of dates that name none."""
    if as_of is not None and not 1 <= as_of <= 9999:
        raise InputError(
            f"{as_of} is no year", advice="Give the year in which the page was taken."
        )
    lines = [clean_text(line) for line in split_lines(source.text)]
    page = split_page(lines)
    if not page.records and not page.counts:
        raise _not_a_page(source, lines)
    findings = Findings(source.name)
    _read_papers(page, findings, as_of)
    _check_count(page, findings)
    papers = assign_keys(findings.papers.values())
    return Imported(
        tuple(papers), tuple(findings.warnings), tuple(findings.skipped), page.owner
    )


def _read_papers(page: Page, findings: Findings, as_of: int | None) -> None:
    year = (
        as_of if as_of is not None else inferred_year(record.heading for record in page.records)
    )
    undated = [record.line for record in page.records if record.heading.year is None]
    if undated and year is None:
        noun = "date names" if len(undated) == 1 else "dates name"
        findings.warn(
            f"{len(undated)} {noun} no year, and the page gives no hint of it; use --as-of YEAR"
        )
    for record in page.records:
        _part_headless(record, findings)
        paper = _read_paper(record, page, findings, year)
        if paper:
            findings.keep(paper, record.line)
    _report_headless(page, findings)
    if page.cut_line:
        findings.skip(page.cut_line, "the page ends in the middle of this line")
    if page.owner is None:
        findings.warn("the page does not say whose it is")


def _part_headless(record: HeadedRecord, findings: Findings) -> None:
    """Take out of a record, and report, what looks like another one that has lost its
    heading.
    """
    texts = record.texts
    for number, text in list(zip(record.numbers, texts, strict=True))[2:]:
        if _DAMAGED_HEADING.fullmatch(text) and not _ends(text):
            findings.warn_at(number, f"this may be the heading of a paper, and is none: {text}")
    place = next(
        (place for place in range(3, len(texts)) if _looks_like_paper(texts, place)), None
    )
    if place is None:
        return
    told = "no heading stands above this"
    if len(texts) - place > _LINES:
        told = f"what stands here up to line {record.numbers[-1]} has no heading"
    findings.skip(record.numbers[place], f"{told}: {texts[place][:60]}")
    has_heading = not _ends(texts[place - 1])
    del texts[place - has_heading :], record.numbers[place - has_heading :]


def _report_headless(page: Page, findings: Findings) -> None:
    """Report what looks like a paper in what stands before the first heading."""
    texts = [text for _, text in page.header]
    for number, text in page.header:
        if _DAMAGED_HEADING.fullmatch(text) or _HEADING_BEHIND.search(text):
            findings.warn_at(number, f"this may be the heading of a paper, and is none: {text}")
    for number, text in page.header:
        if len(text.split()) > _LEAST_PROSE and _ends(text):
            findings.warn_at(number, f"this belongs to no paper: {text[:60]}")
    for place in range(1, len(texts)):
        if _looks_like_paper(texts, place):
            number = page.header[place][0]
            findings.skip(number, f"no heading stands above this: {texts[place][:60]}")


def _ends(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return bool(_SENTENCE_END.search(text[-_LAST_PART:]))


def _looks_like_paper(texts: Sequence[str], place: int) -> bool:
    """Tell whether a title, authors and an abstract stand from a place on."""
    title, byline, *below = (
        [*texts[place : place + 3], ""][:3] if place + 1 < len(texts) else [""] * 3
    )
    if _ends(title) or len(title.split()) < 2:
        return False
    if is_surely_byline(byline):
        return True
    is_prose = len(below[0].split()) > 5 and _ends(below[0])
    return is_prose and bool(_ONE_NAME.fullmatch(byline))


def _read_paper(
    record: HeadedRecord, page: Page, findings: Findings, missing_year: int | None
) -> Paper | None:
    texts = record.texts
    if not texts or _is_untitled(texts):
        findings.skip(record.line, f"no title below `{record.heading.text}`")
        return None
    if _is_title_broken(texts):
        findings.warn_at(record.line, f"the title stands on two lines: {texts[0][:40]}")
        texts[:2] = [f"{texts[0]} {texts[1]}"]
    has_byline = len(texts) > 1 and is_byline(texts[1])
    byline = parse_byline(texts[1]) if has_byline else _NO_BYLINE
    below = texts[1 + has_byline :]
    said = " ".join(below)
    abstract = clean_text(plain_text(said[:LONGEST]))
    date, trouble = date_of(record.heading, missing_year)
    is_cut = "the abstract is too long to be one; what goes on is left out"
    notes = (
        "the list of authors is too long to be one; what goes on is left out"
        if byline.is_cut_short
        else None,
        is_cut if len(said) > LONGEST else None,
        trouble,
        None if has_byline else "no authors",
        next(doubts_of(byline.authors), None),
        None if abstract else "no abstract",
        f"the abstract stands on {len(below)} lines: another paper may be in it"
        if len(below) > 1 and not all(map(_ends, below))
        else None,
    )
    for note in filter(None, notes):
        findings.warn_at(record.line, note)
    return Paper(
        key="",
        title=clean_text(plain_text(texts[0][:LONGEST_VALUE])),
        authors=byline.authors,
        authors_complete=byline.is_complete,
        date=date,
        abstract=abstract,
        field=record.heading.field,
        has_code=record.heading.has_code,
        affiliations=byline.affiliations,
        source=f"{findings.name}:{record.line}",
        profile=page.owner,
    )


def _is_title_broken(texts: Sequence[str]) -> bool:
    """Tell whether the authors stand below a second line that can be none of authors."""
    if len(texts) < 4 or not is_surely_byline(texts[2]):
        return False
    return not (is_surely_byline(texts[1]) or _ends(texts[1]) or _ONE_NAME.fullmatch(texts[1]))


def _is_untitled(texts: Sequence[str]) -> bool:
    return is_surely_byline(texts[0]) and not (len(texts) > 1 and is_byline(texts[1]))


def _check_count(page: Page, findings: Findings) -> None:
    """Compare with the count in the header, and see whether the page was cut in its last
    abstract.
    """
    read = len(findings.papers)
    for count in page.counts:
        if count != read:
            skipped = f" and {len(findings.skipped)} skipped" if findings.skipped else ""
            findings.warn(f"the header says {count} papers, but {read} were read{skipped}")
    last = list(findings.papers.values())[-1:]
    if last and last[0].abstract and not page.cut_line and not _ends(last[0].abstract):
        findings.warn(
            f"the last abstract ({last[0].source}) ends within a sentence; the page may "
            f"be cut there"
        )


def _not_a_page(source: Source, lines: Sequence[str]) -> SourceError:
    advice = (
        f"Pages that are read: {READ}. Open one, select all of it, and save the text as"
        f" UTF-8; or"
        " export the references themselves, as BibTeX or RIS."
    )
    first = next(((number, text) for number, text in enumerate(lines, 1) if text), None)
    if first is None:
        return source.unreadable("it is empty", advice)
    line, text = first
    why = (
        f"it is no publication page: line {line} reads `{text[:60]}` where a name was expected,"
        f" and none of the lines up to {len(lines)} is like `{EXAMPLE}`"
    )
    return source.unreadable(why, advice)
