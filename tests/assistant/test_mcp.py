"""Other assistants get papers, checked answers, drafts with their `.bib`, errors in words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.assistant.asking import HOP, HOP_QUESTION

if TYPE_CHECKING:
    from pathlib import Path

    from mcp import Client

    from assistant.engine.assistant import Assistant
    from tests.assistant.conftest import Songline


def client_of(assistant: Assistant) -> Client:
    """Return a client of an assistant; the protocol is imported where it is spoken alone."""
    from mcp import Client

    from assistant.mcp.server import make_server

    return Client(make_server(assistant))


async def call(assistant: Assistant, tool: str, **given: object) -> dict[str, Any]:
    """Return what a client gets from a tool."""
    async with client_of(assistant) as client:
        result = await client.call_tool(tool, given)
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    return result.structured_content


async def refused(assistant: Assistant, tool: str, **given: object) -> str:
    async with client_of(assistant) as client:
        result = await client.call_tool(tool, given)
    assert result.is_error
    return "".join(getattr(each, "text", "") for each in result.content)


async def test_an_answer_comes_with_verdicts_and_spans(assistant: Assistant) -> None:
    answer = await call(assistant, "ask", question=HOP_QUESTION)
    assert [each["key"] for each in answer["citations"]] == [HOP]
    (sentence,) = answer["sentences"]
    assert sentence["verdict"] == "quoted"
    (evidence,) = sentence["evidence"]
    abstract = (await call(assistant, "get_paper", key=HOP))["abstract"]
    assert abstract[evidence["start"] : evidence["end"]] == evidence["text"]


async def test_a_conversation_is_kept_by_its_name(assistant: Assistant) -> None:
    await call(assistant, "ask", question="What is HoP?", conversation="elsewhere")
    answer = await call(assistant, "ask", question="Who wrote it?", conversation="elsewhere")
    assert "Zong" in answer["answer"]
    assert len(assistant.sessions.start("elsewhere").turns) == 2


async def test_papers_are_found_listed_and_shown(assistant: Assistant) -> None:
    found = await call(assistant, "search_papers", query="masked faces year:>=2020", k=2)
    assert found["papers"][0]["key"] == "zhang2023towards"
    listed = await call(assistant, "list_papers", filters="year:2021")
    assert listed["count"] == len(listed["papers"]) == 4
    assert all("abstract" not in paper for paper in listed["papers"])
    shown = await call(assistant, "get_paper", key=HOP)
    assert shown["bibtex"].startswith("@")
    assert HOP in shown["bibtex"]


async def test_a_draft_brings_the_entries_of_what_it_cites(assistant: Assistant) -> None:
    draft = await call(assistant, "related_work", topic="video generation with diffusion")
    entries = draft["bib"].count("@")
    assert entries == len(draft["citations"]) > 1
    assert all(cited["key"] in draft["bib"] for cited in draft["citations"])


async def test_a_summary_cites(assistant: Assistant) -> None:
    assert (await call(assistant, "summarize", topic="face recognition"))["citations"]


async def test_sentences_of_anyone_are_checked(assistant: Assistant) -> None:
    text = "HoP achieves 68.5% NDS [1]. HoP achieves 99% NDS [1]."
    checked = await call(assistant, "check_text", text=text, keys=[HOP])
    assert [each["verdict"] for each in checked["sentences"]] == ["quoted", "unsupported"]
    assert "99%" in checked["sentences"][1]["why"]


@pytest.mark.parametrize(
    ("tool", "given", "said"),
    [
        ("ask", {"question": " "}, "no question"),
        ("ask", {}, "question"),
        ("search_papers", {"query": "year:2021"}, "list_papers"),
        ("search_papers", {"query": "faces year:soon"}, "soon"),
        ("list_papers", {"filters": "faces"}, "search_papers"),
        ("get_paper", {"key": "nobody2020"}, "nobody2020"),
        ("check_text", {"text": "A [1].", "keys": ["nobody2020"]}, "nobody2020"),
        ("related_work", {"topic": ""}, "no topic"),
    ],
)
async def test_what_cannot_be_done_is_told(
    assistant: Assistant, tool: str, given: dict[str, object], said: str
) -> None:
    assert said in await refused(assistant, tool, **given)


async def test_the_command_speaks_the_protocol_and_nothing_else(seed_folder: Path) -> None:
    from mcp import Client, StdioServerParameters

    command = ["-m", "assistant", "--library", str(seed_folder), "mcp"]
    async with Client(StdioServerParameters(command=sys.executable, args=command)) as client:
        tools = {tool.name for tool in (await client.list_tools()).tools}
        result = await client.call_tool("list_papers", {"filters": f"key:{HOP}"})
    assert {"ask", "search_papers", "check_text"} <= tools
    assert result.structured_content is not None
    assert result.structured_content["count"] == 1


def test_without_the_package_it_is_said_what_to_install(
    songline: Songline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "assistant.mcp.server", raising=False)
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    run = songline("mcp")
    assert run.code == 2
    assert "songline[mcp]" in run.err
