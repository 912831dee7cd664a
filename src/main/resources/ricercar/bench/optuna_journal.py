# Answers "memory N" or "sqlite N" with the milliseconds that one of N trials without work costs.
import os
import sys
import tempfile
import time

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)


def storage(kind, folder):
    if kind == "memory":
        return optuna.storages.InMemoryStorage()
    return optuna.storages.RDBStorage("sqlite:///" + os.path.join(folder, "study.db"))


def cost(kind, trials):
    with tempfile.TemporaryDirectory() as folder:
        study = optuna.create_study(storage=storage(kind, folder), sampler=optuna.samplers.RandomSampler(seed=1))
        began = time.perf_counter()
        for _ in range(trials):
            trial = study.ask()
            x = trial.suggest_float("a", 0, 1)
            trial.suggest_float("b", 0, 1)
            trial.suggest_float("c", 0.01, 1, log=True)
            study.tell(trial, x)
        return 1000 * (time.perf_counter() - began) / trials


print("optuna", optuna.__version__, flush=True)
for line in sys.stdin:
    kind, trials = line.split()
    print(cost(kind, int(trials)), flush=True)
