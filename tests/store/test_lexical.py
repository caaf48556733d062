"""The index of words: what it finds, what it forgives, and what it survives."""

from __future__ import annotations

import random
import shutil
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.errors import LibraryUnavailable
from store.filters import Clause, Filter, parse_filter
from store.lexical import LexicalIndex
from store.lexical import index as index_module
from store.lexical.schema import make_document
from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import tantivy

    Make = Callable[..., LexicalIndex]


def paper(key: str, title: str = "", abstract: str = "", **more: object) -> Paper:
    plain = Paper(key, title, (), True, None, abstract, None, None)
    return replace(plain, **more)  # type: ignore[arg-type]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    opened: list[LexicalIndex] = []

    def build(*papers: Paper) -> LexicalIndex:
        index = LexicalIndex.open(tmp_path / f"lexical{len(opened)}")
        index.update(papers, fingerprint="1")
        opened.append(index)
        return index

    yield build
    for index in opened:
        index.close()


def found(index: LexicalIndex, query: str, k: int = 10) -> list[str]:
    return [key for key, _ in index.search(query, k=k)]


def scores(index: LexicalIndex, query: str, keys: list[str]) -> dict[str, float]:
    return index.settle(index.look(query, k=1), keys)[1]


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("re-identification", "Person reidentification at night"),
        ("reidentification", "Person re-identification at night"),
        ("re identification", "Person reidentification at night"),
        ("reidentification", "Person re identification at night"),
        ("Frechet", "The Fréchet distance"),
        ("Fréchet", "The Frechet distance"),
        ("codetr", "We present Co-DETR"),
        ("Co-DETR", "We present CoDETR"),
        ("co detr", "We present CoDETR"),
        ("YOLO v3", "Faster than YOLOv3"),
        ("YOLOv3", "Faster than YOLO-v3"),
        ("uninetb5", "UniNet-B5 is small"),
        ("detectors", "A detector of faces"),
        ("T2I", "On text-to-image models"),
        ("LLMs", "We train a large language model"),
        ("large language model", "LLMs everywhere"),
        ("colaborative hybrid asignments", "Collaborative hybrid assignments"),
        ("waht is vividfce", "VividFace swaps faces"),
        ("segmentatoin", "Segmentation of images"),
        ("recogintoin", "Recognition of speech"),
        ("𝒞o-DETR", "We present Co-DETR"),
        ("ﬁne tuning", "Fine-tuning of models"),
    ],
)
def test_a_word_is_found_in_another_form(make: Make, asked: str, written: str) -> None:
    explained = paper(
        "explained", abstract="A large language model (LLM) and text-to-image (T2I)"
    )
    index = make(
        paper("wanted", abstract=written),
        paper("other", abstract="Nothing of the kind"),
        explained,
    )
    assert "wanted" in found(index, asked)
    assert "other" not in found(index, asked)


def test_what_stands_there_as_asked_outranks_what_resembles_it(make: Make) -> None:
    explained = paper(
        "explained", abstract="The long name is text-to-image (T2I) and we leave it at that"
    )
    index = make(
        paper("plural", abstract="Mask mask mask"),
        paper("short", abstract="A study of T2I and how it is used in the end"),
        paper("long", abstract="A study of text to image and how it is used in the end"),
        explained,
    )
    order = found(index, "T2I")
    assert order.index("short") < order.index("long")


def test_a_word_that_is_known_is_not_corrected(make: Make) -> None:
    index = make(
        paper("asked", abstract="A probe of the ocean floor"),
        paper("near", abstract="A prone ocean"),
    )
    assert found(index, "probe") == ["asked"]


def test_a_correction_counts_less_than_the_word(make: Make) -> None:
    index = make(paper("a", abstract="Collaborative training"))
    slip, right = (
        scores(index, word, ["a"])["a"] for word in ("colaborative", "collaborative")
    )
    assert slip < right


def test_title_counts_more_than_abstract(make: Make) -> None:
    index = make(
        paper("abstract", "Training of detectors", "Outpainting of videos"),
        paper("title", "Outpainting of videos", "Training of detectors"),
    )
    assert found(index, "outpainting") == ["title", "abstract"]


def test_a_word_said_twice_weighs_twice(make: Make) -> None:
    index = make(paper("a", abstract="faces"))
    once, twice = (scores(index, query, ["a"])["a"] for query in ("faces", "faces faces"))
    assert twice == pytest.approx(2 * once, rel=1e-3)


