import { didYouMean, mwError } from '../core/index.js';
import type { Changes, ColumnKind } from './column-spec.js';

/** What an annotation may say. */
export const CHANGE_KEYS: readonly string[] = ['immutable', 'monotone', 'changeCost'] satisfies readonly (keyof Changes)[];

const ORDERED: readonly ColumnKind[] = ['int', 'number', 'timestamp', 'date'];

/** The annotations of a column, from code or from JSON that anybody may have written. Throws `MW_DATA_SCHEMA` with the first thing that is wrong. */
export function checkChanges(changes: object, kind: ColumnKind, about = `a column of kind ${kind}`): Changes {
  const stranger = Object.keys(changes).find((key) => !CHANGE_KEYS.includes(key));
  if (stranger !== undefined) throw wrong(`${about} has the annotation ${JSON.stringify(stranger)}.${didYouMean(stranger, CHANGE_KEYS)}`);
  const { immutable, monotone, changeCost } = changes as Readonly<Record<keyof Changes, unknown>>;
  if (immutable !== undefined && typeof immutable !== 'boolean') throw wrong(`${about} has an "immutable" that is neither true nor false`);
  if (monotone !== undefined && monotone !== 'increasing' && monotone !== 'decreasing')
    throw wrong(`${about} has a "monotone" that is neither "increasing" nor "decreasing"`);
  if (monotone !== undefined && !ORDERED.includes(kind)) throw wrong(`${about} has no order, so it cannot be "monotone"`);
  if (changeCost !== undefined && !(typeof changeCost === 'number' && Number.isFinite(changeCost) && changeCost >= 0))
    throw wrong(`${about} has a "changeCost" that is no number from 0 on`);
  return changes as Changes;
}

const wrong = (reason: string): Error => mwError('MW_DATA_SCHEMA', { reason });
