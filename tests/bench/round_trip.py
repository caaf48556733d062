"""What comes back of rich records through each format: `python -m tests.bench.round_trip
COLLECTION… [--count 2000] [--seed N]`.

A collection is a folder with `docs.jsonl` (title, abstract) or a bibliography; its titles and
abstracts, as plain text, are given names, kinds, numbers and signs as real records have them.
Printed is, for each field, the share of the records that had it and have it again.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from store.exporters import biblatex, bibtex, csl_json, jsonl, ris
from store.importers import read_papers
from store.importers.base import clean_text
from store.importers.latex import plain_text
from store.names import PersonName
from store.paper import Extra, Paper, PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FORMATS: dict[str, tuple[str, Callable[[Sequence[Paper]], str]]] = {
    "BibTeX": ("a.bib", bibtex),
    "biblatex": ("b.bib", biblatex),
    "RIS": ("a.ris", ris),
    "CSL-JSON": ("a.json", csl_json),
    "JSON Lines": ("a.jsonl", jsonl),
}
_FIELDS = (
    "title authors year kind DOI volume issue pages abstract venue publisher editors".split()
)
_FAMILIES = (
    "Oak;Rojas Quiroga;van den Berg;de la Cruz;Le Clair;O'Hara;Müller;Ünal;Łukasiewicz;Þór"
    "steinsdóttir;Nguyễn;D'Angelo;Smith-Jones;Ben Amar;von Neumann;Öğretmen;Šimůnek;Çelik;"
    "McKay;St. John;Ó Briain;García Márquez;Zhang;漢字;Иванов;al-Khwarizmi;Ibn Rushd"
).split(";")
_GIVEN = "Ada;A.;A. B.;Jean-Luc;J.-L.;María José;Ying;Anne Q.;Šárka;Ö.;T. S.;Elena;X".split(";")
_COLLECTIVES = (
    "World Lantern Council;Barnes and Noble;ATLAS Collaboration;R&D Group 7;The 1000 Lamps"
    " Project Consortium;Institute of Wicks, Glass and Flames"
).split(";")
_VENUES = {
    "article-journal": (
        "Journal of Lanterns;Lamps & Wicks;Proc. Natl. Acad. Lamps U.S.A.;IEEE Trans. Wicks;"
        "Zeitschrift für Öllampen;Nature: Lamps;Why Lamps?;PLOS ONE"
    ).split(";"),
    "paper-conference": (
        "Proceedings of the 3rd Conference on Lamps (LAMPS '19);Advances in Wicks 31;"
        "2019 IEEE/CVF Conference on Lamps;Lecture Notes in Lamps, vol. 12"
    ).split(";"),
    "chapter": ["Handbook of Lamps: Theory & Practice", "Lamps — A Reader"],
    "article-magazine": ["Lamp World", "The Wick"],
}
_KINDS = (
    *["article-journal"] * 9,
    *["paper-conference"] * 6,
    *["chapter", "book", "thesis", "report", "article"] * 2,
    *["software", "dataset", "patent", "webpage", "article-magazine", "manuscript"],
)
_SIGNS = (
    *[""] * 8,
    *": InₓGa₁₋ₓN at 25 °C;: H₂O & CO₂;: 50% of $5, or <5 mm?; in C++ and C#;: 10⁵ × π ≤ α_β;"
    " — “so-called” ‘lamps’;: the {curly} case; #1 ~ #2^3;! Why?; for x ∈ ℝⁿ;: a|b \\ c;"
    " (part I–III);: naïve Œuvres, straße, Łódź; 漢字とлампы".split(";"),
)
_PAGES = "1–9;117;S1–S12;e1003;12:1–12:20;A3;1017–1102;i–xii;33, 35–37;1–9, 12".split(";")
_DOIS = (
    "10.1000/lamp.{};10.1002/(SICI)1097-4571(199806)49:8<{}::AID-ASI4>3.0.CO;2-O;"
    "10.1016/S0140-6736(05){}-1;10.1000/a_b_{};10.5555/12%3{};10.1000/x#{};10.1000/Ab.{}.C"
)


def rich_papers(texts: Sequence[tuple[str, str]], count: int, seed: int) -> list[Paper]:
    """Return records with what real ones have, over titles and abstracts."""
    chance = random.Random(seed)
    dois = [*_DOIS.replace("CO;2-O;", "CO@2-O;").split(";")]
    return [_rich(number, *texts[number % len(texts)], chance, dois) for number in range(count)]


def _rich(
    number: int, title: str, abstract: str, chance: random.Random, dois: Sequence[str]
) -> Paper:
    kind = chance.choice(_KINDS)
    names = _names(chance, chance.choice((1, 1, 2, 3, 4, 12)))
    within = kind in _VENUES
    values = {
        "volume": chance.choice(("3", "A12", "12–13", "CLXII", "2019")) if within else "",
        "issue": chance.choice(("2", "3–4", "S1", "Suppl. 2"))
        if kind == "article-journal"
        else "",
        "pages": chance.choice(_PAGES) if within else "",
        "publisher": "" if kind == "article-journal" else chance.choice(("P & Q", "Öl GmbH")),
        "editors": "",
        "place": chance.choice(("", "", "Utrecht", "Cambridge, MA")),
        "edition": chance.choice(("2", "3")) if kind == "book" else "",
        "ISBN": "978-0-306-40615-7" if kind in ("book", "chapter") else "",
        "note": chance.choice(("", "", "", "Best paper & more", "In press; 5% off")),
    }
    if kind in ("chapter", "paper-conference"):
        values["editors"] = " and ".join(name.written for name in _names(chance, 2))
    doi = chance.choice(dois).format(number).replace("@", ";")
    date = PartialDate(
        chance.randint(1900, 2026),
        *chance.choice(((), (), (3,), (12, 31))),
    )
    return Paper(
        key=f"key{number}",
        title=plain_text(clean_text(title)).rstrip(" .") + chance.choice(_SIGNS),
        authors=tuple(name.said for name in names),
        authors_complete=chance.random() > 0.05,
        date=date,
        abstract=clean_text(plain_text(abstract)),
        field=None,
        has_code=None,
        venue=chance.choice(_VENUES[kind]) if within else None,
        doi=doi.lower() if chance.random() > 0.3 else None,
        kind=kind,
        extra=Extra(values),
        names=tuple(name.written for name in names),
    )


def _names(chance: random.Random, count: int) -> list[PersonName]:
    names = []
    for _ in range(count):
        if chance.random() < 0.06:
            names.append(PersonName(chance.choice(_COLLECTIVES), is_collective=True))
            continue
        suffix = chance.choice(("", *[""] * 20, "Jr.", "III"))
        names.append(PersonName(chance.choice(_FAMILIES), chance.choice(_GIVEN), suffix))
    return names


def fields_of(paper: Paper) -> dict[str, object]:
    """Return what is compared."""
    extra = {name: paper.extra.get(name) for name in ("volume", "issue", "pages")}
    return {
        "title": paper.title,
        "authors": (paper.names, paper.authors_complete),
        "year": paper.date,
        "kind": paper.kind,
        "DOI": paper.doi,
        **extra,
        "abstract": paper.abstract,
        "venue": paper.venue,
        "publisher": paper.extra.get("publisher"),
        "editors": paper.extra.get("editors"),
    }


def compare(
    papers: Sequence[Paper], back: Sequence[Paper]
) -> Iterator[tuple[str, object, object]]:
    """Yield each field that a paper has, with its value before and after."""
    found = {paper.key: fields_of(paper) for paper in back}
    for paper in papers:
        for name, value in fields_of(paper).items():
            if value:
                yield name, value, found.get(paper.key, {}).get(name)


def _texts(places: Sequence[Path]) -> list[tuple[str, str]]:
    texts: list[tuple[str, str]] = []
    for place in places:
        if place.is_dir():
            lines = (place / "docs.jsonl").read_text(encoding="utf-8").splitlines()
            texts += [(read["title"], read["abstract"]) for read in map(json.loads, lines)]
        else:
            texts += [(paper.title, paper.abstract) for paper in read_papers(place).papers]
    return [(title, abstract) for title, abstract in texts if title.strip(" .")]


def main() -> None:
    """Print a table, a row a field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3, help="how many of each are shown")
    options = parser.parse_args()
    papers = rich_papers(_texts(options.places), options.count, options.seed)
    shares: dict[str, dict[str, str]] = {name: {} for name in _FIELDS}
    with TemporaryDirectory() as folder:
        for form, (name, write) in FORMATS.items():
            place = Path(folder, name)
            place.write_text(write(papers), encoding="utf-8")
            back = [replace(paper, source="") for paper in read_papers(place).papers]
            pairs = list(compare(papers, back))
            for field in _FIELDS:
                own = [(before, after) for each, before, after in pairs if each == field]
                wrong = [(before, after) for before, after in own if before != after]
                shares[field][form] = f"{100 * (1 - len(wrong) / max(len(own), 1)):.2f}"
                for before, after in wrong[: options.show]:
                    print(f"{form} {field}:\n    {str(before)[:300]}\n    {str(after)[:300]}")
    print(f"{len(papers)} records; % of those that had a field and have it again")
    print(f"{'':10}", *(f"{form:>10}" for form in FORMATS))
    for field, row in shares.items():
        print(f"{field:10}", *(f"{row[form]:>10}" for form in FORMATS))


if __name__ == "__main__":
    main()
