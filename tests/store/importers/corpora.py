"""A small bibliography in every format that is read; each title holds a word of its own."""

from __future__ import annotations

import json

from store.exporters import biblatex, bibtex, csl_json, csv_table, jsonl, ris
from store.paper import Extra, Paper, PartialDate

COUNT = 6
WORDS = tuple(f"Zq{'abcdef'[number] * 3}word" for number in range(COUNT))
"""The word that the title of each record holds, and nothing else."""


def _papers() -> list[Paper]:
    return [
        Paper(
            key=f"key{number}",
            title=f"On the {word} of lamps in wind",
            authors=("Nell Harbour", "Jan van den Berg"),
            authors_complete=True,
            date=PartialDate(2010 + number, 3),
            abstract="We study lamps. They burn at 5% of 12 °C, as {others} say. It is so.",
            field=None,
            has_code=None,
            venue="Journal of Lanterns",
            doi=f"10.1000/lamp.{number}",
            kind="article-journal",
            extra=Extra({"volume": "3", "issue": "2", "pages": "1–9", "publisher": "P & Q"}),
            names=("Harbour, Nell", "van den Berg, Jan"),
        )
        for number, word in enumerate(WORDS)
    ]


def _repeated(record: str, between: str = "\n") -> str:
    return between.join(
        record.replace("@@", word).replace("##", str(2010 + number))
        for number, word in enumerate(WORDS)
    )


