# Answers each line with one number: an active learner of modAL's kind, taught one clip at a time.
# modAL 0.4.2 does not run with scikit-learn 1.8 or newer; these are the calls that it makes.
import sys
import time

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import NearestCentroid

ESTIMATORS = {"logistic": LogisticRegression, "centroid": NearestCentroid}
rows = classes = None
figures = {}


class ActiveLearner:
    def __init__(self, estimator, x, y):
        self.estimator, self.x, self.y = estimator.fit(x, y), x, y

    def teach(self, x, y):
        self.x, self.y = np.vstack((self.x, x)), np.concatenate((self.y, y))
        self.estimator.fit(self.x, self.y)

    def query(self, pool):
        """By margin_sampling."""
        best = np.partition(-self.estimator.predict_proba(pool), 1, axis=1)
        return int(np.argmin(best[:, 1] - best[:, 0]))


def run(estimator, labelled, verdicts):
    pool = np.arange(labelled, len(rows))
    learner = ActiveLearner(ESTIMATORS[estimator](), rows[:labelled], classes[:labelled])
    place = learner.query(rows[pool])
    figures["moved"], figures["next"], cpu = [], [], 0
    for _ in range(verdicts):
        clip = pool[place : place + 1]
        pool = np.delete(pool, place)
        unlabelled = rows[pool]
        before, begun = time.process_time(), time.perf_counter()
        learner.teach(rows[clip], classes[clip])
        moved = time.perf_counter()
        place = learner.query(unlabelled)
        asked = unlabelled[place : place + 1]
        learner.estimator.predict(asked)
        near = learner.x @ asked[0]
        near[np.argpartition(-near, 5)[:5]]
        done = time.perf_counter()
        cpu += time.process_time() - before
        figures["moved"].append(1000 * (moved - begun))
        figures["next"].append(1000 * (done - begun))
    figures["cpu"] = [1000 * cpu / verdicts]
    return 100 * np.mean(learner.estimator.predict(rows[pool]) == classes[pool])


print(f"scikit-learn {sklearn.__version__}, numpy {np.__version__}", flush=True)
for line in sys.stdin:
    verb, *words = line.split()
    if verb == "load":
        rows = np.load(words[0]).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        classes = np.arange(len(rows)) % int(words[1])
        answer = len(rows)
    elif verb == "run":
        answer = run(words[0], int(words[1]), int(words[2]))
    else:
        answer = figures[verb][int(words[0])]
    print(answer, flush=True)
