"""`songline related` as a user runs it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from assistant.errors import BackendError
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Songline

TOPIC = "text-to-image generation"


def cited_in_latex(text: str) -> set[str]:
    return {key for keys in re.findall(r"\\cite\{([^}]*)\}", text) for key in keys.split(",")}


def entries_of(bib: str) -> set[str]:
    return set(re.findall(r"^@\w+\{([^,]+),", bib, re.MULTILINE))


def test_text_and_bibliography_agree(songline: Songline, tmp_path: Path) -> None:
    bib = tmp_path / "refs.bib"
    run = songline("related", TOPIC, "--format", "latex", "--bib", str(bib))
    assert run.code == 0
    assert cited_in_latex(run.out) == entries_of(bib.read_text(encoding="utf-8")) != set()


def test_a_bibliography_of_ones_own_is_not_written_over(
    songline: Songline, tmp_path: Path
) -> None:
    bib = tmp_path / "refs.bib"
    bib.write_text("@misc{mine, title = {Mine}}", encoding="utf-8")
    run = songline("related", TOPIC, "--bib", str(bib))
    assert (run.code, run.out, bib.read_text(encoding="utf-8")) == (
        2,
        "",
        "@misc{mine, title = {Mine}}",
    )
    assert "--bib" in run.err
    bib.write_text("\n", encoding="utf-8")
    for topic in (TOPIC, "face recognition"):
        text = songline("related", topic, "--format", "latex", "--bib", str(bib)).out
        assert cited_in_latex(text) == entries_of(bib.read_text(encoding="utf-8")) != set()


@pytest.mark.parametrize("command", ["related", "summarize"])
def test_what_breaks_off_is_an_object_and_leaves_the_bibliography(
    songline: Songline, tmp_path: Path, command: str
) -> None:
    bib = tmp_path / "refs.bib"
    rest = ("--bib", str(bib)) if command == "related" else ()
    songline.answer_with(ScriptedBackend(["Xue paints", BackendError("gone")]))
    run = songline(command, TOPIC, "--json", *rest)
    assert (run.code, run.err.endswith("songline: gone\n")) == (4, True)
    assert "Xue paints" in run.out
    assert run.json
    assert not bib.exists()


def test_the_plan_is_shown_beside_the_text(songline: Songline) -> None:
    run = songline("related", TOPIC)
    assert "Paragraph 1: " in run.err
    assert "(speaks of text, generation, image)" in run.err
    assert "Xue et al. [" in run.out


def test_json_has_sentences_citations_plan_and_bibliography(songline: Songline) -> None:
    run = songline("related", TOPIC, "--json")
    assert run.err == ""
    answer = run.json
    assert {sentence["verdict"] for sentence in answer["sentences"]} <= {
        "quoted",
        "supported",
        "catalogue",
    }
    planned = [paper["key"] for group in answer["plan"]["groups"] for paper in group["papers"]]
    assert planned == answer["retrieved"]
    assert (
        {citation["key"] for citation in answer["citations"]}
        == set(planned)
        == entries_of(answer["bib"])
    )
    assert answer["text"] == answer["answer"]


def test_the_same_topic_gives_the_same_bytes(songline: Songline) -> None:
    assert songline("related", TOPIC).out == songline("related", TOPIC).out


def test_strictly_what_no_abstract_carries_is_neither_pasted_nor_in_the_bibliography(
    songline: Songline,
) -> None:
    text = "These papers generate images from text [1]. All love it [2]. It walks 99 miles [3]."
    songline.answer_with(ScriptedBackend([text]))
    run = songline("related", TOPIC, "--format", "latex", "--json", "--strict")
    assert [sentence["verdict"] for sentence in run.json["sentences"]][1:] == [
        "unsupported"
    ] * 2
    assert "~~All love it [2].~~ ~~It walks 99 miles [3].~~" in run.json["answer"]
    assert not re.search("love|99|~~", run.json["text"])
    assert len(entries_of(run.json["bib"])) < 2


def test_an_unknown_topic_abstains(songline: Songline, tmp_path: Path) -> None:
    bib = tmp_path / "refs.bib"
    run = songline("related", "quantum chemistry", "--format", "latex", "--bib", str(bib))
    assert (run.code, run.out) == (3, "")
    assert "No paper here is close enough" in run.err
    assert not bib.exists()
    answer = songline("related", "quantum chemistry", "--json")
    assert (
        answer.code,
        answer.json["abstained"],
        answer.json["citations"],
        answer.json["bib"],
    ) == (
        3,
        True,
        [],
        "",
    )


@pytest.mark.parametrize("how", ["file", "stdin"])
def test_the_topic_comes_from_where_it_is_said_to(
    songline: Songline, tmp_path: Path, how: str
) -> None:
    abstract = tmp_path / "mine.txt"
    abstract.write_text("We study face recognition with masks.\n", encoding="utf-8")
    typed = abstract.read_text(encoding="utf-8") if how == "stdin" else ""
    given = ["-"] if how == "stdin" else ["--abstract", str(abstract)]
    run = songline("related", *given, "--json", typed=typed)
    assert run.code == 0
    assert run.json["question"] == "We study face recognition with masks."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "There is no topic"),
        (("-",), "There is no topic"),
        (("x", "--abstract", "y"), "There are two topics"),
        (("--abstract", "/nowhere/mine.txt"), "There is no file /nowhere/mine.txt"),
        (("x", "--from-plan", "y"), "A plan has its topic"),
        (("--from-plan", "/nowhere/plan.toml"), "cannot be read"),
        (
            ("--draft", "/nowhere/draft.json", "--redo", "1"),
            "The draft in /nowhere/draft.json cannot be read",
        ),
        (("x", "--redo", "1"), "A draft is gone on with"),
        (("x", "--pin", "nobody1999"), "The library has no paper nobody1999"),
        (
            ("face recognition", "--bib", "/nowhere/refs.bib"),
            "/nowhere/refs.bib cannot be written",
        ),
    ],
)
def test_what_cannot_be_done_is_told(
    songline: Songline, arguments: tuple[str, ...], message: str
) -> None:
    run = songline("related", *arguments)
    assert run.code == 2
    assert message in run.err
    assert "Traceback" not in run.err


def test_an_edited_plan_is_written_as_it_stands(songline: Songline, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    songline("related", TOPIC, "--plan", str(plan))
    lines = [
        line
        for line in plan.read_text(encoding="utf-8").splitlines()
        if "xue2023raphael" not in line
    ]
    plan.write_text("\n".join(lines), encoding="utf-8")
    run = songline("related", "--from-plan", str(plan), "--json")
    assert run.code == 0
    assert run.json["question"] == TOPIC
    assert "xue2023raphael" not in run.json["retrieved"]
    assert len(run.json["retrieved"]) > 2


@pytest.mark.parametrize("place", ["1.2", "2", "2.3"])
def test_a_part_is_written_anew_and_nothing_else(
    songline: Songline, tmp_path: Path, place: str
) -> None:
    draft = tmp_path / "draft.json"
    before = songline("related", TOPIC, "--draft", str(draft)).out
    old = json.loads(draft.read_text(encoding="utf-8"))["paragraphs"]
    run = songline("related", "--draft", str(draft), "--redo", place)
    assert run.code == 0
    new = json.loads(draft.read_text(encoding="utf-8"))["paragraphs"]
    paragraph, _, sentence = place.partition(".")
    at = int(paragraph) - 1
    assert new[at] != old[at]
    assert [*new[:at], *new[at + 1 :]] == [*old[:at], *old[at + 1 :]]
    if sentence:
        assert len(new[at]) == len(old[at])
        changed = [
            number
            for number, pair in enumerate(zip(old[at], new[at], strict=True), 1)
            if pair[0] != pair[1]
        ]
        assert changed == [int(sentence)]
    untouched = "\n\n".join(" ".join(part) for part in old[:at])
    assert run.out.startswith(untouched)
    assert before.startswith(untouched)


def test_a_sentence_is_written_anew_until_nothing_is_left(
    songline: Songline, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.json"
    songline("related", TOPIC, "--draft", str(draft))
    seen = set()
    for _ in range(30):
        run = songline("related", "--draft", str(draft), "--redo", "1.2", "--json")
        if run.code:
            break
        seen.add(run.json["sentences"][1]["text"])
        assert run.json["sentences"][1]["verdict"] in {"quoted", "supported"}
    assert run.code == 2
    assert "There is no other way to say this" in run.err
    assert len(seen) > 2


def test_what_cannot_be_written_anew_is_told(songline: Songline, tmp_path: Path) -> None:
    draft = tmp_path / "draft.json"
    songline("related", TOPIC, "--draft", str(draft))
    kept = draft.read_bytes()
    for place, message in (
        ("9", "no paragraph 9"),
        ("1.99", "no sentence 99"),
        ("x", "is no place"),
        ("1.1", "is computed"),
        ("0", "no paragraph 0"),
    ):
        run = songline("related", "--draft", str(draft), "--redo", place)
        assert run.code == 2
        assert message in run.err
        assert draft.read_bytes() == kept


def test_a_draft_is_shown_again_in_another_format(songline: Songline, tmp_path: Path) -> None:
    draft, bib = tmp_path / "draft.json", tmp_path / "refs.bib"
    songline("related", TOPIC, "--draft", str(draft))
    run = songline("related", "--draft", str(draft), "--format", "latex", "--bib", str(bib))
    assert run.code == 0
    assert cited_in_latex(run.out) == entries_of(bib.read_text(encoding="utf-8")) != set()


def test_a_file_that_is_no_draft_is_told(songline: Songline, tmp_path: Path) -> None:
    draft = tmp_path / "draft.json"
    draft.write_text("[]", encoding="utf-8")
    run = songline("related", "--draft", str(draft))
    assert run.code == 2
    assert "is no draft of related work" in run.err