_NBIB = """PMID- ##1111
OWN - NLM
TI  - On the @@ of lamps
      in wind.
PG  - 151-60
AB  - We study lamps.
FAU - Harbour, Nell
AU  - Harbour N
DP  - ## Mar 2
JT  - Journal of lanterns
AID - 10.1000/## [doi]
"""
_WOS = """PT J
AU Harbour, N
   Quay, T
AF Harbour, Nell
   Quay, Tim
TI On the @@ of lamps in
   wind
SO JOURNAL OF LANTERNS
AB We study lamps.
PY ##
VL 3
BP 1
EP 9
DI 10.1000/##
ER
"""
_REFWORKS = """RT Journal Article
SR Electronic
A1 Harbour, Nell
T1 On the @@ of lamps
in wind
JF Journal of Lanterns
YR ##
VO 3
AB We study lamps.
DO 10.1000/##
"""
_YAML = """- id: key##
  type: article-journal
  title: On the @@ of lamps in wind
  author:
  - family: Harbour
    given: Nell
  issued: ##-03
"""
_INSPIRE = """On the @@ of lamps in wind
#7
Nell Harbour (Lamp U.), Tim Quay (Wind Coll.) (Mar 2, ##)
Published in: Lamps.Rev. 3 (##) 2, 0123
pdf
cite
claim
"""
_SSRN = """1.
On the @@ of Lamps in Wind
Number of pages: 31
Posted: 12 Mar ##
Nell Harbour and Tim Quay
College of Lanterns and Wind School
Downloads 123 (4,567)
"""
_ENDNOTE = """%0 Journal Article
%A Harbour, Nell
%T On the @@ of lamps in wind
%J Journal of Lanterns
%D ##
%V 3
%P 1-9
%X We study lamps.
"""
_PUBMED = """<PubmedArticle><MedlineCitation><PMID>##1</PMID><Article><Journal>
<JournalIssue><Volume>3</Volume><PubDate><Year>##</Year><Month>Mar</Month></PubDate></JournalIssue>
<Title>Journal of lanterns</Title></Journal><ArticleTitle>On the @@ of lamps.</ArticleTitle>
<Abstract><AbstractText Label="AIM">We study <i>lamps</i>.</AbstractText></Abstract>
<AuthorList><Author><LastName>Harbour</LastName><ForeName>Nell</ForeName></Author></AuthorList>
</Article></MedlineCitation></PubmedArticle>"""
_ENDNOTE_XML = """<record><ref-type name="Journal Article">17</ref-type><contributors><authors>
<author><style>Harbour, Nell</style></author></authors></contributors><titles><title>
<style>On the @@ of lamps</style></title></titles><dates><year>##</year></dates></record>"""
_ATOM = """<entry><id>http://arxiv.org/abs/##.00001v1</id><published>##-03-01T00:00:00Z</published>
<title>On the @@ of lamps</title><summary>We study lamps.</summary>
<author><name>Nell Harbour</name></author></entry>"""
_PROFILE = """CVMar 4, ##Code
On the @@ of lamps in wind

Nell Harbour, Tim Quay

We study lamps in wind, and they burn well.

"""
_ARXIV_PAGE = """arXiv:1903.0456## [pdf] cs.RO
On the @@ of lamps
Authors: Nell Harbour
Abstract: We study lamps. △ Less
Submitted 3 May, ##.
"""
_SCHOLAR = """On the @@ of lamps
N Harbour, T Quay, ...
Journal of Lanterns 12 (3), 44-53\t31*\t##
"""
_SEMANTIC = """On the @@ of lamps
N. Harbour, T. Quay, +3 authors P. Wharf
Engineering
Tides
3 March ##
TLDR
Boats find their way at night.Expand
31
PDF
Save
Alert
Cite
"""
_DBLP = """[j##]
Nell Harbour, Tim Quay 0002:
On the @@ of lamps. Journal of Lanterns 12(3): 44-53 (##)
"""
_OPENREVIEW = """On the @@ of lamps
Nell Harbour, Tim Quay
Published: 03 Mar ##, Last Modified: 05 May ##OCEANS ## oralReaders: Everyone
"""
_ORCID = """On the @@ of lamps
Journal of Lanterns
##-03-05 | Journal article
DOI: 10.1000/lamp.##
CONTRIBUTORS: Nell Harbour; Tim Quay
Source: Nell Harbour
"""
_RESEARCH_GATE = """On the @@ of lamps
Article
Full-text available
Mar ##
Nell Harbour
Tim Quay
We ask how ferries cross open water without lamps.
View
"""
_LIST = "[##] N. Harbour, T. Quay, “On the @@ of lamps,” Tides, vol. 12, pp. 1-9, ##.\n"
_APA = "Harbour, N., & Quay, T. (##). On the @@ of lamps. Tides, 12(3), 1-9. doi:10.1000/##\n"
_HOMEPAGE = """On the @@ of lamps
Nell Harbour, Tim Quay
Conference on Lamps (LAMP), ##
[pdf]
"""
_PORTAL = """On the @@ of lamps
Harbour, N. & Quay, T., 3 Mar ##, In: Journal of Lanterns. 3, 2, p. 1-9 9 p.
Research output: Contribution to journal › Article › Scientific › peer-review
Open Access
"""
_BIBTEX = """@article{k##,
  author = "Harbour, Nell and {\\"O}lm, Bo", title = {On the {@@} of lamps},
  journal = jol # " II", year = ##, month = mar, doi = {10.1000/##},
  abstract = {We study $x_2$ lamps, 5\\% of them.}
}
"""


def _json_items(make: object) -> str:
    items = [make(word, 2010 + number) for number, word in enumerate(WORDS)]  # type: ignore[operator]
    return json.dumps(items, indent=1)


def _zotero(word: str, year: int) -> dict[str, object]:
    creator = {"creatorType": "author", "firstName": "Nell", "lastName": "Harbour"}
    title = f"On the {word} of lamps"
    return {"itemType": "book", "title": title, "creators": [creator], "date": str(year)}


def _openalex(word: str, year: int) -> dict[str, object]:
    return {
        "id": f"https://openalex.org/W{year}",
        "title": f"On the {word} of lamps",
        "authorships": [{"author": {"display_name": "Nell Harbour"}}],
        "publication_year": year,
        "abstract_inverted_index": {"We": [0], "study": [1], "lamps.": [2]},
    }


