"""FastAPI + LightGBM, one process: serve_fastapi.py CSV. Answers /predict and /batch with rows that pydantic has validated.

Needs fastapi uvicorn httptools uvloop lightgbm numpy pandas.
"""

import sys
from typing import Literal

from fastapi import FastAPI
from pydantic import BaseModel, create_model

from serve_model import Model, serve

model = Model(sys.argv[1])
Row = create_model("Row", **{n: (Literal[tuple(model.levels[n])] if n in model.levels else float, ...) for n in model.features})


class Rows(BaseModel):
    rows: list[Row]


class Prediction(BaseModel):
    prediction: float


class Predictions(BaseModel):
    predictions: list[float]


app = FastAPI()


@app.post("/predict")
async def predict(row: Row) -> Prediction:
    return Prediction(prediction=model.predict([row])[0])


@app.post("/batch")
async def batch(batch: Rows) -> Predictions:
    return Predictions(predictions=model.predict(batch.rows))


serve(app)
