# Answers each line with one number: umap-learn on one thread, timed, its points written to a file.
import sys
import time

import numpy as np
import numba
import umap

rows = None
print(f"umap-learn {umap.__version__}, numba {numba.__version__}, numpy {np.__version__}", flush=True)
for line in sys.stdin:
    verb, *words = line.split()
    if verb == "load":
        rows = np.load(words[0])
        answer = len(rows)
    elif verb == "cpu":
        out, seed, count = words[0], int(words[1]), int(words[2])
        cpu, begun = time.process_time(), time.perf_counter()
        points = umap.UMAP(n_neighbors=15, min_dist=0.1, random_state=seed, n_jobs=1).fit_transform(rows[:count])
        answer, wall = time.process_time() - cpu, time.perf_counter() - begun
        points.astype("<f4").tofile(out)
    elif verb == "wall":
        answer = wall
    print(answer, flush=True)
