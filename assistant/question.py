"""What a question asks: the words that tell, and the kind of thing that would answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from store.words import STOP_WORDS, joined, words

_STEMMER = snowballstemmer.stemmer("english")
# Words that shape a question, or that fit any paper: they say nothing of what is asked about.
_ASKING = frozenset(
    ["abstract", "abstracts", "account", "achieve", "achieved", "achieves", "answer", "article", "articles", "author", "authors", "based", "compare", "describe", "describes", "described", "detail", "details", "differ", "difference", "discuss", "done", "explain", "exactly", "find", "found", "get", "gets", "give", "gives", "given", "happen", "happens", "idea", "introduce", "introduced", "introduces", "kind", "know", "list", "main", "make", "makes", "mean", "means", "mention", "name", "named", "obtain", "obtained", "obtains", "only", "overview", "paper", "papers", "present", "presented", "presents", "propose", "proposed", "proposes", "publication", "publications", "publish", "published", "reach", "reached", "reaches", "report", "reported", "reports", "say", "says", "score", "scored", "scores", "summarise", "summarize", "summary", "tell", "tells", "think", "thinks", "thought", "topic", "use", "used", "uses", "using", "word", "words", "work", "works", "working", "write", "written", "wrote"]
)
_NUMBER_ASKED = re.compile(
    r"\b(?:how (?:many|much|large|big|small|long|fast|far|high|few|often|well|accurate)|what (?:number|percentage|share)"
    r"|accurac\w+|score|rate|percent\w*|parameters|flops|speed\w*|size|m?AP|AP|NDS|FID|F1|PSNR|SSIM|mIoU|top-?[15]"
    r"|latency|fps)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![A-Za-z\d-])[~<>]?\d[\d.,]*\s*(?:[%×x]|[A-Za-z]+)?")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read."""

    text: str
    words: dict[str, frozenset[str]]
    """The words that tell, each with the stems that may stand for it."""
    asks_number: bool

    @property
    def terms(self) -> tuple[frozenset[str], ...]:
        """The different terms, each a set of stems of which one suffices."""
        return tuple(dict.fromkeys(self.words.values()))


def read_question(text: str) -> Question:
    """Return what a question asks for."""
    telling = [word for word in words(text) if word not in STOP_WORDS and word not in _ASKING]
    whole = {part: compound for compound in joined(text) for part in words(text) if part in compound}
    terms = {word: frozenset({stem(word), stem(whole.get(word, word))}) for word in telling}
    return Question(text, terms, asks_number=bool(_NUMBER_ASKED.search(text)))


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Return the stems of all words of a text, compounds also as one word."""
    return frozenset(stem(word) for word in [*words(text), *joined(text)])


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of an English word."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def holds_number(text: str) -> bool:
    """Tell whether a text states a quantity; a digit inside a name is none."""
    return bool(_NUMBER.search(text))
