"""`/export` in the chat: what was said goes into a file, and the user learns which, or why
not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .driving import ask, chat, notices, opened, until
from .fakes import QUESTION, FakeAssistant, FakeTurn, answer

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def written(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("*.md")]


async def test_what_was_said_is_written_and_told(
    fake: FakeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fake.sessions.start("talk").turns.append(FakeTurn(QUESTION, answer(QUESTION)))
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, "/export")
        await until(
            pilot, lambda: any("songline-talk.md" in told for told in notices(pilot.app))
        )
        await ask(pilot, "/export latex draft.tex")
        await until(pilot, lambda: any("draft.bib" in told for told in notices(pilot.app)))
    assert "not supported by what it cites" in (tmp_path / "songline-talk.md").read_text(
        encoding="utf-8"
    )
    assert "\\cite{" in (tmp_path / "draft.tex").read_text(encoding="utf-8")


async def test_what_cannot_be_written_is_told(fake: FakeAssistant, tmp_path: Path) -> None:
    fake.sessions.start("talk")
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, f"/export {tmp_path}/talk.md")
        await until(
            pilot, lambda: any("nothing to export" in told for told in notices(pilot.app))
        )
        await ask(pilot, "/export docx")
        await until(
            pilot, lambda: any("no format 'docx'" in told for told in notices(pilot.app))
        )
    assert not written(tmp_path)
