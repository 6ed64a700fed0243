"""What the Python servers of the serving benchmark share: LightGBM, 100 x 31, trained on the CSV that the product learned from (target y)."""

import json
import socket

import lightgbm as lgb
import numpy as np
import pandas as pd
import uvicorn


class Model:
    """Features in order, the levels of the texts, and predictions of lists of encoded rows on one thread."""

    def __init__(self, csv):
        data = pd.read_csv(csv)
        self.features = [name for name in data.columns if name != "y"]
        self.levels = {name: sorted(data[name].unique()) for name in self.features if not pd.api.types.is_numeric_dtype(data[name])}
        self.codes = {name: {level: float(i) for i, level in enumerate(values)} for name, values in self.levels.items()}
        x = np.column_stack([data[name].map(self.codes[name]) if name in self.codes else data[name] for name in self.features])
        texts = [i for i, name in enumerate(self.features) if name in self.codes]
        train = lgb.Dataset(x, data["y"], feature_name=self.features, categorical_feature=texts)
        settings = {"objective": "binary", "num_leaves": 31, "learning_rate": 0.1, "verbose": -1, "num_threads": 1, "seed": 7}
        self.booster = lgb.train(settings, train, 100)
        self._readers = [(name, self.codes.get(name)) for name in self.features]

    def encoded(self, row):
        """The values of a validated row, texts as codes."""
        return [getattr(row, name) if codes is None else codes[getattr(row, name)] for name, codes in self._readers]

    def predict(self, rows):
        return self.booster.predict(np.array([self.encoded(row) for row in rows]), num_threads=1).tolist()


def serve(app):
    """One process on a free port: uvloop, httptools, no access log. Prints {"url"} when it listens."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    print(json.dumps({"url": f"http://127.0.0.1:{listening.getsockname()[1]}"}), flush=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False, loop="uvloop", http="httptools")
    uvicorn.Server(config).run(sockets=[listening])
