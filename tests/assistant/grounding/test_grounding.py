"""Verdicts on sentences: what is quoted, what is said otherwise, and what the abstract does
not carry.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.grounding.checking import Grounder, ground
from assistant.grounding.verdicts import SHOWN, GroundedSentence, Verdict
from store.paper import Paper, PartialDate
from tests.assistant.labelled.cases import HERE, read_prose, right_cases, wrong_cases


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


def judge(text: str) -> GroundedSentence:
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
@settings(max_examples=60)
def test_any_text_is_grounded_and_spans_are_exact(pieces: list[str]) -> None:
    for sentence in ground("".join(pieces), SOURCES):
        for evidence in sentence.evidence:
            abstract = next(paper.abstract for paper in SOURCES if paper.key == evidence.key)
            assert abstract[evidence.start : evidence.end] == evidence.text != ""
        assert (sentence.verdict in {Verdict.QUOTED}) <= bool(sentence.evidence)


@given(PIECES)
@settings(max_examples=60)
def test_a_streamed_answer_is_grounded_as_the_whole(pieces: list[str]) -> None:
    grounder = Grounder(SOURCES)
    streamed = [
        sentence for piece in pieces for sentence in grounder.feed(piece)
    ] + grounder.finish()
    assert streamed == ground("".join(pieces), SOURCES)


def test_no_sentence_made_wrong_passes() -> None:
    passed = [
        (case.kind, case.text)
        for case in wrong_cases()
        if ground(f"{case.text} [1].", [case.paper])[0].verdict in SHOWN
    ]
    assert passed == []


def test_paraphrases_are_seldom_marked_and_mostly_shown_in_either_half() -> None:
    for held_out in (False, True):
        half = [case for case in right_cases() if case.is_held_out == held_out]
        verdicts = [ground(f"{case.text} [1].", [case.paper])[0].verdict for case in half]
        assert len(half) >= 50
        assert sum(each in SHOWN for each in verdicts) >= 0.7 * len(half)
        assert verdicts.count(Verdict.UNSUPPORTED) <= 0.04 * len(half)


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


def test_prose_as_models_write_it_is_left_open_and_seldom_marked_wrongly() -> None:
    verdicts: dict[bool, list[Verdict]] = {True: [], False: []}
    for prose in read_prose(HERE / "prose.txt"):
        judged = ground(prose.text, prose.papers)
        verdicts[prose.is_true] += [each.verdict for each in judged]
    assert verdicts[True].count(Verdict.UNSUPPORTED) <= 0.08 * len(verdicts[True])
    assert not SHOWN & set(verdicts[False])


def _judge(text: str, abstract: str) -> GroundedSentence:
    paper = replace(SOURCES[0], title="On Methods", abstract=abstract)
    [sentence] = ground(f"{text} [1].", [paper])
    return sentence


@pytest.mark.parametrize(
    ("abstract", "true", "false"),
    [
        (
            "Kestrel detects small wings instead of the whole bird.",
            "Kestrel detects small wings rather than the whole bird",
            "Kestrel detects the whole bird",
        ),
        (
            "Our pipeline Kestrel accelerates the standard search by 10x.",
            "Kestrel speeds up the standard search about tenfold",
            "Kestrel speeds up the standard search about twelvefold",
        ),
        (
            "The 44 values of lift hold for 200-450 km, and the climb took 36 hours.",
            "Forty-four values of lift hold between 200 and 450 km",
            "Forty-four values of lift hold between 36 and 455 km",
        ),
        (
            "The search for birds took 36 hours with Kestrel.",
            "With Kestrel the search for birds took a day and a half",
            "With Kestrel the search for birds took two days",
        ),
        (
            "The flutter of the short wing was 100 percent higher than that of the long wing.",
            "The flutter of the short wing was twice that of the long wing",
            "The flutter of the short wing was three times that of the long wing",
        ),
        (
            "Kestrel reaches a mean average precision of 61% on birds in flight.",
            "Kestrel reaches an mAP of 61% on birds in flight",
            "Kestrel reaches an mAP of 67% on birds in flight",
        ),
        (
            "The tracker finds most birds of the river delta within the first minutes.",
            "The tracker finds most birds of the river delta within the first minutes",
            "The tracker finds all birds of the river delta within the first minutes",
        ),
        (
            "We train the tracker on long videos of small birds above the open sea.",
            "The authors train the tracker on long videos of small birds above the open sea",
            "The authors train the tracker on long images of small birds above the open sea",
        ),
        (
            "Small birds crowd the nest because the wide river floods the open meadow.",
            "Small birds crowd the nest since the wide river floods the open meadow",
            "The wide river floods the open meadow because small birds crowd the nest",
        ),
        (
            "Labels of the birds are not needed for the training of the sparse tracker.",
            "Labels of the birds are not required for the training of the sparse tracker",
            "Labels of the birds are needed for the training of the sparse tracker",
        ),
        (
            "The tracker increases the recall on small birds and runs on a single core.",
            "The tracker raises the recall on small birds and runs on a single core",
            "The tracker decreases the recall on small birds and runs on a single core",
        ),
        (
            "The tracker attends to wings in flight and names the species of the bird.",
            "They report that the tracker attends to wings in flight and names the species",
            "They report that the tracker attends to “wings at rest” and names the species",
        ),
    ],
)
def test_other_ways_to_say_it_are_shown_and_one_thing_otherwise_is_marked(
    abstract: str, true: str, false: str
) -> None:
    assert _judge(true, abstract).verdict in SHOWN
    wrong = _judge(false, abstract)
    assert (wrong.verdict, bool(wrong.why)) == (Verdict.UNSUPPORTED, True)


@pytest.mark.parametrize(
    ("abstract", "claim"),
    [
        (
            "Kestrel reaches 71.4% MOTA and 65.0% IDF1 on AviTrack.",
            "Kestrel reaches 71.4% IDF1 on AviTrack",
        ),
        (
            "It attains 83.2% accuracy on AviTrack and 79.6% on SoilBench.",
            "Kestrel reaches 79.6% on AviTrack",
        ),
        (
            "On AviTrack and SoilBench, errors fall by 38% and 27%, respectively.",
            "On SoilBench, errors fall by 38%",
        ),
        (
            "Levels rose by 31 units in the weekly group and by 33 units in the daily group.",
            "Levels rose by 33 units in the weekly group",
        ),
        ("Kestrel beats Merlin, taking 2.5 hours instead of 9.", "Merlin takes 2.5 hours"),
        ("Kestrel tracks birds. Merlin tracks fish.", "Kestrel tracks fish"),
        (
            "The sparse tracker outperforms the dense baseline on all videos.",
            "The dense baseline outperforms the sparse tracker on all videos",
        ),
        ("The crowd watches the small birds.", "The small birds watch the crowd"),
    ],
)
def test_a_number_or_a_thing_joined_to_another_is_not_shown(abstract: str, claim: str) -> None:
    assert _judge(claim, abstract).verdict not in SHOWN


@pytest.mark.parametrize(
    ("abstract", "claim"),
    [
        (
            "The sparse tracker outperforms the dense baseline on all videos.",
            "The dense baseline is outperformed by the sparse tracker on all videos",
        ),
        ("Floods lead to open nests.", "Open nests result from floods"),
        ("The crowd watches the small birds.", "The small birds are watched by the crowd"),
        ("On AviTrack, Kestrel reaches 71.4%.", "Kestrel reaches 71.4% on AviTrack"),
        ("Kestrel keeps 97% of the recall.", "97% of the recall is kept by Kestrel"),
    ],
)
def test_another_voice_or_order_of_the_same_roles_is_shown(abstract: str, claim: str) -> None:
    assert _judge(claim, abstract).verdict in SHOWN


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Kestrel: MOTA, IDF1 and AviTrack [1].", Verdict.SUPPORTED),
        ("Kestrel: AviTrack, MOTA [1].", Verdict.SUPPORTED),
        ("Kestrel: AviTrack, SoilBench [1].", Verdict.UNSUPPORTED),
    ],
)
def test_things_listed_under_a_name_may_stand_in_any_order(text: str, verdict: Verdict) -> None:
    assert judge(text).verdict is verdict


TABLE = """\
| Tracker | MOTA (%) | Rate |
|---|---|---|
| Kestrel [1] | 71.4 | 48 fps |
| Kestrel [1] | 71.5 | 48 fps |
"""


def test_a_row_is_read_under_its_head_and_head_and_rule_claim_nothing() -> None:
    head, rule, right, wrong = ground(TABLE, SOURCES)
    assert (head.verdict, rule.verdict) == (Verdict.META, Verdict.META)
    assert right.verdict in (Verdict.SUPPORTED, Verdict.UNVERIFIED)
    assert (wrong.verdict, wrong.why) == (
        Verdict.UNSUPPORTED,
        "71.5% does not stand in [1]",
    )


def test_a_claim_far_from_every_sentence_is_left_open_with_the_nearest() -> None:
    sentence = judge("Trackers that look at sparse regions find birds at sea [1].")
    assert (sentence.verdict, sentence.fails) == (Verdict.UNVERIFIED, False)
    assert sentence.evidence
    assert sentence.why == "nothing in [1] speaks of “look”, “sea”"


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
        grounder.feed(f"{told} All 30 papers are concerned with birds [1].") + grounder.finish()
    )
    assert (known.text, known.markers) == ("Two papers are concerned with birds.", (1,))
    assert (known.verdict, other.verdict) == (Verdict.CATALOGUE, Verdict.UNSUPPORTED)
