"""When to say that the papers do not tell, and what to say then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.abstracts import Role, own_sentences, read_abstract
from assistant.abstracts.wordings import proposes, tells_limits, tells_place, tells_reason
from assistant.language.names import gives_name, missing_names
from assistant.language.quantities import counts_in_words, holds_number, states_amount
from assistant.language.sentences import cut_sentences
from assistant.language.stems import stems
from assistant.language.thesaurus import written_for
from assistant.questions.intents import Intent
from assistant.questions.question import Kind
from assistant.questions.question_reader import GENERAL
from assistant.retrieval.scope import subjects
from store import wording
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.language.sentences import Span
    from assistant.questions.constraints import Constraints
    from assistant.questions.question import Question
    from store.paper import Paper
    from store.ranking import Hit

NOT_HELD = (
    "The library holds no citations and no indicators, only what the papers' source says."
)
NOTHING_FOUND = "No abstract was found that tells this."
_FILL_IN = "To ask services on the web for abstracts: songline fetch --abstracts"
_BARE = ", no abstract"
_NEAREST = 3
_MOST_LISTED = 12
_FEW_OTHERS = 2


def reason_to_abstain(
    question: Question,
    hits: Sequence[Hit],
    unknown: Sequence[str] = (),
    *,
    among: int | None = None,
) -> str | None:
    """Return why the papers found do not answer the question, None where they may.

    `unknown` are names in the question that no paper looked through gives; `among` is how many
    those are, None for the whole library.
    """
    papers = [hit.paper for hit in hits]
    if unknown:
        return f"{_no_abstract(among)} mentions {_listed(unknown)}. {nearest(papers)}".strip()
    if not papers:
        return reason_nothing_fits((), ())
    if not question.words:
        return "The question names nothing that could be looked up."
    if question.kind is not Kind.CONTENT:
        return None
    return reason_about_papers(question, hits) if question.names else None


def reason_nothing_fits(
    missing: Sequence[str], closest: Sequence[Paper], said: tuple[Paper, str] | None = None
) -> str:
    """Return why no paper is on a topic: words that no paper of the library has, and `closest`,
    what a search for it finds all the same; `said` is the sentence that comes closest, behind
    its paper.
    """
    if not closest:
        return "The library holds no paper that fits."
    looked_for = (
        f"No abstract found speaks of {_listed(missing)}."
        if missing
        else "No paper here is surely on that."
    )
    told = ""
    if said:
        paper, sentence = said
        told = f" What comes closest is in “{wording.title(paper)}”: “{sentence}”"
    return f"{looked_for} {nearest(closest)}{told}"


def reason_none_under(constraints: Constraints | None) -> str:
    """Return why no paper is looked through: none meets the conditions."""
    said = " ".join(constraints.said) if constraints else ""
    return f"The library holds no paper {said or 'that fits'}."


def reason_none_of_these(missing: Sequence[str], papers: Sequence[Paper]) -> str:
    """Return why none of the papers spoken of is what is asked for: words that they lack, or
    that only stand apart.
    """
    what = _listed(missing) if missing else "all of that"
    return f"{_no_abstract(len(papers))} mentions {what}. {nearest(papers, 'Looked in')}"


def reason_about_papers(question: Question, hits: Sequence[Hit]) -> str | None:
    """Return why the papers that a question names, or that it is known to be about, do not
    answer it.
    """
    about = [hit.paper for hit in subjects(question, hits)]
    if not about:
        closest = sorted(
            (hit.paper for hit in hits),
            key=lambda paper: len(missing_names(question.names, paper)),
        )
        return reason_held_elsewhere(missing_names(question.names, closest[0]), closest)
    has_text = any(paper.abstract.strip() for paper in about)
    if _is_mostly_wanted(question) and not any(says_wanted(question, each) for each in about):
        if not has_text:
            return reason_without_text(about)
        wanted = _quoted(" ".join(question.wanted))
        return f"{nearest(about, 'Looked in')} No sentence there speaks of {wanted}."
    texts = [f"{paper.title}. {paper.abstract}" for paper in about]
    counted = question.expects.of if question.expects else ()
    if (
        question.asks_number
        and has_text
        and not any(states_amount(text) or counts_in_words(text, counted) for text in texts)
    ):
        return f"{nearest(about, 'Looked in')} No sentence there gives a number."
    if (
        question.asks_place
        and has_text
        and not any(tells_place(each.abstract) for each in about)
    ):
        return f"{nearest(about, 'Looked in')} No sentence there names a place."
    if question.intent is Intent.LIMITS and not any(
        owns_limits(question, paper) for paper in about
    ):
        if not has_text:
            return reason_without_text(about)
        said = "No sentence there was recognised as telling what it cannot do."
        return f"{nearest(about, 'Looked in')} {said}"
    return None


def reason_held_elsewhere(missing: Sequence[str], closest: Sequence[Paper]) -> str:
    """Return why the papers that come closest do not answer: names or terms that only others
    have.
    """
    return f"No abstract mentions {_listed(missing)} in this connection. {nearest(closest)}"


def nearest(papers: Sequence[Paper], said: str = "Nearest") -> str:
    """Return in a sentence which papers came closest; nothing where there are none."""
    if not papers:
        return ""
    titles = [
        f"{wording.title(paper)} ({wording.year(paper)}{'' if paper.abstract else _BARE})"
        for paper in papers[:_NEAREST]
    ]
    return f"{said}: {'; '.join(titles)}."


def reason_without_text(papers: Sequence[Paper]) -> str:
    """Return why papers on a question cannot answer it: those of them that have no abstract,
    else that no sentence of theirs can be used.
    """
    bare = [paper for paper in papers if not paper.abstract.strip()][:_NEAREST]
    if not bare:
        return f"{nearest(papers, 'Looked in')} No sentence there can be used.".strip()
    titles = [f"“{wording.title(paper)}” ({wording.year(paper)})" for paper in bare]
    what = " and ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))
    told = "is about it by its title, but has"
    if len(bare) > 1:
        told = "are about it by their titles, but have"
    return f"{what} {told} no abstract in the library. {_FILL_IN}"


def _no_abstract(among: int | None) -> str:
    return "No abstract" if among is None else f"Of {counted(among, 'abstract')} none"


def _listed(words: Sequence[str]) -> str:
    more = f" or {len(words) - _MOST_LISTED} more" if len(words) > _MOST_LISTED else ""
    return " or ".join(_quoted(word) for word in words[:_MOST_LISTED]) + more


def _quoted(word: str) -> str:
    return f"“{word}”"


def _is_mostly_wanted(question: Question) -> bool:
    """Tell whether what is asked of a paper is most of the question: a long one may say with
    its other words, and the abstract in its own, what is wanted.
    """
    return bool(question.wanted) and len(_beside_wanted(question)) <= _FEW_OTHERS


def _beside_wanted(question: Question) -> set[str]:
    return question.words.keys() - question.words_of_names - {*question.wanted} - GENERAL


def says_wanted(question: Question, paper: Paper) -> bool:
    """Tell whether a sentence has all words of what is asked of a paper, or what papers
    write for them; or all else that is asked beside names, with a number.
    """
    wanted = [stems(" ".join((word, *written_for(word)))) for word in question.wanted]
    others = [question.words[word] for word in _beside_wanted(question)]
    for span in cut_sentences(f"{paper.title}.\n{paper.topics}"):
        said = stems(span.text)
        if all(term & said for term in wanted):
            return True
        if others and all(term & said for term in others) and holds_number(span.text):
            return True
    return False


def owns_limits(question: Question, paper: Paper) -> bool:
    """Tell whether a paper says what a method cannot do; of its own, from where it is
    proposed.
    """
    spans = own_sentences(paper.abstract)
    proposals = [at for at, span in enumerate(spans) if proposes(span.text)]
    is_own = any(
        gives_name(paper.title, name) or _proposes_named(name, spans) for name in question.names
    )
    if any(each.role is Role.LIMITS for each in read_abstract(paper.abstract).sentences):
        return True
    own = spans[proposals[0] + 1 :] if is_own and proposals else spans
    return any(
        tells_limits(span.text) or (not is_own and tells_reason(span.text)) for span in own
    )


def _proposes_named(name: str, spans: Sequence[Span]) -> bool:
    return any(proposes(span.text) and gives_name(span.text, name) for span in spans)
