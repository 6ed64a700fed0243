"""Fits LightGBM at its defaults, and as Optuna tunes it within a time, and writes the raw scores of the test rows.

Usage: tuned_lightgbm.py FOLDER, which holds job.json, x.f64 (column after column), y.f64, train.i32, test.i32; lightgbm.f64 and optuna.f64 are
written. The search is what Optuna's examples do, and a little more: TPE over their seven settings and the learning rate, the defaults first, five
folds (rows in order: five blocks, each told by those before it), early stopping, a median pruner by folds, and a last fit on all rows with the
mean of the best rounds. As many trials at once as there are threads, each with one: faster for all but the largest sets than trials one by one. Rows are
binned once, as lightgbm.cv does. Time counts from before that to the end of the last fit, which has one thread too, so that the rounds of the trials tell what
it takes (threads that wait for each other on a busy machine take many times as long), and that time is kept for it: trials end at their next round when only that is left, and settings whose last fit would be too long are not taken. Should the last fit
take longer than was reckoned, it ends with the rounds that it has at 1.08 of the time.
Needs: pip install lightgbm optuna scikit-learn numpy
"""
import json
import pathlib
import sys
import threading
import time
import warnings

import lightgbm
import numpy
import optuna
from sklearn.model_selection import KFold, StratifiedKFold, TimeSeriesSplit

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.WARNING)
FOLDS, ROUNDS, PATIENCE = 5, 2000, 50
folder = pathlib.Path(sys.argv[1])
job = json.loads((folder / "job.json").read_text())
task, categories = job["task"], job["categories"]
x = numpy.ascontiguousarray(numpy.fromfile(folder / "x.f64").reshape(job["columns"], -1).T)
y = numpy.fromfile(folder / "y.f64")
train, test = (numpy.fromfile(folder / f"{part}.i32", dtype="int32") for part in ("train", "test"))
fixed = {"num_threads": 1, "verbosity": -1, "seed": 7, "bin_construct_sample_cnt": 10**6}
if task == "multiclass":
    fixed |= {"objective": "multiclass", "num_class": job["classes"], "metric": "multi_logloss"}
else:
    fixed |= {"binary": {"objective": "binary", "metric": "binary_logloss"}, "regression": {"objective": "regression", "metric": "rmse"}}[task]


def dataset(rows):
    return lightgbm.Dataset(x[rows], y[rows], categorical_feature=categories, params=fixed | {"feature_pre_filter": False}, free_raw_data=False)


def folds():
    if job["ordered"]:
        return list(TimeSeriesSplit(FOLDS).split(train))
    if task == "regression":
        return list(KFold(FOLDS, shuffle=True, random_state=7).split(train))
    return list(StratifiedKFold(FOLDS, shuffle=True, random_state=7).split(train, y[train]))


class TimeIsUp(Exception):
    pass


def tuned():
    started = time.monotonic()
    all_rows = dataset(train).construct()
    own_thread, binned = threading.local(), threading.Lock()
    best = {"loss": None, "rounds": 100, "params": fixed, "refit": 0.0}

    def spent():
        return time.monotonic() - started

    def sets():
        """Parts of the binned rows, of this thread alone: a fit notes its settings in them."""
        if not hasattr(own_thread, "sets"):
            with binned:
                own_thread.sets = [tuple(all_rows.subset(numpy.sort(part)).construct() for part in fold) for fold in folds()]
        return own_thread.sets

    def left(refit):
        return numpy.inf if "trials" in job else job["budget"] - spent() - refit

    def watch(env):
        if left(best["refit"]) < 0:
            raise TimeIsUp

    def last_fit_watch(env):
        if "trials" not in job and spent() > 1.08 * job["budget"]:
            raise lightgbm.callback.EarlyStopException(env.iteration, [])

    def loss_of(trial):
        params = fixed | {
            "lambda_l1": trial.suggest_float("lambda_l1", 1e-8, 10.0, log=True),
            "lambda_l2": trial.suggest_float("lambda_l2", 1e-8, 10.0, log=True),
            "num_leaves": trial.suggest_int("num_leaves", 2, 256),
            "feature_fraction": trial.suggest_float("feature_fraction", 0.4, 1.0),
            "bagging_fraction": trial.suggest_float("bagging_fraction", 0.4, 1.0),
            "bagging_freq": trial.suggest_int("bagging_freq", 1, 7),
            "min_child_samples": trial.suggest_int("min_child_samples", 5, 100),
            "learning_rate": trial.suggest_float("learning_rate", 0.01, 0.3, log=True),
        }
        losses, rounds = [], []
        for fold, (own, told) in enumerate(sets()):
            begun = time.monotonic()
            if left(best["refit"]) < 0:
                raise TimeIsUp
            stop = lightgbm.early_stopping(PATIENCE, verbose=False)
            model = lightgbm.train(params | {"feature_pre_filter": False}, own, ROUNDS, valid_sets=[told], callbacks=[stop, watch])
            losses.append(list(model.best_score["valid_0"].values())[0])
            rounds.append(model.best_iteration)
            seconds_per_row_and_round = (time.monotonic() - begun) / max(1, model.current_iteration()) / own.num_data()
            if best["loss"] is None:
                best["refit"] = seconds_per_row_and_round * len(train) * best["rounds"]
            if not numpy.isfinite(losses[-1]):
                raise optuna.TrialPruned
            trial.report(float(numpy.mean(losses)), fold)
            if fold < FOLDS - 1 and trial.should_prune():
                raise optuna.TrialPruned
        loss = float(numpy.mean(losses))
        most = max(1, round(float(numpy.mean(rounds))))
        refit = seconds_per_row_and_round * len(train) * most
        if best["loss"] is None or (loss < best["loss"] and left(refit) > 0):
            best.update(loss=loss, params=params, rounds=most, refit=refit)
        return loss

    def objective(trial):
        try:
            return loss_of(trial)
        except TimeIsUp:
            study.stop()
            raise optuna.TrialPruned from None

    sampler = optuna.samplers.TPESampler(seed=7, multivariate=True, constant_liar=True)
    study = optuna.create_study(sampler=sampler, pruner=optuna.pruners.MedianPruner())
    study.enqueue_trial({"lambda_l1": 1e-8, "lambda_l2": 1e-8, "num_leaves": 31, "feature_fraction": 1.0, "bagging_fraction": 1.0,
                         "bagging_freq": 1, "min_child_samples": 20, "learning_rate": 0.1})
    study.optimize(objective, n_trials=job.get("trials"), timeout=None if "trials" in job else job["budget"], n_jobs=job["threads"])
    params, rounds, searched = best["params"], best["rounds"], spent()
    model = lightgbm.train(params | {"feature_pre_filter": False}, all_rows, rounds, callbacks=[last_fit_watch])
    states = [trial.state.name for trial in study.trials]
    own = {name: value for name, value in params.items() if name not in fixed}
    told = {"trials": len(states), "finished": states.count("COMPLETE"), "rounds": rounds, "loss": best["loss"], "fitted": model.current_iteration(),
            "searched": searched, "seconds": spent(), "params": own}
    return model.predict(x[test], raw_score=True), told


search = None
for name in job["peers"]:
    if name == "lightgbm":
        margins = lightgbm.train(fixed, dataset(train), 100).predict(x[test], raw_score=True)
    else:
        margins, search = tuned()
    numpy.ascontiguousarray(margins, dtype="float64").tofile(folder / f"{name}.f64")
print(json.dumps({"search": search, "versions": {"lightgbm": lightgbm.__version__, "optuna": optuna.__version__}}))
