"""Cutting into sentences: every trap an abstract or an answer sets, and what holds for any
text at all.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.sentences import Cutter, cut_sentences

ONE_SENTENCE = [
    "Following Zong et al. (2023), we train DINO-DETR.",
    "Zong et al. [1] propose HoP for detection [1].",
    "In 2023, the method of Zong et al. [1, 2] reaches 68.5% NDS.",
    "The pipeline of Liu et al. is shown in Fig. 2 and Eq. 3.",
    "It reaches 68.5% NDS, i.e. 0.4 more than others, e.g. Smith's, cf. Table 2.",
    "Results are approx. 5 points better w.r.t. Model A vs. Model B.",
    "Employment did not change (0.3 percentage points, s.e. 0.5) at all.",
    "Odds rose (adj. OR 2.1; temp. 37; std. err. 3).",
    "The book by A. B. Smith and J. Doe is cited.",
    "We use GPT-4.Turbo, Node.js and arXiv.org for it",
    "See https://example.org/a.b/Code.Html for details",
    "HoP achieves … 62.4% mAP ... on nuScenes",
    "1. First item of a list",
    "It runs on Python 3.11 and CUDA 12.1 at v2.0 settings",
]

CUT = [
    ("HoP reaches 68.5% NDS [1]. Next comes DINO.", ["HoP reaches 68.5% NDS [1].", "Next comes DINO."]),  # noqa: E501
    ("HoP reaches 68.5% NDS. [1] Next comes DINO.", ["HoP reaches 68.5% NDS. [1]", "Next comes DINO."]),  # noqa: E501
    ("HoP is new. [1][2] [3-5]. Next.", ["HoP is new. [1][2] [3-5].", "Next."]),
    ("HoP is new. (Zong et al., 2022) Next.", ["HoP is new. (Zong et al., 2022)", "Next."]),
    ("HoP is new. [2] extends it.", ["HoP is new.", "[2] extends it."]),
    ("HoP is new [1]. [2] Teaches more.", ["HoP is new [1].", "[2] Teaches more."]),
    ("solves each performed task.We hope so.", ["solves each performed task.", "We hope so."]),
    ("poor in CD.To address it, go.", ["poor in CD.", "To address it, go."]),
    ("on ImageNet 64x64.Moreover, we go.", ["on ImageNet 64x64.", "Moreover, we go."]),
    ("It is state-of-the-art. We go.", ["It is state-of-the-art.", "We go."]),
    ("Code: https://github.com/a/B. We go on.", ["Code: https://github.com/a/B.", "We go on."]),
    ("for different N, K, and C. Without tricks.", ["for different N, K, and C.", "Without tricks."]),  # noqa: E501
    ("no extra cost. our codes are here.", ["no extra cost.", "our codes are here."]),
    ("HoP is new [1]. iBOT is old.", ["HoP is new [1].", "iBOT is old."]),
    ("We follow Zong et al. We go on.", ["We follow Zong et al.", "We go on."]),
    ("It fell (by 3). It rose (by more) later. Up.", ["It fell (by 3).", "It rose (by more) later.", "Up."]),  # noqa: E501
    ("He came at 5 p.m. We left.", ["He came at 5 p.m.", "We left."]),
    ("Is it? Yes! It is.", ["Is it?", "Yes!", "It is."]),
    ("It is called “Jump.” Then it runs.", ["It is called “Jump.”", "Then it runs."]),
    ("# Title\nText goes\nover lines.\n\nNext", ["# Title", "Text goes\nover lines.", "Next"]),
    ("- one\n- two [1]\n2) three", ["- one", "- two [1]", "2) three"]),
    ("Results:\nHoP wins.", ["Results:", "HoP wins."]),
    ("第一句。第二句！", ["第一句。", "第二句！"]),
]  # fmt: skip


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_full_stops_inside_a_sentence_do_not_cut(text: str) -> None:
    assert [span.text for span in cut_sentences(text)] == [text]


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_cuts(text: str, expected: list[str]) -> None:
    assert [span.text for span in cut_sentences(text)] == expected


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "a.",
                " ",
                "\n",
                "\n\n",
                "We ",
                "[1]",
                " [1, 2]",
                "(Zong et al., 2022)",
                "et al.",
                "…",
                "...",
                "- ",
                "#",
                "68.5%",
                "[",
                "](https://a.b)",
                "(",
                "\\cite{",
                "}",
                "x.We go",
                ":",
                "1. ",
                "!",
                "[9",
                "Fig. 2",
                "。",
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=30,
)


@given(PIECES)
@settings(max_examples=80)
def test_spans_are_ordered_exact_and_cover_all_that_is_not_space(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = cut_sentences(text)
    last = 0
    for span in spans:
        assert span.text == text[span.start : span.end] == span.text.strip() != ""
        assert text[last : span.start].strip() == ""
        last = span.end
    assert text[last:].strip() == ""


@given(PIECES)
@settings(max_examples=80)
def test_pieces_are_cut_as_the_whole(pieces: list[str]) -> None:
    cutter = Cutter()
    streamed = [span for piece in pieces for span in cutter.feed(piece)] + cutter.finish()
    assert streamed == cut_sentences("".join(pieces))


@pytest.mark.parametrize(
    "unit",
    ["a. ", "A. ", "a.[1]", "\n", ".", " ", "[", "We go. ", "a.(", "a. [", "x.We ", "…", "#\n"],
)
@pytest.mark.timeout(60)  # what grows with the square of the length takes far longer
def test_time_grows_with_length_alone(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert sum(len(span.text) for span in cut_sentences(text)) <= len(text)


def test_a_sentence_is_handed_out_as_soon_as_the_next_word_is_whole() -> None:
    cutter = Cutter()
    assert cutter.feed("HoP is new [1]. It") == []
    assert [span.text for span in cutter.feed(" ")] == ["HoP is new [1]."]


def test_a_quoted_sentence_may_begin_with_a_small_letter_behind_a_citation() -> None:
    assert [span.text for span in cut_sentences("Frogs sing [1]. our code is online [2].")] == [
        "Frogs sing [1].",
        "our code is online [2].",
    ]


def test_a_bracket_of_the_sentence_before_opens_no_citation() -> None:
    text = "See [x now. We go now. Then Kestrel,]. a b now."
    assert [span.text for span in cut_sentences(text)][-1] == "Then Kestrel,]. a b now."


@pytest.mark.parametrize(
    "sentences",
    [
        ["the results were plotted against mach number .", "the wing was tested at 0.7 ."],
        ["an alloy was tested at 800 deg. and 900 deg. cent .", "there is agreement ."],
    ],
)
def test_full_stops_with_a_space_before_them_end_sentences(sentences: list[str]) -> None:
    assert [span.text for span in cut_sentences(" ".join(sentences))] == sentences
