"""FastAPI + LightGBM, one process: serve_fastapi.py CSV. Trains 100 x 31 on the CSV (target y), then answers /predict and /batch with validated rows.

Needs fastapi uvicorn httptools uvloop lightgbm numpy pandas. Prints {"url"} when it answers.
"""

import json
import socket
import sys
from typing import Literal

import lightgbm as lgb
import numpy as np
import pandas as pd
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel, create_model

data = pd.read_csv(sys.argv[1])
features = [name for name in data.columns if name != "y"]
levels = {name: sorted(data[name].unique()) for name in features if not pd.api.types.is_numeric_dtype(data[name])}
codes = {name: {level: float(i) for i, level in enumerate(values)} for name, values in levels.items()}
x = np.column_stack([data[name].map(codes[name]) if name in codes else data[name] for name in features])
train = lgb.Dataset(x, data["y"], feature_name=features, categorical_feature=[i for i, n in enumerate(features) if n in codes])
settings = {"objective": "binary", "num_leaves": 31, "learning_rate": 0.1, "verbose": -1, "num_threads": 1, "seed": 7}
booster = lgb.train(settings, train, 100)

Row = create_model("Row", **{n: ((Literal[tuple(levels[n])] if n in levels else float), ...) for n in features})


class Batch(BaseModel):
    rows: list[Row]


class Out(BaseModel):
    prediction: float


def encoded(row):
    return [codes[n][getattr(row, n)] if n in codes else getattr(row, n) for n in features]


app = FastAPI()


@app.post("/predict")
async def predict(row: Row) -> Out:
    return Out(prediction=float(booster.predict(np.array([encoded(row)]), num_threads=1)[0]))


@app.post("/batch")
async def batch(batch: Batch) -> dict:
    return {"predictions": booster.predict(np.array([encoded(r) for r in batch.rows]), num_threads=1).tolist()}


listening = socket.socket()
listening.bind(("127.0.0.1", 0))
print(json.dumps({"url": f"http://127.0.0.1:{listening.getsockname()[1]}"}), flush=True)
config = uvicorn.Config(app, log_level="warning", access_log=False, loop="uvloop", http="httptools")
uvicorn.Server(config).run(sockets=[listening])
