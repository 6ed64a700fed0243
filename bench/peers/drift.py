"""Compares the two tables of the drift benchmark with Evidently's drift preset: the peer of bench/drift.mjs.

Usage: drift.py FOLDER ROWS
Needs: pip install evidently "pandas<3"
"""
import importlib.metadata
import json
import os
import sys
import time
import warnings

import numpy
import pandas

warnings.filterwarnings("ignore")
from evidently import DataDefinition, Dataset, Report  # noqa: E402
from evidently.presets import DataDriftPreset  # noqa: E402

folder, rows = sys.argv[1], int(sys.argv[2])
names = [f"number{c}" for c in range(20)] + [f"level{c}" for c in range(20, 30)]


def side(which):
    columns = {}
    for name in names:
        path = os.path.join(folder, which, name)
        if name.startswith("number"):
            columns[name] = numpy.fromfile(path)
        else:
            with open(path) as file:
                columns[name] = file.read().split("\n")
    return pandas.DataFrame(columns)


tables = [side("0"), side("1")]
assert all(len(table) == rows for table in tables)
definition = DataDefinition(numerical_columns=names[:20], categorical_columns=names[20:])
start, used = time.perf_counter(), time.process_time()
reference, current = (Dataset.from_pandas(table, data_definition=definition) for table in tables)
snapshot = Report([DataDriftPreset(num_method="wasserstein", cat_method="jensenshannon")]).run(current, reference)
answer = snapshot.dict()
seconds, cpu = time.perf_counter() - start, time.process_time() - used
distances = {}
for metric in answer["metrics"]:
    column = metric.get("config", {}).get("column")
    if column and column.startswith("number"):
        distances[column] = float(metric["value"])
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
version = f"evidently {importlib.metadata.version('evidently')}"
print(json.dumps({"version": version, "seconds": seconds, "cpuSeconds": cpu, "peakMb": peak, "distances": distances}))
