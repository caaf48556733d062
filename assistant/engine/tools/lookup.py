"""What a model looks up: each call is answered, and papers that are new join the numbered
sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.backends.base import Message
from assistant.backends.prompting import render_source
from assistant.engine.events import ToolCalled
from assistant.engine.tools.arguments import ArgumentsError, read_arguments
from assistant.engine.tools.definitions import PARAMETERS
from assistant.engine.window.token_estimate import estimate_tokens
from store.errors import InputError
from store.filters import EXAMPLES, Filter, parse_filter
from store.printable import counted, one_line
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from assistant.backends.base import ToolCall
    from store.library import Library

MOST_CALLS = 8
"""Calls carried out at once; further ones are answered with an error."""
FOUND = 5
"""Papers that a search shows."""
LISTED = 30
"""Papers that a list names."""
ROOM = 6_000
"""Tokens that the tools may bring in one answer, where the model's window takes as many."""
LEAST_ROOM = 400
"""Tokens without which there is no use in looking anything up."""
_OF_A_CALL = 8
"""Tokens that frame a call or its answer."""

_FULL = "(There is no room for more: answer with what stands above.)"


@dataclass(frozen=True, slots=True)
class Results:
    """What calls have brought: their answers, the sources with those that are new, and what
    was done.
    """

    messages: tuple[Message, ...]
    hits: tuple[Hit, ...]
    told: tuple[ToolCalled, ...]
    computed: tuple[str, ...] = ()
    """Sentences that state what was counted, word for word as they were given to the model."""


