import { holdoutSplit, type Split, type SplitRows, type SplitRule } from '../../evaluate/index.js';
import type { ProblemDefinition } from '../../features/index.js';
import type { Prepared } from './prepare.js';
import { allRows, pick } from '../rows.js';

/** What a split may know of some of the rows. */
export function splitRows(prepared: Prepared, problem: ProblemDefinition, rows: Int32Array): SplitRows {
  const { target, groups, times } = prepared;
  return {
    rows: rows.length,
    ...(target.task === 'regression' ? {} : { classes: pick(target.y, rows) }),
    ...(groups ? { groups: pick(groups, rows) } : {}),
    ...(times ? { time: pick(times, rows), timeName: problem.time! } : {}),
  };
}

/** How the rows of a problem are split: by time when one is declared, unless a random split was forced. */
export function splitRule(problem: ProblemDefinition, seed: number): SplitRule {
  return { seed, gapMs: problem.gapMs, ...(problem.split === 'random' ? { kind: 'random', force: true } : {}) };
}

/** The holdout: rows that no fit sees before the report. */
export function holdoutOf(prepared: Prepared, problem: ProblemDefinition, seed: number): Split {
  return holdoutSplit(splitRows(prepared, problem, allRows(prepared.rows)), { ...splitRule(problem, seed), share: problem.holdout });
}
