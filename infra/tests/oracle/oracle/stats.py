"""Tests and intervals that the rule book names."""

import math

import numpy as np
from scipy import stats


def median(values):
    """Type 7, numpy's default."""
    return float(np.quantile(np.asarray(values, float), 0.5))


def more_than(k, n, b):
    """Exact one-sided binomial test: P(X >= k | n, b)."""
    return float(stats.binomtest(int(k), int(n), b, alternative="greater").pvalue)


def less_than(k, n, b):
    """Exact one-sided binomial test: P(X <= k | n, b)."""
    return float(stats.binomtest(int(k), int(n), b, alternative="less").pvalue)


def holm(p_values):
    """Adjusted p-values (Holm 1979), in the given order."""
    n = len(p_values)
    order = sorted(range(n), key=lambda i: p_values[i])
    adjusted, running = [0.0] * n, 0.0
    for rank, i in enumerate(order):
        running = max(running, min(1.0, (n - rank) * p_values[i]))
        adjusted[i] = running
    return adjusted


def wilson(rate, n, level=0.95):
    """Wilson's score interval of a share."""
    z = stats.norm.ppf(0.5 + level / 2)
    middle = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    return middle - half, middle + half


def corrected_t(differences):
    """t, two-sided p of the corrected resampled t test for k folds (Nadeau & Bengio 2003); None where all differ alike."""
    d = np.asarray(differences, float)
    k = len(d)
    variance = d.var(ddof=1)
    # Differences of equal folds are seldom equal to the last bit.
    if variance <= 1e-24 * max(1.0, float(np.abs(d).max()) ** 2):
        return None, None
    t = d.mean() / math.sqrt((1 / k + 1 / (k - 1)) * variance)
    return float(t), float(2 * stats.t.sf(abs(t), k - 1))


def prediction_interval(values, level=0.95):
    """For one further value of the same sample (Hahn & Meeker 1991)."""
    v = np.asarray(values, float)
    half = stats.t.ppf(0.5 + level / 2, len(v) - 1) * v.std(ddof=1) * math.sqrt(1 + 1 / len(v))
    return float(v.mean() - half), float(v.mean() + half)


def psi_chance(bins, reference_rows, current_rows, level=0.95):
    """What PSI reaches by chance alone (Yurdakul 2018)."""
    return float(stats.chi2.ppf(level, bins - 1) * (1 / reference_rows + 1 / current_rows))
