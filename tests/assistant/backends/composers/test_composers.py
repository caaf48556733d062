"""The forms of composed answers, over papers of any kind."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.backends.extractive.composers.premise import OTHERWISE
from assistant.questions.intents import Intent
from assistant.questions.known_names import KnownNames
from assistant.questions.reading import read as read_question
from tests.assistant.backends.composers.composing import composed, made, read

HARBOR = made(
    "harbor",
    "Harbor: Streaming Speech Recognition with Cached Attention",
    "Streaming speech recognition has to answer before the speaker has finished. However, "
    "existing streaming models suffer from a high latency. We propose Harbor, a recognizer "
    "that caches the keys of past frames. This design needs no future frames. Harbor reaches "
    "an accuracy of 95.8% on LibriSpeech, with a latency of 120 ms. The error still grows "
    "with noise, which is left for future work.",
    2021,
)
PIER = made(
    "pier",
    "Pier: Speech Recognition on Small Devices",
    "Speech recognition on phones drains the battery. We present Pier, which prunes the "
    "encoder of Harbor. Pier reaches an accuracy of 93.1% on LibriSpeech.",
    2023,
    "Noor Amrani",
)
DOCK = made(
    "dock",
    "Dock: Recognition of Speech from Lips",
    "Lips tell what is said. We introduce Dock, a network that reads lips.",
    2019,
    "Greta Marsh",
)
NOBODY = KnownNames([], [], [])
PAPERS = [HARBOR, PIER, DOCK]
QUAY = made(
    "quay",
    "Harbour: a Reader of Digits",
    "Reading digits remains difficult. We propose Harbour, which reads digits. Harbour "
    "reaches 99.1% accuracy on MNIST.",
)


def test_a_fact_comes_first() -> None:
    text, sentences = composed(read("What is the latency of Harbor?"), PAPERS)
    assert "120 ms" in sentences[0].text
    assert "[1]" in text


def test_a_common_word_with_a_capital_is_no_reason_to_read_a_paper() -> None:
    base = made(
        "base",
        "Harbor and a Dataset of Speech",
        "We construct the Attribute Speech Triplet (AST) Dataset of speech.",
    )
    user = made("user", "Speech on Phones", "Of each dataset of speech we keep a part.")
    text, _ = composed(read("What should I read first on speech?"), [PIER, base, user])
    assert "introduces Dataset" not in text


@pytest.mark.parametrize(
    ("asked", "many"),
    [
        ("Compare the two papers on frogs.", 2),
        ("Compare both studies on frogs.", 2),
        ("Compare the papers on frogs.", 3),
    ],
)
def test_two_papers_are_compared_where_two_are_spoken_of(asked: str, many: int) -> None:
    papers = [
        made(place, f"Frogs in {place}s", f"We count frogs in {place}s, and found none.")
        for place in ("pond", "lake", "river")
    ]
    text, _ = composed(read(asked), papers)
    assert [f"[{number}]" in text for number in (1, 2, 3)] == [True, True, many == 3]


@pytest.mark.parametrize("asked", ["FrogNet-B5 and FrogNet-B6", "FrogNet-B6"])
def test_each_thing_that_is_named_is_told_of(asked: str) -> None:
    abstract = (
        "Frogs are hard to hear. We propose FrogNet. FrogNet-B5 reaches an accuracy of 84.9% "
        "on Ponds. It listens at night. With more frogs, FrogNet-B6 is at 87.4%."
    )
    paper = made("frognet", "FrogNet: Hearing Frogs", abstract)
    text, _ = composed(read(f"What accuracy does {asked} reach?"), [paper])
    assert ("84.9%" in text) >= ("B5" in asked)
    assert "87.4%" in text


@pytest.mark.parametrize(
    ("abstract", "asked", "first"),
    [
        (
            "FrogNet has an accuracy of 84.9% on Ponds. With FrogNet 67.1% is had on Lakes.",
            "What accuracy does FrogNet reach on Lakes?",
            "67.1%",
        ),
        (
            "FrogNet, released in 2021, is a network for frogs. The whole model has 12 million "
            "parameters and runs on a phone.",
            "How many parameters does FrogNet have?",
            "12 million",
        ),
    ],
)
def test_the_number_of_what_is_named_comes_first(abstract: str, asked: str, first: str) -> None:
    paper = made("frognet", "FrogNet: Hearing Frogs", abstract)
    _, sentences = composed(read(asked), [paper])
    assert first in sentences[0].text


def test_how_a_thing_works_is_told_from_where_it_is_brought_in() -> None:
    told = "We propose Kestrel, a tracker. It attends to few regions."
    results = "Each is read twice. It achieves 48 fps. Kestrel works well with others."
    paper = made("kestrel", "Fast Tracking", f"Tracking is slow. {told} {results}")
    text, _ = composed(read("How does Kestrel work?"), [paper])
    assert text.index("proposes Kestrel") < text.index("attends to few regions")
    assert "48 fps" not in text


def test_a_definition_goes_from_the_idea_to_what_came_out() -> None:
    text, _ = composed(read("What is Harbor?"), PAPERS)
    assert text.startswith("Park [1] proposes Harbor, a recognizer that caches the keys")
    assert text.index("proposes") < text.index("95.8%")


def test_nothing_dangles() -> None:
    text, _ = composed(read("How does Harbor work?"), PAPERS)
    before = text.partition("This design")[0]
    assert "This design" not in text or before.rstrip().endswith(("frames.", "[1]."))


def test_a_result_that_points_back_is_not_called_unstated() -> None:
    told = "This leads to an accuracy of 91.2% on GRID, which outperforms the baseline."
    abstract = f"Lips tell what is said. We introduce Wharf, which reads lips. {told}"
    wharf = made("wharf", "Wharf: Recognition of Speech from Lips", abstract, 2022)
    text, _ = composed(read("Compare Harbor with Wharf"), [HARBOR, wharf])
    assert "91.2%" in text
    assert "Wharf [2]: not stated." not in text.partition("Result:")[2].partition("Data:")[0]


def test_data_of_a_paper_without_authors_are_named_for_its_title() -> None:
    abstract = "We study frogs. We evaluate on the CROAK dataset and on PondNet."
    paper = replace(made("slow", "Slow Frogs at Night", abstract, 2001), authors=())
    text, _ = composed(read("Which data sets are used for slow frogs at night?"), [paper])
    assert "authors of:" not in text
    assert "Slow Frogs at Night" in text


def test_a_side_without_authors_goes_by_its_title() -> None:
    slow = made("slow", "Slow Frogs at Night", "We study frogs. They croak slowly.", 2001)
    fast = made("fast", "Fast Frogs by Day", "We study frogs. They croak fast.", 2002)
    sides = [replace(each, authors=()) for each in (slow, fast)]
    text, _ = composed(read("Compare slow frogs at night with fast frogs by day"), sides)
    assert "authors of:" not in text
    assert text.startswith("Slow Frogs at Night (2001) [1]; Fast Frogs by Day (2002) [2].")


def test_sides_are_told_by_the_same_aspects() -> None:
    text, _ = composed(read("Compare Harbor with Dock"), [HARBOR, DOCK])
    idea, data = text.index("Idea:"), text.index("Data:")
    assert idea < text.index("proposes Harbor") < data
    assert idea < text.index("introduces Dock") < data
    assert "- Dock [2]: not stated." in text
    assert "No number is given for each on the same data." in text


def test_which_is_better_is_left_to_the_numbers_which_come_first() -> None:
    text, _ = composed(read("Is Harbor better than Pier?", Intent.COMPARISON), [HARBOR, PIER])
    assert text.index("95.8%") < text.index("Idea:")


def test_numbers_that_meet_stand_in_a_table_without_a_winner() -> None:
    text, sentences = composed(read("Compare Harbor with Pier"), [HARBOR, PIER])
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert rows[2:] == [
        "| Harbor | 95.8% accuracy on LibriSpeech [1] |",
        "| Pier | 93.1% accuracy on LibriSpeech [2] |",
    ]
    assert not any(sentence.fails for sentence in sentences)
    assert not re.search(r"\b(?:better|best|wins|ahead)\b", text)


def test_results_are_ranked_with_what_they_are_of() -> None:
    text, _ = composed(read("Which model has the best accuracy on LibriSpeech?"), PAPERS)
    rows = [line for line in text.split("\n") if line.startswith("| 9")]
    assert [row[2:7] for row in rows] == ["95.8%", "93.1%"]
    assert "Harbor" in rows[0]
    assert text.index("95.8%") < text.index("|")


def test_a_gain_is_not_ranked_among_values() -> None:
    mole = made(
        "mole",
        "Mole: a Recognizer",
        "We propose Mole. Mole improves the accuracy of Pier by 98.5% on LibriSpeech.",
    )
    text, _ = composed(read("What is the best accuracy on LibriSpeech?"), [mole, HARBOR, PIER])
    assert "95.8%" in text
    assert "98.5%" not in text


def test_data_before_the_measure_are_what_it_is_asked_on() -> None:
    mole = made(
        "mole",
        "Mole: a Recognizer",
        "We propose Mole. Mole reaches 96.0% accuracy on LibriSpeech and 98.5% accuracy on "
        "AudioSet.",
    )
    text, _ = composed(read("Which model has the highest LibriSpeech accuracy?"), [mole, PIER])
    rows = [line for line in text.split("\n") if line.startswith("| 9")]
    assert [row[2:7] for row in rows] == ["96.0%", "93.1%"]


def test_results_for_another_task_stand_apart_from_the_best() -> None:
    pose = made(
        "buoy",
        "Buoy: a Backbone",
        "We propose Buoy, a backbone. Buoy reaches 99.1% accuracy on LibriSpeech speaker "
        "verification.",
    )
    text, _ = composed(read("What is the best accuracy on LibriSpeech?"), [pose, HARBOR, PIER])
    assert "95.8%" in text.partition(".\n")[0]
    assert text.index("not comparable") < text.index("99.1%")


def test_results_on_different_data_have_no_winner() -> None:
    one = made("a", "Alga: a Model", "We propose Alga. Alga reaches 80.0% accuracy on MNIST.")
    two = made(
        "b", "Bark: a Model", "We propose Bark. Bark reaches 90.0% accuracy on AudioSet."
    )
    text, _ = composed(read("which model has the highest accuracy?"), [one, two])
    assert text.startswith("Measured on different data")
    assert text.index("90.0%") < text.index("80.0%")


def test_yes_or_no_begins_with_what_came_out() -> None:
    study = made(
        "tide",
        "Explanations before Concerts",
        "We ask whether explaining an instrument before a concert helps the audience. Before "
        "the concert, half of the audience was given an explanation of the instrument. Results "
        "showed that the explanation had no effect on enjoyment.",
    )
    text, _ = composed(
        read("Does an explanation before the concert change enjoyment?"), [study]
    )
    assert text.startswith("Results showed that the explanation had no effect")


def test_a_fact_in_a_sentence_that_points_back_comes_first_word_for_word() -> None:
    study = made(
        "pond",
        "Frogs of the Pond",
        "We count frogs in ponds. These tests, carried out in the pond of Princeton, took 12 "
        "days.",
    )
    text, sentences = composed(read("How many days did the tests in the pond take?"), [study])
    assert sentences[0].text.startswith("Park [1]: “These tests") or "12 days" in (
        sentences[0].text
    )
    assert not any(sentence.fails for sentence in sentences)
    assert "count frogs" in text


def test_the_data_of_a_named_paper_stand_in_a_row() -> None:
    text, sentences = composed(read("Which datasets was Harbor tested on?"), PAPERS)
    assert text.startswith("Data named for Harbor: LibriSpeech [1].")
    assert not any(sentence.fails for sentence in sentences)


def test_one_measure_under_longer_names_is_listed_once() -> None:
    text, _ = composed(
        replace(read("measures", Intent.INVENTORY), slots={"kind": "measures"}), PAPERS
    )
    assert text.count("accuracy") == 1


def test_papers_are_listed_with_their_count_in_the_order_of_time() -> None:
    text, _ = composed(read("papers on speech recognition"), PAPERS)
    assert text.startswith("3 papers found, 2019 to 2023:")
    assert re.findall(r"^- (\d{4})", text, re.MULTILINE) == ["2019", "2021", "2023"]
    assert "They" not in text or "Park: Harbor" in text


def test_of_many_papers_the_closest_are_told_and_the_rest_are_counted() -> None:
    papers = [
        made(f"p{at}", f"Speech study {at}", f"We study speech number {at}.", 1990 + at)
        for at in range(40)
    ]
    text, _ = composed(read("papers on speech"), papers)
    assert text.startswith("40 papers found, 1990 to 2029; the 25 closest are listed:")
    assert text.count("\n- ") == 25


def test_a_timeline_goes_from_the_first_to_the_newest() -> None:
    text, _ = composed(read("How did speech recognition develop over the years?"), PAPERS)
    assert text.startswith("3 papers found, 2019 to 2023:")
    assert text.index("Dock") < text.index("Harbor:") < text.index("Pier:")


def test_the_first_paper_is_told_with_what_it_brought() -> None:
    text, _ = composed(read("papers on speech recognition", Intent.START), PAPERS)
    assert text.startswith("The first of 3 papers found on this: 2019, Marsh: Dock")
    assert "lips" in text.partition("[3].")[2]


def test_both_ends_of_a_topic_are_told() -> None:
    text, _ = composed(
        read("When did they write first and last about speech recognition?"), PAPERS
    )
    first, newest = text.split("\n\n")
    assert first.startswith("The first of 3 papers found on this: 2019, Marsh: Dock")
    assert newest.startswith("The newest of 3 papers found on this: 2023, ")


def test_limits_are_those_that_the_abstract_names() -> None:
    text, _ = composed(read("What are the limitations of Harbor?"), [HARBOR])
    assert "left for future work" in text


def test_where_no_limits_are_named_that_is_said() -> None:
    text, _ = composed(read("What are the limitations of Dock?"), [DOCK])
    assert text.startswith("No sentence of the abstract was recognised as telling limits [1].")


def test_an_inventory_names_who_uses_what() -> None:
    text, _ = composed(read("data", Intent.INVENTORY), PAPERS)
    assert "- LibriSpeech [1] [2]" in text


def test_where_few_name_what_they_use_the_sentence_of_each_tells() -> None:
    ponds = made("ponds", "Frogs in Ponds", "We count frogs in ponds with a net.")
    lakes = made("lakes", "Frogs in Lakes", "Frogs are many. We count frogs with a microphone.")
    question = read("what is used to count frogs", Intent.INVENTORY)
    text, _ = composed(question, [ponds, lakes])
    assert text.startswith("2 papers found:")
    assert "with a net" in text
    assert "with a microphone" in text


def test_what_counts_or_begins_a_sentence_is_no_name_of_data() -> None:
    heart = made(
        "heart", "Hearts", "Prospective cohort study of hearts. We used the QResearch database."
    )
    text, _ = composed(replace(read("data", Intent.INVENTORY), slots={"kind": "data"}), [heart])
    assert "QResearch" in text
    assert "- Prospective" not in text


def test_a_best_without_a_measure_has_the_numbers_of_several_papers() -> None:
    question = replace(read("best recognition of speech", Intent.RANKING))
    text, _ = composed(replace(question, slots={"topic": "speech"}), PAPERS)
    assert text.startswith("Numbers from the papers that come closest")
    assert "95.8%" in text
    assert "93.1%" in text
    assert "Dock" not in text


def test_an_order_of_reading_has_a_reason_a_paper() -> None:
    text, _ = composed(read("What should I read first on speech recognition?"), PAPERS)
    assert "It is the closest to what you ask." in text
    assert text.count("\n- ") == 3


def test_an_order_of_reading_without_a_topic_is_close_to_nothing() -> None:
    question = replace(read("What should I read first?"), words={})
    text, _ = composed(question, PAPERS)
    assert "It is the earliest on this here." in text
    assert "closest" not in text


SENTENCES = st.sampled_from(
    [
        "We propose HoP-2, a model of shells.",
        "It reaches 68.5% NDS on nuScenes.",
        "To alleviate this, we train it twice.",
        "However, these shells fail [3].",
        "we find that shells buckle at 3.5 mm .",
        "Our method, called HoP-2, needs no labels.",
        "What is a shell?",
        "Future work may look at cones.",
        "this is shown in fig . 2 .",
        'He calls it "a shell.',
        "Shells | cones | rods are tested.",
        "Les coques minces se déforment.",
        "薄壳会变形。",
        "Code: https://example.org/x",
        "",
    ]
)
QUESTIONS = st.sampled_from(
    ["What is HoP-2?", "Compare HoP-2 with shells", "best NDS on nuScenes", "shells", "Why?"]
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(list(Intent)),
    QUESTIONS,
    st.lists(st.lists(SENTENCES, max_size=5), min_size=1, max_size=4),
)
def test_every_form_stands_its_check_and_is_the_same_twice(
    intent: Intent, text: str, abstracts: list[list[str]]
) -> None:
    papers = [
        made(f"p{at}", f"HoP-2 and shells {at}", " ".join(sentences), 2018 + at)
        for at, sentences in enumerate(abstracts)
    ]
    question = read(text, intent)
    written, sentences = composed(question, papers)
    assert [each.text for each in sentences if each.fails] == []
    assert written == composed(question, papers)[0]


@pytest.mark.parametrize("title", ["", "Shells [1] | cones", "a new theory of shells ."])
def test_any_title_is_told_as_computed(title: str) -> None:
    papers = [made("a", title, "We propose a model of shells."), HARBOR]
    _, sentences = composed(read("papers on shells"), papers)
    assert not any(sentence.fails for sentence in sentences)


def test_what_denies_the_premise_comes_first() -> None:
    paper = made(
        "cones",
        "Cones under Load",
        "Cones bear loads in towers. Cones need no paint at all, as tests of towers show.",
    )
    question = replace(read("Why do cones need paint?"), presupposes=("cones need paint",))
    text, _ = composed(question, [paper])
    assert text.startswith("Cones need no paint at all")
    assert OTHERWISE in text


def test_a_premise_that_holds_is_not_denied() -> None:
    question = replace(
        read("Why do streaming models suffer from latency?"),
        presupposes=("streaming models suffer from latency",),
    )
    assert OTHERWISE not in composed(question, [HARBOR])[0]


def test_papers_that_are_only_near_a_topic_stand_apart() -> None:
    text, _ = composed(read("papers on phones"), [PIER, HARBOR])
    assert text.startswith("1 paper found, 2023:")
    assert text.index("Near to it, in other words:") < text.index("Harbor: Streaming")


@pytest.mark.parametrize(
    ("topic", "begins"),
    [
        ("Which papers are there on speech recognition?", "3 papers found, 2019 to 2023:"),
        (
            "Which papers are there on recognition of singing?",
            "3 papers found, 2019 to 2023, none with all words of the topic:",
        ),
    ],
)
def test_a_list_says_where_no_paper_has_all_words_of_the_topic(topic: str, begins: str) -> None:
    text, _ = composed(read(topic, Intent.PAPERS), PAPERS)
    assert text.startswith(begins)


def test_without_limits_among_papers_what_comes_closest_is_told() -> None:
    question = replace(read("open problems", Intent.LIMITS), slots={"among": "papers"})
    wharf = made("wharf", "Wharf: a Reader of Signs", "We propose Wharf, which reads signs.")
    text, _ = composed(question, [wharf, DOCK])
    assert text.startswith("In the 2 abstracts looked at no sentence was recognised")
    assert "closest:\n- Marsh [2] introduces Dock" in text


def test_described_sides_are_the_papers_whose_titles_say_so() -> None:
    question = read("Compare recognition of speech from lips with speech on small devices")
    text, _ = composed(question, PAPERS)
    assert "Dock" in text
    assert "Pier" in text
    assert "[1]" not in text


def test_a_list_begins_with_the_newest_where_that_is_asked_for() -> None:
    for asked, first, last in (
        ("papers on speech recognition, oldest first", "Dock", "Pier"),
        ("papers on speech recognition, newest first", "Pier", "Dock"),
    ):
        text, _ = composed(read_question(asked, NOBODY), PAPERS)
        assert text.index(f": {first}") < text.index(": Harbor") < text.index(f": {last}")


def test_the_newest_of_many_stand_before_those_of_which_only_the_title_is_told() -> None:
    many = [
        made(f"key{at}", f"Speech Recognition {at}", "We recognize speech.", 2000 + at)
        for at in range(14)
    ]
    text, _ = composed(
        read_question("papers on speech recognition, newest first", NOBODY), many
    )
    years = [int(year) for year in re.findall(r"- (20\d\d),", text)]
    assert years == sorted(years, reverse=True)
    assert len(years) == len(many)
