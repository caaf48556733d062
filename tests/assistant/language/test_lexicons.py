"""Word lists are of English and of research at large, and no entry serves a sample."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from spellchecker import SpellChecker

from assistant.language import lexicons

ROOT = Path(__file__).parents[3]
FILES = sorted(Path(lexicons.__file__).parent.glob("*.txt"))
WORD = re.compile(r"[a-z]+")
GENERAL = frozenset(
    """
    aeroplane behaviour colour neighbours recognising summarise unlabelled
    ap bleu fps gflops gpu miou psnr
    thx autoencoder chatbot dataset datasets etc github https leaderboard multi org pre treebank
    api cnn cnns convnets gans gnns gpt gpus html lstm lstms mlp mri nas nlp nmt ppo pytorch qa
    pretrain resnet rl sgd tts vec vqa
    """.split()
)
"""General all the same: British spellings, standard measures, words of research and the web
that are younger than the dictionary, and abbreviations that at least five abstracts of
CSAbstruct and SciTLDR write.
"""


def words_of(text: str) -> set[str]:
    return set(WORD.findall(text.lower()))


@pytest.fixture(scope="module")
def of_samples() -> set[str]:
    """The words of the corpus that ships and of all questions with known answers that no
    dictionary of general English has.
    """
    questions = (
        json.loads(line)["question"]
        for path in (ROOT / "tests" / "eval").glob("*.jsonl")
        # These were written after the lists, by somebody who had seen none.
        if not re.match(r"blind2|.*_(?:lay|topics|framed)(?:_|$)", path.stem)
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    corpus = (ROOT / "seeds" / "guanglu-song.txt").read_text(encoding="utf-8")
    met = words_of(" ".join([corpus, *questions]))
    return met - set(SpellChecker().word_frequency.dictionary) - GENERAL


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_list_says_where_it_is_from_and_serves_no_sample(
    path: Path, of_samples: set[str]
) -> None:
    first, *entries = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert len(first) > 40
    served = {word for word in words_of(" ".join(entries)) & of_samples if len(word) > 1}
    assert served == set()


def test_a_word_of_one_paper_would_be_found(of_samples: set[str]) -> None:
    assert {"uniformer", "nuscenes", "teachdetr"} & of_samples
