// The peers of prepare.mjs: whether they are there, which versions, and whether all sides made the same table.
import { spawnSync } from 'node:child_process';

const PYTHON = process.env.MILLWRIGHT_PEER_PYTHON ?? 'python3';
const MODULES = ['polars', 'sklearn', 'pandas', 'pyarrow', 'numpy'];
const ask = (code) => spawnSync(PYTHON, ['-c', code], { encoding: 'utf8' });

export const hasPeer = () => ask(`import ${MODULES.join(', ')}`).status === 0;

export const peerVersions = () =>
  JSON.parse(
    ask(`import json, ${MODULES.join(', ')}; print(json.dumps({m.__name__: m.__version__ for m in [${MODULES.join(', ')}]}))`).stdout,
  );

/** Throws unless all runs made the same columns, flags and (to 1e-9) sums. */
export function agree(runs) {
  const [{ check: first }] = runs;
  for (const { check } of runs) {
    const near =
      Math.abs(check.squares - first.squares) < 1e-9 * first.squares && Math.abs(check.total - first.total) < 1e-9 * first.squares;
    if (!near || check.ones !== first.ones || check.columns !== first.columns)
      throw new Error(`the sides differ: ${JSON.stringify(first)} and ${JSON.stringify(check)}`);
  }
}

/** Median, smallest and largest of each figure of some runs. */
export const of = (runs) =>
  Object.fromEntries(['seconds', 'cpuSeconds', 'peakMb'].map((key) => [key, spread(runs.map((run) => run[key]))]));

const round = (x) => Number(x.toPrecision(4));

export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median: round(median), low: round(sorted[0]), high: round(sorted.at(-1)) };
}
