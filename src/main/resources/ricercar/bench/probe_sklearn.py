"""A linear probe of many tags in scikit-learn as one would write it: the peer of
ricercar.bench.ProbeBench.

usage: probe_sklearn.py FOLDER THREADS WARM_UP STEPS C
FOLDER holds data.safetensors with "train", "test" [rows, width] and "train_tags", "test_tags"
[rows, tags] of 0 and 1. Each step fits all tags on the training rows and scores the test rows.
Prints one JSON line: version, wall and CPU seconds of each timed step, resident bytes, macro AUROC.
"""

import json
import math
import os
import resource
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = sys.argv[2]

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def resident(field):
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    return 0


AFTER_IMPORT = resident("VmRSS:")


def read_safetensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    return {
        name: np.frombuffer(
            data, np.float32, math.prod(entry["shape"]), entry["data_offsets"][0]
        ).reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__"
    }


def main():
    data = read_safetensors(os.path.join(sys.argv[1], "data.safetensors"))
    warm_up, steps = map(int, sys.argv[3:5])
    wall, cpu, scores = [], [], []
    for step in range(warm_up + steps):
        wall_start, cpu_start = time.perf_counter(), time.process_time()
        probe = make_pipeline(
            StandardScaler(),
            OneVsRestClassifier(LogisticRegression(C=float(sys.argv[5]), max_iter=1000)),
        )
        probe.fit(data["train"], data["train_tags"].astype(int))
        answers = probe.decision_function(data["test"])
        if step >= warm_up:
            wall.append(time.perf_counter() - wall_start)
            cpu.append(time.process_time() - cpu_start)
            scores.append(roc_auc_score(data["test_tags"], answers, average="macro"))
    print(
        json.dumps(
            {
                "version": "scikit-learn " + sklearn.__version__,
                "wall": wall,
                "cpu": cpu,
                "after_import": AFTER_IMPORT,
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
                "scores": scores,
            }
        )
    )


main()
