import { random, takeRows, type Matrix } from '../../core/index.js';
import type { Interval } from '../interval.js';
import { wilson } from '../interval.js';
import { metricIntervals } from '../intervals.js';
import { metricNamed } from '../metrics/index.js';
import { picked } from '../scored.js';
import { smallTree, type Leaf } from './tree.js';

/** A model in a few rules, and how faithful they are to it. */
export interface Surrogate {
  /** Highest prediction first; every row belongs to one. */
  readonly leaves: readonly Leaf[];
  /** R² between what the rules say and what the model predicts, on rows that the rules were not made from. */
  readonly fidelity: Interval;
  /** Where rows are called by a threshold: the share of those rows that both call alike. */
  readonly agreement?: Interval;
  readonly rows: { readonly grown: number; readonly judged: number };
}

/** Rows and what a model predicts for them. */
export interface SurrogateInput {
  readonly x: Matrix;
  /** One per row: the number, or a probability. */
  readonly predicted: Float64Array;
  /** From which probability on a row is called positive. */
  readonly threshold?: number;
  readonly seed: number;
}

const GROWTH = { depth: 3, leastShare: 0.03, leastGain: 0.01 };
/** Share of the rows that judge. */
const JUDGES = 0.3;
/** Fewer rows say too little. */
const LEAST_ROWS = 100;

/**
 * A regression tree of at most eight leaves that imitates a model (M. Craven and J. Shavlik, 1996), judged on rows that it did not grow on. `undefined`
 * for fewer than 100 rows, and for a model that predicts the same for all. It says what the model does, as far as `fidelity` goes, not what is true.
 */
export function surrogateOf({ x, predicted, threshold, seed }: SurrogateInput): Surrogate | undefined {
  if (x.rows < LEAST_ROWS) return undefined;
  const order = random(seed, 'surrogate').shuffle(Int32Array.from({ length: x.rows }, (_, i) => i));
  const judges = Math.round(JUDGES * x.rows);
  const [judging, growing] = [order.slice(0, judges).toSorted(), order.slice(judges).toSorted()];
  const tree = smallTree(takeRows(x, growing), picked(predicted, growing), GROWTH);
  const [model, rules] = [picked(predicted, judging), tree.predict(takeRows(x, judging))];
  const r2 = metricNamed('r2', 'regression');
  const { r2: fidelity } = metricIntervals([r2], { task: 'regression', classes: 1, y: model, scores: rules }, { seed });
  if (fidelity === undefined || tree.leaves.length < 2) return undefined;
  const alike = threshold === undefined ? 0 : model.filter((p, i) => p >= threshold === rules[i] >= threshold).length;
  return {
    leaves: tree.leaves,
    fidelity,
    ...(threshold === undefined ? {} : { agreement: wilson(alike, judging.length) }),
    rows: { grown: growing.length, judged: judging.length },
  };
}
