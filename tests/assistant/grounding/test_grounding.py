"""Verdicts on sentences: what is quoted, what is said otherwise, and what the abstract does
not carry.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.grounding.checking import Grounder, ground
from assistant.grounding.verdicts import Sentence, Verdict
from assistant.language.similarity import measure_alikeness
from store.paper import Paper, PartialDate
from tests.assistant.labelled.cases import HERE, read_prose, right_cases, wrong_cases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.grounding.alignment import Similarity


def make_paper(key: str, title: str, author: str, year: int, abstract: str) -> Paper:
    return Paper(
        key, title, (author, "Bo Lund"), False, PartialDate(year), abstract, "CV", None
    )


SOURCES = [
    make_paper(
        "arden2021kestrel",
        "Kestrel: Tracking Birds with Sparse Attention",
        "Mira Arden",
        2021,
        "Tracking birds in flight is hard. We propose Kestrel, a tracker that "
        "attends to few regions of each "
        "frame. It does not require labels during inference. Kestrel achieves "
        "71.4% MOTA and 65.0% IDF1 on "
        "AviTrack, outperforming all online trackers. It runs at 48 fps with 1.5M parameters.",
    ),
    make_paper(
        "okafor2019merlin",
        "Merlin Networks for Soil Moisture",
        "Chidi Okafor",
        2019,
        "We study soil moisture from satellite images. The Merlin network reduces "
        "the error by 12% on "
        "SoilBench. Values lie in the range [0, 1].",
    ),
]


def judge(text: str) -> Sentence:
    [sentence] = ground(text, SOURCES)
    for evidence in sentence.evidence:
        abstract = next(paper.abstract for paper in SOURCES if paper.key == evidence.key)
        assert abstract[evidence.start : evidence.end] == evidence.text
    return sentence


def test_words_of_the_abstract_are_quoted_with_their_place() -> None:
    sentence = judge(
        "- Kestrel achieves 71.4% MOTA and 65.0% IDF1 on AviTrack, outperforming "
        "all online trackers. [1]"
    )
    assert sentence.verdict is Verdict.QUOTED
    assert sentence.markers == (1,)
    assert sentence.text.startswith("Kestrel achieves 71.4% MOTA")
    assert not sentence.text.endswith("]")
    assert [each.text for each in sentence.evidence] == [
        (
            "Kestrel achieves 71.4% MOTA and 65.0% IDF1 on AviTrack, outperforming all "
            "online trackers"
        )
    ]


def test_a_name_in_brackets_and_an_ellipsis_leave_a_quotation() -> None:
    assert (
        judge("[Kestrel] does not require labels during inference [1].").verdict
        is Verdict.QUOTED
    )
    sentence = judge("We propose Kestrel, a tracker … few regions of each frame [1].")
    assert sentence.verdict is Verdict.QUOTED
    assert [each.text for each in sentence.evidence] == [
        "We propose Kestrel, a tracker",
        "few regions of each frame",
    ]


def test_the_same_words_of_another_paper_are_no_quotation() -> None:
    assert (
        judge("The Merlin network reduces the error by 12% on SoilBench [1].").verdict
        is Verdict.UNSUPPORTED
    )


def test_a_negation_cut_away_is_no_quotation() -> None:
    assert judge("It does … require labels during inference [1].").verdict is not Verdict.QUOTED


def test_an_invented_marker_is_kept_and_unsupported() -> None:
    sentence = judge("Kestrel runs at 48 fps [1, 9].")
    assert (sentence.markers, sentence.verdict) == ((1, 9), Verdict.UNSUPPORTED)


def test_styles_not_asked_for_are_resolved_where_unambiguous() -> None:
    quote = "We study soil moisture from satellite images"
    for style in (
        "(Okafor et al., 2019)",
        "[okafor2019merlin]",
        "[Okafor2019]",
        "\\cite{okafor2019merlin}",
        "[@okafor2019merlin]",
    ):
        sentence = judge(f"{quote} {style}.")
        assert (sentence.markers, sentence.verdict) == ((2,), Verdict.QUOTED), style
        assert sentence.text == f"{quote}."
    for style in ("(Smith et al., 2019)", "[smith2019merlin]", "(Okafor et al., 2015)"):
        sentence = judge(f"{quote} {style}.")
        assert (sentence.markers, sentence.verdict) == ((), Verdict.UNSUPPORTED), style
        assert style in sentence.text


def test_brackets_of_the_abstract_are_no_citation() -> None:
    assert judge("Values lie in the range [0, 1] [2].").markers == (2,)


def test_what_says_nothing_of_the_papers_is_meta_and_an_unmarked_claim_is_uncited() -> None:
    for text in (
        "I found nothing on that.",
        "Here is what the abstracts say:",
        "Taken word for word from 3 abstracts.",
        "## Kestrel",
    ):
        assert judge(text).verdict is Verdict.META, text
    for text in (
        "Kestrel runs at 48 fps.",
        "It is fast.",
        "## Kestrel reaches 99% MOTA",
        "The abstracts do not mention Kestrel.",
    ):
        assert judge(text).verdict is Verdict.UNCITED, text


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [" ".join(paper.abstract.split()[at : at + 9]) for paper in SOURCES for at in range(0, 40, 6)]  # noqa: E501
            + [" [1]", " [2].", ". ", "\n", "[Okafor2019]", " … ", "[", "](", "- ", "not ", "71.4%", "We "]  # noqa: E501
        ),
        st.text(max_size=10),
    ),
    max_size=15,
)  # fmt: skip


@given(PIECES)
@settings(max_examples=120, deadline=None)
def test_any_text_is_grounded_and_spans_are_exact(pieces: list[str]) -> None:
    for sentence in ground("".join(pieces), SOURCES):
        for evidence in sentence.evidence:
            abstract = next(paper.abstract for paper in SOURCES if paper.key == evidence.key)
            assert abstract[evidence.start : evidence.end] == evidence.text != ""
        assert (sentence.verdict in {Verdict.QUOTED}) <= bool(sentence.evidence)


@given(PIECES)
@settings(max_examples=120, deadline=None)
def test_a_streamed_answer_is_grounded_as_the_whole(pieces: list[str]) -> None:
    grounder = Grounder(SOURCES)
    streamed = [
        sentence for piece in pieces for sentence in grounder.feed(piece)
    ] + grounder.finish()
    assert streamed == ground("".join(pieces), SOURCES)


CARRIED = {Verdict.QUOTED, Verdict.SUPPORTED}


def test_no_sentence_made_wrong_passes() -> None:
    passed = [
        (case.kind, case.text)
        for case in wrong_cases()
        if ground(f"{case.text} [1].", [case.paper])[0].verdict in CARRIED
    ]
    assert passed == []


def test_nine_of_ten_paraphrases_pass_in_either_half() -> None:
    written = [case for case in right_cases() if not case.kind.startswith("rule")]
    for held_out in (False, True):
        half = [case for case in written if case.is_held_out == held_out]
        passed = [
            case
            for case in half
            if ground(f"{case.text} [1].", [case.paper])[0].verdict in CARRIED
        ]
        assert len(half) >= 30
        assert len(passed) >= 0.9 * len(half)


def test_a_claim_of_two_papers_needs_both() -> None:
    both = (
        "Kestrel attends to few regions and the Merlin network reduces the error "
        "by 12% on SoilBench"
    )
    assert judge(f"{both} [1][2].").verdict is Verdict.SUPPORTED
    assert (
        judge("The Merlin network reduces the error on SoilBench by 12% [1][2].").verdict
        is Verdict.UNSUPPORTED
    )


def _alike(cosine: float) -> Similarity:
    """All words and sentences alike to the same degree."""
    return lambda ones, others: [[cosine] * len(others)] * len(ones)


def test_sentence_vectors_help_only_where_nothing_exact_differs() -> None:
    text = "Kestrel follows flying birds by attending to few frame regions [1]."
    [alone] = ground(text, SOURCES)
    [helped] = ground(text, SOURCES, similarity=_alike(0.9))
    assert (alone.verdict, helped.verdict) == (Verdict.UNSUPPORTED, Verdict.SUPPORTED)
    [wrong] = ground("Kestrel runs at 47 fps [1].", SOURCES, similarity=_alike(1.0))
    assert wrong.verdict is Verdict.UNSUPPORTED


def test_prose_as_models_write_it_is_judged_by_words_and_vectors() -> None:
    passed = []
    for prose in read_prose(HERE / "prose.txt"):
        judged = ground(prose.text, prose.papers, similarity=measure_alikeness)
        if {each.verdict for each in judged} <= {Verdict.SUPPORTED, Verdict.QUOTED}:
            passed.append(prose.is_true)
    assert passed.count(True) >= 27
    assert passed.count(False) <= 1


def _judge(text: str, abstract: str, *, alike: float | None = None) -> Verdict:
    paper = replace(SOURCES[0], title="On Methods", abstract=abstract)
    similarity = None if alike is None else _alike(alike)
    return ground(text, [paper], similarity=similarity)[0].verdict


@pytest.mark.parametrize(
    ("abstract", "true", "false"),
    [
        (
            "Kestrel detects small wings instead of the whole bird.",
            "Kestrel detects small wings rather than the whole bird [1].",
            "Kestrel detects the whole bird [1].",
        ),
        (
            "Our pipeline Kestrel accelerates the standard search by 10x.",
            "Kestrel speeds up the standard search about tenfold [1].",
            "Kestrel speeds up the standard search about twelvefold [1].",
        ),
        (
            "Kestrel can be improved from 58.5% to 59.5% AP on COCO val.",
            "It lifts Kestrel by one point, from 58.5% to 59.5% AP on COCO val [1].",
            "It lifts Kestrel by two points, from 58.5% to 59.5% AP on COCO val [1].",
        ),
        (
            "Kestrel trains a detector in 3.5 hours, reducing the training time by 20.9x.",
            "Kestrel trains a detector in 3.5 hours, 20.9 times faster [1].",
            "Kestrel trains a detector in 3.5 hours, 20.9 times slower [1].",
        ),
        (
            (
                "Frames hold large local redundancy and complex global dependency; Kestrel "
                "resolves both."
            ),
            "Kestrel resolves both local redundancy and global dependency of frames [1].",
            "Kestrel resolves both global redundancy and local dependency of frames [1].",
        ),
        (
            (
                "The 44 values of lift hold for heights of 200-450 km, and the climb took "
                "36 hours."
            ),
            "Forty-four values of lift hold for heights between 200 and 450 km [1].",
            "Forty-four values of lift hold for heights between 36 and 450 km [1].",
        ),
        (
            "The search for birds took 36 hours with Kestrel.",
            "With Kestrel the search for birds took a day and a half [1].",
            "With Kestrel the search for birds took two days [1].",
        ),
        (
            "The flutter of the short wing was 100 percent higher than that of the long wing.",
            "The flutter of the short wing was twice that of the long wing [1].",
            "The flutter of the short wing was three times that of the long wing [1].",
        ),
        (
            "Kestrel follows birds without any reduction in speed over many frames.",
            "Kestrel follows birds over many frames, which did not impair its speed [1].",
            "Kestrel follows birds over many frames, which did impair its speed [1].",
        ),
        (
            (
                "We identified two obstacles, the noise of sensors and the misalignment of "
                "labels with frames."
            ),
            (
                "Two obstacles are identified: the noise of sensors, and that labels do "
                "not match frames [1]."
            ),
            (
                "Three obstacles are identified: the noise of sensors, and that labels do "
                "not match frames [1]."
            ),
        ),
        (
            "Kestrel reaches a mean average precision of 61% on birds in flight.",
            "Kestrel reaches an mAP of 61% on birds in flight [1].",
            "Kestrel reaches an FID of 61% on birds in flight [1].",
        ),
        (
            "Kestrel can be incorporated into detection frameworks for localization.",
            "Kestrel can be incorporated into detectors for localisation [1].",
            "Kestrel cannot be incorporated into detectors for localisation [1].",
        ),
    ],
)
def test_other_ways_to_say_it_pass_and_their_opposites_fail(
    abstract: str, true: str, false: str
) -> None:
    assert _judge(true, abstract) is Verdict.SUPPORTED
    assert _judge(false, abstract, alike=1.0) is Verdict.UNSUPPORTED


def test_no_vector_is_made_where_words_or_facts_decide() -> None:
    asked: list[str] = []

    def measure(ones: Sequence[str], others: Sequence[str]) -> list[list[float]]:
        asked.extend(ones)
        return [[1.0] * len(others)] * len(ones)

    abstract = "Kestrel follows birds in flight at 45 fps."
    paper = replace(SOURCES[0], title="On Methods", abstract=abstract)
    text = (
        "Kestrel follows birds in flight at 45 fps [1]. Kestrel follows birds in "
        "flight at 46 fps [1]."
    )
    ground(text, [paper], similarity=measure)
    assert asked == []


@pytest.mark.parametrize(
    "unit",
    [
        "[1]",
        "A and B, ",
        "Zong et al. ",
        "1.5 and ",
        "9",
        "Aa-Bb-",
        "[abc] ",
        "… ",
        "[1",
        "not no ",
    ],
)
@pytest.mark.timeout(60)  # what grows with the square of the length takes far longer
def test_time_grows_with_length_alone(unit: str) -> None:
    for length in (50_000, 3_900):
        text = unit * (length // len(unit)) + "[1]"
        assert sum(len(sentence.text) for sentence in ground(text, SOURCES)) <= len(text)


def test_a_number_behind_a_name_says_whose_it_is() -> None:
    twins = [SOURCES[0], replace(SOURCES[0], key="arden2021again"), SOURCES[1]]
    (sentence,) = ground(
        "Arden et al. [2] propose Kestrel, a tracker that attends to few regions.", twins
    )
    assert (sentence.markers, sentence.verdict) == ((2,), Verdict.SUPPORTED)
    (wrong,) = ground(
        "Arden et al. [3] propose Kestrel, a tracker that attends to few regions.", twins
    )
    assert wrong.verdict is Verdict.UNSUPPORTED


def test_what_was_computed_is_known_word_for_word() -> None:
    told = "Two papers are concerned with birds [1]."
    grounder = Grounder(SOURCES, computed=[told])
    known, other = (
        grounder.feed(f"{told} Three papers are concerned with birds [1].") + grounder.finish()
    )
    assert (known.text, known.markers) == ("Two papers are concerned with birds.", (1,))
    assert (known.verdict, other.verdict) == (Verdict.CATALOGUE, Verdict.UNSUPPORTED)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("FrogNet needs one second for a song [1].", Verdict.SUPPORTED),
        ("FrogNet needs one hour for a song [1].", Verdict.UNSUPPORTED),
        ("FrogNet needs no training to hear frogs that sing at night [1].", Verdict.SUPPORTED),
        ("FrogNet needs no light to hear frogs that sing at night [1].", Verdict.UNSUPPORTED),
    ],
)
def test_figures_in_words_and_denials_are_sought_in_the_whole_abstract(
    claim: str, verdict: Verdict
) -> None:
    abstract = (
        "FrogNet hears frogs that sing at night. It requires 1 second for a song. "
        "FrogNet needs no training."
    )
    paper = make_paper("frog", "FrogNet: Songs", "A. Frog", 2020, abstract)
    assert ground(claim, [paper])[0].verdict is verdict
