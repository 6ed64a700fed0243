import { takeRows, type Matrix } from '../../core/index.js';
import { crossValidate, foldSplits, mostFolds, type Metric, type Split, type SplitRows, type SplitRule } from '../../evaluate/index.js';
import type { Node } from '../../expr/index.js';
import type { Params, Predictor } from '../../learn/index.js';
import type { RunOptions } from '../run.js';
import type { Candidate } from './candidates.js';
import { encodeOn, type EncodedRows } from './encode.js';
import type { Prepared } from './prepare.js';

/** One line of the leaderboard, best first. */
export interface LeaderboardEntry {
  readonly learner: string;
  readonly params: Params;
  /** Mean of the metric over the folds. */
  readonly metric: number;
  /** Standard error of that mean. */
  readonly standardError: number;
  readonly folds: readonly number[];
  readonly seconds: number;
}

/** What cross-validation says of the candidates. */
export interface Comparison {
  readonly leaderboard: readonly LeaderboardEntry[];
  readonly best: Candidate;
  /** Rows that some fold tested, with the best candidate's margins by fits that did not see them. */
  readonly outOfFold: { readonly rows: Int32Array; readonly margins: Float64Array };
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
  const progress: RunOptions['progress'] = (what, done, total) => run.progress(`${words}: ${what}`, done, total);
  return chosen.learner.fit(
    {
      task: target.task,
      classes: outputsOf(prepared),
      x: takeRows(x, rows),
      y: pick(target.y, rows),
      ...(weights ? { weights: pick(weights, rows) } : {}),
    },
    { params: chosen.params, seed: settings.seed, threads: settings.threads, signal: run.signal, progress },
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

/** The entries of some rows, in their order. */
export const pick = (from: Float64Array, rows: Int32Array): Float64Array => Float64Array.from(rows, (i) => from[i]);

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
  split: { readonly of: SplitRows; readonly rule: SplitRule; readonly folds: number },
  settings: FitSettings,
  run: RunOptions,
): Promise<Comparison> {
  const { target, weights } = prepared;
  const outputs = outputsOf(prepared);
  const splits = foldSplits(split.of, { ...split.rule, folds: Math.max(2, mostFolds(split.of, split.folds)) });
  const tableRows = (own: Int32Array): Int32Array => Int32Array.from(own, (i) => rows[i]);
  const encoded = foldEncoder(prepared, nodes, splits.length, (own) => tableRows(own), settings.seed);
  const { entries } = await crossValidate({
    candidates: candidates.map((chosen) => ({
      name: chosen.learner.name,
      fit: async (side, fold) => {
        const { training, serving } = await encoded(side, fold);
        const fitted = await fitOn(
          prepared,
          training,
          tableRows(side.train),
          chosen,
          settings,
          run,
          `${chosen.learner.name}, fold ${fold + 1} of ${splits.length}`,
        );
        return marginsOf(fitted, serving, tableRows(side.test));
      },
    })),
    splits,
    metric,
    task: target.task,
    classes: outputs,
    y: pick(target.y, rows),
    ...(weights ? { weights: pick(weights, rows) } : {}),
    clock: run.clock,
    signal: run.signal,
    progress: run.progress,
  });
  const chosenBy = (name: string): Candidate => candidates.find((c) => c.learner.name === name)!;
  return {
    leaderboard: entries.map((e) => ({
      learner: e.name,
      params: chosenBy(e.name).params,
      metric: e.mean,
      standardError: e.standardError,
      folds: e.folds,
      seconds: e.seconds,
    })),
    best: chosenBy(entries[0].name),
    outOfFold: testedRows(entries[0].outOfFold, outputs, rows),
  };
}

/** Bytes of encoded folds to keep for the next candidate; beyond, they are encoded anew. */
const KEPT_BYTES = 2 ** 29;

/** The table encoded by the features of one fold's training side; kept for the next candidate where memory allows. */
function foldEncoder(
  prepared: Prepared,
  nodes: Readonly<Record<string, Node>>,
  folds: number,
  tableRows: (own: Int32Array) => Int32Array,
  seed: number,
): (side: Split, fold: number) => Promise<EncodedRows> {
  const kept = new Map<number, EncodedRows>();
  const affordable = prepared.rows * Object.keys(nodes).length * 8 * folds <= KEPT_BYTES;
  return async (side, fold) => {
    const known = kept.get(fold);
    if (known) return known;
    const fresh = await encodeOn(prepared, nodes, tableRows(side.train), seed);
    if (affordable) kept.set(fold, fresh);
    return fresh;
  };
}

function testedRows(margins: Float64Array, outputs: number, rows: Int32Array): Comparison['outOfFold'] {
  const tested = Int32Array.from(rows.keys()).filter((i) => !Number.isNaN(margins[i * outputs]));
  const own = new Float64Array(tested.length * outputs);
  tested.forEach((i, at) => own.set(margins.subarray(i * outputs, (i + 1) * outputs), at * outputs));
  return { rows: Int32Array.from(tested, (i) => rows[i]), margins: own };
}
