"""Fits LightGBM on a matrix of raw doubles (column after column), says "ready", then times its predictions: for each line on standard input
(batch, single or explained) it prints the microseconds of CPU per row, on one thread.

Usage: gbdt_predict.py FOLDER, which holds job.json, train.f64 and y.f64.      Needs: pip install lightgbm numpy
"""
import ctypes
import json
import pathlib
import sys
import time

import lightgbm
import numpy

folder = pathlib.Path(sys.argv[1])
job = json.loads((folder / "job.json").read_text())
x = numpy.ascontiguousarray(numpy.fromfile(folder / "train.f64").reshape(job["columns"], -1).T)
params = {"objective": "binary", "num_leaves": job["leaves"], "num_threads": 1, "deterministic": True, "force_row_wise": True, "verbosity": -1}
model = lightgbm.train(params, lightgbm.Dataset(x, numpy.fromfile(folder / "y.f64"), params=params), num_boost_round=job["trees"])

DOUBLE, RAW_SCORE = 1, 1
library = lightgbm.basic._LIB
config = ctypes.c_void_p()
library.LGBM_BoosterPredictForMatSingleRowFastInit(model._handle, RAW_SCORE, 0, -1, DOUBLE, job["columns"], b"num_threads=1", ctypes.byref(config))
margin, length = ctypes.c_double(), ctypes.c_int64()
singles = [ctypes.c_void_p(x[i].ctypes.data) for i in range(job["single"])]


def single():
    for row in singles:
        library.LGBM_BoosterPredictForMatSingleRowFast(config, row, ctypes.byref(length), ctypes.byref(margin))


work = {
    "batch": lambda: model.predict(x[: job["batch"]], raw_score=True, num_threads=1),
    "single": single,
    "explained": lambda: model.predict(x[: job["explained"]], pred_contrib=True, num_threads=1),
}
print("ready", flush=True)
for line in sys.stdin:
    kind = line.strip()
    before = time.process_time()
    work[kind]()
    print((time.process_time() - before) * 1e6 / job[kind], flush=True)
