import { mwError } from '../../core/index.js';

/** What a reward model expects, for the doubly robust estimate. */
export interface ModelledRewards {
  /** Per row of the action that was taken. */
  readonly taken: Float64Array;
  /** Per row of the new policy: Σ over actions of its chance times the action's expected reward. */
  readonly wanted: Float64Array;
}

/** What a policy did at random, the chances that it had, and what came of it; beside it what another policy would have done. */
export interface LoggedRows {
  /** Per row the chance with which the logging policy took the action that it took: above 0, at most 1. */
  readonly propensity: ArrayLike<number>;
  /** Per row the chance with which the new policy takes the same action, 0 … 1. */
  readonly chance: ArrayLike<number>;
  /** Per row what came of it: 1 or 0 for a click, money. */
  readonly reward: ArrayLike<number>;
  /** Per row the chance with which the new policy acts at all: less than 1 where its lists end before those of the log. Absent: 1. */
  readonly acts?: ArrayLike<number>;
  /** From a model that was fitted on other rows. */
  readonly modelled?: ModelledRewards;
  /** Rows that belong together: the places of one list, the visits of one user. Numbers from 0; absent: each row is its own. */
  readonly slate?: ArrayLike<number>;
  /** Place of the row in its slate, from 0; each at most once a slate. Absent: all rows are alike. */
  readonly position?: ArrayLike<number>;
}

/**
 * How users look at a list. `independent`: what comes of a place is owed to the item there alone; chances are those of the item at its place. `cascade`: it is owed to the items
 * above it too, which users look at first; chances are those of the item given the items above.
 */
export type Examination = 'independent' | 'cascade';

/** Refuses rows that are none, and names the first. */
export function checkLogged({ propensity, chance, acts, reward, modelled, slate, position }: LoggedRows): void {
  const rows = reward.length;
  if (rows < 2) throw refuse('number of rows', String(rows), 'two or more');
  const columns = {
    propensity,
    chance,
    ...(acts ? { acts } : {}),
    ...(modelled ? { taken: modelled.taken, wanted: modelled.wanted } : {}),
    ...(slate ? { slate } : {}),
  };
  for (const [name, column] of Object.entries({ ...columns, ...(position ? { position } : {}) }))
    if (column.length !== rows) throw mwError('MW_EVALUATE_LENGTH', { what: name, got: column.length, due: rows });
  for (let row = 0; row < rows; row++) {
    if (!(propensity[row] > 0 && propensity[row] <= 1))
      throw refuse(`propensity of row ${row}`, String(propensity[row]), 'above 0, at most 1');
    if (!(chance[row] >= 0 && chance[row] <= 1)) throw refuse(`chance of row ${row}`, String(chance[row]), '0 to 1');
    if (acts && !(acts[row] >= 0 && acts[row] < 1 + 1e-9)) throw refuse(`acts of row ${row}`, String(acts[row]), '0 to 1');
    if (!Number.isFinite(reward[row])) throw refuse(`reward of row ${row}`, String(reward[row]), 'a number');
    if (modelled && !(Number.isFinite(modelled.taken[row]) && Number.isFinite(modelled.wanted[row])))
      throw refuse(`modelled reward of row ${row}`, `${modelled.taken[row]} and ${modelled.wanted[row]}`, 'numbers');
    for (const [name, column] of [
      ['slate', slate],
      ['position', position],
    ] as const)
      if (column && !(Number.isInteger(column[row]) && column[row] >= 0))
        throw refuse(`${name} of row ${row}`, String(column[row]), 'a whole number from 0 on');
  }
}

export const refuse = (name: string, got: string, due: string) => mwError('MW_EVALUATE_OFF_POLICY', { name, got, due });

/**
 * Refuses a new policy that acts where the logging policy never does: of such actions the log says nothing, however long it is. `logged` and `wanted` give the chances of all actions in a row's
 * situation, in one order. Raises `MW_EVALUATE_OFF_POLICY_SUPPORT` with the share of its actions that are beyond the log, and one of them. O(rows × actions).
 */
export function checkSupport(rows: number, logged: (row: number) => ArrayLike<number>, wanted: (row: number) => ArrayLike<number>): void {
  let [beyond, example]: [number, { row: number; action: number } | undefined] = [0, undefined];
  for (let row = 0; row < rows; row++) {
    const [had, has] = [logged(row), wanted(row)];
    for (let action = 0; action < has.length; action++) {
      if (!(has[action] > 0) || had[action] > 0) continue;
      beyond += has[action];
      example ??= { row, action };
    }
  }
  if (example) throw mwError('MW_EVALUATE_OFF_POLICY_SUPPORT', { share: beyond / rows, ...example });
}
