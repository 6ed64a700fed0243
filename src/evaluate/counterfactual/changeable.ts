import type { Changes } from '../../data/index.js';
import type { GridValue } from '../explain/index.js';
import { quantileOf } from '../interval.js';

/** A column of one row that could be different, and what it could be. */
export interface Changeable {
  readonly column: string;
  readonly from: GridValue;
  /** What it could be instead, cheapest first. */
  readonly values: readonly GridValue[];
  /** Of each of `values`. */
  readonly costs: Float64Array;
  /** Places in `values` that are spread over all of them. */
  readonly coarse: readonly number[];
  /** Values near each other are alike, so that between two of `coarse` is worth a look. */
  readonly isOrdered: boolean;
}

/** Places on either side of a number that are looked at first. */
const COARSE = 8;
/** Levels, the commonest first, that are looked at. */
const MOST_LEVELS = 40;

/** What a number could be: the values of other rows (`sample`, ascending) that its annotations allow. */
export function changeableNumber(
  column: string,
  from: number | null,
  sample: Float64Array,
  { monotone, changeCost }: Changes = {},
): Changeable {
  const centre = sample.length === 0 ? 0 : quantileOf(sample, 0.5);
  const scale = typicalDistance(sample, centre);
  const start = from ?? centre;
  const allowed = [...new Set(sample)].filter(
    (v) => v !== from && (from === null || monotone === undefined || (monotone === 'increasing' ? v > from : v < from)),
  );
  const distance = (v: number): number => (changeCost ?? 1 / scale) * Math.abs(v - start);
  // What is not known costs at least as much as a change of the least kind: nobody learns it for nothing.
  const costOf = (v: number): number => (from === null ? Math.max(changeCost ?? 1, distance(v)) : distance(v));
  const values = allowed.toSorted((a, b) => costOf(a) - costOf(b) || a - b);
  const sides = [values.flatMap((v, i) => (v < start ? [i] : [])), values.flatMap((v, i) => (v >= start ? [i] : []))];
  return {
    column,
    from,
    values,
    costs: Float64Array.from(values, costOf),
    coarse: sides.flatMap((side) => spread(side, COARSE)).toSorted((a, b) => a - b),
    isOrdered: true,
  };
}

/** What a category or a yes/no could be: the levels of other rows, commonest first. */
export function changeableLevel(
  column: string,
  from: GridValue,
  levels: readonly GridValue[],
  { changeCost = 1 }: Changes = {},
): Changeable {
  const values = levels.filter((level) => level !== from).slice(0, MOST_LEVELS);
  return {
    column,
    from,
    values,
    costs: new Float64Array(values.length).fill(changeCost),
    coarse: values.map((_, i) => i),
    isOrdered: false,
  };
}

/** The median distance from the median; where most values are equal the mean distance, and 1 where all are. */
function typicalDistance(sample: Float64Array, centre: number): number {
  const distances = sample.map((v) => Math.abs(v - centre)).toSorted();
  if (distances.length === 0) return 1;
  return quantileOf(distances, 0.5) || distances.reduce((sum, d) => sum + d, 0) / distances.length || 1;
}

/** At most so many of a list, evenly spread, the last among them. */
export function spread<V>(list: readonly V[], most: number): readonly V[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, i) => list[Math.round(((i + 1) * list.length) / most) - 1]);
}
