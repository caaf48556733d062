"""A message in the plain wording of what it is after: "busiest year?" is "How many papers were
published per year?".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.language.names import find_names
from assistant.language.patterns import any_of
from assistant.questions.list_order import order_in
from assistant.questions.made_whole import FollowUp
from assistant.questions.messages import LEANING
from assistant.questions.narrowing import list_again, narrow
from assistant.questions.pointers import ask_among, points_at_several
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.questions.known_names import KnownNames
    from assistant.questions.messages import Utterance
    from assistant.questions.spoken_of import SpokenOf
    from assistant.questions.turns import PastTurn

SURE = 0.7
"""How likely it must be what a message is after."""
CERTAIN = 0.9
"""How likely where the text reads as a description, or nothing is looked up."""
MAYBE = 0.5
"""How likely where it is refused as it is worded."""
_OF_A_PAPER = 0.75
"""How likely who wrote a paper that was spoken of, when or where must be asked for: of messages
held out one from .7 on is not after that, none from here on.
"""
_PAIR = 2
_SURELY_OF_ALL = 0.95
"""How likely an overview must be asked for to be of all, whatever else is said."""
_PLAIN = {
    "count": "How many papers{by}{on} are there?",
    "papers": "Which papers{by} are about {topic}?",
    "summarize": "Which papers{by} are about {topic}?",
    "newest": "What is the newest paper{by}{on}?",
    "oldest": "What is the oldest paper{by}{on}?",
    "per_year": "How many papers{by}{on} were published per year?",
    "authors_of": "Who wrote the paper on {topic}?",
    "date_of": "When was {topic} published?",
    "venue_of": "Where was {topic} published?",
    "venues": "Which venues do the papers{by} appear in?",
    "code": "Which papers{by} have code?",
    "data": "Which data sets are used in the papers on {topic}?",
    "methods": "Which methods are used in the papers on {topic}?",
    "measures": "Which measures are used in the papers on {topic}?",
    "used": "What is used in the papers on {topic}?",
    "limits": "Which open problems are named in the papers on {topic}?",
    "overview": "What is this library about?",
    "timeline": "How did the work on {topic} develop over the years?",
    "reading_order": "What should I read first{on}?",
}
_PUBLISHED = {
    "count": "How many papers{by}{on} were published {when}?",
    "papers": "Which papers{by} on {topic} were published {when}?",
    "newest": "What is the newest paper{by}{on} published {when}?",
    "oldest": "What is the oldest paper{by}{on} published {when}?",
    "per_year": "How many papers{by}{on} were published per year {when}?",
    "venues": "Which venues do the papers{by} {when} appear in?",
    "code": "Which papers{by} with code were published {when}?",
}
_COMPUTED = frozenset(("count", "newest", "oldest", "per_year", "coauthors"))
"""What would be false if a word of a message were not understood."""
_PAPER = r"\b(?= (?:paper|publication|article|work)s?\b)"
_ENDS = {
    "newest": any_of(rf"\b(?:oldest|earliest|first){_PAPER}"),
    "oldest": any_of(rf"\b(?:newest|latest|most recent|last){_PAPER}"),
}
"""What a question had asked for behind which the other end of time is."""
_ANEW = any_of(r"\b(?:papers?|publications?|library|collection|here)\b")
"""What asks for papers of the library, behind a list too."""
_LEADING = frozenset("and or but what how about".split())
_LISTS = frozenset(("count", "list", "relist", "newest", "oldest"))
_POINTING = {
    "authors_of": "Who wrote it?",
    "date_of": "When was it published?",
    "venue_of": "Where was it published?",
    "code": "Is there code for it?",
}
"""What is asked of papers that were spoken of."""
_NEED_TOPIC = frozenset(label for label, plain in _PLAIN.items() if "{topic}" in plain)


def plain_message(message: Utterance) -> str | None:
    """Return the plain wording of what a message is after, None where there is none for it that
    says all that the message does.
    """
    is_computed = message.label in _COMPUTED or bool(message.conditions)
    if message.leaves_out or (is_computed and not _is_understood(message)):
        return None
    if message.label == "comparison":
        names = find_names(f"of {message.topic}")
        return f"Compare {names[0]} and {names[1]}." if len(names) == _PAIR else None
    is_of_all = message.label == "overview" and message.likely >= _SURELY_OF_ALL
    if is_of_all and not message.people:
        message = replace(message, topic="")
    plain = _worded(message)
    said = (each.removeprefix("without ") for each in message.conditions)
    parts = (message.topic, message.when, *message.people, *said)
    return plain if plain and all(part in plain for part in parts) else None


def plain_topic(label: str, topic: str) -> str:
    """Return what a label asks of a topic, in plain words."""
    return _PLAIN[label].format(topic=topic)


def _is_understood(message: Utterance) -> bool:
    """Tell whether every word is, and a number one of how many papers are wanted."""
    is_amount_asked = message.label in ("newest", "oldest")
    return message.is_worded_so and (is_amount_asked or not message.amount)


def _worded(message: Utterance) -> str | None:
    topic, people, when, label = message.topic, message.people, message.when, message.label
    by = message.by
    if label in ("list", "papers") and topic and message.amount:
        return None
    on = f" on {topic}" if topic else ""
    is_name = find_names(f"of {topic}") == [topic]
    is_list = label in ("papers", "code") and bool(message.conditions) and not topic
    if label in ("list", "relist") or is_list:
        plain = _plain_list(topic, by, when)
        return f"{plain.rstrip('?')}, {message.order}?" if plain and message.order else plain
    if label == "coauthors":
        return _plain_people(message)
    if label == "summarize" and is_name:
        return f"What is {topic}?"
    if label == "limits" and is_name:
        return f"What are the limitations of {topic}?"
    if people and label == "overview":
        return f"What has {people[0]} worked on?"
    if label == "code" and topic:
        return f"Is there code for {topic}?"
    if label not in _PLAIN or (label in _NEED_TOPIC and not topic):
        return None
    if label == "reading_order" and not (topic or message.is_worded_so):
        # A word that such messages do not have may be the topic.
        return None
    plain = _PUBLISHED.get(label, _PLAIN[label]) if when else _PLAIN[label]
    if message.amount and label in ("newest", "oldest"):
        plain = f"What are the {message.amount} {label} papers{{by}}{{on}}?"
    return plain.format(by=by, on=on, topic=topic, when=when)


def _plain_people(message: Utterance) -> str | None:
    """Return who wrote most, or with whom somebody wrote, in plain words; None where somebody
    is asked for who never stood in a place.
    """
    if message.is_place_denied:
        return None
    on = f" on {message.topic}" if message.topic else ""
    when = f" published {message.when}" if message.when else ""
    out = [each.replace("without", "not counting", 1) for each in message.conditions]
    if any(not each.startswith("not counting") for each in out):
        return None
    end = "".join((on, when, *(f", {each}" for each in out)))
    if len(message.people) > 1:
        end = end or ("or" if message.is_either else "")
        return None if end or message.place else f"Which papers are{message.by}?"
    if message.people:
        who = message.people[0]
        return (
            f"Who are {who}'s co-authors{end}?" if on else f"Who has {who} written with{end}?"
        )
    if message.place:
        return f"Who is {message.place} author of the most papers{end}?"
    return f"Who has written the most papers{end}?"


def _plain_list(topic: str, by: str, when: str) -> str | None:
    if topic:
        on = f" on {topic}"
        return f"Which papers{by}{on} were published {when}?" if when else f"papers{on}{by}"
    if when:
        return f"Which papers{by} were published {when}?"
    return f"Which papers are{by}?" if by else None


def takes_a_model(message: Utterance) -> bool:
    """Tell whether a message is after what only a model can write: a translation, a tweet."""
    enough = SURE if message.leans >= LEANING else CERTAIN
    return message.label == "task" and message.likely >= enough


def asks_for_less(message: Utterance) -> bool:
    """Tell whether a message asks for what was said in fewer words."""
    is_sure = message.likely >= SURE and message.leans >= LEANING
    return message.label == "shorten" and is_sure and not message.is_turned


def plain_pointing(message: Utterance) -> str | None:
    """Return what is asked of a paper that was spoken of, in plain words; None where something
    else is.
    """
    is_sure = message.is_whole and message.leans >= LEANING and message.likely >= _OF_A_PAPER
    if not is_sure or message.topic or message.people or message.when:
        return None
    return _POINTING.get(message.label)


def ask_other_end(message: Utterance, asked: str) -> FollowUp | None:
    """Return the question before as one about the other end of time: "and the last time?"
    behind "What is the oldest paper by Hill?".
    """
    end = _ENDS.get(message.label)
    asks_anew = message.topic or message.people or message.when or message.conditions
    if end is None or asks_anew:
        return None
    swapped = end.sub(message.label, asked, count=1)
    return FollowUp(swapped) if swapped != asked and message.likely >= SURE else None


def _names_somebody_alone(message: Utterance, text: str) -> bool:
    """Tell whether a message says nothing but a name: the same is asked of somebody else."""
    named = words(" ".join(message.people))
    return bool(named) and not {*words(text)} - {*named, *_LEADING}


def plain_follow_up(
    message: Utterance,
    text: str,
    turns: Sequence[PastTurn],
    spoken: SpokenOf,
    names: KnownNames,
) -> FollowUp | None:
    """Return what a message asks of the papers that were spoken of, None where it is after
    something else, or no papers were.
    """
    is_condition_alone = message.conditions and not (message.people or _ANEW.search(text))
    points_back = message.points_back or (is_condition_alone and bool(turns))
    enough = MAYBE if is_condition_alone else SURE
    if message.likely < enough or message.topic or not (message.is_whole and points_back):
        return None
    papers = spoken.together or spoken.papers
    if len(papers) < _PAIR or message.amount or _names_somebody_alone(message, text):
        return None
    if message.place and len(spoken.people) == 1 and message.label in _LISTS:
        verb = "without" if message.is_place_denied else "with"
        placed = f"{verb} {spoken.people[0]} as {message.place} author"
        message = replace(message, conditions=(*message.conditions, placed))
    condition = f"{message.by} {message.when}".strip()
    match message.label:
        case "newest" | "oldest":
            asked = f"What is the {message.label} paper{message.by} {message.when}".strip()
            plain = asked if condition else f"Which of these papers is the {message.label}"
            return ask_among(f"{plain}?", papers)
        case "count":
            return ask_among(f"How many of these papers are {condition or 'there'}?", papers)
        case "per_year" if not condition:
            return ask_among("How many of these papers were published per year?", papers)
        case "coauthors" if not message.people:
            known = () if message.place else tuple(f"without {name}" for name in spoken.people)
            meant = replace(message, conditions=(*known, *message.conditions))
            plain = (_plain_people(meant) or "").replace("most papers", "most of these papers")
            return ask_among(plain, papers) if plain else None
        case "authors_of" if not condition:
            papers = papers if points_at_several(text) else spoken.papers
            return ask_among("Who wrote these papers?", papers) if len(papers) > 1 else None
        case "code" if points_at_several(text) and not condition:
            return ask_among("Which of these papers have code?", papers)
        case "list" | "relist" | "papers" if condition:
            return narrow(f"only those {condition}", turns, names) or ask_among(
                f"Which of these papers are {condition}?", papers
            )
        case "relist":
            return list_again(turns, names, order_in(text))
        case _:
            return None
