import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import type { NamedSketch } from '../../model/index.js';
import { anomalyOf } from './anomaly.js';

const tenure: NamedSketch = {
  name: 'tenure',
  kind: 'number',
  rows: 100,
  nulls: 1,
  mean: 49,
  std: 28.6,
  min: 0,
  max: 98,
  sample: Float64Array.from({ length: 99 }, (_, i) => i),
};
const plan: NamedSketch = {
  name: 'plan',
  kind: 'level',
  rows: 100,
  nulls: 0,
  levels: ['monthly', 'yearly', 'trial'],
  counts: [60, 36, 4],
  other: 0,
  once: 0,
};

describe('anomaly', () => {
  it('by hand: shares of the tails, of rarer levels and of empty cells', () => {
    const anomaly = anomalyOf({ columns: [tenure, plan] });
    // 500: twice (0 + 1) of 100; trial: (4 + 1) of 101
    const { score, columns } = anomaly({ tenure: 500, plan: 'trial' });
    expect(columns).toEqual([
      { column: 'tenure', share: 0.02 },
      { column: 'plan', share: 5 / 101 },
    ]);
    // Fisher, two columns: the chance is q·(1 − ln q) of the product q
    const product = 0.02 * (5 / 101);
    expect(score).toBeCloseTo(-Math.log10(product * (1 - Math.log(product))), 9);
    expect(anomaly({ tenure: null, plan: 'monthly' }).columns).toEqual([{ column: 'tenure', share: 2 / 101 }]);
    expect(anomaly({ tenure: 49, plan: 'never seen' }).columns).toEqual([{ column: 'plan', share: 1 / 101 }]);
    expect(anomaly({ tenure: 49, plan: 'monthly' })).toEqual({ score: 0, columns: [] });
    expect(anomalyOf({ columns: [{ name: 'id', kind: 'skipped', reason: 'an id' }] })({ id: 'x' })).toEqual({ score: 0, columns: [] });
  });

  it('grows as a number moves out, never shrinks', () => {
    const anomaly = anomalyOf({ columns: [tenure] });
    fc.assert(
      fc.property(fc.double({ min: 49, max: 500, noNaN: true }), fc.double({ min: 0, max: 500, noNaN: true }), (at, more) => {
        expect(anomaly({ tenure: at + more }).score).toBeGreaterThanOrEqual(anomaly({ tenure: at }).score);
      }),
    );
  });

  it('is above 2 for about one in a hundred usual rows', () => {
    const draw = random(4, 'usual');
    const columns = Array.from({ length: 10 }, (_, j): NamedSketch => ({
      ...tenure,
      name: `c${j}`,
      rows: 4000,
      nulls: 0,
      sample: Float64Array.from({ length: 4000 }, () => draw.normal()).toSorted(),
    }));
    const anomaly = anomalyOf({ columns });
    let odd = 0;
    for (let i = 0; i < 5000; i++) if (anomaly(Object.fromEntries(columns.map(({ name }) => [name, draw.normal()]))).score > 2) odd++;
    expect(odd).toBeGreaterThan(25);
    expect(odd).toBeLessThan(85);
  });
});
