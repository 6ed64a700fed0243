"""A two-tower model by PyTorch on events of the folder given: settings by the last fifth of every user's events, lists for the asked users.

A user is the mean of the items of its history, weighed by learned weights of their places, through two layers; an item is a vector through two layers; a product of both at
length 1, over a temperature, is learned by the softmax over the items of a batch, corrected by how often they are in one (Yi et al., RecSys 2019).
inner.*, outer.*: start.i32, item.i32 (events, each user's in order) and asked.i32; inner.taken.json: what the asked users took next.
"""
import json
import os
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

folder = sys.argv[1]
job = json.load(open(os.path.join(folder, "job.json")))
torch.set_num_threads(job["threads"])
LONGEST, BATCH, K = 50, 1024, job["k"]


def events(part):
    start, item, asked = (np.fromfile(os.path.join(folder, f"{part}.{name}.i32"), dtype=np.int32) for name in ("start", "item", "asked"))
    return start, item.astype(np.int64), asked


def histories(start, item, users, ends):
    """Per row the newest items before an end, the newest first; `items` stands where there is none."""
    out = np.full((len(users), LONGEST), job["items"], dtype=np.int64)
    for row, (user, end) in enumerate(zip(users, ends)):
        newest = item[max(start[user], end - LONGEST) : end][::-1]
        out[row, : len(newest)] = newest
    return torch.from_numpy(out)


def examples(start, item, rng):
    """Of every event the items before it; where order means nothing, the others of its user."""
    users = np.repeat(np.arange(len(start) - 1), np.diff(start))
    if job["ordered"]:
        rows = np.flatnonzero(np.arange(len(item)) > start[users])
        return histories(start, item, users[rows], rows), torch.from_numpy(item[rows])
    rows = np.flatnonzero(np.diff(start)[users] > 1)
    out = np.full((len(rows), LONGEST), job["items"], dtype=np.int64)
    for at, row in enumerate(rows):
        own = item[start[users[row]] : start[users[row] + 1]]
        others = rng.permutation(own[own != item[row]])[:LONGEST]
        out[at, : len(others)] = others
    return torch.from_numpy(out), torch.from_numpy(item[rows])


class Towers(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.items = nn.Embedding(job["items"] + 1, width, padding_idx=job["items"])
        nn.init.normal_(self.items.weight, std=width**-0.5)
        self.places = nn.Parameter(torch.zeros(LONGEST))
        self.of_user = nn.Sequential(nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width))
        self.of_item = nn.Sequential(nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width))

    def user(self, history):
        weight = torch.where(history < job["items"], self.places.exp(), 0.0)
        mean = (self.items(history) * weight[..., None]).sum(1) / weight.sum(1, keepdim=True).clamp_min(1e-9)
        return F.normalize(mean + self.of_user(mean), dim=1)

    def item(self, item):
        own = self.items(item)
        return F.normalize(own + self.of_item(own), dim=1)


def fit(part, width, temperature, epochs, seen):
    """Trains; `seen` is told the model now and then, and what it returns is kept."""
    start, item, _ = part
    rng = np.random.default_rng(job["seed"])
    torch.manual_seed(job["seed"])
    model = Towers(width)
    steps = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-4)
    history, target = examples(start, item, rng)
    often = torch.from_numpy(np.bincount(item, minlength=job["items"]) / len(item)).log().float()
    told = []
    for epoch in range(1, epochs + 1):
        for batch in torch.from_numpy(rng.permutation(len(target))).split(BATCH):
            own = target[batch]
            logits = model.user(history[batch]) @ model.item(own).T / temperature - often[own]
            same = own[:, None] == own[None, :]
            same.fill_diagonal_(False)
            loss = F.cross_entropy(logits.masked_fill(same, -1e9), torch.arange(len(own)))
            steps.zero_grad()
            loss.backward()
            steps.step()
        if epoch % 5 == 0:
            told.append((epoch, seen(model)))
    return told, model


def lists(model, part):
    start, item, asked = part
    with torch.no_grad():
        scores = model.user(histories(start, item, asked, start[asked + 1])) @ model.item(torch.arange(job["items"])).T
        for row, user in enumerate(asked):
            scores[row, torch.from_numpy(item[start[user] : start[user + 1]])] = -np.inf
        return scores.topk(K, dim=1).indices.numpy()


inner, outer = events("inner"), events("outer")
taken = [set(one) for one in json.load(open(os.path.join(folder, "inner.taken.json")))]


def recall(model):
    return float(np.mean([len(own & set(line)) / len(own) for own, line in zip(taken, lists(model, inner).tolist())]))


best = (0.0, None)
for width, temperature in [(64, 0.1), (64, 0.2), (128, 0.1)]:
    for epoch, value in fit(inner, width, temperature, job["epochs"], recall)[0]:
        best = max(best, (value, (width, temperature, epoch)))
    print(width, temperature, best, file=sys.stderr, flush=True)
width, temperature, epochs = best[1]
_, model = fit(outer, width, temperature, epochs, lambda _: None)
lists(model, outer).astype(np.int32).tofile(os.path.join(folder, "lists.i32"))
print(json.dumps({"width": width, "temperature": temperature, "epochs": epochs}))
