"""What a model may look up while it writes: the library's own functions, which change nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.arguments import ArgumentsError, Parameter, read_arguments, schema
from assistant.backends.base import Message, Tool
from assistant.context import render_source
from assistant.events import ToolCalled
from assistant.printable import counted, one_line
from store.errors import InputError
from store.filters import EXAMPLES, Filter, parse_filter
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.backends.base import ToolCall
    from store.library import Library
    from store.paper import Paper

ROUNDS = 3
"""How often a model may call tools before it must answer, where the user did not choose otherwise."""
MOST_CALLS = 8
"""Calls carried out at once; further ones are answered with an error."""
FOUND = 5
"""Papers that a search shows."""
LISTED = 30
"""Papers that a list names."""
ROOM = 24_000
"""Characters of abstracts that may be shown in one answer; papers beyond are named only."""

_ORDERS = ("-date", "date", "title", "-title", "key", "-key")
_CITABLE = "Each paper comes with its number and is cited by it, like the sources."
_FILTERS = Parameter("filters", f"conditions that all papers meet, such as {EXAMPLES}")


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    description: str
    parameters: tuple[Parameter, ...]


_KINDS = {
    kind.name: kind
    for kind in (
        _Kind(
            "search_papers",
            f"Find the papers whose abstracts fit a query best, by words and by meaning. {_CITABLE}",
            (Parameter("query", "what to look for, in a few words", is_required=True), _FILTERS),
        ),
        _Kind(
            "list_papers",
            f"List papers by their metadata: authors, year, title, key. {_CITABLE}",
            (_FILTERS, Parameter("order", "the order; newest first without one", choices=_ORDERS)),
        ),
        _Kind(
            "get_paper",
            f"Read one paper's abstract and metadata. {_CITABLE}",
            (Parameter("key", "the paper's key, as the other tools show it", is_required=True),),
        ),
        _Kind("count_papers", "Count the papers that meet conditions, or all of them.", (_FILTERS,)),
    )
}
TOOLS = tuple(Tool(kind.name, kind.description, schema(kind.parameters)) for kind in _KINDS.values())
"""What is offered to a model."""


@dataclass(frozen=True, slots=True)
class Results:
    """What calls have brought: their answers, the sources with those that are new, and what was done."""

    messages: tuple[Message, ...]
    hits: tuple[Hit, ...]
    told: tuple[ToolCalled, ...]


class LookUp:
    """One answer's use of the tools; it knows the sources by number and which abstracts were shown."""

    def __init__(self, library: Library, hits: Iterable[Hit], shown: Iterable[Paper]) -> None:
        self._library = library
        self._hits = list(hits)
        self._numbers = {hit.paper.key: number for number, hit in enumerate(self._hits, 1)}
        self._shown = {paper.key for paper in shown}
        self._room = ROOM
        self._does: dict[str, Callable[[dict[str, str]], tuple[str, str]]] = {
            "search_papers": self._search,
            "list_papers": self._list,
            "get_paper": self._get,
            "count_papers": self._count,
        }

    def carry_out(self, calls: Sequence[ToolCall]) -> Results:
        """Answer every call, a bad one with what is wrong with it. Blocks; raises LibraryError."""
        done = [self._answer(call) for call in calls[:MOST_CALLS]]
        refused = (
            f"Error: not carried out, since at most {MOST_CALLS} calls are at once. Call again if need be."
        )
        texts = [text for text, _ in done] + [refused] * len(calls[MOST_CALLS:])
        told = [ToolCalled(call.name, summary) for call, (_, summary) in zip(calls, done, strict=False)]
        if left := len(calls) - len(done):
            told.append(ToolCalled(calls[-1].name, f"not carried out: {counted(left, 'further call')}"))
        messages = [Message("tool", text, answers=call.id) for call, text in zip(calls, texts, strict=True)]
        return Results(tuple(messages), tuple(self._hits), tuple(told))

    def _answer(self, call: ToolCall) -> tuple[str, str]:
        """Return what the model is told, and what the user is."""
        kind = _KINDS.get(call.name)
        if kind is None:
            return (
                f"Error: there is no such tool; there are {', '.join(_KINDS)}.",
                "asked for an unknown tool",
            )
        try:
            return self._does[kind.name](read_arguments(call.arguments, kind.parameters))
        except ArgumentsError as error:
            return f"Error: {error}.", f"called {kind.name} wrongly"
        except InputError as error:
            return f"Error: {error}", f"called {kind.name} wrongly"

    def _search(self, given: dict[str, str]) -> tuple[str, str]:
        hits = self._library.search(given["query"], k=FOUND, where=_read_filter(given["filters"]))
        found = counted(len(hits), "paper")
        shown = "\n\n".join(self._show(hit) for hit in hits)
        return (
            f"{found}.\n\n{shown}".strip(),
            f"searched: {_short(given['query'], given['filters'])}, {found}",
        )

    def _list(self, given: dict[str, str]) -> tuple[str, str]:
        where = _read_filter(given["filters"])
        papers = self._library.list(where, order=given["order"] or "-date")
        found = counted(len(papers), "paper")
        rest = f" The first {LISTED}; narrow the filters for others." if len(papers) > LISTED else ""
        lines = "\n".join(self._name(Hit(paper, 0.0, {})) for paper in papers[:LISTED])
        return f"{found}.{rest}\n\n{lines}".strip(), f"listed: {_short(given['filters']) or 'all'}, {found}"

    def _get(self, given: dict[str, str]) -> tuple[str, str]:
        paper = self._library.get(given["key"])
        if paper is None:
            raise ArgumentsError("there is no paper of that key; search_papers and list_papers show the keys")
        self._shown.discard(paper.key)
        return self._show(Hit(paper, 0.0, {})), f"looked up: {paper.key}"

    def _count(self, given: dict[str, str]) -> tuple[str, str]:
        where = _read_filter(given["filters"])
        found = counted(self._library.count(where), "paper")
        return f"{found}.", f"counted: {_short(given['filters']) or 'all'}, {found}"

    def _show(self, hit: Hit) -> str:
        """Return a paper with its abstract, or by name where that was shown before or has no room."""
        text = f"{render_source(self._number(hit), hit.paper)}\nkey: {hit.paper.key}"
        if hit.paper.key in self._shown:
            return f"{self._name(hit)} (its abstract stands above)"
        if len(text) > self._room:
            return f"{self._name(hit)} (no room for its abstract)"
        self._shown.add(hit.paper.key)
        self._room -= len(text)
        return text

    def _name(self, hit: Hit) -> str:
        """Return a paper on one line."""
        head = render_source(self._number(hit), hit.paper).partition("\n")[0]
        return f"{head}, key: {hit.paper.key}"

    def _number(self, hit: Hit) -> int:
        """Return the number of a paper, which joins the sources where it is new."""
        if hit.paper.key not in self._numbers:
            self._hits.append(hit)
            self._numbers[hit.paper.key] = len(self._hits)
        return self._numbers[hit.paper.key]


def _read_filter(text: str) -> Filter | None:
    where, rest = parse_filter(text)
    if rest:
        raise ArgumentsError(f"in the filters, {rest[:80]!r} is no condition; conditions are {EXAMPLES}")
    return where or None


def _short(*texts: str) -> str:
    text = one_line(" ".join(text for text in texts if text))
    return text if len(text) <= 60 else f"{text[:59]}…"