@pytest.mark.parametrize(
    "query", ["", " ", "what is the", "How do they do it?", "…", "🙂🙃", "\x00", "\ud800"]
)
def test_a_query_without_content_finds_nothing(make: Make, query: str) -> None:
    assert found(make(paper("a", "The thing", "It is what it is.")), query) == []


NAMED = paper(
    "zong2023temporal",
    "Temporal Enhanced Training of Multi-view 3D Détection: HoP!",
    "An abstract",
    doi="10.1109/ICCV51070.2023.00358",
    arxiv_id="2304.00967v2",
)


@pytest.mark.parametrize(
    "query",
    [
        "zong2023temporal",
        "[@zong2023temporal]",
        "What does zong2023temporal say?",
        "temporal enhanced training of multi view 3d detection hop",
        "10.1109/iccv51070.2023.00358",
        "https://doi.org/10.1109/ICCV51070.2023.00358.",
        "2304.00967",
        "arXiv:2304.00967v1",
        "https://arxiv.org/abs/2304.00967v3",
        "https://arxiv.org/pdf/2304.00967.pdf",
        "10.48550/arXiv.2304.00967",
    ],
)
def test_what_a_query_names_is_known_exactly(make: Make, query: str) -> None:
    index = make(
        NAMED, paper("other2023temporal", "Temporal Enhanced Training", arxiv_id="2304.00968")
    )
    assert index.exact(query) == ["zong2023temporal"]
    assert index.exact(query, where=parse_filter("year:1999")[0]) == []


def test_papers_that_share_a_title_are_both_named(make: Make) -> None:
    index = make(
        paper("b", "UniNet: One"), paper("a", "UniNet: one"), paper("c", "UniNet: One more")
    )
    assert index.exact("uninet one") == ["a", "b"]


def test_scores_of_given_papers_are_those_of_the_search(make: Make) -> None:
    index = make(*(paper(f"k{n}", f"Face {n}", "mask " * (n % 5)) for n in range(40)))
    by_search = dict(index.search("masked face", k=100))
    assert scores(index, "masked face", [*by_search, "absent"]) == by_search
    assert scores(index, "masked face", []) == {}


@pytest.mark.parametrize("question", ["masked face", "data-set of a masked face"])
def test_the_two_steps_of_a_search_know_the_scores_of_others(make: Make, question: str) -> None:
    index = make(
        *(
            paper(f"k{n}", f"Face {n}", f"{'mask ' * (n % 5)} data-set dataset")
            for n in range(9)
        )
    )
    best, others = index.settle(index.look(question, k=3), ["k8", "k1", "absent"])
    assert best == index.search(question, k=3)
    assert others == scores(index, question, ["k1", "k8"])


@pytest.mark.parametrize("question", ["cnn on a data-set", "convolutional networks", "dataset"])
@pytest.mark.parametrize(("first", "spare", "ties"), [(1, 1, 1), (1, 40, 1), (8, 32, 8)])
def test_of_words_in_several_forms_the_best_are_those_of_all(
    make: Make,
    monkeypatch: pytest.MonkeyPatch,
    question: str,
    first: int,
    spare: int,
    ties: int,
) -> None:
    dice = random.Random(5)
    parts = ["convolutional networks (CNN)", "a CNN", "data-set", "dataset", "faces", "masks"]
    index = make(
        *(
            paper(f"k{n}", dice.choice(parts), " and ".join(dice.choices(parts, k=n % 7)))
            for n in range(150)
        )
    )
    known = scores(index, question, [f"k{n}" for n in range(150)])
    best = sorted(known.items(), key=lambda hit: (-hit[1], hit[0]))
    monkeypatch.setattr(index_module, "_FIRST", first)
    monkeypatch.setattr(index_module, "_SPARE", spare)
    monkeypatch.setattr(index_module, "_TIES", ties)
    for k in (1, 10, 40):
        near = index.search(question, k=k)
        assert [score for _, score in near] == pytest.approx(
            [score for _, score in best[:k]], abs=2e-4
        )
        assert {key for key, _ in near} == {key for key, _ in best[: len(near)]}


