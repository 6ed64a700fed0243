"""Counterfactuals by DiCE (pip install dice-ml) of a served model: the other half of bench/counterfactuals.mjs, which runs it.

Reads a JSON document on standard input: url, token, features (name and kind), rows (the training data, with the outcome), queries, methods, total.
Writes one JSON document: per method and query the rows that DiCE gives, its seconds, and those of them that it waited for the model.
"""

import json
import sys
import time
import urllib.request
import warnings

import dice_ml
import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
ask = json.load(sys.stdin)
names = [f["name"] for f in ask["features"]]
kinds = {f["name"]: {"number": float, "int": int}.get(f["kind"], str) for f in ask["features"]}
numbers = [name for name in names if kinds[name] is not str]
asked = {"seconds": 0.0, "rows": 0}


class Served:
    """The served model as a classifier of scikit-learn's shape."""

    classes_ = np.array([0, 1])

    def predict_proba(self, frame):
        started = time.perf_counter()
        rows = frame[names].to_dict("records")
        for row in rows:
            for name in names:
                row[name] = round(float(row[name])) if kinds[name] is int else kinds[name](row[name])
        body = json.dumps({"rows": rows}).encode()
        headers = {"authorization": f"Bearer {ask['token']}", "content-type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(ask["url"], body, headers)) as answer:
            positive = np.array([p["probability"] for p in json.load(answer)["predictions"]])
        asked["seconds"] += time.perf_counter() - started
        asked["rows"] += len(rows)
        return np.column_stack([1 - positive, positive])

    def predict(self, frame):
        return (self.predict_proba(frame)[:, 1] >= 0.5).astype(int)


frame = pd.DataFrame(ask["rows"])
for name in names:
    frame[name] = frame[name].astype(kinds[name])
data = dice_ml.Data(dataframe=frame, continuous_features=numbers, outcome_name="outcome")
model = dice_ml.Model(model=Served(), backend="sklearn")
found = {}
for method in ask["methods"]:
    explainer = dice_ml.Dice(data, model, method=method)
    found[method] = []
    for query in ask["queries"]:
        one = pd.DataFrame([query])[names]
        for name in names:
            one[name] = one[name].astype(kinds[name])
        asked.update(seconds=0.0, rows=0)
        started = time.perf_counter()
        try:
            extra = {"random_seed": 7} if method == "random" else {}
            answers = explainer.generate_counterfactuals(one, total_CFs=ask["total"], desired_class="opposite", verbose=False, **extra)
            last = answers.cf_examples_list[0].final_cfs_df
            rows = [] if last is None else last[names].to_dict("records")
        except Exception as failure:
            print(f"{method}: {failure}", file=sys.stderr)
            rows = []
        found[method].append({"rows": rows, "seconds": time.perf_counter() - started - asked["seconds"], "asked": asked["rows"]})
json.dump(found, sys.stdout, default=float)
