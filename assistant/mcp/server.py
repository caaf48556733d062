"""What other assistants may call: the library's papers, answers that are checked, drafts with
their `.bib`, and the check itself. Nothing changes the library.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from functools import wraps
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, ParamSpec

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from assistant.engine.assistant import RETRIEVED
from assistant.engine.export.related_text import cited_papers
from assistant.engine.following import follow
from assistant.grounding import ground
from store.citekey import is_bibtex_key
from store.errors import InputError, SonglineError
from store.exporters import bibtex
from store.filters import parse_filter
from store.paper_json import to_json
from store.printable import printable
from store.redaction import hide_secrets

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from assistant.engine.assistant import Assistant
    from store.paper import Paper

_Given = ParamSpec("_Given")
_Json = dict[str, Any]
_INSTRUCTIONS = (
    "The abstracts of one library of papers. Every sentence of an answer carries a verdict and"
    " the span of the abstract that shows it; repeat only what is quoted, supported or"
    " catalogue, and cite by key. What the papers do not say is told as abstained."
)
_LISTED = 50
"""Papers of a list; a client's model reads them all."""


def make_server(assistant: Assistant) -> MCPServer:
    """Return a server that answers from an assistant, one call at a time."""
    server = MCPServer(
        "songline", instructions=_INSTRUCTIONS, version=version("songline"), log_level="WARNING"
    )
    tools, lock = _Tools(assistant), asyncio.Lock()
    for tool in (
        tools.ask,
        tools.search_papers,
        tools.list_papers,
        tools.get_paper,
        tools.summarize,
        tools.related_work,
        tools.check_text,
    ):
        server.add_tool(_told(tool, lock), annotations=ToolAnnotations(read_only_hint=True))
    return server


def _told(
    tool: Callable[_Given, Awaitable[_Json]], lock: asyncio.Lock
) -> Callable[_Given, Awaitable[_Json]]:
    """Return a tool whose errors reach the client in a sentence."""

    @wraps(tool)
    async def carried_out(*given: _Given.args, **named: _Given.kwargs) -> _Json:
        try:
            async with lock:
                return await tool(*given, **named)
        except SonglineError as error:
            raise ToolError(printable(hide_secrets(str(error)))) from error

    return carried_out


class _Tools:
    """Each tool, with the text that tells a client's model what it is for."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._library = assistant.library

    async def ask(self, question: str, conversation: str = "", k: int = RETRIEVED) -> _Json:
        """Answer a question about the papers, each sentence cited and checked. Filters such
        as year:2021 or author:zong may stand in the question. With the name of a conversation
        a follow-up is understood, and the turn is kept.
        """
        if not question.strip():
            raise InputError("There is no question")
        session = self._assistant.sessions.start(conversation) if conversation else None
        answer = await follow(self._assistant.ask(question, session=session, k=k))
        return answer.to_json()

    async def search_papers(self, query: str, k: int = RETRIEVED) -> _Json:
        """Rank papers for a query, by words and by meaning, with their abstracts."""
        where, words = parse_filter(printable(query))
        if not words.strip():
            raise InputError("There is nothing to search for", advice="Use list_papers.")
        hits = await asyncio.to_thread(self._library.search, words, k=k, where=where)
        return {"papers": [_shown(hit.paper) | {"score": round(hit.score, 3)} for hit in hits]}

    async def list_papers(self, filters: str = "", order: str = "-date") -> _Json:
        """List papers by their metadata, the newest first: year:2020..2022, author:zong,
        code:yes, venue:…, kind:book, key:…; a minus negates. At most 50, with the whole count.
        """
        where, words = parse_filter(printable(filters))
        if words.strip():
            raise InputError(f"No filter: {words}", advice="Words are for search_papers.")
        papers = await asyncio.to_thread(self._library.list, where, order=order)
        listed = [_shown(paper, has_abstract=False) for paper in papers[:_LISTED]]
        return {"count": len(papers), "papers": listed}

    async def get_paper(self, key: str) -> _Json:
        """Return one paper whole, with its abstract and its BibTeX entry."""
        paper = self._library.get(key)
        if paper is None:
            raise InputError(
                f"There is no paper {key}", advice="search_papers and list_papers show keys."
            )
        return _shown(paper) | {"bibtex": _entries([paper])}

    async def summarize(self, topic: str = "", years: str = "") -> _Json:
        """Tell a topic, or without one the library, along its timeline; years: 2020..2024."""
        return (await follow(self._assistant.summarize(topic, years=years))).to_json()

    async def related_work(self, topic: str) -> _Json:
        """Write related-work paragraphs for a topic or an abstract, with the `.bib` of exactly
        the papers that are cited.
        """
        answer = await follow(self._assistant.relate(topic))
        return answer.to_json() | {"bib": _entries(cited_papers(self._library, answer))}

    async def check_text(self, text: str, keys: list[str]) -> _Json:
        """Check sentences that cite papers by number against their abstracts: [1] is the first
        of the keys. Each sentence gets its verdict, the reason, and the spans that show it.
        """
        papers = [self._library.get(key) for key in keys]
        if missing := [key for key, paper in zip(keys, papers, strict=True) if not paper]:
            raise InputError(f"There is no paper {', '.join(missing)}")
        known = [paper for paper in papers if paper]
        sentences = await asyncio.to_thread(ground, printable(text), known)
        return {"sentences": list(map(asdict, sentences))}


def _shown(paper: Paper, *, has_abstract: bool = True) -> _Json:
    """Return a paper without what only an import asks for."""
    hidden = {"records", "names", "source", *(() if has_abstract else ("abstract",))}
    return {name: said for name, said in to_json(paper).items() if name not in hidden}


def _entries(papers: Iterable[Paper]) -> str:
    return bibtex([paper for paper in papers if is_bibtex_key(paper.key)])
