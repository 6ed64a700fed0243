import { describe, expect, it } from 'vitest';
import { random } from '../core/index.js';
import { metricNamed, metricValue } from './metrics/index.js';
import type { Scored } from './scored.js';
import { evaluateSlices, holm } from './slices.js';

const stream = random(1, 'slices');
const rows = 2000;
const bad = Float64Array.from({ length: rows }, (_, i) => (i % 10 === 0 ? 1 : 0));
const y = Float64Array.from({ length: rows }, () => stream.normal());
const sample: Scored = { task: 'regression', classes: 1, y, scores: y.map((v, i) => v + (bad[i] === 1 ? 3 : 1) * stream.normal()) };
const rmse = metricNamed('rmse');
const noise = Array.from({ length: 20 }, (_, s) => ({
  name: `noise ${s}`,
  mask: Float64Array.from({ length: rows }, () => (stream.uniform() < 0.3 ? 1 : 0)),
}));

const side = (inside: number): Scored => {
  const kept = [...y.keys()].filter((i) => bad[i] === inside);
  return { ...sample, y: Float64Array.from(kept, (i) => y[i]), scores: Float64Array.from(kept, (i) => sample.scores[i]) };
};

it("Holm's adjustment, worked by hand", () => {
  expect(holm([0.01, 0.04, undefined, 0.03])).toEqual([0.03, 0.06, undefined, 0.06]);
  expect(holm([0.5, 0.9])).toEqual([1, 1]);
});

describe('slices', () => {
  const { slices, small } = evaluateSlices(
    [rmse, metricNamed('mae')],
    sample,
    [...noise, { name: 'bad', mask: bad }, { name: 'tiny', mask: y.map((_, i) => (i < 5 ? 1 : 0)) }],
    {
      seed: 1,
    },
  );

  it('finds the bad one, first, and blames no noise', () => {
    expect(slices[0]).toMatchObject({ name: 'bad', rows: 200, share: 0.1, worse: true });
    expect(slices.filter((s) => s.worse).map((s) => s.name)).toEqual(['bad']);
    expect(slices[0].pValue).toBeLessThan(1e-6);
  });

  it('measures the slice and its gap to all other rows', () => {
    const [inside, outside] = [metricValue(rmse, side(1)), metricValue(rmse, side(0))];
    expect(slices[0].metrics['rmse'].value).toBeCloseTo(inside, 12);
    expect(slices[0].gap!.value).toBeCloseTo(outside - inside, 12);
    expect(slices[0].harm).toBeCloseTo((inside - outside) * 0.1, 12);
    expect(slices[0].gap!.high).toBeLessThan(0);
    expect(Object.keys(slices[0].metrics)).toEqual(['rmse', 'mae']);
    expect(slices.map((s) => s.harm)).toEqual(slices.map((s) => s.harm).toSorted((a, b) => b - a));
  });

  it('judges no slice of a few rows, and no slice of all rows against nobody', () => {
    expect(small).toEqual([{ name: 'tiny', rows: 5 }]);
    const all = evaluateSlices([rmse], sample, [{ name: 'all', mask: y.map(() => 1) }], { seed: 1 }).slices[0];
    expect(all.gap).toBeUndefined();
    expect([all.worse, all.harm]).toEqual([false, 0]);
  });

  it('gives the same answer twice, and whatever the order of the masks', () => {
    const again = evaluateSlices([rmse, metricNamed('mae')], sample, [{ name: 'bad', mask: bad }], { seed: 1 }).slices[0];
    expect(again.metrics).toEqual(slices[0].metrics);
    expect(again.gap).toEqual(slices[0].gap);
  });
});
