import { describe, expect, it } from 'vitest';
import { baseOf, labelsIn, probabilitiesOf, promised, type Forecast } from './promise.js';

const floats = (...values: number[]): Float64Array => Float64Array.from(values);
const regression = (margins: Float64Array, more: Partial<Forecast> = {}): Forecast => ({
  task: 'regression',
  labels: 0,
  margins,
  further: [],
  segments: undefined,
  ...more,
});

describe('intervals', () => {
  it('reach as far as the threshold of the segment, and of all rows where it has none', () => {
    const segments = Int32Array.of(0, 1, -1);
    const rule = { method: 'absolute', thresholds: { all: 2, segments: [1, null] }, floor: null } as const;
    expect(promised(rule, regression(floats(10, 20, 30), { segments }))).toEqual({
      kind: 'intervals',
      bounds: { low: floats(9, 18, 28), high: floats(11, 22, 32) },
    });
    expect(promised(rule, regression(floats(10)))).toEqual({ kind: 'intervals', bounds: { low: floats(8), high: floats(12) } });
  });

  it('are as wide as the foreseen errors, but never narrower than the floor makes them', () => {
    const rule = { method: 'scaled', thresholds: { all: 2, segments: [] }, floor: 0.5 } as const;
    // 10 ± 2 · 3, 20 ± 2 · 0.5 twice: an error below 0 may be foreseen, and means nothing.
    expect(promised(rule, regression(floats(10, 20, 30), { further: [floats(3, 0.1, -4)] }))).toEqual({
      kind: 'intervals',
      bounds: { low: floats(4, 19, 29), high: floats(16, 21, 31) },
    });
  });

  it('of quantiles are taken in their order, and hold their prediction', () => {
    const rule = { method: 'quantile', thresholds: { all: 1, segments: [] }, floor: null } as const;
    const said = (all: number) =>
      promised({ ...rule, thresholds: { all, segments: [] } }, regression(floats(10, 20), { further: [floats(8, 15), floats(12, 14)] }));
    expect(said(1)).toEqual({ kind: 'intervals', bounds: { low: floats(7, 13), high: floats(13, 20) } });
    // Drawn in by 3 they would cross: the prediction alone is left.
    expect(said(-3)).toEqual({ kind: 'intervals', bounds: { low: floats(10, 17), high: floats(10, 20) } });
  });

  it('grow from what their method says', () => {
    const [point, low, high] = [floats(5), floats(3), floats(9)];
    expect(baseOf('absolute', point, [], null)).toEqual({ from: point, to: point });
    expect(baseOf('scaled', point, [floats(0.25)], 0.5)).toEqual({ from: point, to: point, scale: floats(0.5) });
    expect(baseOf('quantile', point, [low, high], null)).toEqual({ from: low, to: high });
  });
});

describe('sets', () => {
  const said = (all: number, task: 'binary' | 'multiclass', labels: number, margins: Float64Array) =>
    promised({ method: 'lac', thresholds: { all, segments: [] }, floor: null }, regression(margins, { task, labels }));

  it('hold every label that is likely enough', () => {
    // Log-odds of 9 : 1 and of 3 : 2.
    const margins = floats(Math.log(9), Math.log(1.5));
    expect(probabilitiesOf('binary', 2, margins)[1]).toBeCloseTo(0.9, 12);
    expect(said(0.7, 'binary', 2, margins)).toEqual({ kind: 'sets', sets: Uint8Array.of(0, 1, 1, 1) });
    expect(said(0.95, 'binary', 2, margins)).toEqual({ kind: 'sets', sets: Uint8Array.of(1, 1, 1, 1) });
    // Shares 0.5, 0.3, 0.2.
    expect(said(0.75, 'multiclass', 3, floats(5, 3, 2).map(Math.log))).toEqual({ kind: 'sets', sets: Uint8Array.of(1, 1, 0) });
  });

  it('are never empty, and hold the label that is answered, also where two are equally likely', () => {
    expect(said(0.1, 'binary', 2, floats(0.5, -0.5))).toEqual({ kind: 'sets', sets: Uint8Array.of(0, 1, 1, 0) });
    expect(said(0.1, 'multiclass', 3, floats(1, 1, 0))).toEqual({ kind: 'sets', sets: Uint8Array.of(1, 0, 0) });
    // 1 − 0.5 is 0.5: the second of two labels is answered from a half on.
    expect(said(0.1, 'binary', 2, floats(0))).toEqual({ kind: 'sets', sets: Uint8Array.of(0, 1) });
  });

  it('of no rows are none', () => {
    expect(said(0.5, 'binary', 2, floats())).toEqual({ kind: 'sets', sets: new Uint8Array(0) });
  });

  it('are told by their labels, in the order of the model', () => {
    const sets = Uint8Array.of(1, 0, 1, 0, 1, 0);
    expect([0, 1].map((row) => labelsIn(sets, row, ['a', 'b', 'c']))).toEqual([['a', 'c'], ['b']]);
  });
});
