"""Makes statistics.json: what SciPy and statsmodels answer on small fixed cases.

python statistics.py > statistics.json   (SciPy 1.17, statsmodels 0.15)
"""

import json
import sys

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests


def bca(name, samples, statistic, level, seed):
    """SciPy's interval with the very draws it used, so that only the arithmetic is compared."""
    result = stats.bootstrap(
        samples,
        statistic,
        n_resamples=999,
        confidence_level=level,
        method="BCa",
        vectorized=False,
        rng=np.random.default_rng(seed),
    )
    return {
        "name": name,
        "samples": [list(map(float, s)) for s in samples],
        "level": level,
        "draws": result.bootstrap_distribution.tolist(),
        "low": float(result.confidence_interval.low),
        "high": float(result.confidence_interval.high),
    }


def wilcoxon(name, d):
    d = np.array(d, float)
    exact = name.startswith("exact")
    method = stats.PermutationMethod(n_resamples=np.inf) if name == "exact, ties" else "auto"
    answer = stats.wilcoxon(d, zero_method="wilcox", correction=False, method=method if exact else "asymptotic")
    return {"name": name, "differences": d.tolist(), "statistic": float(answer.statistic), "p": float(answer.pvalue)}


def sign_flip(d):
    """Every sign pattern, by SciPy's own enumeration."""
    d = np.array(d, float)
    answer = stats.permutation_test(
        (d,), np.mean, permutation_type="samples", n_resamples=np.inf, alternative="two-sided"
    )
    return {"differences": d.tolist(), "p": float(answer.pvalue)}


rng = np.random.default_rng(7)
skewed = rng.lognormal(0.0, 1.0, 25).round(3)
hits = (rng.random(60) < 0.93).astype(float)
left, right = rng.normal(1, 1, 18).round(3), rng.normal(0.4, 2, 11).round(3)
p_values = [0.01, 0.04, 0.03, 0.005, 0.5, 0.04]

json.dump(
    {
        "bca": [
            bca("mean of skewed values", (skewed,), np.mean, 0.95, 1),
            bca("share of hits, many equal draws", (hits,), np.mean, 0.9, 2),
            bca("difference of two means", (left, right), lambda a, b: np.mean(a) - np.mean(b), 0.95, 3),
        ],
        "wilcoxon": [
            wilcoxon("exact", rng.normal(0.9, 1, 14).round(4)),
            wilcoxon("exact, ties", [1, 1, -1, 2, 2, 3, -2, 4, 5, -1]),
            wilcoxon("normal, ties and zeros", np.r_[rng.integers(-3, 6, 80)]),
        ],
        "signFlip": [sign_flip(rng.normal(0.5, 1, 9).round(4)), sign_flip([1, 0, 1, 1, 0, -1, 1, 1])],
        "holm": {"p": p_values, "adjusted": multipletests(p_values, method="holm")[1].tolist()},
    },
    sys.stdout,
    indent=1,
)
