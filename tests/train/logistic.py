"""Logistic regression with an L1 penalty, how it does on groups held out, and choice of one
row of a group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Array = NDArray[np.float64]


def fit(rows: Array, labels: Array, weights: Array, penalty: float) -> tuple[Array, float]:
    """Return coefficients and bias, fitted on standardised features.

    Shapes: rows (n, features), labels and weights (n,). Each coefficient is the difference of
    two that are not negative, so that the penalty has a gradient everywhere.
    """
    size = rows.shape[1]
    spread = rows.std(axis=0) + 1e-9
    scaled = (rows - rows.mean(axis=0)) / spread

    def loss(packed: Array) -> tuple[float, Array]:
        up, down, bias = packed[:size], packed[size:-1], packed[-1]
        logits = scaled @ (up - down) + bias
        wrong = weights * (1.0 / (1.0 + np.exp(-logits)) - labels)
        slope = scaled.T @ wrong
        likelihood = weights @ (np.logaddexp(0.0, logits) - labels * logits)
        gradient = np.concatenate([slope + penalty, -slope + penalty, [wrong.sum()]])
        return float(likelihood + penalty * packed[:-1].sum()), gradient

    bounds = [(0.0, None)] * (2 * size) + [(None, None)]
    found = minimize(loss, np.zeros(2 * size + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    coefficients = (found[:size] - found[size:-1]) / spread
    return coefficients, float(found[-1] - coefficients @ rows.mean(axis=0))


def predict_held_out(
    rows: Array, labels: Array, weights: Array, groups: Sequence[str], penalty: float
) -> Array:
    """Return the logit of each row by a fit on all groups but its own."""
    logits, by_group = np.zeros(len(rows)), np.asarray(groups)
    for group in dict.fromkeys(groups):
        own = by_group == group
        coefficients, bias = fit(rows[~own], labels[~own], weights[~own], penalty)
        logits[own] = rows[own] @ coefficients + bias
    return logits


def choose_by(
    rows: csr_matrix, labels: Array, groups: NDArray[np.int_], weights: Array, penalty: Array
) -> Array:
    """Return the coefficients by which in each group a row labelled 1 is likeliest to have the
    largest sum, each with an L2 penalty; each group has a weight.

    Shapes: rows (n, features), labels and groups (n,), weights (groups,), penalty (features,);
    groups are numbered from 0.
    """

    def loss(coefficients: Array) -> tuple[float, Array]:
        chance = np.exp((scores := rows @ coefficients) - scores.max())
        every, right = np.bincount(groups, chance), np.bincount(groups, chance * labels)
        wrong = chance / every[groups] - chance * labels / right[groups]
        likelihood = weights @ np.log(every / right)
        slope = rows.T @ (weights[groups] * wrong) + 2.0 * penalty * coefficients
        return float(likelihood + penalty @ coefficients**2), slope

    return np.asarray(minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x)
