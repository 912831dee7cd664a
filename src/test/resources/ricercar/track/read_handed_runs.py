"""Reads exported runs with MLflow and TensorBoard themselves, and prints what they see as JSON.

Checked with mlflow-skinny 3.17.2 and tensorboard 2.21.0.
"""
import json
import os
import sys

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"  # MLflow 3 wants to be asked for its file store
import mlflow
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator


def number(value):
    return value if value == value else "nan"


events = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "tensors": 0})
events.Reload()
tags = events.Tags()
scalars = {
    tag: [[e.step, number(e.value)] for e in events.Scalars(tag)] for tag in tags["scalars"]
}

client = mlflow.MlflowClient(tracking_uri=sys.argv[2])
experiment = client.search_experiments()[0]
run = client.search_runs([experiment.experiment_id])[0]
metrics = {
    key: [[m.step, number(m.value)] for m in client.get_metric_history(run.info.run_id, key)]
    for key in run.data.metrics
}
print(
    json.dumps(
        {
            "tensorboard": scalars,
            "mlflow": metrics,
            "mlflow_run": {
                "status": run.info.status,
                "name": run.info.run_name,
                "experiment": experiment.name,
                "params": run.data.params,
                "artifacts": [a.path for a in client.list_artifacts(run.info.run_id)],
            },
        }
    )
)
