import { judgeCoverage, promised, type JudgedCoverage } from '../../coverage/index.js';
import { pick } from '../../rows.js';
import type { Training } from '../training.js';
import type { LearnedCoverage } from './learn-coverage.js';

/** Judges what is promised of the holdout, from the margins of the judged fit and of its further predictors there. */
export function judgeLearned(
  { prepared, plan }: Training,
  { rule, thresholds, segments, floor }: LearnedCoverage,
  test: Int32Array,
  margins: Float64Array,
  further: readonly Float64Array[],
): JudgedCoverage {
  const { target, weights, groups } = prepared;
  const codes = segments && pick(segments.codes, test);
  const said = promised(
    { method: rule.method, thresholds, floor },
    { task: target.task, labels: target.labels.length, margins, further, segments: codes },
  );
  return judgeCoverage({ level: rule.level, method: rule.method, thresholds, by: segments?.rule ?? null }, said, {
    y: pick(target.y, test),
    segments: codes,
    weights: weights && pick(weights, test),
    groups: groups && pick(groups, test),
    seed: plan.seed,
  });
}
