"""`songline related --check` as a user runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Songline


@pytest.mark.parametrize(
    ("style", "suffix"), [("latex", "tex"), ("markdown", "md"), ("typst", "typ")]
)
def test_what_related_writes_has_no_findings(
    songline: Songline, tmp_path: Path, style: str, suffix: str
) -> None:
    draft, bib = tmp_path / f"draft.{suffix}", tmp_path / "refs.bib"
    written = songline(
        "related", "text-to-image generation", "--format", style, "--bib", str(bib)
    )
    draft.write_text(written.out, encoding="utf-8")
    run = songline("related", "--check", str(draft), str(bib))
    assert (run.code, run.out) == (0, "")
    assert "9 keys cited" in run.err
    assert "nothing wrong" in run.err


def test_findings_stand_with_file_and_line(songline: Songline, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        "Fine.\n\nHoP needs 7 TB [@zong2023temporal].\nSo does [@nobody].\n", encoding="utf-8"
    )
    run = songline("related", "--check", str(draft))
    assert run.code == 3
    first, sentence, second = run.out.splitlines()
    assert first.startswith(f"{draft}:3: unsupported: zong2023temporal does not carry this")
    assert sentence == "    HoP needs 7 TB."
    assert second == f"{draft}:4: unknown key: there is no entry nobody"


def test_json_holds_the_same(songline: Songline, tmp_path: Path) -> None:
    draft, bib = tmp_path / "draft.tex", tmp_path / "refs.bib"
    draft.write_text("\\input{intro} \\cite{a}", encoding="utf-8")
    bib.write_text("@misc{b, title={B}}", encoding="utf-8")
    run = songline("related", "--check", str(draft), str(bib), "--json")
    assert run.code == 3
    assert [finding["kind"] for finding in run.json["findings"]] == [
        "unknown key",
        "unused entry",
    ]
    assert [note["line"] for note in run.json["notes"]] == [1]
    assert run.json["cited"] == ["a"]


def test_what_is_open_is_counted_beside_the_findings(
    songline: Songline, tmp_path: Path
) -> None:
    key = "[@zong2023temporal]"
    draft = tmp_path / "draft.md"
    opening = f"HoP needs 7 TB {key}. HoP achieves 68.5% NDS and 62.4% mAP {key}."
    draft.write_text(opening, encoding="utf-8")
    assert songline("related", "--check", str(draft)).err.endswith("checked: 1 finding\n")
    open_ = f"HoP is an elegant remedy for the shortcomings of detectors {key}."
    draft.write_text(f"{opening} {open_}", encoding="utf-8")
    run = songline("related", "--check", str(draft))
    assert "3 sentences checked: 1 finding; of the other sentences 1 is open" in run.err
    assert songline("related", "--check", str(draft), "--json").json["open"] == 1


def test_a_bibliography_that_is_not_there_is_told_as_that(
    songline: Songline, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("Fine.", encoding="utf-8")
    run = songline("related", "--check", str(draft), str(tmp_path / "export.bib"))
    assert run.code == 2
    assert f"There is no file {tmp_path / 'export.bib'}" in run.err
    assert "Name drafts" not in run.err


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["/nowhere/x.tex"], "There is no file /nowhere/x.tex"),
        (["x.docx"], "x.docx is no draft and no bibliography"),
        (["{bib}"], "There is no draft to check"),
    ],
)
def test_what_cannot_be_checked_is_told(
    songline: Songline, tmp_path: Path, names: list[str], message: str
) -> None:
    bib = tmp_path / "refs.bib"
    bib.write_text("", encoding="utf-8")
    run = songline("related", "--check", *(name.format(bib=bib) for name in names))
    assert run.code == 2
    assert message in run.err


@pytest.fixture
def wrong(tmp_path: Path) -> tuple[str, ...]:
    """A draft that takes in another, which cites what is not there; and its bibliography."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "draft.tex").write_text("\\input{parts/one}\n", encoding="utf-8")
    (tmp_path / "parts" / "one.tex").write_text("One.\n\\cite{ghost}", encoding="utf-8")
    (tmp_path / "refs.bib").write_text("@misc{b, title={B}}", encoding="utf-8")
    return ("related", "--check", str(tmp_path / "draft.tex"), str(tmp_path / "refs.bib"))


