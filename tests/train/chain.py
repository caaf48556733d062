"""A linear-chain conditional random field, fitted by L-BFGS to labels known in part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Floats = NDArray[np.float64]

_BARRED = -1e6
_PENALTY_ON_TRANSITIONS = 0.1


@dataclass(frozen=True)
class Chain:
    """Weights of features (features, roles), of transitions, of the first and the last role."""

    weights: Floats
    between: Floats
    first: Floats
    last: Floats


class Sequences:
    """Where the rows of sequences stand when these are padded to the longest."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths = np.asarray(lengths)
        self.rows = np.repeat(np.arange(len(lengths)), self.lengths)
        self.columns = np.concatenate([np.arange(length) for length in lengths])
        self.shape = (len(lengths), int(self.lengths.max()))
        self.there = np.arange(self.shape[1])[None] < self.lengths[:, None]

    def pad(self, values: Floats) -> Floats:
        """Return the rows as (sequences, longest, …), zeros behind each sequence's end."""
        padded = np.zeros((*self.shape, *values.shape[1:]))
        padded[self.rows, self.columns] = values
        return padded


def fit_chain(
    features: csr_matrix,
    allowed: NDArray[np.bool_],
    lengths: Sequence[int],
    penalty: float,
    steps: int = 150,
) -> Chain:
    """Return the chain under which the roles allowed, (rows, roles), are likeliest."""
    sequences, (width, count) = Sequences(lengths), (features.shape[1], allowed.shape[1])
    barred = np.where(allowed, 0.0, _BARRED)
    turned = features.T.tocsr()

    def unpack(packed: Floats) -> Chain:
        matrix = packed.reshape(-1, count)
        return Chain(matrix[:width], matrix[width:-2], matrix[-2], matrix[-1])

    def loss(packed: Floats) -> tuple[float, Floats]:
        chain = unpack(packed)
        scores = features @ chain.weights
        free, free_rows, free_ends = _expect(sequences, scores, chain)
        told, told_rows, told_ends = _expect(sequences, scores + barred, chain)
        steps_apart = np.vstack([chain.between, chain.first, chain.last])
        value = free - told + penalty / 2 * (chain.weights**2).sum()
        value += _PENALTY_ON_TRANSITIONS / 2 * (steps_apart**2).sum()
        gradient = turned @ (free_rows - told_rows) + penalty * chain.weights
        ends = free_ends - told_ends + _PENALTY_ON_TRANSITIONS * steps_apart
        return float(value), np.vstack([gradient, ends]).ravel()

    start = np.zeros((width + count + 2) * count)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return unpack(found.x)


def _expect(sequences: Sequences, scores: Floats, chain: Chain) -> tuple[float, Floats, Floats]:
    """Return the log of the sum over paths, and the shares of roles and transitions."""
    padded, there = sequences.pad(scores), sequences.there
    longest, ends = sequences.shape[1], (np.arange(sequences.shape[0]), sequences.lengths - 1)
    padded[:, 0] += chain.first
    padded[ends] += chain.last
    forward, backward = padded.copy(), np.zeros_like(padded)
    for at in range(1, longest):
        reached = _log_sum(forward[:, at - 1, :, None] + chain.between, 1) + padded[:, at]
        forward[:, at] = np.where(there[:, at, None], reached, forward[:, at - 1])
    for at in range(longest - 2, -1, -1):
        left = _log_sum(chain.between + (padded[:, at + 1] + backward[:, at + 1])[:, None], 2)
        backward[:, at] = np.where(there[:, at + 1, None], left, 0)
    total = _log_sum(forward[:, -1], 1)
    shares = np.exp(forward + backward - total[:, None, None]) * there[:, :, None]
    between = np.zeros_like(chain.between)
    for at in range(1, longest):
        kept = there[:, at]
        behind = (padded[kept, at] + backward[kept, at])[:, None]
        joint = (
            forward[kept, at - 1, :, None] + chain.between + behind - total[kept, None, None]
        )
        between += np.exp(joint).sum(axis=0)
    outer = np.vstack([between, shares[:, 0].sum(axis=0), shares[ends].sum(axis=0)])
    return float(total.sum()), shares[sequences.rows, sequences.columns], outer


def _log_sum(values: Floats, axis: int) -> Floats:
    most = values.max(axis=axis, keepdims=True)
    summed: Floats = np.log(np.exp(values - most).sum(axis=axis)) + most.squeeze(axis)
    return summed
