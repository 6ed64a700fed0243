import { random } from '../../core/index.js';

/** Rows to learn from: parts of one size, each nested in a part of the next size. */
export interface NestedParts {
  readonly rows: number;
  readonly parts: readonly Int32Array[];
}

/** What the parts must keep to: rows of one group stay together, and every part has the classes in the shares of all. Neither is required. */
export interface PartRules {
  readonly groups?: Int32Array;
  readonly classes?: Float64Array;
}

/**
 * An eighth, a quarter and a half of some rows, twice each and disjoint: the halves are all rows dealt out in turn, and every part is the beginning of
 * the one that it is nested in. The entries are rows, ascending.
 */
export function nestedParts(rows: Int32Array, { groups, classes }: PartRules, seed: number): readonly NestedParts[] {
  const order = groups ? byGroups(rows, groups, seed) : classes ? byClasses(rows, classes, seed) : shuffled(rows, seed);
  const halves = [0, 1].map((which) => order.filter((_, i) => i % 2 === which).flat());
  return [4, 2, 1].map((share) => {
    const size = Math.floor(Math.min(halves[0].length, halves[1].length) / share);
    return { rows: size, parts: halves.map((half) => Int32Array.from(half.slice(0, size)).toSorted()) };
  });
}

/** Units of rows in the order in which they are dealt: one row each, or the rows of a group. */
type Units = readonly (readonly number[])[];

const shuffled = (rows: Int32Array, seed: number): Units => Array.from(random(seed, 'nested parts').shuffle(rows.slice()), (row) => [row]);

/** Whole groups; −1 is a group of its own. */
function byGroups(rows: Int32Array, groups: Int32Array, seed: number): Units {
  const members = new Map<string, number[]>();
  for (const row of rows) {
    const key = groups[row] < 0 ? `row ${row}` : `group ${groups[row]}`;
    members.set(key, [...(members.get(key) ?? []), row]);
  }
  return random(seed, 'nested parts').shuffle([...members.values()]);
}

/** Two rows of a class at a time, one for either half, as evenly along the order as the class is common: every beginning of a half has the shares of all. */
function byClasses(rows: Int32Array, classes: Float64Array, seed: number): Units {
  const members = Map.groupBy(shuffled(rows, seed).flat(), (row) => classes[row]);
  const placed = [...members.values()].flatMap((own) =>
    Array.from({ length: Math.ceil(own.length / 2) }, (_, pair) => ({
      place: (2 * pair + 1) / own.length,
      rows: own.slice(2 * pair, 2 * pair + 2),
    })),
  );
  return placed.toSorted((a, b) => a.place - b.place || a.rows[0] - b.rows[0]).flatMap((pair) => pair.rows.map((row) => [row]));
}
