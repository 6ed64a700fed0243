import type { Matrix } from '../../core/index.js';

/** Thresholds that are tried per number. */
const MOST_CUTS = 32;

/** What goes to the first of two branches: numbers below a threshold, or some levels; `missing`: what is missing too. */
export type Split = { readonly column: number; readonly missing: boolean } & (
  | { readonly kind: 'number'; readonly below: number }
  | { readonly kind: 'levels'; readonly codes: ReadonlySet<number> }
);

/** Values of a column that part its rows about evenly, ascending. */
export function cutsOf(values: Float64Array): Float64Array {
  const sorted = values.filter((v) => !Number.isNaN(v)).toSorted();
  const chosen = new Set<number>();
  for (let k = 1; k <= MOST_CUTS; k++) if (sorted.length > 0) chosen.add(sorted[Math.floor((k * (sorted.length - 1)) / (MOST_CUTS + 1))]);
  if (sorted.length > 0) chosen.add(sorted[sorted.length - 1]);
  return Float64Array.from(chosen).filter((v) => v > sorted[0]);
}

/** Whether a cell goes to the first side. */
export const isYes = (split: Split, cell: number): boolean =>
  Number.isNaN(cell) ? split.missing : split.kind === 'number' ? cell < split.below : split.codes.has(cell);

/** A split and the sum of squares that it takes away. */
export type Found = { readonly split: Split; readonly gain: number };

/** A group of rows: how many, and the sum of what is predicted. */
interface Sum {
  readonly n: number;
  readonly sum: number;
}

/** The split that takes most of the sum of squares away, the first of equals; `undefined` where no side may be smaller. */
export function bestSplit(
  x: Matrix,
  cells: readonly Float64Array[],
  cuts: readonly Float64Array[],
  y: Float64Array,
  rows: Int32Array,
  least: number,
): Found | undefined {
  const whole = { n: rows.length, sum: sumOf(y, rows) };
  let best: Found | undefined;
  x.columns.forEach(({ kind }, column) => {
    for (const { split, yes } of kind === 'number'
      ? numberSplits(column, cells[column], cuts[column], y, rows)
      : levelSplits(column, cells[column], y, rows)) {
      const no = { n: whole.n - yes.n, sum: whole.sum - yes.sum };
      if (yes.n < least || no.n < least) continue;
      const gain = yes.sum ** 2 / yes.n + no.sum ** 2 / no.n - whole.sum ** 2 / whole.n;
      if (gain > (best?.gain ?? 0)) best = { split, gain };
    }
  });
  return best;
}

type Tried = { readonly split: Split; readonly yes: Sum };

function numberSplits(column: number, cells: Float64Array, cuts: Float64Array, y: Float64Array, rows: Int32Array): readonly Tried[] {
  const [counts, sums] = [new Float64Array(cuts.length + 1), new Float64Array(cuts.length + 1)];
  let missing: Sum = { n: 0, sum: 0 };
  for (const row of rows) {
    const cell = cells[row];
    if (Number.isNaN(cell)) missing = plus(missing, { n: 1, sum: y[row] });
    else {
      const bin = binOf(cuts, cell);
      counts[bin]++;
      sums[bin] += y[row];
    }
  }
  let below: Sum = { n: 0, sum: 0 };
  return [...cuts].flatMap((cut, k): Tried[] => {
    below = plus(below, { n: counts[k], sum: sums[k] });
    const split = { column, kind: 'number', below: cut } as const;
    const alone = { split: { ...split, missing: false }, yes: below };
    return missing.n === 0 ? [alone] : [alone, { split: { ...split, missing: true }, yes: plus(below, missing) }];
  });
}

const plus = (a: Sum, b: Sum): Sum => ({ n: a.n + b.n, sum: a.sum + b.sum });

/** How many cuts a value reaches. */
function binOf(cuts: Float64Array, value: number): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= cuts[middle]) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Levels by their mean: one of the partings between neighbours is the best of all (W. Fisher, 1958). */
function levelSplits(column: number, cells: Float64Array, y: Float64Array, rows: Int32Array): readonly Tried[] {
  const groups = new Map<number, Sum>();
  for (const row of rows) groups.set(cells[row], plus(groups.get(cells[row]) ?? { n: 0, sum: 0 }, { n: 1, sum: y[row] }));
  const ordered = [...groups].toSorted(([a, one], [b, two]) => one.sum / one.n - two.sum / two.n || a - b);
  let yes: Sum = { n: 0, sum: 0 };
  return ordered.slice(0, -1).map(([, group], k): Tried => {
    yes = plus(yes, group);
    const taken = ordered.slice(0, k + 1).map(([code]) => code);
    const codes = new Set(taken.filter((code) => !Number.isNaN(code)));
    return { split: { column, kind: 'levels', codes, missing: taken.some(Number.isNaN) }, yes };
  });
}

/** The sum over some rows. */
export const sumOf = (y: Float64Array, rows: Int32Array): number => rows.reduce((sum, row) => sum + y[row], 0);
