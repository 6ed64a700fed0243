"""One fit of the race in a process of its own: python gbdt_race.py lightgbm|xgboost|sklearn FOLDER '{"leaves":31,"threads":1,"trees":100}'

The matrix is made row-major before the clock starts. Needs: pip install lightgbm xgboost scikit-learn numpy
"""
import json
import pathlib
import sys
import time

import numpy

peer, folder, job = sys.argv[1], pathlib.Path(sys.argv[2]), json.loads(sys.argv[3])
table = json.loads((folder / "job.json").read_text())
x = numpy.ascontiguousarray(numpy.fromfile(folder / "x.f64").reshape(table["columns"], -1).T)
y = numpy.fromfile(folder / "y.f64")
rows, categories = table["rows"], table["categories"]
leaves, threads, trees = job["leaves"], job["threads"], job["trees"]


binning = {}


def high_water_mb():
    """The most memory that was resident since the mark was last set."""
    status = pathlib.Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) * 1024 / 1e6


def timed(construct):
    """The peer's binned data; how long it took, where the peer has such a step."""
    start = time.perf_counter()
    data = construct()
    binning["binSeconds"] = time.perf_counter() - start
    return data


def lightgbm_fit():
    import lightgbm

    params = {"objective": "binary", "num_leaves": leaves, "learning_rate": 0.1, "num_threads": threads, "verbosity": -1}
    data = timed(lambda: lightgbm.Dataset(x[:rows], y[:rows], categorical_feature=categories, params=params).construct())
    model = lightgbm.train(params, data, num_boost_round=trees)
    return lambda test: model.predict(test, raw_score=True)


def xgboost_fit():
    import xgboost

    params = {"objective": "binary:logistic", "tree_method": "hist", "grow_policy": "lossguide", "max_leaves": leaves, "max_depth": 0, "eta": 0.1, "max_bin": 255, "nthread": threads, "verbosity": 0}
    kinds = ["c" if j in categories else "q" for j in range(table["columns"])]
    shared = {"feature_types": kinds, "enable_categorical": True, "nthread": threads}
    data = timed(lambda: xgboost.QuantileDMatrix(x[:rows], y[:rows], max_bin=255, **shared))
    model = xgboost.train(params, data, num_boost_round=trees)
    return lambda test: model.predict(xgboost.DMatrix(test, **shared))


def sklearn_fit():
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    few = [j for j in categories if numpy.nanmax(x[:, j]) < 255]
    model = HistGradientBoostingClassifier(max_iter=trees, max_leaf_nodes=leaves, early_stopping=False, categorical_features=few or None)
    with threadpool_limits(threads):
        model.fit(x[:rows], y[:rows])
    return lambda test: model.decision_function(test)


fit = {"lightgbm": lightgbm_fit, "xgboost": xgboost_fit, "sklearn": sklearn_fit}[peer]
__import__(peer)
# What preparing the rows took is not the fit's: the kernel's high-water mark starts anew.
pathlib.Path("/proc/self/clear_refs").write_text("5")
resident = high_water_mb()
wall, cpu = time.perf_counter(), time.process_time()
predict = fit()
seconds, cpu_seconds = time.perf_counter() - wall, time.process_time() - cpu
peak = high_water_mb() - resident
order = numpy.argsort(predict(x[rows:]), kind="stable")
positive = y[rows:][order] == 1
ranks = numpy.arange(1, len(order) + 1)[positive].sum()
count = positive.sum()
auc = (ranks - count * (count + 1) / 2) / (count * (len(order) - count))
print(json.dumps({"seconds": seconds, "cpuSeconds": cpu_seconds, "peakMb": peak, "auc": round(float(auc), 5), **binning}))
