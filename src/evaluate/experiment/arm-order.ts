import { didYouMean, mwError } from '../../core/index.js';

/** Names that a control goes by, the surest first. */
const CONTROLS = ['control', 'a', 'old', 'baseline', 'off', 'no', 'false', '0', 'holdout'];
/** More than that are no arms but something else. */
const MOST = 20;

/**
 * The arms of a trial, the control first and the others by name. The control is the one that is named, else the one that a control is usually called.
 * Throws `MW_EVALUATE_EXPERIMENT_ARMS` where there are not two to twenty, or it is not known which is the control.
 */
export function armOrder(labels: readonly (string | null)[], column: string, control?: string): string[] {
  const found = [...new Set(labels.filter((label) => label !== null))].toSorted();
  const refuse = (due: string) =>
    mwError('MW_EVALUATE_EXPERIMENT_ARMS', { column, found: found.slice(0, 8), count: found.length, due }, { where: column });
  if (found.length < 2 || found.length > MOST) throw refuse(`must name two to ${MOST} arms`);
  if (control !== undefined && !found.includes(control)) throw refuse(`has no arm "${control}".${didYouMean(control, found)}`);
  const guess = CONTROLS.map((name) => found.find((label) => label.toLowerCase() === name)).find((label) => label !== undefined);
  const first = control ?? guess;
  if (first === undefined) throw refuse('does not show which arm is the control');
  return [first, ...found.filter((label) => label !== first)];
}

/** The due shares in the order of the arms. Throws `MW_EVALUATE_EXPERIMENT` when the names are not those of the arms. */
export function sharesOf(arms: readonly string[], shares: Readonly<Record<string, number>>): number[] {
  const wrong = [...Object.keys(shares).filter((name) => !arms.includes(name)), ...arms.filter((arm) => !Object.hasOwn(shares, arm))];
  if (wrong.length > 0)
    throw mwError('MW_EVALUATE_EXPERIMENT', {
      name: 'shares',
      got: Object.keys(shares).join(', '),
      due: `one number for each of ${arms.join(', ')}`,
      fix: `Name every arm of the column once: ${arms.map((arm) => `${arm}=${Math.round(100 / arms.length)}`).join(',')} for equal ones.`,
    });
  return arms.map((arm) => shares[arm]);
}
