"""Fits LightGBM on a matrix of raw doubles (column after column) and writes the raw scores of the test rows.

Usage: gbdt_lightgbm.py FOLDER, which holds job.json, train.f64, test.f64, y.f64 and perhaps w.f64.
Needs: pip install lightgbm numpy
"""
import json
import pathlib
import sys
import time

import lightgbm
import numpy

folder = pathlib.Path(sys.argv[1])
job = json.loads((folder / "job.json").read_text())


def matrix(name):
    return numpy.fromfile(folder / name).reshape(job["columns"], -1).T


weights = numpy.fromfile(folder / "w.f64") if (folder / "w.f64").exists() else None
params = {
    "objective": job["task"],
    "num_leaves": 31,
    "learning_rate": 0.1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbosity": -1,
    **({"num_class": job["classes"]} if job["task"] == "multiclass" else {}),
    **job["params"],
}
rounds = params.pop("num_iterations", 100)
train = numpy.ascontiguousarray(matrix("train.f64"))
test = numpy.ascontiguousarray(matrix("test.f64"))


def timed(work):
    """What the work gives, its wall seconds and its CPU seconds (of all threads)."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - wall, time.process_time() - cpu


def fit():
    data = lightgbm.Dataset(train, numpy.fromfile(folder / "y.f64"), weight=weights, categorical_feature=job["categories"], params=params)
    return lightgbm.train(params, data, num_boost_round=rounds)


model, fit_seconds, fit_cpu = timed(fit)
margins, predict_seconds, predict_cpu = timed(lambda: model.predict(test, raw_score=True, num_threads=1))
_, _, shap_cpu = timed(lambda: model.predict(test[:1000], pred_contrib=True, num_threads=1))
numpy.ascontiguousarray(margins, dtype="float64").tofile(folder / "margins.f64")
times = {"fitSeconds": fit_seconds, "fitCpuSeconds": fit_cpu, "predictSeconds": predict_seconds, "predictCpuSeconds": predict_cpu, "contributionsCpuSeconds": shap_cpu}
print(json.dumps({**times, "version": lightgbm.__version__}))
