"""Reads an exported folder with the real program and prints what it found as JSON lines:
{"program": versions}, then one object for each run. Ends with 3 if the program is not installed."""

import json
import math
import os
import sys

program, folder = sys.argv[1], sys.argv[2]


def number(value):
    return value if math.isfinite(value) else str(value).replace("inf", "Infinity").replace("nan", "NaN")


def mlflow_runs():
    # MLflow 3 reads file stores, but only if asked to.
    os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
    try:
        import mlflow
        from mlflow.tracking import MlflowClient
    except ImportError:
        sys.exit(3)
    print(json.dumps({"program": "mlflow " + mlflow.__version__}))
    client = MlflowClient("file:" + os.path.abspath(folder))
    for experiment in client.search_experiments():
        for run in client.search_runs([experiment.experiment_id]):
            yield {
                "run": run.data.tags["ricercar.run"],
                "store": experiment.name,
                "title": run.info.run_name,
                "status": run.info.status,
                "start": run.info.start_time,
                "end": run.info.end_time,
                "parameters": run.data.params,
                "tags": run.data.tags,
                "artifacts": sorted(a.path for a in client.list_artifacts(run.info.run_id)),
                "scalars": {
                    name: [[m.step, number(m.value)] for m in client.get_metric_history(run.info.run_id, name)]
                    for name in run.data.metrics
                },
            }


def tensorboard_runs():
    try:
        from tensorboard import version
        from tensorboard.backend.event_processing.event_multiplexer import EventMultiplexer
    except ImportError:
        sys.exit(3)
    print(json.dumps({"program": "tensorboard " + version.VERSION}))
    # Nothing is thinned out.
    runs = EventMultiplexer(size_guidance={"scalars": 0, "tensors": 0}).AddRunsFromDirectory(folder)
    runs.Reload()
    for name, found in runs.Runs().items():
        events = {tag: runs.Scalars(name, tag) for tag in found["scalars"]}
        yield {
            "run": name,
            "start": 1000 * runs.FirstEventTimestamp(name),
            "scalars": {tag: [[e.step, number(e.value)] for e in all_of] for tag, all_of in events.items()},
        }


for run in {"mlflow": mlflow_runs, "tensorboard": tensorboard_runs}[program]():
    print(json.dumps(run))
