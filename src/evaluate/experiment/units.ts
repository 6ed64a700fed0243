import { mwError } from '../../core/index.js';
import type { OutcomeColumn } from './file-numbers.js';

/** Columns of a trial by row: the arm of each row and numbers of it. */
export interface UnitColumns {
  readonly id: readonly (string | null)[];
  /** Place of the arm; −1 where it is not known. */
  readonly arm: Int32Array;
  /** What became of the rows. */
  readonly columns: readonly Pick<OutcomeColumn, 'kind' | 'values'>[];
  /** What was known of the unit before the trial: one value per unit. */
  readonly before?: readonly Pick<OutcomeColumn, 'name' | 'values'>[];
}

/** One row per unit. */
export interface Units {
  readonly arm: Int32Array;
  readonly columns: readonly Float64Array[];
  readonly before: readonly Float64Array[];
  /** Units that were in two arms: left out, for it is not known which worked. */
  readonly inTwoArms: number;
  /** Rows without an id or an arm: left out. */
  readonly unknown: number;
}

/**
 * Rows gathered by whom they belong to, because who is assigned is who must be counted: a customer with ten visits is one customer, and ten rows that
 * resemble each other make intervals too narrow. Numbers are added up, of a yes or no one yes is a yes; `NaN` where no row of the unit has a value.
 * What was known before is not added up: how many rows a unit has was decided during the trial, so a sum over them would hold the effect, and taking it
 * out would take the effect out. It is the one value that the rows of the unit share. Units are in order of their first row.
 *
 * Throws `MW_EVALUATE_EXPERIMENT_BEFORE` where the rows of a unit have different values of a column from before.
 */
export function gatherUnits({ id, arm, columns, before = [] }: UnitColumns): Units {
  const places = new Map<string, number>();
  const arms: number[] = [];
  const sums = columns.map((): number[] => []);
  const known = before.map((): number[] => []);
  let unknown = 0;
  id.forEach((name, row) => {
    if (name === null || arm[row] < 0) {
      unknown++;
      return;
    }
    const place = places.get(name) ?? places.size;
    if (place === places.size) {
      places.set(name, place);
      arms.push(arm[row]);
      for (const column of [...sums, ...known]) column.push(NaN);
    }
    if (arms[place] !== arm[row]) arms[place] = -1;
    columns.forEach(({ kind, values }, c) => {
      const [sum, value] = [sums[c][place], values[row]];
      if (!Number.isNaN(value)) sums[c][place] = Number.isNaN(sum) ? value : kind === 'rate' ? Math.max(sum, value) : sum + value;
    });
    before.forEach(({ name: column, values }, b) => (known[b][place] = shared(known[b][place], values[row], { column, id: name })));
  });
  const kept = Int32Array.from(arms.keys()).filter((place) => arms[place] >= 0);
  return {
    arm: Int32Array.from(kept, (place) => arms[place]),
    columns: taken(sums, kept),
    before: taken(known, kept),
    inTwoArms: arms.length - kept.length,
    unknown,
  };
}

const taken = (columns: readonly (readonly number[])[], kept: Int32Array): Float64Array[] =>
  columns.map((column) => Float64Array.from(kept, (place) => column[place]));

/** The value of both rows; where one has none, the other's. */
function shared(first: number, second: number, where: { readonly column: string; readonly id: string }): number {
  if (Number.isNaN(first) || first === second) return second;
  if (Number.isNaN(second)) return first;
  throw mwError('MW_EVALUATE_EXPERIMENT_BEFORE', { ...where, first, second }, { where: '--before' });
}
