"""`songline fetch`: what is fetched is shown before it is added, and nobody is guessed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from assistant.errors import ExitCode
from store import Library
from store.fetching.client import Client
from tests.store.fetching import recorded
from tests.store.fetching.fake import FakeAnswer, FakeRequest, Services, says, services, text
from tests.store.fetching.recorded import author, crossref_work, work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.assistant.conftest import Songline

_WORKS = [work(number) for number in range(3)]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """An author with three works."""
    with services() as fake:
        monkeypatch.setenv("SONGLINE_FETCH_FROM", fake.url)
        hasty = partial(Client, sleep=_no_pause)
        monkeypatch.setattr("assistant.engine.fetching.Client", hasty)
        fake.answers = {
            "/openalex/authors": lambda _: says({"results": [author()]}),
            "/openalex/authors/": lambda _: says(author()),
            "/openalex/works": partial(recorded.works, _WORKS),
            "/crossref/works": partial(recorded.crossref, []),
        }
        yield fake


def _no_pause(_: float) -> None:
    """Lose no time."""


def test_a_preview_adds_nothing_and_says_how_to(
    songline: Songline, web: Services, tmp_path: Path
) -> None:
    place = tmp_path / "new"
    run = songline("fetch", "--author", "Ada Heath", library=place)
    assert run.code == ExitCode.ANSWERED
    assert run.out.count("Heath · 2018") == 3
    assert "The state of moor number 2 in the long drought" in run.out
    assert "Ada Heath, Moor University (A5023888391): 3 found" in run.err
    assert "3 new papers" in run.err
    assert "nothing is added; the same command with --yes adds them" in run.err
    asked = len(web.asked)
    again = songline("fetch", "--author", "Ada Heath", "--yes", library=place)
    assert "3 added, 0 updated" in again.err
    assert len(web.asked) == asked, "the preview was not asked for twice"
    with Library.open(place) as library:
        assert {paper.authors for paper in library.list()} == {("Ada Heath",)}


def test_a_dry_run_makes_no_library(songline: Songline, web: Services, tmp_path: Path) -> None:
    run = songline("fetch", "--openalex", "A5023888391", "--dry-run", library=tmp_path / "no")
    assert run.out.count("Heath · 2018") == 3
    assert "(--dry-run)" in run.err
    assert not (tmp_path / "no").exists()
    assert web.asked


def test_it_asks_at_a_terminal(
    songline: Songline, web: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert web.url
    monkeypatch.setattr("assistant.cli.commands.fetch.is_someone_there", lambda: True)
    fetch = partial(songline, "fetch", "--openalex", "A5023888391", library=tmp_path / "new")
    no = fetch(typed="n\n")
    assert "Add them to the library in" in no.err
    assert "nothing is added" in no.err
    assert "3 added" in fetch(typed="y\n").err
    # Nothing new: nothing to ask.
    assert "Add them" not in fetch(typed="y\n").err


def test_of_several_people_the_candidates_are_listed(
    songline: Songline, web: Services, tmp_path: Path
) -> None:
    two = [author(), author("A5000000002", works_count=90, last_known_institutions=[])]
    web.answers["/openalex/authors"] = lambda _: says({"results": two})
    run = songline("fetch", "--author", "Ada Heath", "--yes", library=tmp_path / "new")
    assert run.code == ExitCode.ABSTAINED
    assert "2 authors fit 'Ada Heath'" in run.err
    assert run.out.splitlines()[0].startswith("A5023888391")
    assert "Moor University" in run.out
    assert "90 works" in run.out
    shown = songline("fetch", "--author", "Ada Heath", "--json", library=tmp_path / "new").json
    assert [each["id"] for each in shown["candidates"]] == ["A5023888391", "A5000000002"]


def test_only_what_is_new_since(songline: Songline, web: Services, tmp_path: Path) -> None:
    fetch = partial(songline, "fetch", library=tmp_path / "new")
    nothing = fetch("--new")
    assert nothing.code == ExitCode.BAD_INPUT
    assert "Nothing was fetched into this library yet" in nothing.err
    fetch("--author", "Ada Heath", "--yes")
    with Library.open(tmp_path / "new") as library:
        library.remove([library.list()[0].key])
    later = work(3, title="Heather after fire", publication_date="2026-01-02")
    web.answers["/openalex/works"] = partial(recorded.works, [later, *_WORKS])
    run = fetch("--new")
    assert run.out.count("\n") == 1, "what was known the last time is not shown again"
    assert "Heather after fire" in run.out
    assert "1 found since 20" in run.err
    fetch("--new", "--yes")
    assert "0 new papers" in fetch("--new").err


def test_what_is_fetched_again_in_another_order_is_known(
    songline: Songline, web: Services, tmp_path: Path
) -> None:
    preprint = work(8, doi=None, title=_WORKS[0]["title"], type="preprint")
    preprint["primary_location"] = {"landing_page_url": "https://arxiv.org/abs/2301.00001"}
    preprint["abstract_inverted_index"] = None
    web.answers["/openalex/works"] = partial(recorded.works, [preprint, *_WORKS])
    fetch = partial(songline, "fetch", "--author", "Ada Heath", "--yes", library=tmp_path / "a")
    assert "3 new papers" in fetch().err
    others = [work(number, title=f"The state of {number}") for number in (20, 21)]
    later = [*others, *reversed(_WORKS), preprint]
    web.answers["/openalex/works"] = partial(recorded.works, later)
    assert "2 new papers, 0 that would gain something" in fetch().err
    assert "0 new papers, 0 that would gain something" in fetch().err
    sources = songline("papers", "--sources", "heath2018state", library=tmp_path / "a").out
    assert "openalex:W2741809008" in sources
    assert "openalex:W2741809000" in sources


def test_keys_and_abstracts_of_the_library_stay(
    songline: Songline, web: Services, tmp_path: Path
) -> None:
    assert web.url
    (tmp_path / "mine.bib").write_text(
        "@article{mine, title={The state of moor number 1 in the long drought},"
        " author={Heath, Ada}, year=2018, doi={10.7717/MOOR.1}, abstract={"
        "We measure heather number 1, at length, in all of its states, and find that moors"
        " recover from drought where nobody grazes them, but slowly.}}"
    )
    songline("ingest", str(tmp_path / "mine.bib"), library=tmp_path / "new")
    run = songline("fetch", "--author", "Ada Heath", "--yes", library=tmp_path / "new")
    assert "2 new papers, 1 that would gain something" in run.err
    with Library.open(tmp_path / "new") as library:
        paper = library.get("mine")
        assert paper is not None
        assert library.count() == 3
        assert (paper.abstract[-11:], paper.extra["volume"]) == ("but slowly.", "6")


def test_abstracts_are_filled(songline: Songline, web: Services, tmp_path: Path) -> None:
    web.answers["/openalex/works"] = partial(recorded.works_by_doi, _WORKS)
    (tmp_path / "mine.bib").write_text(
        "@article{mine, title={The state of moor number 1 in the long drought},"
        " author={Heath, Ada}, year=2018, doi={10.7717/moor.1}}"
    )
    songline("ingest", str(tmp_path / "mine.bib"), library=tmp_path / "new")
    run = songline("fetch", "--abstracts", "--yes", library=tmp_path / "new")
    assert "abstracts: 1 of 1 that were missing are found" in run.err
    assert "gains" in run.out
    shown = songline("papers", "--json", library=tmp_path / "new").json
    assert shown[0]["abstract"].startswith("We measure heather")
    assert shown[0]["key"] == "mine"


def test_json_is_all_there_is(songline: Songline, web: Services, tmp_path: Path) -> None:
    assert web.url
    run = songline("fetch", "--author", "Ada Heath", "--json", library=tmp_path / "new")
    shown = run.json
    assert not shown["stored"]
    assert len(shown["new"]) == 3
    assert shown["new"][0]["title"].startswith("The state of moor")


@pytest.mark.parametrize("arguments", [(), ("--yes",), ("--dry-run",)])
def test_nothing_to_fetch(songline: Songline, arguments: tuple[str, ...]) -> None:
    run = songline("fetch", *arguments)
    assert run.code == ExitCode.BAD_INPUT
    assert "Say what: --author NAME" in run.err


def test_without_a_network_it_says_so(
    songline: Songline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGLINE_FETCH_FROM", "http://127.0.0.1:1")
    run = songline("fetch", "--author", "Ada Heath")
    assert run.code == ExitCode.BACKEND_FAILED
    assert run.err.count("\n") == 2
    assert "OpenAlex cannot be reached: there is no connection to 127.0.0.1:1" in run.err
    assert "Is there a network here" in run.err


def test_a_limit_in_mid_fetch_keeps_what_came(
    songline: Songline, web: Services, tmp_path: Path
) -> None:
    many = [work(number) for number in range(230)]

    def limited(asked: FakeRequest) -> FakeAnswer:
        if asked.query["page"] == "3":
            return text("{}", 429, Retry_After="4000")
        return recorded.works(many, asked)

    web.answers["/openalex/works"] = limited
    fetch = partial(songline, "fetch", "--author", "Ada Heath", library=tmp_path / "new")
    run = fetch("--dry-run")
    assert run.code == ExitCode.BACKEND_FAILED
    assert "goes on from there" in run.err
    web.answers["/openalex/works"] = partial(recorded.works, many)
    before = len(web.asked)
    assert "230 new papers" in fetch("--dry-run").err
    assert [each.query.get("page") for each in web.asked[before:]] == ["3"]


def test_what_was_retracted_is_marked_in_lists(
    songline: Songline, web: Services, tmp_path: Path
) -> None:
    notice = {"updated-by": [{"type": "retraction", "DOI": "10.7717/notice"}]}
    there = [crossref_work("10.7717/moor.1", "Moors drain slowly", **notice)]
    web.answers["/crossref/works"] = partial(recorded.crossref, there)
    web.answers["/openalex/works"] = partial(recorded.works_by_doi, [])
    place = tmp_path / "new"
    run = songline("fetch", "--doi", "10.7717/moor.1", "--yes", library=place)
    assert "[retracted] Moors drain slowly" in run.out
    assert "[retracted] Moors drain slowly" in songline("papers", library=place).out


@pytest.mark.skipif(os.name == "nt", reason="signals differ there")
def test_interrupted_in_mid_page_it_goes_on(
    songline: Songline, web: Services, tmp_path: Path
) -> None:
    """Ctrl+C reaches a process of its own, which takes its second to start."""
    many = [work(number) for number in range(230)]

    def slow(asked: FakeRequest) -> FakeAnswer:
        if asked.query["page"] == "2" and len(web.asked) < 6:
            child.send_signal(signal.SIGINT)
            return FakeAnswer(b"{" + b" " * 100, cut=3, silence=0.1)
        return recorded.works(many, asked)

    web.answers["/openalex/works"] = slow
    arguments = ("fetch", "--author", "Ada Heath", "--dry-run", "--json")
    command = [sys.executable, "-m", "assistant", *arguments, "--library", str(tmp_path / "no")]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    child = subprocess.Popen(command, **pipes)  # type: ignore[call-overload]
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out) == (ExitCode.INTERRUPTED, ""), err
    assert "interrupted; what was finished is kept" in err
    again = songline(*arguments, library=tmp_path / "no")
    assert len(again.json["new"]) == 230
    pages = [each.query["page"] for each in web.asked if "page" in each.query]
    assert pages.count("1") == 1


def test_an_address_of_the_user_that_is_none_is_told(
    songline: Songline, web: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGLINE_MAILTO", "Ada (at home)")
    run = songline("fetch", "--author", "Ada Heath")
    assert run.code == ExitCode.BAD_INPUT
    assert "mailto is 'Ada (at home)', which is no address" in run.err
    assert web.asked == []


def test_abstracts_of_what_is_fetched_are_asked_for_too(
    songline: Songline, web: Services, tmp_path: Path
) -> None:
    bare = work(5, abstract_inverted_index=None)
    told = crossref_work("10.7717/moor.5", bare["title"], abstract="<p>Moors drain.</p>")
    web.answers["/crossref/works"] = partial(recorded.crossref, [told])

    def openalex(asked: FakeRequest) -> FakeAnswer:
        by_doi = asked.query["filter"].startswith("doi:")
        return (recorded.works_by_doi if by_doi else recorded.works)([bare], asked)

    web.answers["/openalex/works"] = openalex
    place = tmp_path / "new"
    run = songline("fetch", "--author", "Ada Heath", "--abstracts", "--yes", library=place)
    assert "abstracts: 1 of 1 that were missing are found" in run.err
    shown = songline("papers", "--json", library=place).json
    assert [paper["abstract"] for paper in shown] == ["Moors drain."]


def test_a_bibliography_without_abstracts_offers_to_fetch_them(
    songline: Songline, tmp_path: Path
) -> None:
    (tmp_path / "mine.bib").write_text("@article{mine, title={Moors}, author={Heath, Ada}}")
    run = songline("ingest", str(tmp_path / "mine.bib"), library=tmp_path / "new")
    assert "1 paper without an abstract; songline fetch --abstracts asks" in run.err
    doctor = songline("doctor", library=tmp_path / "new")
    assert "1 without an abstract (songline fetch --abstracts asks for them)" in doctor.out
