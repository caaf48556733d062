"""Papers as citeproc-py takes them: what the styles print of them, in the words of people."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from store.exporters.csl import OTHERS, csl_item

if TYPE_CHECKING:
    from store.paper import Paper

CUT = "\ue000"
"""The name that stands for those whom the source cuts."""
EDITORS = {False: "\ue001", True: "\ue002"}
"""Stand behind the name of an editor that is in the place of an author, and of several."""

_UNPRINTED = frozenset(
    ("abstract", "keyword", "note", "article-number", "event-title", "archive_location")
)
"""What no line shows, or citeproc-py does not know and would warn of."""
_PEOPLE = ("author", "editor", "translator", "container-author")
_STATES = {
    "inpress": "in press",
    "inpreparation": "in preparation",
    "prepublished": "prepublished",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
}
_GENRES = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
"""What the words of biblatex's keys say."""
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_EDITION = re.compile(
    rf"(?:(?P<number>\d+)(?:st|nd|rd|th)?|(?P<word>{'|'.join(_ORDINALS)}))"
    r"(?: ed(?:ition|n)?\.?)?",
    re.I,
)
"""What styles take for a number: "2", "2nd ed.", "Second edition"."""
_LAST_STOP = re.compile(r"(?<=[a-z]{3}|\W\w\w)\.$")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")


def style_item(paper: Paper, number: str, *, are_editors_first: bool) -> dict[str, Any]:
    """Return a paper under a number; with `are_editors_first` editors become the authors of
    what has none, since citeproc-py does not turn their names round.
    """
    item = csl_item(paper) | {"id": number}
    item["title"] = _LAST_STOP.sub("", item.get("title", ""))
    if item.get("author", [])[-1:] == [{"literal": OTHERS}] and not paper.authors_complete:
        item["author"][-1] = {"literal": CUT}
    for role in _PEOPLE:
        item[role] = [_with_particle(name) for name in item.get(role, [])]
    if are_editors_first and item["editor"] and not item["author"]:
        editors = item.pop("editor")
        item["author"] = [*editors, {"literal": EDITORS[len(editors) > 1]}]
    item.get("issued", {}).pop("circa", None)
    item["container-title"] = re.sub(r"(?<=\))\.$", "", item.get("container-title", ""))
    item["edition"] = _edition(item.get("edition", ""))
    _put_words(item, paper)
    if "article-number" in item:
        # No style that is here prints the number of an article; it stands where pages would.
        item.setdefault("page", item["article-number"])
    return {name: value for name, value in item.items() if value and name not in _UNPRINTED}


def _edition(said: str) -> str:
    found = _EDITION.fullmatch(said)
    if found is None:
        return said
    return found["number"] or str(1 + _ORDINALS.index(found["word"].lower()))


def _put_words(item: dict[str, Any], paper: Paper) -> None:
    """Replace what is said in the keys of a format by what people say."""
    if item["type"] == "collection":
        # In CSL that is an archive's; what editors collect is printed as a book is.
        item["type"] = "book"
    if paper.arxiv_id and not paper.venue and item["type"] == "article-journal":
        item["type"] = "article"
    if "genre" in item:
        item["genre"] = _GENRES.get(item["genre"], item["genre"])
    if "status" in item:
        item["status"] = _STATES.get(item["status"], item["status"])
    for name in ("accessed", "original-date"):
        if found := _ISO.match(item.get(name, {}).get("raw", "")):
            item[name] = {"date-parts": [[int(part) for part in found.groups() if part]]}


def _with_particle(name: dict[str, str]) -> dict[str, str]:
    """Return a name whose particle stands behind the given name, "Miguel de", in its parts."""
    words = name.get("given", "").split()
    behind = [*takewhile(lambda word: word.islower() and word.isalpha(), reversed(words))]
    if not behind or len(behind) == len(words):
        return name
    given, particle = words[: -len(behind)], words[-len(behind) :]
    return name | {"given": " ".join(given), "dropping-particle": " ".join(particle)}
