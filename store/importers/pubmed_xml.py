"""Papers from PubMed's XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.importers.entries import Entries
from store.importers.identifiers import make_date, month_and_day, read_date, read_doi
from store.importers.nbib import full_pages
from store.importers.record import Record
from store.importers.xml_values import children, name_of, read_xml, text_at, whole_text
from store.names import PersonName
from store.retraction import noted

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from store.importers.base import Imported
    from store.importers.sources import Source
    from store.paper import PartialDate


def read_pubmed_xml(source: Source) -> Imported:
    """Return the papers of PubMed's XML; articles are counted as they stand, from 1."""
    entries = Entries(source)
    root = read_xml(source, entries.findings)
    articles = (
        [root] if name_of(root) == "PubmedArticle" else list(children(root, "PubmedArticle"))
    )
    for number, article in enumerate(articles, 1):
        if sum(name_of(each) == "ArticleTitle" for each in article.iter()) > 1:
            told = "two titles stand in this article: another may be in it"
            entries.findings.warn_at(number, told)
        entries.keep(_record(article, number))
    return entries.imported("articles of PubMed")


def _record(article: Element, number: int) -> Record:
    citation = next(children(article, "MedlineCitation"), article)
    inner = next(children(citation, "Article"), citation)
    journal = next(children(inner, "Journal"), inner)
    numbers = {
        each.get("IdType", ""): whole_text(each)
        for each in children(article, "PubmedData", "ArticleIdList", "ArticleId")
    }
    kinds = [
        whole_text(each) for each in children(inner, "PublicationTypeList", "PublicationType")
    ]
    located = {
        each.get("EIdType", ""): whole_text(each) for each in children(inner, "ELocationID")
    }
    return Record(
        line=number,
        title=text_at(inner, "ArticleTitle").removesuffix("."),
        authors=_authors(inner),
        date=_date(journal),
        abstract=_abstract(inner),
        kind="article" if "Preprint" in kinds else "article-journal",
        keywords=[whole_text(each) for each in children(citation, "KeywordList", "Keyword")],
        venue=text_at(journal, "Title"),
        doi=numbers.get("doi") or located.get("doi", ""),
        affiliations=list(
            dict.fromkeys(
                whole_text(each)
                for each in children(
                    inner, "AuthorList", "Author", "AffiliationInfo", "Affiliation"
                )
            )
        ),
        extra={
            "volume": text_at(journal, "JournalIssue", "Volume"),
            "issue": text_at(journal, "JournalIssue", "Issue"),
            "pages": full_pages(text_at(inner, "Pagination", "MedlinePgn")),
            "ISSN": text_at(journal, "ISSN"),
            "abbreviation": text_at(journal, "ISOAbbreviation"),
            "PMID": text_at(citation, "PMID") or numbers.get("pubmed", ""),
            "PMCID": numbers.get("pmc", ""),
            "language": text_at(inner, "Language"),
            "original-title": text_at(inner, "VernacularTitle"),
            "retracted": _against(citation, "RetractionIn")
            or ("yes" if "Retracted Publication" in kinds else ""),
            "concern": _against(citation, "ExpressionOfConcernIn"),
        },
    )


def _against(citation: Element, kind: str) -> str:
    """Return what a notice of a kind says against the paper, "" where there is none."""
    notices = children(citation, "CommentsCorrectionsList", "CommentsCorrections")
    found = next((each for each in notices if each.get("RefType") == kind), None)
    return "" if found is None else noted(read_doi(text_at(found, "RefSource")))


def _authors(article: Element) -> list[PersonName]:
    listed = children(article, "AuthorList", "Author")
    names = [name for each in listed if (name := _name(each))]
    is_cut = any(each.get("CompleteYN") == "N" for each in children(article, "AuthorList"))
    return [*names, PersonName("et al.")] if is_cut and names else names


def _name(author: Element) -> PersonName | None:
    if body := text_at(author, "CollectiveName"):
        return PersonName(body, is_collective=True)
    family, given = (
        text_at(author, "LastName"),
        text_at(author, "ForeName") or text_at(author, "Initials"),
    )
    return (
        PersonName(family or given, given if family else "", text_at(author, "Suffix"))
        if family or given
        else None
    )


def _abstract(article: Element) -> str:
    """Return the abstract; the parts of a structured one keep their labels."""
    parts = []
    for each in children(article, "Abstract", "AbstractText"):
        label, text = each.get("Label", ""), whole_text(each)
        parts.append(
            f"{label.capitalize()}: {text}" if label and label.upper() != "UNLABELLED" else text
        )
    return " ".join(part for part in parts if part)


def _date(journal: Element) -> PartialDate | None:
    date = next(children(journal, "JournalIssue", "PubDate"), None)
    if date is None:
        return None
    year = text_at(date, "Year")
    if not year:
        return read_date(text_at(date, "MedlineDate"))
    month, _ = month_and_day(text_at(date, "Month"))
    return make_date(year, month, text_at(date, "Day"))
