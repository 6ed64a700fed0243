"""CPU seconds of scikit-learn's KMeans on doubles from a file: kmeans_sklearn.py FILE COLUMNS SEGMENTS STARTS TOLERANCE SEED."""
import json
import sys
import time

import numpy as np
from sklearn.cluster import KMeans

path, columns, segments, starts, tolerance, seed = sys.argv[1:]
x = np.fromfile(path).reshape(-1, int(columns))
began = time.process_time()
fit = KMeans(int(segments), n_init=int(starts), tol=float(tolerance), max_iter=300, random_state=int(seed), algorithm="lloyd").fit(x)
print(json.dumps({"cpuSeconds": time.process_time() - began, "inertia": fit.inertia_}))
