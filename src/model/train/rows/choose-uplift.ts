import { takeRows, type Matrix } from '../../../core/index.js';
import { upliftFigures } from '../../../evaluate/index.js';
import { pick } from '../../rows.js';
import type { LeaderboardEntry } from '../compare.js';
import type { Candidate } from '../plan.js';
import type { PreparedRows } from '../prepare.js';
import { foldsOf } from '../split.js';
import type { Training } from '../training.js';
import type { RowsChoice } from './finder.js';
import { fitOnRows, marginsIn } from './fit-on-rows.js';

/** Compares candidates on the same folds of the training rows by how well each ranks rows that its fit did not see. The best mean is chosen, of equals the first. */
export async function chooseUplift(training: Training<'uplift'>, x: Matrix, train: Int32Array): Promise<RowsChoice<'uplift'>> {
  const { candidates } = training.plan;
  if (candidates.length === 1) return { chosen: candidates[0], leaderboard: [] };
  const splits = foldsOf(training, train, training.model.problem.folds);
  const tried: { readonly candidate: Candidate<'uplift'>; readonly entry: LeaderboardEntry }[] = [];
  for (const [c, candidate] of candidates.entries()) {
    const started = training.options.clock();
    const folds: number[] = [];
    for (const [f, { train: own, test }] of splits.entries()) {
      const words = `candidate ${c + 1} of ${candidates.length}, ${candidate.learner.name}, fold ${f + 1} of ${splits.length}`;
      const fitted = await fitOnRows(training, x, pick(train, own), candidate, words);
      const tested = pick(train, test);
      folds.push(figureOf(training, tested, marginsIn(fitted, takeRows(x, tested))));
    }
    const seconds = (training.options.clock() - started) / 1000;
    tried.push({ candidate, entry: entryOf(candidate, folds, seconds) });
  }
  const sorted = tried.toSorted((a, b) => b.entry.metric - a.entry.metric);
  return { chosen: sorted[0].candidate, leaderboard: sorted.map(({ entry }) => entry) };
}

function figureOf({ plan, ...training }: Training<'uplift'>, rows: Int32Array, uplift: Float64Array): number {
  const { trial, weights }: PreparedRows = training.prepared;
  const judged = {
    y: pick(trial!.y, rows),
    treated: pick(trial!.treated, rows),
    uplift,
    ...(weights ? { weights: pick(weights, rows) } : {}),
  };
  return upliftFigures(judged)[plan.metric.name as 'qini' | 'auuc'];
}

function entryOf({ learner, params }: Candidate<'uplift'>, folds: readonly number[], seconds: number): LeaderboardEntry {
  const metric = folds.reduce((sum, value) => sum + value, 0) / folds.length;
  const variance = folds.reduce((sum, value) => sum + (value - metric) ** 2, 0) / Math.max(1, folds.length - 1);
  return { learner: learner.name, params, metric, standardError: Math.sqrt(variance / folds.length), folds, seconds };
}
