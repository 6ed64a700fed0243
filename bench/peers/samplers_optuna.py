"""Optuna's samplers, asked for points over standard input and output, a line of JSON each.

{"begin": SAMPLER, "seed", "space"} starts a study; {"ask"} gives {"point", "ms"} and {"tell": loss} gives {"ms"}, with the CPU time of the sampler; {"worse": [a, b]}
gives the one-sided p of Wilcoxon's signed-rank test that the losses a are higher than b. Needs: pip install optuna torch scipy
"""
import json
import sys
import time
import warnings

import optuna
import torch
from scipy.stats import wilcoxon

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.filterwarnings("ignore")
torch.set_num_threads(1)

SAMPLERS = {
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
    "tpe": lambda seed: optuna.samplers.TPESampler(seed=seed),
    "gp": lambda seed: optuna.samplers.GPSampler(seed=seed),
    "cmaes": lambda seed: optuna.samplers.CmaEsSampler(seed=seed),
}


def suggest(trial, name, dimension):
    if dimension["type"] == "choice":
        choices = [json.dumps(choice) for choice in dimension["choices"]]
        return json.loads(trial.suggest_categorical(name, choices))
    log = dimension["scale"] == "log"
    if dimension["type"] == "int":
        return trial.suggest_int(name, dimension["low"], dimension["high"], log=log)
    return trial.suggest_float(name, dimension["low"], dimension["high"], log=log)


study, space, trial = None, None, None
for line in sys.stdin:
    message = json.loads(line)
    if "begin" in message:
        study = optuna.create_study(sampler=SAMPLERS[message["begin"]](message["seed"]))
        space = message["space"]
        answer = {}
    elif "ask" in message:
        before = time.process_time()
        trial = study.ask()
        point = {name: suggest(trial, name, dimension) for name, dimension in space.items()}
        answer = {"point": point, "ms": 1000 * (time.process_time() - before)}
    elif "tell" in message:
        before = time.process_time()
        study.tell(trial, message["tell"])
        answer = {"ms": 1000 * (time.process_time() - before)}
    else:
        a, b = message["worse"]
        same = all(x == y for x, y in zip(a, b))
        answer = {"p": 1.0 if same else float(wilcoxon(a, b, alternative="greater").pvalue)}
    print(json.dumps(answer), flush=True)
