"""A `.bib` file as what a draft may cite: its entries with their lines, and what cannot be
read of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.composing.linting.finding import Finding, Kind
from store.importers.latex import plain_text
from store.paper import Paper, PartialDate
from store.text import fold

if TYPE_CHECKING:
    from pathlib import Path

_ARXIV = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a bibliography."""

    paper: Paper
    file: str
    line: int

    @property
    def identities(self) -> frozenset[str]:
        """What tells that two entries are of one paper: DOI, arXiv number, title."""
        title = plain_title(self.paper.title)
        known = (
            self.paper.doi and f"doi {fold(self.paper.doi)}",
            self.paper.arxiv_id and f"arXiv {self.paper.arxiv_id}",
        )
        return frozenset(each for each in (*known, title and f"title “{title}”") if each)


def read_bibliography(path: Path, text: str) -> tuple[list[Entry], list[Finding]]:
    """Return the entries of a `.bib`, and findings for blocks that cannot be read and keys
    given twice.
    """
    import logging

    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(text)
    entries = [
        Entry(
            _paper(
                entry.key,
                {key.lower(): field.value for key, field in entry.fields_dict.items()},
            ),
            str(path),
            (entry.start_line or 0) + 1,
        )
        for entry in library.entries
    ]
    findings = []
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock):
            findings.append(
                Finding(
                    str(path),
                    line,
                    Kind.SAME_KEY,
                    (block.key,),
                    f"the key {block.key} is given twice",
                )
            )
        else:
            findings.append(
                Finding(str(path), line, Kind.UNREADABLE, (), "this entry cannot be read")
            )
    return entries, findings


def plain_title(title: str) -> str:
    """Return the words of a title as two entries of one paper may share them."""
    return " ".join(re.findall(r"\w+", fold(title)))


def _paper(key: str, fields: dict[str, str]) -> Paper:
    values = {
        name: " ".join(plain_text(str(value)).replace("{", "").replace("}", "").split())
        for name, value in fields.items()
    }
    year = re.search(r"\d{4}", values.get("year") or values.get("date", ""))
    doi = _DOI.search(values.get("doi", ""))
    return Paper(
        key=key,
        title=values.get("title", ""),
        authors=tuple(
            name
            for name in re.split(r"\s+and\s+", values.get("author", ""))
            if name and name != "others"
        ),
        authors_complete=not values.get("author", "").endswith(" others"),
        date=PartialDate(int(year[0])) if year else None,
        abstract=values.get("abstract", ""),
        field=None,
        has_code=None,
        doi=doi[0].rstrip(".,") if doi else None,
        arxiv_id=_arxiv_number(values),
    )


def _arxiv_number(values: dict[str, str]) -> str | None:
    """Return the number on arXiv that an entry gives, where it is surely one."""
    kind = values.get("archiveprefix", values.get("eprinttype", "arxiv")).casefold()
    places = [values.get("eprint", "")] if kind == "arxiv" else []
    places += [
        value
        for name in ("journal", "url", "doi")
        if "arxiv" in (value := values.get(name, "")).casefold()
    ]
    numbers = (_ARXIV.search(place) for place in places)
    return next((number[1].casefold() for number in numbers if number), None)
