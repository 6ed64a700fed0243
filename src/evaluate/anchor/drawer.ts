import { random, type Random } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import type { AnchorTerm } from './terms.js';

/** Rows like others that keep to a rule, which is told by the places of its terms. */
export interface Drawer {
  /** So many rows under the rule, the next of a stream. */
  readonly draw: (rule: readonly number[], count: number, stream: Random) => readonly RowValues[];
  /** Reference rows that keep to a rule as they are. */
  readonly matching: (rule: readonly number[]) => number;
}

/**
 * Draws rows around one row: a reference row as a whole, in which only the columns of the rule that break it get another value, one of those of the
 * reference rows that keep to it (the row's own, where there is none). Columns that the reference rows lack stay as the row has them.
 */
export function drawerOf(row: RowValues, reference: readonly RowValues[], terms: readonly AnchorTerm[]): Drawer {
  const masks = terms.map(({ column, holds }) => Uint8Array.from(reference, (one) => Number(holds(one[column]))));
  const keepers = new Map<string, Int32Array>();
  const keepersOf = (rule: readonly number[]): Int32Array => {
    const known = keepers.get(rule.join()) ?? keeping(masks, rule, reference.length);
    keepers.set(rule.join(), known);
    return known;
  };
  return {
    draw: (rule, count, stream) => {
      const parts = [...Map.groupBy(rule, (place) => terms[place].column)].map(([column, own]) => ({ column, own, from: keepersOf(own) }));
      return Array.from({ length: count }, () => {
        const at = stream.int(reference.length);
        const drawn = { ...row, ...reference[at] };
        for (const { column, own, from } of parts)
          if (own.some((place) => masks[place][at] === 0))
            drawn[column] = from.length === 0 ? row[column] : reference[from[stream.int(from.length)]][column];
        return drawn;
      });
    },
    matching: (rule) => keeping(masks, rule, reference.length).length,
  };
}

/** Places of the reference rows for which all of some terms hold. */
function keeping(masks: readonly Uint8Array[], rule: readonly number[], rows: number): Int32Array {
  const places = new Int32Array(rows);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    let holds = 1;
    for (let k = 0; k < rule.length; k++) holds &= masks[rule[k]][i];
    places[count] = i;
    count += holds;
  }
  return places.slice(0, count);
}

/** The stream of a rule: the same whatever was asked of others before. */
export const streamOf = (seed: number, what: string, rule: readonly number[]): Random => random(seed, 'anchor', what, ...rule);
