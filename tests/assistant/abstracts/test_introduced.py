"""Names that a work gives to what it brings are told from those that it only uses."""

from __future__ import annotations

import pytest

from assistant.abstracts import NameKind, read_abstract

BEFORE = "Reeds wear out with use, and players notice it late. "


def introduced(text: str) -> list[str]:
    return [name.text for name in read_abstract(BEFORE + text).introduces]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We propose ReedNet, a network for reeds.", ["ReedNet"]),
        ("In this paper, we introduce Reed Wear Estimation (RWE) for players.", ["RWE"]),
        ("We present a novel framework of Reed-Aware Network Design (RAND).", ["RAND"]),
        ("We develop a model, dubbed q-Reed, that hears wear.", ["q-Reed"]),
        ("This article presents the Cane Watcher, a device for players.", ["Cane Watcher"]),
        ("Our method, Softreed, needs no microphone.", ["Softreed"]),
        ("We collect two data sets: ReedSet and CaneSet.", ["ReedSet", "CaneSet"]),
        ("We propose SCANE (Simple Cane Estimation), a new method.", ["SCANE"]),
        ("A new system, called CaneCam, is described.", ["CaneCam"]),
        (r"We propose \emph{Cane Mixing}, a simple way to blend reeds.", ["Cane Mixing"]),
        ("CaneBench is a new benchmark for reeds.", ["CaneBench"]),
    ],
)
def test_what_a_work_brings_is_named(text: str, names: list[str]) -> None:
    assert introduced(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "We propose a method for ImageNet classification with reeds.",
        "We evaluate on the recently released CaneSet data set.",
        "We present a CNN for reeds.",
        "We describe how RNNs and LSTMs hear reeds.",
        "Unlike CaneNet, our method needs no microphone.",
        "We introduce a Bayesian view of reeds.",
        "We report experiments with players from Oslo.",
    ],
)
def test_what_is_only_used_is_not(text: str) -> None:
    assert introduced(text) == []


def test_a_name_that_was_there_before_is_not_brought() -> None:
    text = (
        "Recently, CaneNet was shown to hear reeds. Yet it is slow. We propose CaneNet pruning."
    )
    assert "CaneNet" not in [name.text for name in read_abstract(text).introduces]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We release CaneSet, a new data set of reeds.", NameKind.DATASET),
        ("We introduce the benchmark CaneBench.", NameKind.BENCHMARK),
        ("We propose a language model called CaneLM.", NameKind.MODEL),
        ("We present CaneKit, an open toolkit.", NameKind.SYSTEM),
        ("We propose CaneDrop, a training strategy for networks.", NameKind.METHOD),
        ("We describe CaneX.", NameKind.OTHER),
    ],
)
def test_a_name_has_its_kind(text: str, kind: NameKind) -> None:
    assert [name.kind for name in read_abstract(BEFORE + text).introduces] == [kind]


def data(text: str) -> list[str]:
    return [name.text for name in read_abstract(BEFORE + text).data]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It reaches 81.5% accuracy on CaneSet and ReedSet-2.", ["CaneSet", "ReedSet-2"]),
        ("Results on the CaneSet 2.1 corpus are better.", ["CaneSet 2.1"]),
        (
            "We test it on benchmarks such as CaneBench and TongueSet.",
            ["CaneBench", "TongueSet"],
        ),
        (
            "We asked 1,240 players with sore lips, of all ages.",
            ["1,240 players with sore lips"],
        ),
        ("Our experiments run on NVIDIA GPUs with LSTM networks.", []),
    ],
)
def test_data_is_found_where_a_work_is_tried_on_it(text: str, names: list[str]) -> None:
    assert data(text) == names
