"""What else there is beside the papers spoken of: more by whoever wrote them, and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.patterns import any_of
from assistant.questions.constraints import read_constraints
from assistant.questions.made_whole import FollowUp, Others
from assistant.questions.spoken_of import enumerate_names, short_name

if TYPE_CHECKING:
    from assistant.questions.known_names import KnownNames
    from assistant.questions.spoken_of import SpokenOf

_FEW = 3
_LEAD = r"^(?:and |but |so |then |ok |okay )?(?:please )?"
_PAPERS = r"(?:papers?|articles?|publications?|works?|stud(?:y|ies)|ones?)"
_WHO = (
    r"(?:he|she|they|him|her|them|"
    r"(?:the|this|that|these|those|its|their)(?: same)?(?: first| lead| main)? authors?)"
)
_WRITE = r"(?:wr[io]t(?:e|ten)|publish(?:ed)?|author(?:ed)?|do|done|work(?:ed)? on)"
_WANTED = (
    r"(?:(?:is|are) there |do you (?:have|know(?: of)?) |"
    r"(?:(?:can|could) you )?(?:show|give|find|recommend|suggest|get)(?: me)? |list |"
    r"(?:what|which)(?: are)? |(?:what|how) about |tell me (?:about|of) |"
    r"i(?: would|['’]d)? (?:want|like|need) |(?:i(?: am|['’]m) )?looking for )?"
)
_END = r"(?: (?:here|in (?:the|this) (?:library|collection)|as well|too))?[ ?.!]*$"
_MORE_BY = any_of(
    rf"{_LEAD}(?:did|has|have|had|does|do) {_WHO} (?:also |ever )?{_WRITE} "
    r"(?:(?:anything|something|any|some) )?"
    rf"(?:else|more|others|(?:other|more) {_PAPERS}){_END}",
    rf"{_LEAD}(?:what|which) (?:else|(?:other|more) {_PAPERS}) "
    rf"(?:did|has|have|had|does|do) {_WHO} (?:also )?{_WRITE}{_END}",
    rf"{_LEAD}(?:(?:is|are) there |do you have |(?:show|give) (?:me )?|list )?(?:any |the )?"
    rf"(?:other|more|further|anything else|something else|what else is)(?: {_PAPERS})? "
    rf"(?:by|from|of) {_WHO}{_END}",
)
_THIS = (
    r"(?:it|this|that|these|those|them|(?:this|that|these|those|the|the same) "
    rf"(?:{_PAPERS}|topics?|subjects?|problems?|questions?|areas?|fields?))"
)
_WHO_ELSE = any_of(
    rf"{_LEAD}who(?:m)? else (?:has |have |had |is |was )?(?:also )?"
    r"(?:work\w*|publish\w*|wr[io]t\w+|stud\w+|research\w*|did|does|done|look\w*|"
    rf"investigat\w+) (?:on |about |at |into )?{_THIS}{_END}",
    rf"{_LEAD}who else{_END}",
)
_ALIKE = r"(?:like|similar to|related to|close to|comparable to|resembling)"
_LIKE_IT = any_of(
    rf"{_LEAD}{_WANTED}(?:(?:other|more|further|any|some) )*{_PAPERS} "
    rf"(?:(?:that |which )?(?:are |is )?){_ALIKE} {_THIS}{_END}",
    rf"{_LEAD}{_WANTED}(?:(?:other|more|further|any|some) )*"
    rf"(?:similar|related|comparable) {_PAPERS}(?: to {_THIS})?{_END}",
)


def ask_of_others(question: str, spoken: SpokenOf, names: KnownNames) -> FollowUp | None:
    """Return a question for other papers than those spoken of: of their author, by others or
    like them; None where it asks for anything else.
    """
    if not spoken.papers:
        return None
    keys = tuple(paper.key for paper in spoken.papers)
    if _MORE_BY.match(question):
        return _more_by(spoken, keys, names)
    is_by_others = bool(_WHO_ELSE.match(question))
    if not is_by_others and not _LIKE_IT.match(question):
        return None
    called = enumerate_names(
        [short_name(paper, spoken.said).strip(" .") for paper in spoken.papers[:_FEW]]
    )
    asked = "Who else worked on the like of" if is_by_others else "Which other papers are like"
    return FollowUp(f"{asked} {called}?", others=Others(keys, is_by_others=is_by_others))


def _more_by(spoken: SpokenOf, keys: tuple[str, ...], names: KnownNames) -> FollowUp | None:
    """Return what else is by the people spoken of, else by whoever's list of works the first
    paper stands in or its first author; None where nobody is named.
    """
    first = spoken.papers[0]
    people = spoken.people or tuple(filter(None, (first.profile, *first.authors)))[:1]
    whose = enumerate_names(people) if people else ""
    by = read_constraints(f"papers by {whose}", names).where
    if not whose or not by:
        return None
    text = f"Which other papers are by {whose}?"
    return FollowUp(text, others=Others(keys, by, whose))
