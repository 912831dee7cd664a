# Answers each line with one number: a loss, or the regret of Optuna's best trial.
import math
import sys

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
FULL = 27
HEIGHTS = [1, 1.2, 3, 3.2]
STEEPNESS = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
CENTRES = [
    [1312, 1696, 5569, 124, 8283, 5886],
    [2329, 4135, 8307, 3736, 1004, 9991],
    [2348, 1451, 3522, 2883, 3047, 6650],
    [4047, 8828, 8732, 5743, 1091, 381],
]


def branin(x):
    valley = x[1] - 5.1 / (4 * math.pi**2) * x[0] ** 2 + 5 / math.pi * x[0] - 6
    return valley**2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x[0]) + 10


def hartmann(x):
    return -sum(
        h * math.exp(-sum(s * (v - 1e-4 * c) ** 2 for s, v, c in zip(steepness, x, centre)))
        for h, steepness, centre in zip(HEIGHTS, STEEPNESS, CENTRES)
    )


def surrogate(x):
    l = x[0] - 0.7
    masked = x[1] - 0.85 - 0.3 * l
    warmth = math.log10(x[2]) + 1 - 0.5 * l
    return -math.expm1(-(4 * l**2 + 2 * masked**2 + 0.5 * warmth**2))


# Loss, its least value, how much too large it is early on, and (low, high, logarithmic) of each axis.
PROBLEMS = {
    "BRANIN": (branin, 10 / (8 * math.pi), 50, [(-5, 10, False), (0, 15, False)]),
    "HARTMANN_6": (hartmann, -3.32236801141551, 1, [(0, 1, False)] * 6),
    "LAMBDA_DELTA_TAU": (surrogate, 0, 0.3, [(0, 1, False), (0, 1, False), (0.01, 1, True)]),
}


def place(value, axis):
    low, high, logarithmic = axis
    return math.log(value / low) / math.log(high / low) if logarithmic else (value - low) / (high - low)


def loss_at(problem, x, budget):
    loss, _, scale, axes = PROBLEMS[problem]
    along = sum(place(v, a) for v, a in zip(x, axes))
    early = 1 / math.sqrt(budget) - 1 / math.sqrt(FULL)
    return loss(x) + scale * early * (1 + math.cos(2 * math.pi * along)) / 2


def suggested(trial, problem):
    return [trial.suggest_float(f"x{i}", low, high, log=log) for i, (low, high, log) in enumerate(PROBLEMS[problem][3])]


def tpe(problem, seed, trials, **options):
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed, **options))
    study.optimize(lambda trial: loss_at(problem, suggested(trial, problem), FULL), n_trials=trials)
    return study.best_value


def asha(problem, seed, evaluations):
    left = evaluations
    best = math.inf

    def objective(trial):
        nonlocal left, best
        x = suggested(trial, problem)
        for budget in (1, 3, 9, FULL):
            if left == 0:
                raise optuna.TrialPruned()
            left -= 1
            value = loss_at(problem, x, budget)
            trial.report(value, budget)
            if budget < FULL and trial.should_prune():
                raise optuna.TrialPruned()
        best = min(best, value)
        return value

    pruner = optuna.pruners.SuccessiveHalvingPruner(min_resource=1, reduction_factor=3)
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=seed), pruner=pruner)
    while left > 0:
        study.optimize(objective, n_trials=1)
    return best


print(f"Optuna {optuna.__version__}", flush=True)
for line in sys.stdin:
    verb, problem, *words = line.split()
    if verb == "loss":
        answer = loss_at(problem, [float(w) for w in words[1:]], int(words[0]))
    else:
        seed, count = map(int, words)
        least = PROBLEMS[problem][1]
        if verb == "asha":
            answer = asha(problem, seed, count) - least
        else:
            answer = tpe(problem, seed, count, **({} if verb == "tpe" else {"multivariate": False})) - least
    print(answer, flush=True)
