"""Makes sweeps.json: what Optuna and SciPy answer on small fixed cases.

python sweeps.py > sweeps.json   (Optuna 5.0.0, SciPy 1.17)
"""

import json
import math
import sys
import warnings

import numpy as np
import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.samplers._tpe import sampler as tpe
from optuna.samplers._tpe.parzen_estimator import _ParzenEstimator
from scipy import stats
from scipy.stats import qmc

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.filterwarnings("ignore")
rng = np.random.default_rng(11)
PARAMETERS = optuna.samplers.TPESampler()._parzen_estimator_parameters
SPACE = {
    "real": FloatDistribution(-2.0, 3.0),
    "log": FloatDistribution(0.01, 10.0, log=True),
    "whole": IntDistribution(3, 40),
    "listed": CategoricalDistribution(["a", "b", "c"]),
}


def drawn(count):
    """Parameters of trials, in Optuna's internal representation."""
    return {
        "real": rng.uniform(-2, 3, count),
        "log": np.exp(rng.uniform(math.log(0.01), math.log(10), count)),
        "whole": rng.integers(3, 41, count).astype(float),
        "listed": rng.integers(0, 3, count).astype(float),
    }


def external(name, value):
    return SPACE[name].to_external_repr(float(value))


def parzen(count):
    """Mixture weights, bandwidths in shares of the axis, and log densities, of each axis alone and of all."""
    seen, asked = drawn(count), drawn(4)
    seen["whole"] = rng.permutation(np.arange(3.0, 41))[:count]  # equal ones may swap their bandwidths
    axes = {}
    for name, distribution in SPACE.items():
        estimator = _ParzenEstimator({name: seen[name]}, {name: distribution}, PARAMETERS)
        mixture = estimator._mixture_distribution.distributions[0]
        axes[name] = {"logDensity": estimator.log_pdf({name: asked[name]}).tolist()}
        if hasattr(mixture, "sigma"):
            length = mixture.adapted_high - mixture.adapted_low
            axes[name]["widths"] = (mixture.sigma / length).tolist()
            if mixture.step == 0:  # per unit of the axis's own length, where places are told in such
                axes[name]["logDensity"] = [d + math.log(length) for d in axes[name]["logDensity"]]
    joint = _ParzenEstimator(seen, SPACE, PARAMETERS)
    lengths = 5.0 * math.log(1000)
    rows = lambda values: [[external(n, values[n][i]) for n in SPACE] for i in range(len(values["real"]))]
    return {
        "seen": rows(seen),
        "asked": rows(asked),
        "weights": joint._mixture_distribution.weights.tolist(),
        "axes": axes,
        "logDensity": (joint.log_pdf(asked) + math.log(lengths)).tolist(),
    }


def study(space, rows, values):
    made = optuna.create_study(direction="maximize")
    for row, value in zip(rows, values):
        made.add_trial(optuna.trial.create_trial(params=dict(zip(space, row)), distributions=space, value=value))
    return made


def split(count):
    values = rng.normal(0, 1, count).round(2).tolist()
    space = {"x": FloatDistribution(0, 1)}
    made = study(space, [[0.5]] * count, values)
    below, _ = tpe._split_trials(made, made.trials, tpe.default_gamma(count))
    return {"values": values, "best": [t.number for t in below]}


def importance(count, weight):
    columns = drawn(count)
    rows = [[external(n, columns[n][i]) for n in SPACE] for i in range(count)]
    values = [
        -weight[0] * (r[0] - 1) ** 2 - weight[1] * math.log(r[1]) ** 2 - weight[2] * abs(r[2] - 30) / 10 + weight[3] * (r[3] == "b")
        for r in rows
    ]
    evaluator = optuna.importance.PedAnovaImportanceEvaluator()
    answer = optuna.importance.get_param_importances(study(SPACE, rows, values), evaluator=evaluator)
    return {"points": rows, "values": values, "importance": answer}


def equivalence(differences, margin):
    d = np.array(differences)
    low = stats.ttest_1samp(d, -margin, alternative="greater")
    high = stats.ttest_1samp(d, margin, alternative="less")
    same = stats.ttest_1samp(d, 0)
    interval = same.confidence_interval(0.95)
    return {
        "differences": d.tolist(),
        "margin": margin,
        "equivalence": float(max(low.pvalue, high.pvalue)),
        "p": float(same.pvalue),
        "low": float(interval.low),
        "high": float(interval.high),
    }


def power(pairs, effect):
    """Of the two-sided t test at 5 % for a true effect in standard errors, by the noncentral t."""
    edge = stats.t.ppf(0.975, pairs - 1)
    return float(stats.nct.sf(edge, pairs - 1, effect) + stats.nct.cdf(-edge, pairs - 1, effect))


def noise(scores):
    scores = [np.array(s) for s in scores]
    degrees = sum(len(s) - 1 for s in scores)
    variance = sum(((s - s.mean()) ** 2).sum() for s in scores) / degrees
    low, high = (math.sqrt(variance * degrees / stats.chi2.ppf(q, degrees)) for q in (0.975, 0.025))
    return {"scores": [s.tolist() for s in scores], "deviation": math.sqrt(variance), "low": low, "high": high}


json.dump(
    {
        "sobol": qmc.Sobol(21, scramble=False).random(16).tolist(),
        "parzen": [parzen(count) for count in (0, 1, 2, 7, 25, 26, 31)],
        "split": [split(count) for count in (5, 10, 11, 90)],
        "importance": [importance(60, (1, 1, 1, 1)), importance(60, (3, 0.2, 0, 1)), importance(200, (0, 0, 2, 0))],
        "pairedT": [
            equivalence(rng.normal(0.1, 1, 12).round(3), 1.0),
            equivalence(rng.normal(0.4, 0.2, 5).round(3), 0.3),
            equivalence([0.01, -0.02, 0.005], 0.1),
        ],
        "power": [{"pairs": n, "effect": e, "power": power(n, e)} for n, e in ((3, 5.364), (6, 3.49), (20, 2.954))],
        "noise": [noise([rng.normal(0.7, 0.02, 3).round(4)]), noise([rng.normal(m, 0.02, 4).round(4) for m in (0.6, 0.7)])],
    },
    sys.stdout,
    separators=(",", ":"),
)
