"""Fits LightGBM, XGBoost and scikit-learn's histogram boosting, each at its defaults, on the same rows, and writes the raw scores of the test rows.

Usage: boosting.py FOLDER, which holds job.json, x.f64 (column after column), y.f64, and for each split k train-k.i32 and test-k.i32;
PEER-k.f64 is written. Categories are native to all three, but for columns of more levels than scikit-learn takes, which it reads as numbers.
Needs: pip install lightgbm xgboost scikit-learn numpy
"""
import json
import pathlib
import sys
import time
import warnings

import lightgbm
import numpy
import sklearn
import xgboost
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

warnings.filterwarnings("ignore")
folder = pathlib.Path(sys.argv[1])
job = json.loads((folder / "job.json").read_text())
task, categories = job["task"], job["categories"]
regression = task == "regression"
x = numpy.ascontiguousarray(numpy.fromfile(folder / "x.f64").reshape(job["columns"], -1).T)
y = numpy.fromfile(folder / "y.f64")
if not regression:
    y = y.astype(int)


def with_lightgbm(rows, test):
    kind = lightgbm.LGBMRegressor if regression else lightgbm.LGBMClassifier
    model = kind(n_jobs=1, verbosity=-1, random_state=7).fit(x[rows], y[rows], categorical_feature=categories)
    return model.predict(x[test], raw_score=True)


def with_xgboost(rows, test):
    kind = xgboost.XGBRegressor if regression else xgboost.XGBClassifier
    types = ["c" if column in categories else "q" for column in range(x.shape[1])]
    model = kind(n_jobs=1, random_state=7, enable_categorical=True, feature_types=types).fit(x[rows], y[rows])
    return model.predict(x[test], output_margin=True)


def with_histogram(rows, test):
    kind = HistGradientBoostingRegressor if regression else HistGradientBoostingClassifier
    native = [column for column in categories if numpy.nanmax(x[:, column], initial=0) < 255]
    model = kind(random_state=7, categorical_features=native).fit(x[rows], y[rows])
    return model.predict(x[test]) if regression else model.decision_function(x[test])


seconds = {}
fits = {"lightgbm": with_lightgbm, "xgboost": with_xgboost, "histogram": with_histogram}
for name in job["peers"]:
    started = time.process_time()
    for split in range(job["splits"]):
        rows, test = (numpy.fromfile(folder / f"{part}-{split}.i32", dtype="int32") for part in ("train", "test"))
        numpy.ascontiguousarray(fits[name](rows, test), dtype="float64").tofile(folder / f"{name}-{split}.f64")
    seconds[name] = time.process_time() - started
versions = {"lightgbm": lightgbm.__version__, "xgboost": xgboost.__version__, "histogram": sklearn.__version__}
print(json.dumps({"cpuSeconds": seconds, "versions": versions}))
