"""The third person: "we propose X" as "Zong et al. [3] propose X", with all numbers, names
and negations.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.language.names import capitalised, is_technical
from assistant.language.third_person import beginnings
from assistant.language.third_person.agreement import (
    agree_with_one,
    agree_with_several,
)
from assistant.language.third_person.openers import strip_openers
from assistant.language.third_person.pronouns import (
    in_third_person,
    is_turnable,
    keeps_all,
    speaks_of_itself,
)
from assistant.language.third_person.verbs import base, is_verb
from assistant.language.word_lists import FUNCTION_WORDS
from store.printable import one_line

if TYPE_CHECKING:
    from assistant.language.third_person.subjects import Who

# What adverbs and the past of verbs end with.
_NO_NOUNS = ("ly", "ed")
_END = re.compile(r"\s*[.…]*[\"'”’)]*$")


@dataclass(frozen=True, slots=True)
class _Voice:
    """How a sentence names the authors: in full with their citation, or as those just named."""

    subject: str
    is_plural: bool
    own: str
    """What the authors' own thing is called, the thing for `{}`."""
    marker: int
    tail: str = ""
    """The citation at the end, where the subject has none."""
    name: str = ""
    """What stands for the authors and their citation, and is no part of the sentence that is
    turned.
    """

    @property
    def is_named(self) -> bool:
        """Whether the authors are named in full."""
        return bool(self.name)

    def does(self, does: re.Match[str]) -> str | None:
        """Return the subject with a verb of several, and with what follows it."""
        verb, rest = does["verb"], in_third_person(does["rest"])
        agreed = f"{verb}{rest}" if self.is_plural else agree_with_one(verb, rest)
        return f"{self.subject} {self.adverb(does)}{agreed}" if agreed else None

    def adverb(self, does: re.Match[str]) -> str:
        """Return a verb's adverb; where the authors are named, not one that ties it to
        another sentence.
        """
        return beginnings.NARRATING.sub("", does["adverb"]) if self.is_named else does["adverb"]


_Form = Callable[[str, _Voice, str], str | None]


def introduce(sentence: str, who: Who, abstract: str) -> str | None:
    """Return a sentence of an abstract with its authors named; None where it cannot be
    turned safely.
    """
    name = who.cited.removeprefix("the authors of ")
    voice = _Voice(
        who.cited, who.is_plural, f"the {{}} of {name}", marker=who.marker, name=name
    )
    return _turn(sentence, voice, abstract)


def go_on(sentence: str, who: Who, abstract: str) -> str | None:
    """Return a further sentence about the same authors, who are "they" now; None where that
    is not safe.
    """
    voice = _Voice(
        "they", is_plural=True, own="their {}", marker=who.marker, tail=f" [{who.marker}]"
    )
    return _turn(sentence, voice, abstract)


def quote(sentence: str, who: Who) -> str:
    """Return a sentence word for word, between quotation marks."""
    text = one_line(sentence).replace("“", "‘").replace("”", "’")
    return capitalised(f"{who.cited}: “{text}”")


def _turn(sentence: str, voice: _Voice, abstract: str) -> str | None:
    text = one_line(sentence)
    if not is_turnable(text):
        return None
    rest = beginnings.WILL.sub("we ", strip_openers(text))
    turned = next((turned for form in _FORMS if (turned := form(rest, voice, abstract))), None)
    if turned is None and not speaks_of_itself(rest):
        said = _END.sub("", rest)
        return f"{capitalised(said)} [{voice.marker}]." if said else None
    if turned is None or not keeps_all(rest, turned.replace(voice.name, "", 1)):
        return None
    return f"{capitalised(_END.sub('', turned))}{voice.tail}."


def _as_doing(rest: str, voice: _Voice, _: str) -> str | None:
    """`We propose X`."""
    does = beginnings.WE.match(rest)
    return voice.does(does) if does else None


def _as_doing_later(rest: str, voice: _Voice, _: str) -> str | None:
    """`To learn Y, we propose X`."""
    does = beginnings.LATER_WE.match(rest)
    if does is None or not beginnings.is_lead(does["lead"].split()[0]):
        return None
    done = voice.does(does)
    return f"{in_third_person(does['lead'])}{done}" if done else None


def _as_paper(rest: str, voice: _Voice, _: str) -> str | None:
    """`This paper proposes X`."""
    does = beginnings.PAPER_DOES.match(rest)
    if does is None or base(does["verb"]) is None:
        return None
    after = in_third_person(does["rest"])
    agreed = (
        agree_with_several(does["verb"], after) if voice.is_plural else f"{does['verb']}{after}"
    )
    if agreed:
        return f"{voice.subject} {voice.adverb(does)}{agreed}"
    return f"{voice.own.format(does['kind'])} {does['adverb']}{does['verb']}{after}"


def _as_experiments(rest: str, voice: _Voice, _: str) -> str | None:
    """`Extensive experiments show that`."""
    shown = beginnings.EXPERIMENTS.match(rest)
    if shown is None:
        return None
    what = shown["what"][0].lower() + shown["what"][1:]
    return f"{voice.own.format(what)} {in_third_person(shown['rest'])}"


def _as_passive(rest: str, voice: _Voice, _: str) -> str | None:
    """`A network is proposed`; it stays passive."""
    passive = beginnings.PASSIVE.match(rest)
    if passive is None:
        return None
    by = f" by {voice.subject}" if voice.is_named else ""
    return f"{in_third_person(passive['before'])}{by}{in_third_person(passive['rest'])}"


def _as_further(rest: str, voice: _Voice, _: str) -> str | None:
    """Any further sentence that says "we" or "our": they are "they" throughout."""
    return None if voice.is_named or not speaks_of_itself(rest) else in_third_person(rest)


def _as_owned(rest: str, voice: _Voice, _: str) -> str | None:
    """`On X, our method reaches Y`, where the authors do nothing but own the method."""
    if not voice.is_named or beginnings.DOER.search(rest):
        return None
    own = beginnings.OWNED.search(rest)
    if own is None or not (own["thing"] or is_technical(own["name"])):
        return None
    noun = "" if own["thing"] else _noun_behind(own["name"], rest[own.end() :])
    if noun is None:
        return None
    what = voice.own.format((own["thing"] or own["name"]) + noun)
    return f"{rest[: own.start()]}{what}{in_third_person(rest[own.end() + len(noun) :])}"


def _noun_behind(name: str, rest: str) -> str | None:
    """Return the nouns that go on with a name, as in `our EILV platform`, with the space
    before them; None where what follows them is no verb that is known.
    """
    nouns = beginnings.THINGS_BEHIND.match(rest)
    noun = nouns[0] if nouns else ""
    word = beginnings.PLAIN_WORD.match(rest[len(noun) :])
    if word is None or word[1] in FUNCTION_WORDS or word[1].endswith(_NO_NOUNS):
        return noun
    may_be_several = name.endswith("s")
    is_known = base(word[1]) is not None or (may_be_several and is_verb(word[1]))
    return noun if is_known else None


_FORMS: tuple[_Form, ...] = (
    _as_doing,
    _as_paper,
    _as_doing_later,
    _as_experiments,
    _as_passive,
    _as_owned,
    _as_further,
)
