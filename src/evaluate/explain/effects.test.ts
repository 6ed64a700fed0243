import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random, takeRows, type CategoryColumn, type Matrix, type MatrixColumn, type NumberColumn } from '../../core/index.js';
import { accumulatedEffects } from './accumulated-effects.js';
import { centredRows, partialDependence } from './partial-dependence.js';

interface Fixture {
  readonly x0: readonly number[];
  readonly x1: readonly number[];
  readonly few: readonly number[];
  readonly code: readonly number[];
  readonly numbers: Readonly<Record<string, readonly (readonly [value: number, effect: number, size: number])[]>>;
  readonly levels: readonly (readonly [level: string, effect: number, size: number])[];
  readonly dependence: {
    readonly grid: readonly number[];
    readonly mean: readonly number[];
    readonly rows: readonly (readonly number[])[];
  };
}
const peers = JSON.parse(readFileSync(new URL('./fixtures/effects.json', import.meta.url), 'utf8')) as Fixture;

const LEVELS = ['p', 'q', 'r', 's'];
const OFFSETS = [0, 1.5, -0.75, 0.25];
const numbers = (name: string, values: readonly number[]): MatrixColumn => ({ kind: 'number', name, values: Float64Array.from(values) });
const level: MatrixColumn = { kind: 'category', name: 'level', levels: LEVELS, codes: Int32Array.from(peers.code) };
const rows = peers.code.length;

/** The formula of the peers' script. */
function predict({ rows: count, columns }: Matrix): Float64Array {
  const [a, b, c] = columns as readonly [NumberColumn, NumberColumn, CategoryColumn];
  return Float64Array.from({ length: count }, (_, i) => {
    const [x0, x1] = [a.values[i], b.values[i]];
    return x0 ** 2 + 0.5 * x0 * x1 + OFFSETS[c.codes[i]] * (1 + x1 / 4);
  });
}
const of = (first: readonly number[]): Matrix => ({ rows, columns: [numbers('x0', first), numbers('x1', peers.x1), level] });
const asked = { task: 'regression', classes: 1, predict, seed: 1 } as const;

describe('accumulated local effects', () => {
  it.each([5, 20])('of a number cut at %i quantiles are those of PyALE', (grid) => {
    const { points, kind } = accumulatedEffects({ x: of(peers.x0), column: 1, ...asked, grid });
    const due = peers.numbers[grid];
    expect(kind).toBe('number');
    expect(points.map(({ value }) => value)).toEqual(due.map(([value]) => value));
    points.forEach(({ effect, share }, k) => {
      expect(effect).toBeCloseTo(due[k][1], 9);
      if (k > 0) expect(share * rows).toBeCloseTo(due[k][2], 9);
    });
  });

  it('of a category are those of PyALE, its levels ordered by likeness; the direction is free', () => {
    const { points } = accumulatedEffects({ x: of(peers.x0), column: 2, ...asked });
    const due = peers.levels[0][0] === points[0].value ? peers.levels : peers.levels.toReversed();
    expect(points.map(({ value }) => value)).toEqual(due.map(([name]) => name));
    points.forEach(({ effect, share }, k) => {
      expect(effect).toBeCloseTo(due[k][1], 9);
      expect(share * rows).toBeCloseTo(due[k][2], 9);
    });
  });

  it('do not credit a feature with what only moves together with it, where partial dependence looks beyond the rows', () => {
    const draw = random(3, 'together');
    const a = Float64Array.from({ length: 400 }, () => draw.uniform());
    const b = a.map((v) => v + 0.02 * draw.normal());
    const x: Matrix = { rows: 400, columns: [numbers('a', [...a]), numbers('b', [...b])] };
    // Where the two differ by more than any row's do, the model says nonsense.
    const wild = ({ rows: count, columns: [one, two] }: Matrix): Float64Array =>
      Float64Array.from({ length: count }, (_, i) => {
        const [u, v] = [(one as { values: Float64Array }).values[i], (two as { values: Float64Array }).values[i]];
        return v + (Math.abs(u - v) > 0.2 ? 100 : 0);
      });
    const input = { x, column: 0, ...asked, predict: wild };
    const spreadOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
    expect(spreadOf(accumulatedEffects(input).points.map(({ effect }) => effect))).toBe(0);
    expect(spreadOf(partialDependence(input).points.map(({ mean }) => mean))).toBeGreaterThan(10);
  });

  it('worked by hand: a flag, rows without a value, and a value that is always the same', () => {
    const flag: MatrixColumn = { kind: 'flag', name: 'on', values: Uint8Array.of(0, 1, 1, 255) };
    const x: Matrix = { rows: 4, columns: [flag, numbers('n', [7, 7, 7, NaN])] };
    const twice = ({ columns: [on] }: Matrix): Float64Array => Float64Array.from((on as { values: Uint8Array }).values, (v) => 3 * v);
    // One step of 3 from no to yes; two of three rows are yes, so 0 lies 2 above no.
    expect(accumulatedEffects({ x, column: 0, ...asked, predict: twice }).points).toEqual([
      { value: false, share: 1 / 3, effect: -2 },
      { value: true, share: 2 / 3, effect: 1 },
    ]);
    expect(accumulatedEffects({ x, column: 1, ...asked, predict: twice }).points).toEqual([{ value: 7, share: 1, effect: 0 }]);
    const empty = takeRows(x, Int32Array.of(3));
    expect(accumulatedEffects({ x: empty, column: 1, ...asked, predict: twice }).points).toEqual([]);
  });
});

describe('partial dependence and individual curves', () => {
  it("are scikit-learn's", () => {
    const { points, rows: curves } = partialDependence({ x: of(peers.few), column: 0, ...asked });
    const { grid, mean, rows: due } = peers.dependence;
    expect(points.map(({ value }) => value)).toEqual(grid);
    points.forEach((point, k) => expect(point.mean).toBeCloseTo(mean[k], 9));
    // Twenty rows are drawn of eighty: each curve is one of the peer's.
    for (const curve of curves) expect(due.some((one) => one.every((v, k) => Math.abs(v - curve[k]) < 1e-9))).toBe(true);
    expect(curves).toHaveLength(20);
  });

  it('begin at 0 when centred', () => {
    expect(
      centredRows({
        rows: [
          [1, 3, 2],
          [5, 5, 9],
        ],
      }),
    ).toEqual([
      [0, 2, 1],
      [0, 0, 4],
    ]);
  });
});
