import { takeRows, type Matrix } from '../../core/index.js';
import { foldSplits, metricValue, mostFolds, scored, type Metric, type SplitRows, type SplitRule } from '../../evaluate/index.js';
import type { Predictor } from '../../learn/index.js';
import type { Node } from '../../expr/index.js';
import type { RunOptions } from '../run.js';
import type { Candidate } from './candidates.js';
import { encodeOn } from './encode.js';
import type { Prepared } from './prepare.js';

/** One line of the leaderboard. */
export interface LeaderboardEntry {
  readonly learner: string;
  readonly params: Candidate['params'];
  /** Mean of the metric over the folds. */
  readonly metric: number;
  /** Standard error of that mean. */
  readonly standardError: number;
  readonly folds: readonly number[];
  readonly seconds: number;
}

/** What cross-validation says of the candidates, and what each said of rows that it did not see. */
export interface Comparison {
  readonly leaderboard: readonly LeaderboardEntry[];
  /** The candidate with the best mean; of equals the first. */
  readonly best: number;
  /** Per candidate: rows tested by any fold, and their margins. */
  readonly outOfFold: readonly { readonly rows: Int32Array; readonly margins: Float64Array }[];
}

export interface FitSettings {
  readonly seed: number;
  readonly threads: number;
}

/** Fits one candidate on rows of an encoded table. */
export async function fitOn(
  prepared: Prepared,
  x: Matrix,
  rows: Int32Array,
  chosen: Candidate,
  settings: FitSettings,
  run: RunOptions,
  words: string,
): Promise<Predictor> {
  const { target, weights } = prepared;
  return chosen.learner.fit(
    {
      task: target.task,
      classes: outputsOf(prepared),
      x: takeRows(x, rows),
      y: Float64Array.from(rows, (i) => target.y[i]),
      ...(weights ? { weights: Float64Array.from(rows, (i) => weights[i]) } : {}),
    },
    {
      params: chosen.params,
      seed: settings.seed,
      threads: settings.threads,
      signal: run.signal,
      progress: (what, done, total) => run.progress(`${words}: ${what}`, done, total),
    },
  );
}

/** Margins per row: one per class for multiclass, else one. */
export const outputsOf = ({ target }: Prepared): number => (target.task === 'multiclass' ? target.labels.length : 1);

/** The margins of some rows. */
export function marginsOf(predictor: Predictor, x: Matrix, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length * predictor.outputs);
  predictor.predict(takeRows(x, rows), out);
  return out;
}

/**
 * Cross-validates the candidates on the same folds of the training rows. Features are fitted within each fold, on its
 * training side alone, so nothing of a tested row is ever learned from.
 */
export async function compare(
  prepared: Prepared,
  nodes: Readonly<Record<string, Node>>,
  rows: Int32Array,
  candidates: readonly Candidate[],
  metric: Metric,
  split: { readonly of: (rows: Int32Array) => SplitRows; readonly rule: SplitRule; readonly folds: number },
  settings: FitSettings,
  run: RunOptions,
): Promise<Comparison> {
  const of = split.of(rows);
  const folds = foldSplits(of, { ...split.rule, folds: Math.max(2, mostFolds(of, split.folds)) });
  const outputs = outputsOf(prepared);
  const tested = candidates.map(() => ({ rows: [] as number[], margins: [] as Float64Array[], values: [] as number[], ms: 0 }));
  for (const [f, fold] of folds.entries()) {
    const train = Int32Array.from(fold.train, (i) => rows[i]);
    const test = Int32Array.from(fold.test, (i) => rows[i]);
    const encoded = await encodeOn(prepared, nodes, train, settings.seed);
    for (const [c, chosen] of candidates.entries()) {
      const started = run.clock();
      const predictor = await fitOn(
        prepared,
        encoded.training,
        train,
        chosen,
        settings,
        run,
        `fold ${f + 1} of ${folds.length}, ${chosen.learner.name}`,
      );
      const margins = marginsOf(predictor, encoded.serving, test);
      tested[c].rows.push(...test);
      tested[c].margins.push(margins);
      tested[c].values.push(
        metricValue(
          metric,
          scored(prepared.target.task, outputs, pick(prepared.target.y, test), margins, prepared.weights && pick(prepared.weights, test)),
        ),
      );
      tested[c].ms += run.clock() - started;
    }
  }
  const leaderboard = candidates.map((chosen, c): LeaderboardEntry => ({
    learner: chosen.learner.name,
    params: chosen.params,
    ...meanOf(tested[c].values),
    folds: tested[c].values,
    seconds: tested[c].ms / 1000,
  }));
  return {
    leaderboard,
    best: bestOf(
      leaderboard.map((l) => l.metric),
      metric,
    ),
    outOfFold: tested.map((t) => ({ rows: Int32Array.from(t.rows), margins: joined(t.margins) })),
  };
}

export const pick = (from: Float64Array, rows: Int32Array): Float64Array => Float64Array.from(rows, (i) => from[i]);

function meanOf(values: readonly number[]): { metric: number; standardError: number } {
  const known = values.filter(Number.isFinite);
  const mean = known.reduce((s, v) => s + v, 0) / known.length;
  const variance = known.reduce((s, v) => s + (v - mean) ** 2, 0) / Math.max(1, known.length - 1);
  return { metric: mean, standardError: Math.sqrt(variance / Math.max(1, known.length)) };
}

function bestOf(values: readonly number[], metric: Metric): number {
  const sign = metric.better === 'higher' ? 1 : -1;
  let best = 0;
  values.forEach((v, i) => {
    if (sign * v > sign * values[best] || Number.isNaN(values[best])) best = i;
  });
  return best;
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
