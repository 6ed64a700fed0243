"""Times scikit-learn's random forest, k-means, PCA and isolation forest: fit, and scores of all rows (of the forest, the test rows).

Usage: family.py FOLDER, which holds x.json, x.f64 (column after column) and y.f64. Reads one job per line, {"work", "seed", "threads"}, and answers
each with one line. Needs: pip install scikit-learn numpy
"""
import json
import pathlib
import sys
import time

import numpy
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.ensemble import IsolationForest, RandomForestClassifier
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

folder = pathlib.Path(sys.argv[1])
facts = json.loads((folder / "x.json").read_text())
x = numpy.ascontiguousarray(numpy.fromfile(folder / "x.f64").reshape(facts["columns"], facts["rows"]).T)
y = numpy.fromfile(folder / "y.f64")


def timed(work):
    """What the work gives, its wall seconds and its CPU seconds (of all threads)."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, {"seconds": time.perf_counter() - wall, "cpuSeconds": time.process_time() - cpu}


def forest(seed, threads):
    train = facts["train"]
    model = RandomForestClassifier(n_estimators=100, random_state=seed, n_jobs=threads)
    scores, times = timed(lambda: model.fit(x[:train], y[:train]).predict_proba(x[train:])[:, 1])
    return {**times, "auc": roc_auc_score(y[train:], scores)}


def kmeans(seed, _threads):
    def work():
        z = StandardScaler().fit_transform(x)
        model = KMeans(n_clusters=8, n_init=4, random_state=seed).fit(z)
        return model, model.transform(z)

    (model, _), times = timed(work)
    return {**times, "inertiaPerRow": model.inertia_ / len(x)}


def pca(_seed, _threads):
    def work():
        model = PCA(n_components=5).fit(x)
        return model, model.transform(x)

    (model, _), times = timed(work)
    return {**times, "explained": model.explained_variance_ratio_.sum()}


def isolation_forest(seed, threads):
    model = IsolationForest(n_estimators=100, max_samples=256, random_state=seed, n_jobs=threads)
    scores, times = timed(lambda: model.fit(x).score_samples(x))
    return {**times, "auc": roc_auc_score(y, -scores)}


works = {"forest": forest, "kmeans": kmeans, "pca": pca, "isolation_forest": isolation_forest}
for line in sys.stdin:
    job = json.loads(line)
    print(json.dumps(works[job["work"]](job["seed"], job["threads"])), flush=True)