def test_what_a_draft_takes_in_is_checked_too(
    songline: Songline, wrong: tuple[str, ...]
) -> None:
    run = songline(*wrong, "--keys-only")
    assert run.code == 3
    first, second = run.out.splitlines()
    assert first.endswith("one.tex:2: unknown key: there is no entry ghost")
    assert "unused entry" in second


def test_only_files_that_are_not_there_are_told_as_not_checked(
    songline: Songline, tmp_path: Path
) -> None:
    (tmp_path / "parts of it").mkdir()
    draft, part = tmp_path / "main.tex", tmp_path / "parts of it" / "one.tex"
    draft.write_text("\\input{parts of it/one}\n\\include{parts of it/two}", encoding="utf-8")
    part.write_text("100\\% of \\cite{ghost}", encoding="utf-8")
    run = songline("related", "--check", str(draft))
    assert f"{part}:1: unknown key: there is no entry ghost" in run.out
    assert run.err.splitlines()[0].endswith(
        "2: note: parts of it/two is included, and not checked"
    )
    sarif = songline("related", "--check", str(draft), "--format", "sarif").json
    place = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("/parts%20of%20it/one.tex")


def test_a_draft_may_have_its_list_in_itself(songline: Songline, tmp_path: Path) -> None:
    draft = tmp_path / "one.tex"
    draft.write_text(
        "HoP needs 7 TB \\cite{zong2023temporal}, \\cite{gone}.\n\\begin{thebibliography}{9}\n"
        "\\bibitem{zong2023temporal} Z. Zong.\n\\bibitem{idle} I. Dle.\n"
        "\\end{thebibliography}\n",
        encoding="utf-8",
    )
    told = songline("related", "--check", str(draft)).out.splitlines()
    assert [line.partition(": ")[0].rpartition(":")[2] for line in told if line[0] != " "] == [
        "1",
        "1",
        "4",
    ]
    assert told[-1].endswith("unused entry: idle is cited nowhere")


def test_a_bibliography_may_be_json(songline: Songline, tmp_path: Path) -> None:
    draft, bib = tmp_path / "one.qmd", tmp_path / "refs.json"
    draft.write_text("As [@oak2010] and [@gone] say.", encoding="utf-8")
    bib.write_text(
        '[{"id": "oak2010", "type": "book", "title": "Oaks"},\n'
        ' {"id": "elm2011", "type": "book", "title": "Elms"}]',
        encoding="utf-8",
    )
    told = songline("related", "--check", str(draft), str(bib)).out.splitlines()
    assert told[0] == f"{draft}:1: unknown key: there is no entry gone"
    assert told[1] == f"{bib}:2: unused entry: elm2011 is cited nowhere"


def test_editors_and_workflows_read_it(songline: Songline, wrong: tuple[str, ...]) -> None:
    github = songline(*wrong, "--format", "github").out.splitlines()
    assert github[0].startswith("::error file=")
    assert "line=2" in github[0]
    assert github[1].startswith("::warning file=")
    lines = songline(*wrong, "--format", "errorformat").out.splitlines()
    assert lines[0].endswith("one.tex:2:1: error: unknown key: there is no entry ghost")
    sarif = songline(*wrong, "--format", "sarif").json
    results = sarif["runs"][0]["results"]
    assert sarif["version"] == "2.1.0"
    assert {result["level"] for result in results} == {"error", "warning"}
    rules = {rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in results} <= rules


def test_a_format_of_texts_is_none_of_checks(
    songline: Songline, wrong: tuple[str, ...]
) -> None:
    run = songline(*wrong, "--format", "typst")
    assert run.code == 2
    assert "errorformat" in run.err
    run = songline("related", "boats", "--format", "sarif")
    assert run.code == 2
    assert "markdown" in run.err


def test_a_bibliography_may_be_named_by_its_option(songline: Songline, tmp_path: Path) -> None:
    draft, refs = tmp_path / "draft.md", tmp_path / "refs.bib"
    draft.write_text("See [@tern2001].\n")
    refs.write_text("@book{tern2001, author={Tern, Bo}, title={Terns}, year=2001}\n")
    before = refs.read_bytes()
    run = songline("related", "--check", str(draft), "--bib", str(refs))
    assert (run.code, run.out, refs.read_bytes()) == (0, "", before)
