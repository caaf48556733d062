"""Conversations outlive the process, stay private, and may be shared by threads and
processes.
"""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.backends.base import Usage
from assistant.composing.answer import Answer, Citation
from assistant.engine.sessions import session_file, sessions
from assistant.engine.sessions.session_file import unusable
from assistant.engine.sessions.sessions import Sessions, Turn
from assistant.engine.sessions.turns import answer_from_text, answer_to_text
from assistant.errors import NoRoomForSessions, SessionError
from assistant.grounding.verdicts import Evidence, GroundedSentence, Verdict
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
ANSWER = Answer(
    question="What NDS does HoP reach?",
    rewritten=None,
    answer="HoP reaches 68.5% NDS [1].",
    abstained=False,
    reason=None,
    citations=(
        Citation(
            1, "zong2023temporal", "Temporal Enhanced Training", 2023, year_inferred=False
        ),
    ),
    sentences=(
        GroundedSentence(
            "HoP reaches 68.5% NDS [1].",
            (1,),
            Verdict.QUOTED,
            (Evidence("zong2023temporal", 3, 12, "68.5% NDS"),),
        ),
    ),
    retrieved=("zong2023temporal",),
    backend="extractive",
    model=None,
    usage=Usage(812, 64, estimated=True),
    seconds=0.41,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "sessions.sqlite3"


@pytest.fixture
def kept(path: Path) -> Iterator[Sessions]:
    with Sessions(path) as kept:
        yield kept


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> str:
    now = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
    monkeypatch.setattr(sessions, "_now", lambda: now)
    return f"{now.astimezone():%Y-%m-%d %H:%M}"


def asked(question: str) -> Answer:
    return replace(ANSWER, question=question)


def questions(turns: list[Turn]) -> list[str]:
    return [turn.question for turn in turns]


def test_a_session_is_resumed_with_its_turns(kept: Sessions, path: Path) -> None:
    session = kept.start("thesis")
    kept.record(session, ANSWER)
    kept.record(session, asked("And on COCO?"))
    assert questions(session.turns) == ["What NDS does HoP reach?", "And on COCO?"]
    with Sessions(path) as later:
        assert (
            later.start("thesis").turns
            == session.turns
            == [Turn(a.question, a) for a in (ANSWER, asked("And on COCO?"))]
        )


def test_the_latest_is_the_one_with_the_newest_turn(kept: Sessions) -> None:
    assert kept.latest() is None
    first, second = kept.start("first"), kept.start("second")
    kept.record(second, ANSWER)
    kept.record(first, ANSWER)
    latest = kept.latest()
    assert latest is not None
    assert latest.name == "first"
    assert [(summary.name, summary.turns) for summary in kept.list()] == [
        ("first", 1),
        ("second", 1),
    ]
    assert all(summary.started <= summary.updated for summary in kept.list())


def test_a_session_without_a_turn_leaves_no_row(kept: Sessions) -> None:
    kept.start()
    kept.start("thesis")
    assert kept.list() == []


@pytest.mark.usefixtures("stopped_clock")
def test_an_unnamed_session_is_named_by_date_and_time(
    kept: Sessions, stopped_clock: str
) -> None:
    names = [kept.start().name for _ in range(3)]
    assert names == [stopped_clock, f"{stopped_clock} (2)", f"{stopped_clock} (3)"]


def test_an_unnamed_session_is_named_by_its_first_question(
    kept: Sessions, path: Path, stopped_clock: str
) -> None:
    mine = kept.start()
    assert mine.name == stopped_clock
    with Sessions(path) as other:
        theirs = other.start()
        other.record(theirs, asked("What is  HoP?\n"))
        kept.record(mine, asked("What is HoP?"))
        kept.record(mine, asked("And Co-DETR?"))
        assert (theirs.name, mine.name) == ("What is HoP", "What is HoP (2)")
        assert questions(other.start(mine.name).turns) == ["What is HoP?", "And Co-DETR?"]


def test_a_name_made_of_a_question_is_short_and_can_be_given_again(kept: Sessions) -> None:
    for question in ("long words " * 40, "w" * 300, "\u202eright to left\u202c\x1b[1m", "?!"):
        session = kept.start()
        kept.record(session, asked(question))
        assert 0 < len(session.name) <= 50
        assert len(kept.start(session.name).turns) == 1


def test_two_processes_share_a_named_session(kept: Sessions, path: Path) -> None:
    mine = kept.start("shared")
    with Sessions(path) as other:
        other.record(other.start("shared"), asked("theirs"))
    kept.record(mine, asked("mine"))
    assert questions(kept.start("shared").turns) == ["theirs", "mine"]


def test_it_works_from_many_threads(kept: Sessions) -> None:
    session = kept.start("threads")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: kept.record(session, asked(str(number))), range(40)))
    assert sorted(questions(kept.start("threads").turns), key=int) == [
        str(number) for number in range(40)
    ]
    assert questions(session.turns) == questions(kept.start("threads").turns)


