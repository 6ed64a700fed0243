/** Columns of a trial by row: the arm of each row and numbers of it. */
export interface UnitColumns {
  readonly id: readonly (string | null)[];
  /** Place of the arm; −1 where it is not known. */
  readonly arm: Int32Array;
  readonly columns: readonly { readonly kind: 'rate' | 'mean'; readonly values: Float64Array }[];
}

/** One row per unit. */
export interface Units {
  readonly arm: Int32Array;
  readonly columns: readonly Float64Array[];
  /** Units that were in two arms: left out, for it is not known which worked. */
  readonly inTwoArms: number;
  /** Rows without an id or an arm: left out. */
  readonly unknown: number;
}

/**
 * Rows gathered by whom they belong to, because who is assigned is who must be counted: a customer with ten visits is one customer, and ten rows that
 * resemble each other make intervals too narrow. Numbers are added up, of a yes or no one yes is a yes; `NaN` where no row of the unit has a value.
 * Units are in order of their first row.
 */
export function gatherUnits({ id, arm, columns }: UnitColumns): Units {
  const places = new Map<string, number>();
  const arms: number[] = [];
  const sums = columns.map((): number[] => []);
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
      for (const sum of sums) sum.push(NaN);
    }
    if (arms[place] !== arm[row]) arms[place] = -1;
    columns.forEach(({ kind, values }, c) => {
      const [before, value] = [sums[c][place], values[row]];
      if (!Number.isNaN(value)) sums[c][place] = Number.isNaN(before) ? value : kind === 'rate' ? Math.max(before, value) : before + value;
    });
  });
  const kept = Int32Array.from(arms.keys()).filter((place) => arms[place] >= 0);
  return {
    arm: Int32Array.from(kept, (place) => arms[place]),
    columns: sums.map((sum) => Float64Array.from(kept, (place) => sum[place])),
    inTwoArms: arms.length - kept.length,
    unknown,
  };
}
