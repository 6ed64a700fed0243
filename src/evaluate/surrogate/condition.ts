import { doublesOf, type MatrixColumn } from '../../core/index.js';
import type { GridValue } from '../explain/index.js';
import type { Split } from './split.js';

/** Which values of one feature a rule is about. */
export type Condition =
  | {
      readonly feature: string;
      readonly kind: 'number';
      /** At least. */ readonly from: number | null;
      readonly below: number | null;
      readonly missing: boolean;
    }
  | { readonly feature: string; readonly kind: 'levels'; readonly levels: readonly Exclude<GridValue, null>[]; readonly missing: boolean };

/** What holds on the first side of a split, and on the other. */
export function branches(split: Split, column: MatrixColumn): readonly [Condition, Condition] {
  const { missing } = split;
  const feature = column.name;
  const cells = new Set(doublesOf(column));
  const hasMissing = cells.has(NaN);
  const other = hasMissing && !missing;
  if (split.kind === 'number')
    return [
      { feature, kind: 'number', from: null, below: split.below, missing },
      { feature, kind: 'number', from: split.below, below: null, missing: other },
    ];
  const codes = [...cells].filter((code) => !Number.isNaN(code)).toSorted((a, b) => a - b);
  const nameOf = (code: number): string | boolean => (column.kind === 'category' ? column.levels[code] : code === 1);
  const named = (isIn: boolean): (string | boolean)[] => codes.filter((code) => split.codes.has(code) === isIn).map(nameOf);
  return [
    { feature, kind: 'levels', levels: named(true), missing },
    { feature, kind: 'levels', levels: named(false), missing: other },
  ];
}

/** The conditions with one more; what is said twice of one feature is said once. */
export function narrowed(path: readonly Condition[], one: Condition): readonly Condition[] {
  const before = path.find(({ feature }) => feature === one.feature);
  if (before === undefined) return [...path, one];
  return path.map((old) => (old === before ? both(before, one) : old));
}

function both(a: Condition, b: Condition): Condition {
  const missing = a.missing && b.missing;
  if (a.kind === 'levels' && b.kind === 'levels') return { ...a, levels: a.levels.filter((level) => b.levels.includes(level)), missing };
  if (a.kind !== 'number' || b.kind !== 'number') throw new TypeError('a feature is a number or levels, not both');
  const [from, below] = [tighter(a.from, b.from, Math.max), tighter(a.below, b.below, Math.min)];
  return { ...a, from, below, missing };
}

const tighter = (a: number | null, b: number | null, of: (a: number, b: number) => number): number | null =>
  a === null ? b : b === null ? a : of(a, b);