WRITER = """
import sys
from pathlib import Path
from tests.assistant.engine.test_sessions import asked
from assistant.engine.sessions.sessions import Sessions
with Sessions(Path(sys.argv[1])) as kept:
    session = kept.start("shared")
    for number in range(int(sys.argv[2])):
        kept.record(session, asked(str(number)))
        print(number, flush=True)
"""


def writer(path: Path, turns: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), str(turns)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_processes_may_open_and_write_at_once(path: Path) -> None:
    writers = [writer(path, 10) for _ in range(3)]
    assert [process.communicate(timeout=60) and process.returncode for process in writers] == [
        0,
        0,
        0,
    ]
    with Sessions(path) as kept:
        assert len(kept.start("shared").turns) == 30


def test_a_killed_process_leaves_every_finished_turn(path: Path) -> None:
    with writer(path, 100_000) as process:
        assert process.stdout is not None
        acknowledged = [int(process.stdout.readline()) for _ in range(20)]
        process.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in process.stdout.read().split("\n")[:-1]]
    with Sessions(path) as kept:
        found = [int(question) for question in questions(kept.start("shared").turns)]
    assert found[: len(acknowledged)] == acknowledged
    assert len(found) <= len(acknowledged) + 1


def test_files_are_private(kept: Sessions, path: Path) -> None:
    kept.record(kept.start("mine"), ANSWER)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {f"{path.name}{side}": 0o600 for side in ("", "-wal", "-shm")}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_that_was_open_to_others_becomes_private(path: Path) -> None:
    path.parent.mkdir()
    path.touch(mode=0o644)
    with Sessions(path) as kept:
        kept.list()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_is_made_before_the_first_use(path: Path) -> None:
    Sessions(path).close()
    assert not path.parent.exists()


def test_it_opens_again_after_closing(kept: Sessions) -> None:
    kept.record(kept.start("mine"), ANSWER)
    kept.close()
    assert len(kept.start("mine").turns) == 1


@pytest.mark.parametrize(
    "name", ["O'Brien; DROP TABLE turns --", "مرحبا 漢字 👩‍🔬", "x" * 200, "../../etc/passwd"]
)
def test_a_name_is_data(kept: Sessions, name: str) -> None:
    kept.record(kept.start(name), ANSWER)
    assert [summary.name for summary in kept.list()] == [name]


@pytest.mark.parametrize(
    "name", ["", "  ", "a\nb", "a\x1b[31m", "\x9b", "a\u202eb", "a\u2028b", "\ud800", "x" * 201]
)
def test_a_name_that_cannot_be_shown_is_refused(kept: Sessions, name: str) -> None:
    with pytest.raises(InputError, match="This session name cannot be used"):
        kept.start(name)


