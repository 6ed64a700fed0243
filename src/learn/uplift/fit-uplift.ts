import { mwError } from '../../core/index.js';
import { fitR } from './r-learner.js';
import { fitT } from './t-learner.js';
import type { UpliftInput, UpliftModel, UpliftRun } from './uplift.js';
import { fitX } from './x-learner.js';

const methods = { t: fitT, x: fitX, r: fitR } as const;

/**
 * Learns what a treatment changes, row by row, over any learner of the registry. The rows come from a trial in which chance decided who was treated, or from
 * one in which nothing but the columns did.
 *
 * Fits: `t` two, `x` four and one for an unknown propensity, `r` one more than the folds, twice the folds more for an unknown propensity. Throws
 * `MW_LEARN_UPLIFT` when an arm has fewer than ten rows or an array does not fit, `MW_LEARN_TASK` when a learner does not do its part.
 *
 * ```ts
 * const columns = [{ kind: 'number', name: 'age', values: Float64Array.from({ length: 80 }, (_, i) => 20 + i) }] as const;
 * const treated = Float64Array.from({ length: 80 }, (_, i) => i % 2);
 * const y = treated.map((t, i) => i + 5 * t);
 * const run = { method: 'r', outcome: { learner: 'linear', params: {} }, seed: 7, threads: 1, signal: new AbortController().signal } as const;
 * const model = await fitUplift({ task: 'regression', x: { rows: 80, columns }, y, treated, propensity: 0.5 }, run);
 * Math.round(model.uplift({ rows: 80, columns })[40]) // 5
 * ```
 */
export async function fitUplift(input: UpliftInput, run: UpliftRun): Promise<UpliftModel> {
  check(input, run);
  return await methods[run.method](input, run);
}

/** Fewer rows in an arm than this teach nothing. */
const LEAST = 10;

function check({ task, x, y, treated, weights, propensity }: UpliftInput, { method, folds = 5 }: UpliftRun): void {
  if (!Object.hasOwn(methods, method)) throw refuse('method', method, '"t", "x" or "r"');
  if (!(Number.isInteger(folds) && folds >= 2)) throw refuse('number of folds', folds, 'a whole number, 2 or more');
  const columns = { outcomes: y, 'treated marks': treated, weights, propensities: typeof propensity === 'object' ? propensity : undefined };
  for (const [what, column] of Object.entries(columns))
    if (column && column.length !== x.rows) throw refuse(`number of ${what}`, column.length, `${x.rows}, one per row`);
  const counts = [0, 0];
  for (let i = 0; i < x.rows; i++) {
    if (treated[i] !== 0 && treated[i] !== 1) throw refuse(`treated mark of row ${i}`, treated[i], '0 or 1');
    if (!Number.isFinite(y[i]) || (task === 'binary' && y[i] !== 0 && y[i] !== 1))
      throw refuse(`outcome of row ${i}`, y[i], task === 'binary' ? '0 or 1' : 'a finite number');
    const chance = typeof propensity === 'object' ? propensity[i] : (propensity ?? 0.5);
    if (!(chance > 0 && chance < 1))
      throw refuse(`propensity of row ${i}`, chance, 'between 0 and 1: a row that is always treated says nothing');
    counts[treated[i]]++;
  }
  counts.forEach((n, arm) => {
    if (n < LEAST) throw refuse(`number of ${arm === 1 ? 'treated' : 'untreated'} rows`, n, `${LEAST} or more`);
  });
}

const refuse = (what: string, got: string | number, due: string) => mwError('MW_LEARN_UPLIFT', { what, got: String(got), due });
