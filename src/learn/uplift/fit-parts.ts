import { mwError } from '../../core/index.js';
import type { FittedUplift } from './fitted.js';
import { chanceModel } from './propensity.js';
import { fitR } from './r-learner.js';
import { fitSurfaces } from './t-learner.js';
import type { UpliftFit, UpliftInput, UpliftRun } from './uplift.js';
import { fitX } from './x-learner.js';

const METHODS = { t: fitSurfaces, x: fitX, r: fitR } as const;

/** Fits every part of an uplift model. Throws `MW_LEARN_UPLIFT` when an arm has fewer than ten rows or an array does not fit. */
export async function fitParts(input: UpliftInput, run: UpliftFit): Promise<FittedUplift> {
  check(input, run);
  const parts = await METHODS[run.method](input, run);
  const about = { method: run.method, outcome: input.task, columns: input.x.columns.length };
  const chance = await chanceModel(input, run);
  return 'share' in chance ? { ...about, parts, share: chance.share } : { ...about, parts: { ...parts, ...chance } };
}

/** Fewer rows in an arm than this teach nothing. */
const LEAST = 10;

function check({ task, x, y, treated, weights, propensity }: UpliftInput, { method, folds = 5 }: UpliftRun): void {
  if (!Object.hasOwn(METHODS, method)) throw refuse('method', method, '"t", "x" or "r"');
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