class TestUnusableFiles:
    def refused(self, path: Path) -> SessionError:
        with Sessions(path) as kept, pytest.raises(SessionError) as caught:
            kept.list()
        assert str(path) in caught.value.what
        assert caught.value.advice
        return caught.value

    def test_a_file_of_another_kind_is_left_as_it_is(self, path: Path) -> None:
        path.parent.mkdir()
        path.write_bytes(b"not a database at all, but long enough" * 100)
        before = path.read_bytes()
        error = self.refused(path)
        assert error.why == "file is not a database"
        assert "Move the file away" in error.advice
        assert path.read_bytes() == before

    def test_a_damaged_file(self, kept: Sessions, path: Path) -> None:
        kept.record(kept.start("mine"), replace(ANSWER, answer="long " * 5_000))
        kept.close()
        content = bytearray(path.read_bytes())
        content[1024:] = b"\xff" * (len(content) - 1024)
        path.write_bytes(content)
        assert "malformed" in self.refused(path).why

    @pytest.mark.parametrize(
        ("statement", "why"),
        [
            ("CREATE TABLE notes (id)", "it is a database of another program"),
            (
                f"PRAGMA application_id = {session_file.APPLICATION_ID}",
                "their format is 0, and this Songline knows format 1",
            ),
        ],
    )
    def test_another_schema_is_left_as_it_is(
        self, path: Path, statement: str, why: str
    ) -> None:
        path.parent.mkdir()
        foreign = sqlite3.connect(path)
        foreign.execute(statement)
        foreign.commit()
        foreign.close()
        before = path.read_bytes()
        assert self.refused(path).why == why
        assert path.read_bytes() == before

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        assert self.refused(tmp_path / "file" / "sessions.sqlite3").why

    def test_a_folder_in_its_place(self, tmp_path: Path) -> None:
        assert self.refused(tmp_path).why == "Is a directory"

    def test_a_file_that_must_not_be_written(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)
        error = self.refused(path)
        assert error.why == "Permission denied"
        assert "SONGLINE_HOME" in error.advice

    def test_a_file_that_another_process_holds(
        self, kept: Sessions, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(session_file, "BUSY_SECONDS", 0.05)
        kept.list()
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        try:
            assert "Another process" in self.refused(path).advice
        finally:
            holder.close()

    def test_a_turn_that_cannot_be_rebuilt(self, kept: Sessions, path: Path) -> None:
        kept.record(kept.start("mine"), ANSWER)
        other = sqlite3.connect(path)
        other.execute("UPDATE turns SET answer = '{}'")
        other.commit()
        other.close()
        with pytest.raises(SessionError, match="a stored answer cannot be read"):
            kept.start("mine")

    def test_a_turn_that_failed_is_not_in_the_session(self, kept: Sessions, path: Path) -> None:
        session = kept.start("mine")
        other = sqlite3.connect(path)
        other.execute("DROP TABLE turns")
        other.close()
        with pytest.raises(SessionError, match="no such table"):
            kept.record(session, ANSWER)
        assert session.turns == []


def test_fields_of_a_later_version_are_ignored() -> None:
    text = (
        answer_to_text(ANSWER)
        .replace('"marker":', '"new": 1, "marker":')
        .replace('"text":', '"new": [], "text":')
    )
    assert text.count("new") == 3
    assert answer_from_text(text.replace('"question":', '"new": null, "question":')) == ANSWER


def test_a_field_with_a_default_may_be_missing() -> None:
    assert answer_from_text(answer_to_text(ANSWER).replace(', "stopped": false', "")) == ANSWER


_TEXT = st.text(st.characters(), max_size=20)
_ANSWERS = st.builds(
    Answer,
    **{known.name: _TEXT for known in fields(Answer) if known.type == "str"},
    rewritten=st.none() | _TEXT,
    reason=st.none() | _TEXT,
    model=st.none() | _TEXT,
    abstained=st.booleans(),
    stopped=st.booleans(),
    seconds=st.floats(allow_nan=False),
    retrieved=st.lists(_TEXT, max_size=3).map(tuple),
    usage=st.none() | st.builds(Usage, st.integers(), st.integers(), st.booleans()),
    citations=st.lists(
        st.builds(
            Citation, st.integers(), _TEXT, _TEXT, st.none() | st.integers(), st.booleans()
        ),
        max_size=2,
    ).map(tuple),
    sentences=st.lists(
        st.builds(
            GroundedSentence,
            _TEXT,
            st.lists(st.integers(), max_size=3).map(tuple),
            st.sampled_from(Verdict),
            st.lists(
                st.builds(Evidence, _TEXT, st.integers(), st.integers(), _TEXT), max_size=2
            ).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
)


@given(_ANSWERS)
def test_an_answer_is_rebuilt_exactly(answer: Answer) -> None:
    rebuilt = answer_from_text(answer_to_text(answer))
    assert rebuilt == answer
    assert all(type(sentence.verdict) is Verdict for sentence in rebuilt.sentences)


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "is_full"),
    [
        (sqlite_error(sqlite3.SQLITE_FULL), True),
        (sqlite_error(sqlite3.SQLITE_IOERR_SHMSIZE), True),
        (sqlite_error(sqlite3.SQLITE_IOERR_WRITE), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (sqlite_error(sqlite3.SQLITE_IOERR_READ), False),
        (sqlite_error(sqlite3.SQLITE_CORRUPT), False),
        (OSError(errno.EACCES, "Permission denied"), False),
    ],
)
def test_a_full_disk_is_told_from_other_failures(
    path: Path, error: Exception, *, is_full: bool
) -> None:
    told = unusable(path, error)
    assert isinstance(told, NoRoomForSessions) == is_full
    assert ("no room" in str(told)) == is_full