def _semantic_scholar(word: str, year: int) -> dict[str, object]:
    title = f"On the {word} of lamps"
    return {"paperId": str(year), "title": title, "year": year, "authors": [{"name": "N. H."}]}


def _service(word: str, year: int) -> dict[str, object]:
    person = {"first_name": "Nell", "last_name": "Harbour"}
    return {"title": f"On the {word} of lamps", "authors": [person], "pubYear": str(year)}


def _crossref(word: str, year: int) -> dict[str, object]:
    return {
        "DOI": f"10.1000/{year}",
        "type": "journal-article",
        "title": [f"On the {word} of lamps"],
        "author": [{"family": "Harbour", "given": "Nell"}],
        "issued": {"date-parts": [[year, 3]]},
    }


CORPORA: dict[str, str] = {
    "exported.bib": bibtex(_papers()),
    "biblatex.bib": biblatex(_papers()),
    "written.bib": '@string{jol = "Lanterns"}\n% note\n' + _repeated(_BIBTEX),
    "a.ris": ris(_papers()),
    "csl.json": csl_json(_papers()),
    "own.jsonl": jsonl(_papers()),
    "own.csv": csv_table(_papers()),
    "pubmed.nbib": _repeated(_NBIB),
    "savedrecs.txt": "FN Clarivate\nVR 1.0\n" + _repeated(_WOS) + "EF\n",
    "a.enw": _repeated(_ENDNOTE),
    "refworks.txt": _repeated(_REFWORKS),
    "refs.yaml": "references:\n" + _repeated(_YAML, ""),
    "pubmed.xml": f"<PubmedArticleSet>{_repeated(_PUBMED)}</PubmedArticleSet>",
    "endnote.xml": f"<xml><records>{_repeated(_ENDNOTE_XML)}</records></xml>",
    "arxiv.xml": f'<feed xmlns="http://www.w3.org/2005/Atom">{_repeated(_ATOM)}</feed>',
    "zotero.json": _json_items(_zotero),
    "openalex.json": _json_items(_openalex),
    "s2.json": _json_items(_semantic_scholar),
    "crossref.json": _json_items(_crossref),
    "service.json": _json_items(_service),
    "profile.txt": "Nell Harbour\n\n" + _repeated(_PROFILE, ""),
    "arxiv.txt": _repeated(_ARXIV_PAGE, "").replace("456201", "4562"),
    "scholar.txt": "Nell Harbour\nTITLE\tCITED BY\tYEAR\n" + _repeated(_SCHOLAR, ""),
    "semantic.txt": "Nell Harbour\nClaim Author Page\n" + _repeated(_SEMANTIC, ""),
    "dblp.txt": "Nell Harbour\n> Home > Persons\n" + _repeated(_DBLP, ""),
    "openreview.txt": "Nell Harbour\nPublications\n" + _repeated(_OPENREVIEW, ""),
    "orcid.txt": "Nell Harbour\nhttps://orcid.org/0\nWorks (6)\n" + _repeated(_ORCID, ""),
    "research_gate.txt": "Nell Harbour\nPublications (6)\n" + _repeated(_RESEARCH_GATE, ""),
    "portal.txt": "Research output\n" + _repeated(_PORTAL, ""),
    "ssrn.txt": "Nell Harbour\nSCHOLARLY PAPERS\n6\n" + _repeated(_SSRN, ""),
    "inspire.txt": _repeated(_INSPIRE, ""),
    "homepage.txt": "Recent papers\n" + _repeated(_HOMEPAGE, ""),
    "apa.txt": "Publications\n" + _repeated(_APA, ""),
    "list.txt": "Publications\n" + _repeated(_LIST, ""),
    "CITATION.cff": "cff-version: 1.2.0\ntitle: On the Zqaaaword\nauthors:\n - name: X\n",
}
"""A text for each format, by the name of a file."""
