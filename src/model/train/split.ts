import { holdoutSplit, type Split, type SplitRows, type SplitRule } from '../../evaluate/index.js';
import type { ProblemDefinition } from '../../features/index.js';
import { pick } from './compare.js';
import type { Prepared } from './prepare.js';

/** What a split may know of some of the rows. */
export function splitRows(prepared: Prepared, problem: ProblemDefinition, rows: Int32Array): SplitRows {
  const { target, groups, times } = prepared;
  return {
    rows: rows.length,
    ...(target.task === 'regression' ? {} : { classes: pick(target.y, rows) }),
    ...(groups ? { groups: Int32Array.from(rows, (i) => groups[i]) } : {}),
    ...(times ? { time: pick(times, rows), timeName: problem.time! } : {}),
  };
}

/** How the rows of a problem are split: by time when one is declared, unless a random split was forced. */
export function splitRule(problem: ProblemDefinition, seed: number): SplitRule {
  return { seed, gapMs: problem.gapMs, ...(problem.split === 'random' ? { kind: 'random', force: true } : {}) };
}

/** The holdout: rows that no fit sees before the report. */
export function holdoutOf(prepared: Prepared, problem: ProblemDefinition, seed: number): Split {
  const all = Int32Array.from({ length: prepared.rows }, (_, i) => i);
  return holdoutSplit(splitRows(prepared, problem, all), { ...splitRule(problem, seed), share: problem.holdout });
}
