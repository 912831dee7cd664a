# Answers each line with one number: modAL's active learner, taught and asked one clip at a time.
import sys
import time
from importlib.metadata import version

import numpy as np
import sklearn
from modAL.models import ActiveLearner
from modAL.uncertainty import margin_sampling
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import NearestCentroid

ESTIMATORS = {"logistic": lambda: LogisticRegression(), "centroid": lambda: NearestCentroid()}
rows = classes = None
figures = {}


def run(estimator, labelled, verdicts):
    pool = np.arange(labelled, len(rows))
    learner = ActiveLearner(
        ESTIMATORS[estimator](), margin_sampling, X_training=rows[:labelled], y_training=classes[:labelled]
    )
    place = int(learner.query(rows[pool])[0][0])
    figures["moved"], figures["next"] = [], []
    cpu = time.process_time()
    for _ in range(verdicts):
        clip = pool[place : place + 1]
        pool = np.delete(pool, place)
        unlabelled = rows[pool]
        begun = time.perf_counter()
        learner.teach(rows[clip], classes[clip])
        moved = time.perf_counter()
        place = int(learner.query(unlabelled)[0][0])
        asked = unlabelled[place : place + 1]
        learner.predict(asked)
        near = learner.X_training @ asked[0]
        near[np.argpartition(-near, 5)[:5]]
        done = time.perf_counter()
        figures["moved"].append(1000 * (moved - begun))
        figures["next"].append(1000 * (done - begun))
    figures["cpu"] = [1000 * (time.process_time() - cpu) / verdicts]
    return 100 * np.mean(learner.predict(rows[pool]) == classes[pool])


print(f"modAL {version('modAL-python')}, scikit-learn {sklearn.__version__}, numpy {np.__version__}", flush=True)
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
