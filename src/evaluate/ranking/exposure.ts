/** How lists share their places out among the items of a catalogue. */
export interface Exposure {
  /** Share of the items that stand on any list. */
  readonly coverage: number;
  /** Gini's coefficient of how often items are shown: 0 all alike, towards 1 all places to one; 0 when nothing is shown. */
  readonly gini: number;
  /** Lorenz' curve, from [0, 0] to [1, 1]: the share of all places that the least shown share of items has. At most 101 points. */
  readonly lorenz: readonly (readonly [number, number])[];
}

/** How often each item stands within the first k places of a list. */
export function timesShown(lists: Iterable<ArrayLike<number>>, k: number, items: number): Float64Array {
  const times = new Float64Array(items);
  for (const list of lists) for (let p = 0; p < Math.min(k, list.length); p++) times[list[p]]++;
  return times;
}

const POINTS = 100;

/** Exposure from how often each item of the catalogue is shown. O(items log items). */
export function exposureOf(times: Float64Array): Exposure {
  const [ascending, items] = [times.toSorted(), times.length];
  let [sum, ranked, shown] = [0, 0, 0];
  const upTo = new Float64Array(items + 1);
  for (let i = 0; i < items; i++) {
    sum += ascending[i];
    ranked += (2 * (i + 1) - items - 1) * ascending[i];
    upTo[i + 1] = sum;
    if (ascending[i] > 0) shown++;
  }
  const steps = Math.min(POINTS, items);
  const places = Array.from({ length: steps + 1 }, (_, p) => Math.round((p * items) / steps));
  return {
    coverage: items === 0 ? 0 : shown / items,
    gini: sum === 0 ? 0 : ranked / (items * sum),
    lorenz: sum === 0 ? [] : places.map((i) => [i / items, upTo[i] / sum] as const),
  };
}
