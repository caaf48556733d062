"""Which papers there are: year, title and what each brings, at most a screen of them, with
the count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.backends.extractive.composers.parts import find_idea
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import computed, item
from assistant.language.stems import stems
from assistant.retrieval.coverage import holds_all
from store.printable import counted
from store.wording import span_of_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material, ReadPaper
    from assistant.language.sentences import Span
    from assistant.questions.question import Question

IN_FULL = 10
"""Papers of which it is told what they bring; a screen holds no more."""
_BY_TITLE = 15
_MOST_NEAR = 5
_NEAR = "Near to it, in other words:"


def compose(material: Material) -> list[Piece]:
    """Return the papers that belong, in the order of time; of many, the closest first. Those
    that say little of the topic's words stand apart, where others say all of them.
    """
    papers, near = part(material, listed(material))
    if not papers:
        return []
    if material.question.is_newest_first:
        papers = _in_order(papers, material.question)
    full, titled = papers[:IN_FULL], papers[IN_FULL : IN_FULL + _BY_TITLE]
    teller = Teller(material.sources)
    is_whole = any(holds_all(material.question, source.paper) for source in papers)
    pieces = [computed(_count(papers, titled, is_whole=is_whole))]
    for source in _in_order(full, material.question):
        pieces += item(source, _brings(material, teller, source))
    if titled:
        pieces.append(computed("Further papers:", "\n\n"))
    for source in _in_order(titled, material.question):
        pieces += item(source, ())
    if near:
        pieces.append(computed(_NEAR, "\n\n"))
    for source in _in_order(near[:_MOST_NEAR], material.question):
        pieces += item(source, ())
    return pieces


def part(
    material: Material, papers: Sequence[ReadPaper]
) -> tuple[Sequence[ReadPaper], Sequence[ReadPaper]]:
    """Return the papers on a topic, and those that say less than half of its words, where
    others say all.
    """
    topic = material.question.content_terms
    held = [sum(bool(term & stems(source.text)) for term in topic) for source in papers]
    if not topic or max(held, default=0) < len(topic):
        return papers, ()
    pairs = list(zip(papers, held, strict=True))
    return (
        [source for source, count in pairs if count * 2 >= len(topic)],
        [source for source, count in pairs if count * 2 < len(topic)],
    )


def listed(material: Material) -> list[ReadPaper]:
    """Return the papers that an answer lists, the closest first; all where none was chosen."""
    meant = {passage.marker for passage in material.chosen}
    if not meant:
        return list(material.sources)
    return [source for source in material.sources if source.marker in meant]


def when(source: ReadPaper) -> tuple[bool, tuple[int, ...], int]:
    """Return the place of a paper in the order of time; undated ones come last."""
    date = source.paper.date
    return (date is None, date.sort_key if date else (), source.marker)


def _in_order(sources: Iterable[ReadPaper], question: Question) -> list[ReadPaper]:
    """Return papers in the order of time, or the newest first where that is asked for."""
    ordered = sorted(sources, key=when)
    if not question.is_newest_first:
        return ordered
    dated = [source for source in ordered if source.paper.date]
    return dated[::-1] + ordered[len(dated) :]


def period(sources: Iterable[ReadPaper]) -> str:
    """Return `, from 2017 to 2024`, `, from 2024`, or nothing."""
    years = span_of_years(source.paper for source in sources)
    return f", {years}" if years else ""


def _count(papers: Sequence[ReadPaper], titled: Sequence[ReadPaper], *, is_whole: bool) -> str:
    shown = min(len(papers), IN_FULL + len(titled))
    count = f"{counted(len(papers), 'paper')} found{period(papers)}"
    if not is_whole:
        count += ", none with all words of the topic"
    if bare := sum(not source.paper.abstract.strip() for source in papers):
        who = "" if bare == len(papers) else f"{bare} of them "
        has_keywords = any(not each.paper.abstract and each.paper.topics for each in papers)
        by = "title and keywords" if has_keywords else "title"
        count += f" ({who}by {by} only: no abstract in the library)"
    if shown < len(papers):
        return f"{count}; the {shown} closest are listed:"
    return f"{count}:"


def _brings(material: Material, teller: Teller, source: ReadPaper) -> list[str]:
    """Return why a paper belongs: what it brings, or the sentence that answers where its title
    and that say little of what is asked.
    """
    if source.paper.authors:
        teller.name(source)
    chosen = [each.span for each in material.chosen if each.marker == source.marker]
    idea = find_idea(source)
    spans = [idea, *chosen, *material.best(source)] if idea else chosen
    if idea and _says_little(material, source, idea):
        spans = [*chosen, *spans]
    told = teller.tell_first(source, spans)
    return [told] if told else []


def _says_little(material: Material, source: ReadPaper, idea: Span) -> bool:
    """Tell whether a title and a sentence leave most of a topic unsaid."""
    topic = material.question.topic
    said = stems(f"{source.paper.title} {idea.text}")
    return sum(not term & said for term in topic) * 2 > len(topic)
