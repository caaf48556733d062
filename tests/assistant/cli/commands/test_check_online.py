"""`songline related --check --online`: what exists, what was retracted, what was published
since; what cannot be told is told apart from what is not there.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from assistant.errors import ExitCode
from store.fetching.client import Client
from tests.store.fetching import recorded
from tests.store.fetching.fake import FakeAnswer, FakeRequest, Services, says, services, text
from tests.store.fetching.recorded import crossref_work, work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.assistant.conftest import Run, Songline

_NOTICE: dict[str, Any] = {"updated-by": [{"type": "retraction", "DOI": "10.7717/notice"}]}
_CROSSREF = [
    crossref_work("10.7717/moor.1", "Moors drain slowly in dry years"),
    crossref_work("10.7717/moor.2", "Heather grows where sheep do not go", **_NOTICE),
    crossref_work("10.7717/moor.3", "Wolves come back to the valleys of the north"),
    crossref_work("10.7717/moor.4", "Peat grows back in ten winters after fire"),
]
_FEED = {
    "2301.00001": recorded.arxiv_entry(
        "2301.00001",
        "Curlews nest late",
        "<arxiv:doi>10.7717/moor.9</arxiv:doi>"
        "<arxiv:journal_ref>Moorland 9 (2024) 1-9</arxiv:journal_ref>",
    ),
    "2301.00002": recorded.arxiv_entry(
        "2301.00002", "Peat grows back in ten winters after fire"
    ),
    "2301.00003": recorded.arxiv_entry("2301.00003", "Adders bask in the early sun"),
}


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    with services() as fake:
        monkeypatch.setenv("SONGLINE_FETCH_FROM", fake.url)
        hasty = partial(Client, sleep=lambda _: None)
        monkeypatch.setattr("assistant.engine.fetching.Client", hasty)
        fake.answers = {
            "/crossref/works": partial(recorded.crossref, _CROSSREF),
            "/openalex/works": _openalex,
            "/arxiv/api/query": partial(recorded.arxiv, _FEED),
            "/doi/api/handles/10.5555/": lambda _: says({"responseCode": 1, "values": []}),
            "/doi/api/handles/": lambda _: text('{"responseCode": 100}', 404),
        }
        yield fake


def _openalex(asked: FakeRequest) -> FakeAnswer:
    if asked.query["filter"].startswith("doi:"):
        return recorded.works_by_doi([work(7)], asked)
    return says({"meta": {"count": 0}, "results": []})


class OnlineCheck:
    """Checks a draft that cites every entry of a bibliography."""

    def __init__(self, songline: Songline, folder: Path) -> None:
        self._songline = songline
        self._folder = folder

    def __call__(self, bib: str, *options: str) -> Run:
        draft, refs = self._folder / "a.tex", self._folder / "a.bib"
        keys = ",".join(re.findall(r"@\w+\{(\w)", bib))
        draft.write_text(f"All of it \\cite{{{keys}}}.\n")
        refs.write_text(bib)
        return self._songline(
            "related", "--check", str(draft), str(refs), "--keys-only", "--online", *options
        )


@pytest.fixture
def check(songline: Songline, tmp_path: Path) -> OnlineCheck:
    return OnlineCheck(songline, tmp_path)


def told(run: Run, key: str) -> list[str]:
    """What is said of a key, without its place."""
    lines = [*run.out.splitlines(), *run.err.splitlines()]
    return [
        line.partition(": ")[2]
        for line in lines
        if f": {key} " in line and "unused" not in line
    ]


def entry(key: str, title: str, more: str = "", kind: str = "article") -> str:
    return (
        f"@{kind}{{{key}, title={{{title}}}, author={{Heath, Ada}}, year=2018,"
        f" journal={{Moorland}}, {more}}}\n"
    )


def test_what_exists_says_nothing(check: OnlineCheck, web: Services) -> None:
    bib = entry("a", "Moors drain slowly in dry years", "doi={10.7717/MOOR.1}")
    bib += entry("b", "Wolves come back to the valleys of the north")
    bib += entry("c", "A work of another agency", "doi={10.5555/other}")
    run = check(bib)
    assert (run.code, run.out) == (ExitCode.ANSWERED, "")
    assert "3 references looked up: 3 found, 0 not found, 0 cannot tell" in run.err
    assert web.paths()[-1].startswith("/openalex") or web.paths()[-1].startswith("/crossref")


def test_what_does_not_exist_is_told_with_its_line(check: OnlineCheck, web: Services) -> None:
    assert web.url
    bib = entry("a", "Moors drain", "doi={10.7717/none}")
    bib += entry("b", "A paper that nobody has ever written about moors")
    bib += entry("c", "Adders", "eprint={2301.99999}, archiveprefix={arXiv}")
    run = check(bib)
    assert run.code == ExitCode.ABSTAINED
    lines = [line.partition("a.bib:")[2] for line in run.out.splitlines()]
    assert lines == [
        "1: not found: a is not found: there is no DOI 10.7717/none, says doi.org",
        "2: not found: b is not found: neither Crossref nor OpenAlex knows a paper of this"
        " title and first author",
        "3: not found: c is not found: arXiv has no paper of the number 2301.99999",
    ]


def test_a_doi_of_another_paper_is_told(check: OnlineCheck, web: Services) -> None:
    assert web.url
    owls = entry("a", "Owls at dusk and what they eat", "doi={10.7717/moor.3}")
    run = check(owls.replace("Heath, Ada", "Ling, Kit"))
    assert told(run, "a") == [
        "another paper: a is not this: the DOI 10.7717/moor.3 is of another paper,"
        " “Wolves come back to the valleys of the north” (Heath · 2018)"
    ]
    # Of the same authors, it may be a title that was changed or translated.
    same = told(check(owls), "a")
    assert same[0].startswith("cannot tell: a is not certain: the DOI 10.7717/moor.3 is of")
    assert "Wolves come back" in same[0]


def test_what_cannot_be_told_is_no_finding(check: OnlineCheck, web: Services) -> None:
    assert web.url
    bib = entry("a", "A book that few services know", kind="book")
    other = entry("b", "Wolves come back to the valleys of the north")
    bib += other.replace("Heath, Ada", "Ling, Kit")
    run = check(bib)
    assert run.code == ExitCode.ANSWERED
    assert told(run, "a")[0].startswith("cannot tell: a is not certain: neither Crossref")
    assert "a paper of this title is by Heath · 2018, 10.7717/moor.3" in told(run, "b")[0]
    assert "0 found, 0 not found, 2 cannot tell" in run.err


def test_what_was_retracted_is_told_once(check: OnlineCheck, web: Services) -> None:
    assert web.url
    title = "Heather grows where sheep do not go"
    run = check(entry("a", title, "doi={10.7717/moor.2}"))
    assert told(run, "a") == ["retracted: a was retracted (notice: 10.7717/notice)"]
    again = check(entry("a", f"RETRACTED: {title}", "doi={10.7717/moor.2}"))
    assert again.out.count("retracted: a was retracted") == 1


def test_what_became_of_preprints(check: OnlineCheck, web: Services) -> None:
    assert web.url
    preprint = "eprint={{{}}}, archiveprefix={{arXiv}}"
    bib = entry("a", "Curlews nest late", preprint.format("2301.00001"))
    bib += entry(
        "b", "Peat grows back in ten winters after fire", preprint.format("2301.00002")
    )
    bib += entry("c", "Adders bask in the early sun", preprint.format("2301.00003"))
    bib = bib.replace("journal={Moorland}, ", "")
    run = check(bib)
    assert told(run, "a") == [
        "published since: a was published since: Moorland 9 (2024) 1-9, doi:10.7717/moor.9"
    ]
    assert told(run, "b") == [
        "published since: b was published since: Moorland, doi:10.7717/moor.4"
    ]
    assert told(run, "c") == []


def test_without_a_network_nothing_is_accused(
    check: OnlineCheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGLINE_FETCH_FROM", "http://127.0.0.1:1")
    bib = entry("a", "Moors drain", "doi={10.7717/none}")
    bib += entry("b", "A paper that nobody has ever written about moors")
    run = check(bib)
    assert (run.code, run.out.count("not found")) == (ExitCode.ANSWERED, 0)
    assert (
        "cannot tell: 1 reference could not be looked up: doi.org cannot be reached" in run.err
    )
    assert "0 found, 0 not found, 2 cannot tell" in run.err
    assert run.err.count("127.0.0.1:1") == 2, "what is told once is not told again"


def test_a_service_that_fails_is_asked_no_more(check: OnlineCheck, web: Services) -> None:
    web.answers["/crossref/works"] = lambda _: text("{}", 403)
    bib = "".join(entry(key, f"The title of {key}, which is long") for key in "abc")
    run = check(bib)
    assert sum(path.startswith("/crossref") for path in web.paths()) == 1
    assert "3 references could not be looked up: Crossref refuses to answer" in run.err
    assert run.code == ExitCode.ANSWERED


def test_what_a_service_alone_would_know_is_said_to_be_missing(
    check: OnlineCheck, web: Services
) -> None:
    web.answers["/crossref/works"] = lambda _: text("{}", 403)
    title = "The state of moor number 7 in the long drought"
    run = check(entry("a", title, "doi={10.7717/moor.7}"))
    assert (run.code, run.out) == (ExitCode.ANSWERED, "")
    assert "1 found, 0 not found, 0 cannot tell" in run.err
    assert "cannot tell: Crossref was not asked to the end, so that what it alone" in run.err


def test_programs_read_it_too(check: OnlineCheck, web: Services) -> None:
    assert web.url
    bib = entry("a", "Moors drain", "doi={10.7717/none}")
    bib += entry("b", "A book that few services know", kind="book")
    shown = check(bib, "--json").json
    assert [each["kind"] for each in shown["findings"]] == ["not found"]
    assert [each["kind"] for each in shown["notes"]] == ["cannot tell"]
    github = check(bib, "--format", "github").out
    assert "::error file=" in github
    assert "title=cannot tell::" in github
    assert "::notice" in github
    assert check(bib, "--format", "sarif").json["runs"][0]["results"][1]["level"] == "note"


def test_without_online_nobody_is_asked(
    songline: Songline, web: Services, tmp_path: Path
) -> None:
    (tmp_path / "a.tex").write_text("All of it \\cite{zong2023temporal}.\n")
    songline("related", "--check", str(tmp_path / "a.tex"))
    songline("ask", "What is HoP?")
    assert web.asked == []
    refused = songline("related", "moors", "--online")
    assert refused.code == ExitCode.BAD_INPUT
    assert "--check FILE --online" in refused.err


def test_papers_of_the_library_are_looked_up_where_there_is_no_bibliography(
    songline: Songline, web: Services, tmp_path: Path
) -> None:
    assert web.url
    (tmp_path / "a.tex").write_text("One.\n\nAll of it \\cite{zong2023temporal}.\n")
    run = songline("related", "--check", str(tmp_path / "a.tex"), "--keys-only", "--online")
    assert "1 reference looked up" in run.err
    assert "a.tex:3: cannot tell: zong2023temporal" in run.err
