"""Fit what tells the roles of sentences: `python -m tests.train.roles FOLDER`, of CSAbstruct.

With them go abstracts of SciFact in labelled sections (../../claims), each label allowing some
roles. Prints the share of right labels (micro-F1) on dev when trained on train, and
cross-validated over both; then trains on all and writes the weights into the package.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from assistant.abstracts.features import (
    GRAM_BITS,
    GRAM_WEIGHT,
    hash_grams,
    mark_places,
    with_neighbours,
)
from assistant.abstracts.reading import Role
from assistant.abstracts.sections import LabelledSection, cut_sections
from assistant.abstracts.tagger import WEIGHTS, RoleTagger
from assistant.language.sentences import cut_sentences
from store.embedders import WordLlama, load_embedder
from tests.train.chain import Chain, fit_chain

if TYPE_CHECKING:
    from collections.abc import Sequence

ROLES = (Role.BACKGROUND, Role.OBJECTIVE, Role.METHOD, Role.RESULT, Role.BOILERPLATE)
LABELS = {role.value: role for role in ROLES} | {"other": Role.BOILERPLATE}
PENALTY = 10.0
FOLDS = 5
LEAST_SECTIONS = 3


@dataclass(frozen=True)
class Labelled:
    """An abstract's sentences, and the roles that each may have."""

    sentences: tuple[str, ...]
    roles: tuple[frozenset[Role], ...]


def read_labelled(path: Path) -> list[Labelled]:
    """Return the abstracts of a file of CSAbstruct."""
    records = [json.loads(line) for line in path.read_text().splitlines()]
    return [
        Labelled(
            tuple(record["sentences"]),
            tuple(frozenset({LABELS[each]}) for each in record["labels"]),
        )
        for record in records
    ]


def read_structured(path: Path) -> list[Labelled]:
    """Return the abstracts of a file of SciFact that have labelled sections, without labels.

    The label of its section narrows the roles of a sentence, often to several.
    """
    records = [json.loads(line) for line in path.read_text().splitlines()]
    texts = dict.fromkeys(" ".join(record["sentences"]) for record in records)
    sections = [(text, cut_sections(text)) for text in texts]
    return [_labelled(text, cut) for text, cut in sections if len(cut) >= LEAST_SECTIONS]


def _labelled(text: str, sections: Sequence[LabelledSection]) -> Labelled:
    told = [
        (span.text, section.allowed)
        for section in sections
        for span in cut_sentences(text[section.start : section.end])
    ]
    return Labelled(tuple(each for each, _ in told), tuple(roles for _, roles in told))


def featurise(abstracts: Sequence[Labelled]) -> sparse.csr_matrix:
    """Return the features of all sentences, one a row: vectors, place, hashed n-grams."""
    embedder = load_embedder(WordLlama.name)
    dense, columns, values, ends = [], [], [], [0]
    for abstract in abstracts:
        vectors = with_neighbours(embedder.embed(abstract.sentences))
        dense.append(np.hstack([vectors, mark_places(len(vectors))]))
        for sentence in abstract.sentences:
            rows = hash_grams(sentence)
            columns.append(rows)
            values.append(np.full(len(rows), GRAM_WEIGHT * len(rows) ** -0.5))
            ends.append(ends[-1] + len(rows))
    parts = (np.concatenate(values), np.concatenate(columns), ends)
    grams = sparse.csr_matrix(parts, shape=(len(ends) - 1, 1 << GRAM_BITS))
    return sparse.hstack([sparse.csr_matrix(np.vstack(dense)), grams]).tocsr()


def train(abstracts: Sequence[Labelled]) -> RoleTagger:
    """Return the tagger that these abstracts teach."""
    any_role = frozenset(ROLES)
    told = [roles & any_role or any_role for each in abstracts for roles in each.roles]
    allowed = np.array([[role in roles for role in ROLES] for roles in told])
    lengths = [len(each.sentences) for each in abstracts]
    return _tagger(fit_chain(featurise(abstracts), allowed, lengths, PENALTY))


def _tagger(chain: Chain) -> RoleTagger:
    split = len(chain.weights) - (1 << GRAM_BITS)
    grams = chain.weights[split:]
    step = np.abs(grams).max(axis=0) / 127
    return RoleTagger(
        ROLES,
        chain.weights[:split].astype(np.float16).astype(np.float32),
        np.round(grams / step).astype(np.int8),
        step.astype(np.float32),
        np.vstack([chain.between, chain.first, chain.last]).astype(np.float32),
    )


def share_right(tagger: RoleTagger, abstracts: Sequence[Labelled]) -> float:
    """Return the share of sentences that get a role that their label allows."""
    any_role = frozenset(ROLES)
    right = total = 0
    for abstract in abstracts:
        vectors = load_embedder(WordLlama.name).embed(abstract.sentences)
        tagged = tagger.tag(abstract.sentences, vectors, [any_role] * len(vectors))
        known = [roles & any_role for roles in abstract.roles]
        told = list(zip(tagged, known, strict=True))
        right += sum(role in roles for role, roles in told if 0 < len(roles) < len(ROLES))
        total += sum(0 < len(roles) < len(ROLES) for _, roles in told)
    return right / total


def cross_validate(
    abstracts: Sequence[Labelled], structured: Sequence[Labelled]
) -> tuple[float, float]:
    """Return the mean shares right on both over folds, each read by what the others teach."""
    shares = []
    for fold in range(FOLDS):
        taught = [each for at, each in enumerate(abstracts) if at % FOLDS != fold]
        taught += [each for at, each in enumerate(structured) if at % FOLDS != fold]
        tagger = train(taught)
        shares.append(
            [share_right(tagger, part[fold::FOLDS]) for part in (abstracts, structured)]
        )
    first, second = np.mean(shares, axis=0)
    return float(first), float(second)


def write_weights(tagger: RoleTagger, path: Path) -> None:
    """Write what `RoleTagger.load` reads."""
    np.savez(
        path,
        roles=np.array([role.value for role in tagger.roles]),
        dense=tagger.dense.astype(np.float16),
        grams=tagger.grams,
        step=tagger.step,
        transitions=tagger.transitions,
    )


def main() -> None:
    """Print how well roles are told on abstracts not trained on; write the weights of all."""
    folder = Path(sys.argv[1])
    first, second = read_labelled(folder / "train.jsonl"), read_labelled(folder / "dev.jsonl")
    structured = read_structured(folder.parents[1] / "claims" / "scifact_train.jsonl")
    print(
        f"trained on train, read dev: {share_right(train([*first, *structured]), second):.4f}"
    )
    shares = cross_validate([*first, *second], structured)
    print(
        "cross-validated over both: {:.4f}, over structured abstracts: {:.4f}".format(*shares)
    )
    write_weights(train([*first, *second, *structured]), WEIGHTS)
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
