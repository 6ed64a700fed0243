"""Reads the mixed CSV, fills, one-hots and scales it, and says what that took: the peers of bench/prepare.mjs.

Usage: prepare.py scikit-learn|polars IN.csv [OUT.parquet]
Without OUT the answer stays in memory: for scikit-learn one dense matrix, as its estimators take it.
Needs: pip install numpy pandas pyarrow scikit-learn polars
"""
import json
import sys
import time

peer, source, out = sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None
numbers = [f"x{i}" for i in range(12)]
texts = [f"g{i}" for i in range(6)]
marks = [("start", time.perf_counter())]


def mark(name):
    marks.append((name, time.perf_counter()))


def scikit_learn():
    import numpy
    import pandas
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    mark("import")
    table = pandas.read_csv(source, engine="pyarrow")
    table[texts] = table[texts].astype(object).where(table[texts].notna(), None)
    mark("read")
    fill = SimpleImputer(strategy="constant", fill_value="(missing)", missing_values=None)
    one_hot = OneHotEncoder(sparse_output=False, dtype=numpy.uint8, handle_unknown="ignore")
    steps = [
        ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        ("texts", make_pipeline(fill, one_hot), texts),
    ]
    transformer = ColumnTransformer(steps, verbose_feature_names_out=False)
    if out:
        transformer.set_output(transform="pandas")
    made = transformer.fit_transform(table)
    mark("transform")
    if not out:
        x3, flag = made[:, 3], made[:, list(transformer.get_feature_names_out()).index("g2_cat_2_1")]
        return x3.sum(), (x3**2).sum(), flag.sum(), made.shape[1]
    made.insert(0, "id", table["id"])
    made["ts"] = table["ts"]
    made.to_parquet(out, index=False)
    mark("write")
    return made["x3"].sum(), (made["x3"] ** 2).sum(), made["g2_cat_2_1"].sum(), made.shape[1] - 2


def polars():
    import polars as pl

    mark("import")
    table = pl.read_csv(source, try_parse_dates=True)
    mark("read")
    filled = table.with_columns([pl.col(c).fill_null(pl.col(c).median()) for c in numbers])
    scaled = [(pl.col(c) - pl.col(c).mean()) / pl.col(c).std(ddof=0) for c in numbers]
    made = filled.with_columns(scaled + [pl.col(c).fill_null("(missing)") for c in texts]).to_dummies(texts)
    mark("transform")
    if out:
        made.write_parquet(out, compression="snappy")
        mark("write")
    return made["x3"].sum(), (made["x3"] ** 2).sum(), made["g2_cat_2_1"].sum(), made.width - 2


def peak_mb():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


total, squares, ones, width = {"scikit-learn": scikit_learn, "polars": polars}[peer]()
wall = {name: at - marks[i][1] for i, (name, at) in enumerate(marks[1:])}
print(
    json.dumps(
        {
            "seconds": marks[-1][1] - marks[1][1],
            "importSeconds": wall.pop("import"),
            "cpuSeconds": time.process_time(),
            "peakMb": peak_mb(),
            "phases": wall,
            "check": {"total": float(total), "squares": float(squares), "ones": int(ones), "columns": int(width)},
        }
    )
)
