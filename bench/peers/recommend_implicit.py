"""implicit on interactions of the folder given: fits each job of job.json and writes the lists of the asked users, with seconds of fit and of lists.

start.i32, column.i32, value.f32: users x items in rows. asked.i32: users. A job: {"method", "params", "threads", "out"}.
"""
import json
import os
import sys
import time

folder = sys.argv[1]
job = json.load(open(os.path.join(folder, "job.json")))
os.environ["OMP_NUM_THREADS"] = str(job["threads"])
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from scipy.sparse import csr_matrix

from implicit.cpu.als import AlternatingLeastSquares
from implicit.cpu.bpr import BayesianPersonalizedRanking
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender, TFIDFRecommender

METHODS = {
    "als": AlternatingLeastSquares,
    "bpr": BayesianPersonalizedRanking,
    "cosine": CosineRecommender,
    "tfidf": TFIDFRecommender,
    "bm25": BM25Recommender,
}


def read(name, kind):
    return np.fromfile(os.path.join(folder, name), dtype=kind)


start, column, value, asked = read("start.i32", np.int32), read("column.i32", np.int32), read("value.f32", np.float32), read("asked.i32", np.int32)
users = csr_matrix((value, column, start), shape=(len(start) - 1, job["items"]))
results = []
for fit in job["fits"]:
    more = {"random_state": job["seed"]} if fit["method"] in ("als", "bpr") else {}
    model = METHODS[fit["method"]](num_threads=job["threads"], **fit["params"], **more)
    wall, cpu = time.perf_counter(), time.process_time()
    model.fit(users, show_progress=False)
    fitted = {"seconds": time.perf_counter() - wall, "cpuSeconds": time.process_time() - cpu}
    wall, cpu = time.perf_counter(), time.process_time()
    lists, _ = model.recommend(asked, users[asked], N=job["k"], filter_already_liked_items=True)
    fitted |= {"listSeconds": time.perf_counter() - wall, "listCpuSeconds": time.process_time() - cpu}
    lists.astype(np.int32).tofile(os.path.join(folder, fit["out"]))
    results.append(fitted)
print(json.dumps(results))