class LookUp:
    """One answer's use of the tools; it knows the sources by number, and how much more may
    be shown.
    """

    def __init__(
        self,
        library: Library,
        hits: Iterable[Hit],
        shown: Iterable[str] = (),
        *,
        excluded: Iterable[str] = (),
        room: int = ROOM,
        count: Callable[[str], int] = estimate_tokens,
    ) -> None:
        """Make it; `shown` are keys of papers whose whole abstracts the model has, `excluded`
        are keys of papers that are not to be found, `room` is in tokens.
        """
        self._excluded = frozenset(excluded)
        self._library = library
        self._hits = list(hits)
        self._numbers = {hit.paper.key: number for number, hit in enumerate(self._hits, 1)}
        self._shown = set(shown)
        self._computed: list[str] = []
        self._room = room
        self._count_tokens = count
        self._does: dict[str, Callable[[dict[str, str]], tuple[str, str]]] = {
            "search_papers": self._search,
            "list_papers": self._list,
            "get_paper": self._get,
            "count_papers": self._count,
        }

    @property
    def has_room(self) -> bool:
        """Whether enough could be shown to make a call worth while."""
        return self._room >= LEAST_ROOM

    def carry_out(self, calls: Sequence[ToolCall]) -> Results:
        """Answer every call, a bad one with what is wrong with it. Blocks; raises
        LibraryError.
        """
        self._room -= sum(
            self._count_tokens(f"{call.name}{call.arguments}") + _OF_A_CALL for call in calls
        )
        done = [self._answer(call) for call in calls[:MOST_CALLS]]
        refused = (
            f"Error: not carried out, since at most {MOST_CALLS} calls are at once. "
            f"Call again if need be."
        )
        texts = [text for text, _ in done] + [refused] * len(calls[MOST_CALLS:])
        told = [
            ToolCalled(call.name, summary)
            for call, (_, summary) in zip(calls, done, strict=False)
        ]
        if left := len(calls) - len(done):
            told.append(
                ToolCalled(calls[-1].name, f"not carried out: {counted(left, 'further call')}")
            )
        messages = [
            Message("tool", text, answers=call.id)
            for call, text in zip(calls, texts, strict=True)
        ]
        return Results(tuple(messages), tuple(self._hits), tuple(told), tuple(self._computed))

    def _answer(self, call: ToolCall) -> tuple[str, str]:
        """Return what the model is told, and what the user is."""
        room = self._room
        text, summary = self._do(call)
        self._room = room - self._count_tokens(text) - _OF_A_CALL
        return text, summary

    def _do(self, call: ToolCall) -> tuple[str, str]:
        if call.name not in PARAMETERS:
            known = ", ".join(PARAMETERS)
            return (
                f"Error: there is no such tool; there are {known}.",
                "asked for an unknown tool",
            )
        try:
            return self._does[call.name](read_arguments(call.arguments, PARAMETERS[call.name]))
        except ArgumentsError as error:
            return f"Error: {error}.", f"called {call.name} wrongly"
        except InputError as error:
            return f"Error: {error}", f"called {call.name} wrongly"

    def _search(self, given: dict[str, str]) -> tuple[str, str]:
        hits = self._library.search(
            given["query"],
            k=FOUND + len(self._excluded),
            where=_read_filter(given["filters"]),
        )
        hits = [hit for hit in hits if hit.paper.key not in self._excluded][:FOUND]
        found = counted(len(hits), "paper")
        shown = _until_full(map(self._show, hits))
        return "\n\n".join(
            [f"{found}.", *shown]
        ), f"searched: {_short(*given.values())}, {found}"

    def _list(self, given: dict[str, str]) -> tuple[str, str]:
        where = _read_filter(given["filters"])
        listed = self._library.list(where, order=given["order"] or "-date")
        papers = [paper for paper in listed if paper.key not in self._excluded]
        found = counted(len(papers), "paper")
        rest = (
            f" The first {LISTED}; narrow the filters for others."
            if len(papers) > LISTED
            else ""
        )
        lines = _until_full(self._name(Hit(paper, 0.0, {})) for paper in papers[:LISTED])
        text = "\n".join([f"{found}.{rest}", *lines])
        return text, f"listed: {_short(given['filters']) or 'all'}, {found}"

    def _get(self, given: dict[str, str]) -> tuple[str, str]:
        paper = self._library.get(given["key"])
        if paper is None or paper.key in self._excluded:
            raise ArgumentsError(
                "there is no paper of that key; search_papers and list_papers show the keys"
            )
        self._shown.discard(paper.key)
        return self._show(Hit(paper, 0.0, {})) or _FULL, f"looked up: {paper.key}"

    def _count(self, given: dict[str, str]) -> tuple[str, str]:
        where = _read_filter(given["filters"])
        found = counted(self._library.count(where), "paper")
        matching = f" that match {given['filters']}" if where else ""
        self._computed.append(f"The library holds {found}{matching}.")
        text = (
            f"{found}. To say so, write these words and no number of a source: "
            f"{self._computed[-1]}"
        )
        return text, f"counted: {_short(given['filters']) or 'all'}, {found}"

    def _show(self, hit: Hit) -> str | None:
        """Return a paper with its abstract, by name where that was shown before or has no
        room.
        """
        if hit.paper.key in self._shown:
            return self._name(hit, " (its abstract stands above)")
        text = f"{render_source(self._number(hit), hit.paper)}\nkey: {hit.paper.key}"
        if not self._takes(hit, text):
            return self._name(hit, " (no room for its abstract)")
        self._shown.add(hit.paper.key)
        return text

    def _name(self, hit: Hit, remark: str = "") -> str | None:
        """Return a paper on one line; None where not even that has room."""
        head = render_source(self._number(hit), hit.paper).partition("\n")[0]
        line = f"{head}, key: {hit.paper.key}{remark}"
        return line if self._takes(hit, line) else None

    def _takes(self, hit: Hit, text: str) -> bool:
        """Tell whether there is room for a text; its paper then joins the sources, where it
        is new.
        """
        cost = self._count_tokens(text) + 2
        if cost > self._room:
            return False
        self._room -= cost
        if hit.paper.key not in self._numbers:
            self._hits.append(hit)
            self._numbers[hit.paper.key] = len(self._hits)
        return True

    def _number(self, hit: Hit) -> int:
        """Return the number of a paper, or the one that it would get."""
        return self._numbers.get(hit.paper.key, len(self._hits) + 1)


def _until_full(texts: Iterable[str | None]) -> Iterator[str]:
    """Yield texts until one has no room."""
    for text in texts:
        yield text or _FULL
        if text is None:
            return


def _read_filter(text: str) -> Filter | None:
    where, rest = parse_filter(text)
    if rest:
        raise ArgumentsError(
            f"in the filters, {rest[:80]!r} is no condition; conditions are {EXAMPLES}"
        )
    return where or None


def _short(*texts: str) -> str:
    text = one_line(" ".join(text for text in texts if text))
    return text if len(text) <= 60 else f"{text[:59]}…"
