"""What tells that a paper, or a sentence of it, belongs to a question: one vector of numbers."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.language.names import gives_name, text_of
from assistant.language.sentences import cut_sentences
from assistant.language.similarity import measure_alikeness
from assistant.language.stems import stem, stems
from assistant.language.thesaurus import written_for
from store.words import STOP_WORDS, joined, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from assistant.questions.question import Question
    from store.paper import Paper
    from store.ranking import Hit

    Floats = NDArray[np.float64]
    Similarities = Callable[[str, Sequence[str]], Sequence[float]]

# Words that have nothing to do with each other have a cosine of up to a quarter.
_UNRELATED = 0.25
_WRITTEN_FOR = 0.9
_NEAR = 4
_SHORT = 3

FEATURES = (
    "covered",
    "titled",
    "sentence",
    "unit",
    "unit_paper",
    "weakest",
    "whole_window",
    "mentions",
    "aligned",
    "aligned_title",
    "aligned_sentence",
    "score",
    "lexical",
    "vector",
    "nearest",
    "nearest_wide",
    "paper",
    "title_cos",
    "rel_nearest",
    "rel_paper",
    "rel_aligned",
    "rank",
    "named",
    "short_covered",
    "short_unit",
    "short_nearest",
    "short",
    "single",
    "full",
    "full_sentence",
    "all_titled",
    "phrase",
    "phrase_weakest",
    "phrase_full",
    "phrase_nearest",
    "long_nearest",
    "long_aligned",
    "soft_window",
)


@dataclass(frozen=True, slots=True)
class Words:
    """A paper's words: those of its title, then of each sentence."""

    texts: tuple[str, ...]
    tokens: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=4096)
def words_of(paper: Paper) -> Words:
    """Return the words of a paper, sentence by sentence, the title first."""
    texts = (paper.title, *(span.text for span in cut_sentences(paper.abstract)))
    return Words(texts, tuple((*words(text), *joined(text)) for text in texts))


