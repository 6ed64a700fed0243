import { describe, expect, it } from 'vitest';
import { random, type Matrix, type MatrixColumn } from '../../core/index.js';
import { surrogateOf } from './surrogate.js';
import { smallTree } from './tree.js';

const numbers = (name: string, values: readonly number[]): MatrixColumn => ({ kind: 'number', name, values: Float64Array.from(values) });
const GROWTH = { depth: 3, leastShare: 0.01, leastGain: 0.001 };

describe('a small tree', () => {
  it('worked by hand: a step of a number, then levels, and what is said twice is said once', () => {
    const age = [1, 1, 2, 2, 3, 3, 4, 4];
    const plan: MatrixColumn = { kind: 'category', name: 'plan', levels: ['a', 'b', 'c'], codes: Int32Array.of(0, 1, 0, 1, 0, 1, 2, 1) };
    const y = Float64Array.of(0, 0, 0, 0, 10, 20, 10, 20);
    const { leaves, predict } = smallTree({ rows: 8, columns: [numbers('age', age), plan] }, y, GROWTH);
    expect(leaves).toEqual([
      {
        conditions: [
          { feature: 'age', kind: 'number', from: 3, below: null, missing: false },
          { feature: 'plan', kind: 'levels', levels: ['b'], missing: false },
        ],
        share: 0.25,
        mean: 20,
      },
      {
        conditions: [
          { feature: 'age', kind: 'number', from: 3, below: null, missing: false },
          { feature: 'plan', kind: 'levels', levels: ['a', 'c'], missing: false },
        ],
        share: 0.25,
        mean: 10,
      },
      { conditions: [{ feature: 'age', kind: 'number', from: null, below: 3, missing: false }], share: 0.5, mean: 0 },
    ]);
    expect([...predict({ rows: 8, columns: [numbers('age', age), plan] })]).toEqual([...y]);
    const between = smallTree({ rows: 6, columns: [numbers('x', [1, 2, 3, 4, 5, 6])] }, Float64Array.of(0, 0, 9, 9, 0, 0), GROWTH);
    expect(between.leaves[0].conditions).toEqual([{ feature: 'x', kind: 'number', from: 3, below: 5, missing: false }]);
  });

  it('puts missing values where they fit', () => {
    const x: Matrix = { rows: 6, columns: [numbers('x', [1, 1, 5, 5, NaN, NaN])] };
    const [high, low] = smallTree(x, Float64Array.of(0, 0, 8, 8, 8, 8), GROWTH).leaves;
    expect(high).toEqual({ conditions: [{ feature: 'x', kind: 'number', from: 5, below: null, missing: true }], share: 4 / 6, mean: 8 });
    expect(low.conditions).toEqual([{ feature: 'x', kind: 'number', from: null, below: 5, missing: false }]);
  });

  it('has one leaf where nothing is gained', () => {
    expect(smallTree({ rows: 4, columns: [numbers('x', [1, 2, 3, 4])] }, Float64Array.of(5, 5, 5, 5), GROWTH).leaves).toEqual([
      { conditions: [], share: 1, mean: 5 },
    ]);
  });
});

describe('a surrogate', () => {
  const draw = random(4, 'surrogate');
  const rows = 1500;
  const [a, b] = [0, 1].map(() => Array.from({ length: rows }, () => draw.uniform()));
  const x: Matrix = { rows, columns: [numbers('a', a), numbers('b', b)] };

  it('is the model where that is a few rules, and says so', () => {
    // Steps at 11/33 and 22/33 of the rows, which the thresholds that are tried come close to.
    const predicted = Float64Array.from(a, (v) => (v < 1 / 3 ? 0.1 : v < 2 / 3 ? 0.4 : 0.9));
    const { leaves, fidelity, agreement, rows: used } = surrogateOf({ x, predicted, threshold: 0.5, seed: 1 })!;
    expect(fidelity.value).toBeGreaterThan(0.9);
    expect(agreement!.value).toBeGreaterThan(0.95);
    expect(leaves[0].conditions[0].feature).toBe('a');
    expect(used).toEqual({ grown: 1050, judged: 450 });
    expect(leaves.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('owns up where the model is noise to it: on rows that it did not grow on nothing is left', () => {
    const predicted = Float64Array.from(a, () => draw.uniform());
    const found = surrogateOf({ x, predicted, seed: 1 });
    expect(found === undefined || found.fidelity.low < 0.05).toBe(true);
    const jagged = Float64Array.from(a, (v) => Math.sin(400 * v));
    const wild = surrogateOf({ x, predicted: jagged, seed: 1 });
    expect(wild === undefined || wild.fidelity.value < 0.2).toBe(true);
  });

  it('is none of few rows, nor of a model that says the same of all', () => {
    expect(
      surrogateOf({ x: { rows: 3, columns: [numbers('a', [1, 2, 3])] }, predicted: Float64Array.of(1, 2, 3), seed: 1 }),
    ).toBeUndefined();
    expect(surrogateOf({ x, predicted: new Float64Array(rows).fill(0.3), seed: 1 })).toBeUndefined();
  });
});
