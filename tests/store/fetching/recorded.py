"""Answers of the services, in the shapes of their public documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.store.fetching.fake import FakeAnswer, says, text

if TYPE_CHECKING:
    from tests.store.fetching.fake import FakeRequest

Item = dict[str, Any]


def author(number: str = "A5023888391", name: str = "Ada Heath", **more: Any) -> Item:
    """An author of OpenAlex: docs.openalex.org/api-entities/authors/author-object."""
    return {
        "id": f"https://openalex.org/{number}",
        "orcid": "https://orcid.org/0000-0001-6187-6610",
        "display_name": name,
        "display_name_alternatives": ["A. Heath"],
        "works_count": 3,
        "cited_by_count": 4215,
        "last_known_institutions": [
            {"id": "https://openalex.org/I4200000001", "display_name": "Moor University"}
        ],
        "affiliations": [],
    } | more


def work(number: int, **more: Any) -> Item:
    """A work of OpenAlex: docs.openalex.org/api-entities/works/work-object."""
    words = f"We measure heather number {number} and find that moors recover.".split()
    index: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        index.setdefault(word, []).append(place)
    return {
        "id": f"https://openalex.org/W{2741809000 + number}",
        "doi": f"https://doi.org/10.7717/moor.{number}",
        "title": f"The state of moor number {number} in the long drought",
        "display_name": f"The state of moor number {number} in the long drought",
        "publication_year": 2018,
        "publication_date": "2018-02-13",
        "ids": {"openalex": f"https://openalex.org/W{2741809000 + number}"},
        "language": "en",
        "primary_location": {
            "landing_page_url": f"https://doi.org/10.7717/moor.{number}",
            "source": {"display_name": "Moorland", "issn_l": "2167-8359", "type": "journal"},
        },
        "type": "article",
        "authorships": [
            {
                "author_position": "first",
                "author": {
                    "id": "https://openalex.org/A5023888391",
                    "display_name": "Ada Heath",
                },
                "institutions": [{"display_name": "Moor University"}],
                "raw_author_name": "Ada Heath",
            }
        ],
        "biblio": {"volume": "6", "issue": None, "first_page": "e4375", "last_page": "e4375"},
        "is_retracted": False,
        "abstract_inverted_index": index,
    } | more


def works(items: list[Item], asked: FakeRequest) -> FakeAnswer:
    """A page of works: `per_page` of them, by number of page."""
    size, page = int(asked.query.get("per_page", 25)), int(asked.query.get("page", 1))
    meta = {"count": len(items), "db_response_time_ms": 9, "page": page, "per_page": size}
    return says(
        {"meta": meta, "results": items[(page - 1) * size : page * size], "group_by": []}
    )


def works_by_doi(items: list[Item], asked: FakeRequest) -> FakeAnswer:
    """The works of a filter `doi:A|B`."""
    wanted = asked.query["filter"].removeprefix("doi:").lower().split("|")
    there = [item for item in items if item["doi"].removeprefix("https://doi.org/") in wanted]
    return works(there, asked)


def crossref_work(doi: str, title: str, **more: Any) -> Item:
    """A work of Crossref: github.com/CrossRef/rest-api-doc/blob/master/api_format.md."""
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "author": [{"given": "Ada", "family": "Heath", "sequence": "first"}],
        "container-title": ["Moorland"],
        "issued": {"date-parts": [[2018, 2, 13]]},
        "volume": "6",
        "page": "1-9",
        "URL": f"https://doi.org/{doi}",
        "is-referenced-by-count": 3,
    } | more


def crossref(items: list[Item], asked: FakeRequest) -> FakeAnswer:
    """A list of Crossref's: by the DOIs of a filter, by title, or one work by its address."""
    head = {"status": "ok", "message-version": "1.0.0"}
    if asked.path.count("/") > 2:
        doi = asked.path.partition("/works/")[2].lower()
        there = [item for item in items if item["DOI"] == doi]
        if not there:
            return text("Resource not found.", 404)
        return says(head | {"message-type": "work", "message": there[0]})
    if query := asked.query.get("query.bibliographic"):
        there = [item for item in items if item["title"][0].lower()[:20] in query.lower()]
    else:
        wanted = asked.query["filter"].lower().replace("doi:", "").split(",")
        there = [item for item in items if item["DOI"] in wanted]
    message = {"total-results": len(there), "items": there, "items-per-page": 20}
    return says(head | {"message-type": "work-list", "message": message})


_ENTRY = """
  <entry>
    <id>http://arxiv.org/abs/{number}v1</id>
    <published>2017-10-09T13:25:59-04:00</published>
    <updated>2017-10-09T13:25:59-04:00</updated>
    <title>{title}</title>
    <summary>  The moor is followed through
  ten winters, and peat grows back.
    </summary>
    <author><name>Ada Heath</name></author>
    <author><name>Kit Ling</name></author>{more}
    <link href="http://arxiv.org/abs/{number}v1" rel="alternate" type="text/html"/>
    <arxiv:primary_category term="q-bio.PE" scheme="http://arxiv.org/schemas/atom"/>
    <category term="q-bio.PE" scheme="http://arxiv.org/schemas/atom"/>
  </entry>"""
_FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"
 xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
  <title type="html">ArXiv Query</title>
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>{entries}
</feed>
"""


def arxiv_entry(number: str, title: str, more: str = "") -> str:
    """An entry: info.arxiv.org/help/api/user-manual.html."""
    return _ENTRY.format(number=number, title=title, more=more)


def arxiv(entries: dict[str, str], asked: FakeRequest) -> FakeAnswer:
    """A feed: the entries of a list of numbers, or a page of all of them."""
    if numbers := asked.query.get("id_list"):
        there = [entries[number] for number in numbers.split(",") if number in entries]
        total, start = len(there), 0
    else:
        size, start = int(asked.query["max_results"]), int(asked.query["start"])
        there, total = list(entries.values())[start : start + size], len(entries)
    body = _FEED.format(total=total, start=start, entries="".join(there))
    return text(body, Content_Type="application/atom+xml")


ARXIV_ERROR = _FEED.format(
    total=1,
    start=0,
    entries="""
  <entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_1234.12345</id>
    <title>Error</title>
    <summary>incorrect id format for 1234.12345</summary>
    <author><name>arXiv api core</name></author>
  </entry>""",
)


def scholar(papers: dict[str, Item], asked: FakeRequest) -> FakeAnswer:
    """A batch of Semantic Scholar's: null for what is not there."""
    return says([papers.get(identifier) for identifier in asked.body["ids"]])


def scholar_paper(title: str, abstract: str | None, doi: str) -> Item:
    """A paper: api.semanticscholar.org/api-docs/graph."""
    return {
        "paperId": "649def34f8be52c8b66281af98ae884c09aef38b",
        "externalIds": {"DOI": doi, "CorpusId": 13756489},
        "title": title,
        "abstract": abstract,
        "venue": "Moorland",
        "year": 2018,
        "authors": [{"authorId": "1741101", "name": "Ada Heath"}],
        "publicationDate": "2018-02-13",
        "publicationTypes": ["JournalArticle"],
    }