def test_ties_at_the_end_of_the_list_are_settled_by_key(make: Make) -> None:
    names = [f"k{n:03}" for n in range(150)]
    shuffled = random.Random(3).sample(names, len(names))
    index = make(*(paper(name, "Same title", "Same abstract") for name in shuffled))
    assert found(index, "same", k=10) == names[:10]


def test_the_way_papers_came_in_does_not_show(tmp_path: Path) -> None:
    papers = [
        paper(f"k{n:03}", f"Word{n % 7}", f"word{n % 11} and " * (1 + n % 3) + "faces")
        for n in range(90)
    ]
    at_once = LexicalIndex.open(tmp_path / "once")
    at_once.rebuild(papers, fingerprint="x")
    bit_by_bit = LexicalIndex.open(tmp_path / "bits")
    for start in range(0, 90, 7):
        bit_by_bit.update(papers[start : start + 7], fingerprint=str(start))
    for query in ("word3", "faces", "word1 word4 faces"):
        assert at_once.search(query, k=90) == bit_by_bit.search(query, k=90)


def test_merging_does_not_hold_up_who_has_other_work_to_do(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged = threading.Event()
    end = index_module._end

    def end_late(writer: tantivy.IndexWriter) -> None:
        merged.wait()
        end(writer)

    monkeypatch.setattr(index_module, "_end", end_late)
    index = make(paper("a", "Faces"), paper("c", "Faces"))
    with index.preparing([("b", make_document(paper("b", "Faces")))], removed=["c"]) as finish:
        merged.set()
        finish("2")
    assert (sorted(found(index, "faces")), index.fingerprint) == (["a", "b"], "2")


def test_many_writes_leave_few_segments(make: Make, tmp_path: Path) -> None:
    index = make()
    for n in range(40):
        index.update([paper(f"k{n}", abstract="faces")], fingerprint=str(n))
    index.close()
    again = LexicalIndex.open(tmp_path / "lexical0")
    assert len(found(again, "faces", k=50)) == 40
    assert again._index.searcher().num_segments < 10


def test_update_replaces_and_removes(make: Make) -> None:
    index = make(paper("a", abstract="apples"), paper("b", abstract="pears"))
    index.update([paper("a", abstract="plums")], removed=["b", "absent"], fingerprint="2")
    assert found(index, "apples pears") == []
    assert found(index, "plums") == ["a"]
    index.update([paper("a", abstract="plums")], fingerprint="3")
    assert found(index, "plums") == ["a"]
    index.rebuild([paper("c", abstract="plums")], fingerprint="4")
    assert found(index, "plums") == ["c"]
    assert index.fingerprint == "4"


def test_a_failed_update_leaves_what_was_there(make: Make) -> None:
    index = make(paper("a", abstract="apples"))

    def broken() -> Iterator[Paper]:
        yield paper("b", abstract="apples")
        raise RuntimeError("the source broke off")

    with pytest.raises(RuntimeError):
        index.rebuild(broken(), fingerprint="2")
    assert found(index, "apples") == ["a"]
    assert index.fingerprint == "1"
    index.update([paper("c", abstract="apples")], fingerprint="3")
    assert found(index, "apples") == ["a", "c"]


def test_an_index_keeps_what_it_held(make: Make, tmp_path: Path) -> None:
    make(paper("a", abstract="apples")).close()
    again = LexicalIndex.open(tmp_path / "lexical0")
    assert again.fingerprint == "1"
    assert found(again, "apples") == ["a"]


def _cut(folder: Path) -> None:
    for file in folder.glob("*.idx"):
        file.write_bytes(file.read_bytes()[:10])


def _less_than_a_footer(folder: Path) -> None:
    for file in folder.glob("*.idx"):
        file.write_bytes(file.read_bytes()[:7])


def _other_schema(folder: Path) -> None:
    (folder / "songline.json").write_text('{"schema": 0, "fingerprint": "1"}')


def _nonsense(folder: Path) -> None:
    (folder / "songline.json").write_bytes(b"\xff[1]")


def _no_meta(folder: Path) -> None:
    (folder / "meta.json").write_text("{")


@pytest.mark.parametrize(
    "damage",
    [_cut, _less_than_a_footer, _other_schema, _nonsense, _no_meta, shutil.rmtree],
)
def test_a_damaged_index_is_begun_anew(
    make: Make, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    make(paper("a", abstract="apples")).close()
    damage(tmp_path / "lexical0")
    again = LexicalIndex.open(tmp_path / "lexical0")
    assert again.fingerprint is None
    assert found(again, "apples") == []
    again.update([paper("a", abstract="apples")], fingerprint="2")
    assert found(again, "apples") == ["a"]


def test_a_folder_that_cannot_be_used_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryUnavailable, match="file"):
        LexicalIndex.open(tmp_path / "file" / "lexical")


def _write_elsewhere(folder: Path) -> None:
    index = LexicalIndex.open(folder)
    index.update([paper("b", abstract="apples")], fingerprint="2")


def test_what_another_process_writes_is_found_at_once(make: Make, tmp_path: Path) -> None:
    index = make(paper("a", abstract="apples"))
    assert found(index, "apples") == ["a"]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(_write_elsewhere, tmp_path / "lexical0").result()
    assert found(index, "apples") == ["a", "b"]
    assert index.fingerprint == "2"


def _draw_crowd() -> list[Paper]:
    dice = random.Random(7)
    authors = ["Guanglu Song", "Fu-Yun Wang", "Zhuofan Zong", "Ünal Öz"]
    return [
        paper(
            f"k{n}",
            dice.choice(["Faces", "Masks", "Masked faces"]),
            dice.choice(["detr", "detr and faces", ""]),
            authors=tuple(dice.sample(authors, dice.randint(0, 3))),
            date=dice.choice(
                [None, PartialDate(2020), PartialDate(2022, 3), PartialDate(2024)]
            ),
            has_code=dice.choice([None, True, False]),
            field=dice.choice([None, "CV", "LG"]),
            venue=dice.choice([None, "CVPR", "ECCV Workshops"]),
        )
        for n in range(120)
    ]


CROWD = _draw_crowd()


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    index = LexicalIndex.open(tmp_path_factory.mktemp("crowd"))
    index.rebuild(CROWD, fingerprint="1")
    return index


clauses = st.one_of(
    st.builds(
        Clause,
        name=st.just("year"),
        years=st.tuples(st.integers(0, 2023), st.integers(2020, 9999)),
    ),
    st.builds(
        Clause,
        name=st.just("author"),
        value=st.sampled_from(["song", "fu yun", "yun wang", "unal", "no"]),
    ),
    st.builds(
        Clause, name=st.just("first"), value=st.sampled_from(["guanglu song", "zong", "oz"])
    ),
    st.builds(Clause, name=st.just("code"), value=st.sampled_from(["yes", "no", "unknown"])),
    st.builds(Clause, name=st.just("field"), value=st.sampled_from(["cv", "lg", "", "ai"])),
    st.builds(
        Clause,
        name=st.just("venue"),
        value=st.sampled_from(["cvpr", "workshops", "eccv workshops", ""]),
    ),
    st.builds(Clause, name=st.just("key"), value=st.sampled_from(["k3", "K3", "k100"])),
).flatmap(lambda clause: st.sampled_from([clause, replace(clause, negated=True)]))


@settings(max_examples=80)
@given(st.lists(clauses, max_size=3))
def test_a_filtered_search_is_the_search_without_the_rest(
    crowd: LexicalIndex, some: list[Clause]
) -> None:
    where = Filter(tuple(some))
    everything = crowd.search("masked faces detr", k=200)
    allowed = {paper.key for paper in CROWD if where.matches(paper)}
    expected = [(key, score) for key, score in everything if key in allowed]
    assert crowd.search("masked faces detr", k=200, where=where) == expected
    assert crowd.search("masked faces detr", k=5, where=where) == expected[:5]


hostile = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(categories=["Cs", "Cc", "So", "Po", "Ps"]), max_size=20),
    st.lists(
        st.sampled_from(
            [
                "AND",
                "OR",
                "NOT",
                "title:",
                '"',
                "(",
                "[a TO",
                "*",
                "~2",
                "^3",
                "\\",
                "faces",
                "+",
                "-",
            ]
        )
    ).map(" ".join),
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(hostile)
def test_no_query_raises(crowd: LexicalIndex, query: str) -> None:
    hits = crowd.search(query, k=10)
    assert hits == crowd.search(query, k=10)
    assert dict(hits).items() <= scores(crowd, query, [paper.key for paper in CROWD]).items()
    crowd.exact(query)


def test_a_long_query_is_answered(crowd: LexicalIndex) -> None:
    assert crowd.search("masked faces " * 3000 + "x" * 10_000, k=3)
