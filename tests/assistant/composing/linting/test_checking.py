"""What is found in drafts, on the seed papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.composing.linting.bibliography import read_bibliography
from assistant.composing.linting.checking import check_drafts
from assistant.composing.linting.latex import read_latex
from store.exporters import bibtex

if TYPE_CHECKING:
    from assistant.composing.linting.checking import Report
    from store.library import Library

HOP = "zong2023temporal"
TRUE = rf"HoP achieves 68.5\% NDS and 62.4\% mAP with ViT-L on nuScenes test~\cite{{{HOP}}}."


def entries_of(library: Library, *keys: str) -> str:
    return bibtex([paper for key in keys if (paper := library.get(key))])


def check(library: Library, draft: str, bib: str | None) -> Report:
    entries = None if bib is None else read_bibliography(Path("refs.bib"), bib)[0]
    return check_drafts([read_latex("draft.tex", draft)], entries, library)


def found(report: Report) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(finding.line, str(finding.kind), finding.keys) for finding in report.findings]


def test_a_draft_that_agrees_has_no_findings(seed_library: Library) -> None:
    report = check(seed_library, TRUE, entries_of(seed_library, HOP))
    assert (found(report), report.cited, report.checked) == ([], (HOP,), 1)


def test_a_key_without_an_entry_is_named_with_its_line(seed_library: Library) -> None:
    report = check(
        seed_library, "One.\n\nTwo \\cite{zong2023tempora}.", entries_of(seed_library)
    )
    assert found(report) == [(3, "unknown key", ("zong2023tempora",))]


def test_without_a_bibliography_the_library_knows_the_keys(seed_library: Library) -> None:
    report = check(seed_library, f"{TRUE}\nTwo \\cite{{zong2023tempora}}.", None)
    assert found(report) == [(2, "unknown key", ("zong2023tempora",))]
    assert "did you mean zong2023temporal?" in report.findings[0].text


def test_of_two_papers_the_one_that_does_not_carry_its_part_is_named(
    seed_library: Library,
) -> None:
    other = "zong2022detrs"
    part = rf"Co-DETR achieves 12.3\% AP~\cite{{{other}}}."
    draft = rf"HoP has 68.5\% NDS~\cite{{{HOP}}} and {part}"
    [finding] = check(seed_library, draft, None).findings
    assert finding.keys == (other,)
    assert finding.text.startswith(f"{other} does not carry this: ")
    both = rf"HoP and Co-DETR achieve 12.3\% AP~\cite{{{HOP},{other}}}."
    [finding] = check(seed_library, both, None).findings
    assert finding.text.startswith(f"{HOP} and {other} do not carry this: ")


def test_an_entry_that_is_cited_nowhere_is_named(seed_library: Library) -> None:
    bib = entries_of(seed_library, HOP, "zong2022detrs")
    report = check(seed_library, TRUE, bib)
    assert [(kind, keys) for _, kind, keys in found(report)] == [
        ("unused entry", ("zong2022detrs",))
    ]
    assert report.findings[0].file == "refs.bib"
    assert bib.splitlines()[report.findings[0].line - 1].startswith("@misc{zong2022detrs")
    assert not found(check(seed_library, f"{TRUE} \\nocite{{*}}", bib))


def test_a_sentence_that_is_not_carried_is_shown(seed_library: Library) -> None:
    draft = f"{TRUE} It\nis said that HoP\nreaches 71.5\\% NDS \\cite{{{HOP}}}."
    (finding,) = check(seed_library, draft, entries_of(seed_library, HOP)).findings
    assert (finding.line, finding.kind) == (1, "unsupported")
    assert finding.sentence == "It is said that HoP reaches 71.5% NDS."
    assert f"does not stand in {HOP}" in finding.text


def test_a_sentence_in_other_words_is_held_to_the_same_check_as_an_answer(
    seed_library: Library,
) -> None:
    draft = (
        "S-CFG assigns different guidance strengths to different semantic regions "
        "instead of one global "
        r"scale \cite{shen2024rethinking}."
    )
    assert found(check(seed_library, draft, None)) == []


def test_the_abstract_of_an_entry_counts_where_the_library_has_none(
    seed_library: Library,
) -> None:
    bib = "@misc{a, title={Frogs}, abstract={We show that 12 frogs sing at night.}}"
    assert not found(check(seed_library, r"In all, 12 frogs sing at night \cite{a}.", bib))
    assert [
        kind
        for _, kind, _ in found(
            check(seed_library, r"In all, 13 frogs sing at night \cite{a}.", bib)
        )
    ] == ["unsupported"]


def test_a_key_of_the_library_may_mean_another_paper_in_a_bibliography(
    seed_library: Library,
) -> None:
    bib = f"@misc{{{HOP}, title={{Frogs}}, abstract={{Twelve frogs sing at night in ponds.}}}}"
    report = check(seed_library, TRUE, bib)
    assert [kind for _, kind, _ in found(report)] == ["unsupported"]


def test_a_paper_under_another_key_is_found_by_its_title(seed_library: Library) -> None:
    bib = entries_of(seed_library, HOP).replace(HOP, "hop").partition("  abstract")[0] + "}"
    assert not found(check(seed_library, TRUE.replace(HOP, "hop"), bib))


def test_what_has_no_abstract_is_noted_and_not_judged(seed_library: Library) -> None:
    report = check(seed_library, r"Frogs sing at night \cite{a}.", "@misc{a, title={Frogs}}")
    assert (found(report), report.checked) == ([], 0)
    assert [(note.line, note.keys) for note in report.notes] == [(1, ("a",))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("title={Frogs Sing}", "title={{F}rogs sing.}"),
        ("title={A}, doi={10.1234/AB}", "title={B}, doi={https://doi.org/10.1234/ab}"),
        (
            "title={A}, eprint={2304.00967}",
            "title={B}, url={https://arxiv.org/abs/2304.00967v2}",
        ),
        (
            "title={A}, journal={arXiv preprint arXiv:2304.00967}",
            "title={B}, eprint={2304.00967v1}, archiveprefix={arXiv}",
        ),
    ],
)
def test_one_paper_under_two_keys_is_found(
    seed_library: Library, first: str, second: str
) -> None:
    report = check(
        seed_library, r"\cite{a} \cite{b}", f"@misc{{a, {first}}}\n@misc{{b, {second}}}"
    )
    assert found(report) == [(2, "same paper", ("a", "b"))]


def test_different_papers_are_not_one(seed_library: Library) -> None:
    bib = (
        "@misc{a, title={Frogs I}, doi={10.1234/a}}\n@misc{b, title={Frogs II}, "
        "doi={10.1234/b}}"
    )
    assert not found(check(seed_library, r"\cite{a} \cite{b}", bib))


def test_a_bibliography_that_is_broken_is_told_with_its_line() -> None:
    entries, findings = read_bibliography(
        Path("refs.bib"), "@misc{a, title={A}}\n@misc{a, title={B}}\n@misc{c, title={"
    )
    assert [entry.paper.key for entry in entries] == ["a"]
    assert {(finding.line, str(finding.kind)) for finding in findings} == {
        (2, "same key"),
        (3, "unreadable"),
    }


def test_editors_titles_of_two_issues_are_two_papers(seed_library: Library) -> None:
    bib = (
        "@article{a, author={Ek, Bo}, title={Reply}, journal={Canals}, year=1999, volume=3}\n"
        "@article{b, author={Ek, Bo}, title={Reply}, journal={Canals}, year=1999, volume=5}\n"
        "@article{c, author={Ek, Bo}, title={Reply}, journal={Canals}, year=1999, volume=5}\n"
    )
    report = check(seed_library, "\\nocite{*}", bib)
    assert [finding.keys for finding in report.findings] == [("b", "c")]
