"""Litestar + msgspec + LightGBM, one process: serve_litestar.py CSV. Answers /predict and /batch with rows that msgspec has validated.

Needs litestar msgspec uvicorn httptools uvloop lightgbm numpy pandas.
"""

import sys
from typing import Literal

import msgspec
from litestar import Litestar, post

from serve_model import Model, serve

model = Model(sys.argv[1])
Row = msgspec.defstruct("Row", [(n, Literal[tuple(model.levels[n])] if n in model.levels else float) for n in model.features], module=__name__)


class Rows(msgspec.Struct):
    rows: list[Row]


class Prediction(msgspec.Struct):
    prediction: float


class Predictions(msgspec.Struct):
    predictions: list[float]


@post("/predict", status_code=200)
async def predict(data: Row) -> Prediction:
    return Prediction(model.predict([data])[0])


@post("/batch", status_code=200)
async def batch(data: Rows) -> Predictions:
    return Predictions(model.predict(data.rows))


serve(Litestar([predict, batch], openapi_config=None, logging_config=None))