class Described:
    """Papers seen from a question: matches of each term in each sentence, and cosines."""

    def __init__(
        self, question: Question, hits: Sequence[Hit], similarities: Similarities
    ) -> None:
        self.question, self.hits = question, hits
        self.papers = [words_of(hit.paper) for hit in hits]
        special = {w: t for w, t in question.words.items() if t in question.topic}
        self.terms = list(special.values())
        self.asked = list(special)
        sentences = [tokens for paper in self.papers for tokens in paper.tokens]
        self.counts = [len(paper.tokens) for paper in self.papers]
        self.starts = np.cumsum([0, *self.counts])[:-1]
        vocabulary: dict[str, int] = {"": 0}
        ids = [[vocabulary.setdefault(t, len(vocabulary)) for t in s] or [0] for s in sentences]
        self.ids = ids
        self.exact, self.wide, self.soft = self._match([*vocabulary])
        flat = np.concatenate([np.asarray(i) for i in ids])
        starts = np.cumsum([0, *map(len, ids)])[:-1]
        at = lambda matrix: np.maximum.reduceat(matrix[:, flat], starts, axis=1)
        self.exact_in, self.soft_in = at(self.exact), at(self.soft)
        self.wide_in = at(self.wide)
        texts = [text for paper in self.papers for text in paper.texts]
        self.near = np.asarray(similarities(question.bare_text if question.kind == 'survey' else question.text, texts))
        added = dict.fromkeys(o for w in self.asked for o in written_for(w))
        self.near_wide = np.asarray(similarities(" ".join((question.text, *added)), texts))
        self.whole = np.asarray(
            similarities(question.text, [f"{h.paper.title}. {h.paper.abstract}" for h in hits])
        )
        held = self._paper(self.exact_in).sum(axis=1)
        n = len(hits)
        self.weights = np.log(1 + (n + 1) / (held + 0.5))
        self.weights /= self.weights.sum() or 1.0

    def _match(self, vocabulary: list[str]):
        shape = (len(self.terms), len(vocabulary))
        exact = np.zeros(shape)
        stemmed = [stem(w) if w else "" for w in vocabulary]
        for row, term in enumerate(self.terms):
            exact[row] = [s in term for s in stemmed]
        wide = exact.copy()
        for row, word in enumerate(self.asked):
            others = stems(" ".join(written_for(word)))
            if others:
                wide[row] = np.maximum(wide[row], [_WRITTEN_FOR * (s in others) for s in stemmed])
        for a in range(len(self.asked)):
            for b in range(a + 2, len(self.asked) + 1):
                short = "".join(w[0] for w in self.asked[a:b])
                if short not in STOP_WORDS:
                    for i, w in enumerate(vocabulary):
                        if w == short or w == short + "s":
                            wide[a:b, i] = np.maximum(wide[a:b, i], _WRITTEN_FOR)
        cos = np.asarray(measure_alikeness(self.asked, vocabulary[1:]))
        soft = wide.copy()
        soft[:, 1:] = np.maximum(
            wide[:, 1:], np.clip((cos - _UNRELATED) / (1 - _UNRELATED), 0, 1)
        )
        for i, w in enumerate(vocabulary):
            if w in STOP_WORDS:
                soft[:, i] = 0.0
        return exact, wide, soft

    def _paper(self, matrix):
        return np.maximum.reduceat(matrix, self.starts, axis=1)

    def _units(self) -> tuple[Floats, Floats]:
        """Share of neighbouring pairs that stand close together in each sentence; and whether
        all terms stand in one window (count).
        """
        terms = len(self.terms)
        pairs = [(i, i + 1) for i in range(terms - 1)]
        share = np.zeros(len(self.ids))
        whole = np.zeros(len(self.ids))
        hit = self.wide > 0
        for s, ids in enumerate(self.ids):
            if terms == 1:
                share[s] = self.wide_in[0, s] > 0
                whole[s] = share[s]
                continue
            if (self.wide_in[:, s] > 0).sum() < 2:
                continue
            where = [np.flatnonzero(hit[t, ids]) for t in range(terms)]
            good = 0.0
            total = 0.0
            for a, b in pairs:
                w = self.weights[a] + self.weights[b]
                total += w
                if len(where[a]) and len(where[b]):
                    d = np.abs(where[a][:, None] - where[b][None, :])
                    good += w * (d.min() <= _NEAR)
            share[s] = good / total if total else 0
            if all(len(w) for w in where):
                width = terms + 2
                pos = sorted((p, t) for t, w in enumerate(where) for p in w)
                count: Counter[int] = Counter()
                left = 0
                for p, t in pos:
                    count[t] += 1
                    while p - pos[left][0] >= width:
                        count[pos[left][1]] -= 1
                        if not count[pos[left][1]]:
                            del count[pos[left][1]]
                        left += 1
                    if len(count) == terms:
                        whole[s] = 1
                        break
        return share, whole

    def features(self) -> Floats:
        n = len(self.hits)
        if not n or not self.terms:
            return np.zeros((n, len(FEATURES)))
        w = self.weights
        red = np.maximum.reduceat
        in_paper = self._paper(self.exact_in)
        covered = w @ in_paper
        by_sentence = w @ self.exact_in
        titled = by_sentence[self.starts]
        sentence = red(by_sentence, self.starts)
        share, whole = self._units()
        unit = red(share, self.starts)
        # pairs anywhere in the paper
        weakest = red(self.soft_in.min(axis=0), self.starts)
        mentions = np.minimum(np.add.reduceat(whole, self.starts), 3) / 3
        soft_sentence = w @ self.soft_in
        aligned = w @ self._paper(self.soft_in)
        top = max((h.score for h in self.hits), default=0.0) or 1.0
        nearest = red(self.near, self.starts)
        nearest_wide = red(self.near_wide, self.starts)
        short = float(len(self.terms) <= _SHORT)
        names = self.question.names
        named = [
            sum(gives_name(text_of(h.paper), x) for x in names) / len(names) if names else 1.0
            for h in self.hits
        ]
        phrase = float(_is_phrase(self.question.text, self.asked) and len(self.terms) <= 5)
        full_s = red((self.wide_in > 0).all(axis=0).astype(float), self.starts)
        columns = dict(
            phrase=np.full(n, phrase),
            phrase_weakest=phrase * weakest,
            phrase_full=phrase * full_s,
            phrase_nearest=phrase * nearest,
            long_nearest=(1 - phrase) * nearest,
            long_aligned=(1 - phrase) * red(soft_sentence, self.starts),
            soft_window=red(np.sort(self.soft_in, axis=0)[:2].mean(axis=0), self.starts),
            covered=covered,
            titled=titled,
            sentence=sentence,
            unit=unit,
            unit_paper=np.add.reduceat(share, self.starts).clip(0, 3) / 3,
            weakest=weakest,
            whole_window=red(whole, self.starts),
            mentions=mentions,
            aligned=aligned,
            aligned_title=soft_sentence[self.starts],
            aligned_sentence=red(soft_sentence, self.starts),
            score=np.array([h.score / top for h in self.hits]),
            lexical=np.array([h.parts.get("lexical", 0) for h in self.hits]),
            vector=np.array([h.parts.get("vector", 0) for h in self.hits]),
            nearest=nearest,
            nearest_wide=nearest_wide,
            paper=self.whole,
            title_cos=self.near[self.starts],
            rel_nearest=nearest / (nearest.max() or 1),
            rel_paper=self.whole / (self.whole.max() or 1),
            rel_aligned=aligned / (aligned.max() or 1),
            rank=1 / np.arange(1, n + 1),
            named=np.array(named),
            short_covered=short * covered,
            short_unit=short * unit,
            short_nearest=short * nearest,
            short=np.full(n, short),
            single=np.full(n, float(len(self.terms) == 1)),
            full=(in_paper > 0).all(axis=0).astype(float),
            full_sentence=red((self.exact_in > 0).all(axis=0).astype(float), self.starts),
            all_titled=(titled > 0.999).astype(float),
        )
        return np.stack([columns[name] for name in FEATURES], axis=1)


_LINKS = frozenset("a an and as at between by for from in of on or the to under with without".split())


def _is_phrase(text, asked):
    tokens = words(text)
    at = [i for i, t in enumerate(tokens) if t in asked]
    if not at:
        return False
    return all(t in asked or t in _LINKS for t in tokens[at[0] : at[-1] + 1])
