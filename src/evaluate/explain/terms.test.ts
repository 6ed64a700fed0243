import { describe, expect, it } from 'vitest';
import type { ColumnHead } from '../../core/index.js';
import type { ColumnShape, PairShape, Shapes } from '../../learn/index.js';
import { strongestPair } from './strongest-pair.js';
import { columnTerms } from './terms.js';

const heads: readonly ColumnHead[] = [
  { kind: 'number', name: 'age' },
  { kind: 'category', name: 'plan', levels: ['basic', 'extra', 'seldom'] },
  { kind: 'flag', name: 'paperless' },
  { kind: 'number', name: 'idle' },
];
const shape = (column: number, shares: number[], scores: number[], more: Partial<ColumnShape>): ColumnShape => ({
  column,
  shares: Float32Array.from(shares),
  scores: Float64Array.from(scores),
  deviations: Float32Array.from(scores, () => 0.5),
  ...more,
});
// Up to 20, to 30, to 40 and above: 25% of the rows each. Missing values, rare levels, then the levels.
const age = shape(0, [0, 0.25, 0.25, 0.25, 0.25], [9, -2, 0, 0, 2], { cuts: Float64Array.of(20, 30, 40) });
const plan = shape(1, [0.25, 0, 0.5, 0.25], [-1, 9, 0, 1], { levels: [[], [2], [0], [1]] });
const paperless = shape(2, [0, 0.5, 0.5], [-3, -0.25, 0.25], { cuts: Float64Array.of(0.5) });
const idle = shape(3, [0, 1], [0, 0], { cuts: new Float64Array() });
const shapes: Shapes = { outputs: 1, base: Float64Array.of(0), columns: [age, plan, paperless, idle], pairs: [] };
const point = (value: number | string | boolean | null, mean: number) => ({ value, mean, low: mean - 1, high: mean + 1 });

describe('terms', () => {
  it('are sorted by the mean of |score|, without columns that say nothing', () => {
    const terms = columnTerms({ shapes, heads });
    expect(terms.map(({ feature, kind, strength }) => [feature, kind, strength])).toEqual([
      ['age', 'number', 1],
      ['plan', 'category', 0.5],
      ['paperless', 'flag', 0.25],
    ]);
  });

  it('are steps between cuts, with ends as far off as their neighbours, levels from high to low, and yes and no', () => {
    const [first, second, third] = columnTerms({ shapes, heads });
    const steps = [10, 20, 30, 40].flatMap((from, i) => [point(from, [-2, 0, 0, 2][i]), point(from + 10, [-2, 0, 0, 2][i])]);
    expect(first.points).toEqual(steps);
    expect(second.points).toEqual([point('extra', 1), point('basic', 0), point(null, -1)]);
    expect(third.points).toEqual([point(false, -0.25), point(true, 0.25)]);
  });

  it('leave out the ends that few rows reach, and join steps too narrow to be seen', () => {
    const cuts = Float64Array.of(0, 1000, 1000.25, 2000, 9000);
    const wide = shape(0, [0.004, 0.3, 0.3, 0.1, 0.2, 0.094, 0.002], [5, 1, 1, 4, 4, 2, 2], { cuts });
    const [{ points }] = columnTerms({ shapes: { ...shapes, columns: [wide] }, heads });
    expect(points.map(({ value }) => value)).toEqual([-1000, 0, 0, 1000, 1000, 2000, 2000, 9000]);
    // 0.1 rows of 4 and 0.2 rows of 4 stay 4.
    expect(points[4].mean).toBeCloseTo(4, 6);
  });

  it('are of one output, in the units of the calibrated margin', () => {
    const twice = shape(2, [0, 0.5, 0.5], [7, 0, -7, 1, 7, -1], { cuts: Float64Array.of(0.5) });
    const [{ points, strength }] = columnTerms({ shapes: { ...shapes, outputs: 2, columns: [twice] }, heads, output: 1, scale: -2 });
    expect([strength, points]).toEqual([
      2,
      [
        { value: false, mean: -2, low: -4, high: 0 },
        { value: true, mean: 2, low: 0, high: 4 },
      ],
    ]);
  });
});

describe('the strongest pair', () => {
  const pair = (columns: [number, number], size: [number, number], shares: number[], scores: number[], joined: number[][]): PairShape => ({
    columns,
    size,
    joined: [Uint8Array.from(joined[0]), Uint8Array.from(joined[1])],
    shares: Float32Array.from(shares),
    scores: Float64Array.from(scores),
    deviations: new Float32Array(scores.length),
  });
  // Ages up to 30 and above, by plan: missing, basic with rare levels, extra.
  const strong = pair(
    [0, 1],
    [3, 3],
    [0, 0, 0, 0.25, 0.25, 0, 0, 0.25, 0.25],
    [5, 5, 5, -1, 1, 5, 5, -1, 1],
    [
      [0, 1, 1, 2, 2],
      [0, 1, 1, 2],
    ],
  );
  const weak = pair(
    [0, 2],
    [2, 2],
    [0.25, 0.25, 0.25, 0.25],
    [0.1, -0.1, -0.1, 0.1],
    [
      [0, 1, 1, 1, 1],
      [0, 1, 1],
    ],
  );

  it('is a table of its groups, NaN where no row is', () => {
    expect(strongestPair({ shapes: { ...shapes, pairs: [weak, strong] }, heads, scale: 3 })).toEqual({
      features: ['age', 'plan'],
      groups: [
        [
          { kind: 'range', to: 30 },
          { kind: 'range', from: 30 },
        ],
        [{ kind: 'missing' }, { kind: 'levels', names: ['basic'] }, { kind: 'levels', names: ['extra'] }],
      ],
      scores: [
        [-3, 3, NaN],
        [NaN, -3, 3],
      ],
    });
  });

  it('joins many bins into eight of as many rows', () => {
    const cuts = Float64Array.from({ length: 39 }, (_, i) => i + 1);
    const long = shape(
      0,
      [0, ...Array.from({ length: 40 }, () => 1 / 40)],
      Array.from({ length: 41 }, () => 0),
      { cuts },
    );
    const bins = [...Array(41).keys()];
    const scores = bins.flatMap((bin) => [0, bin, -bin]);
    const many = pair(
      [0, 2],
      [41, 3],
      bins.flatMap((bin) => (bin === 0 ? [0, 0, 0] : [0, 1 / 80, 1 / 80])),
      scores,
      [bins, [0, 1, 2]],
    );
    const table = strongestPair({ shapes: { ...shapes, columns: [long, plan, paperless, idle], pairs: [many] }, heads })!;
    expect(table.groups[0].map((group) => group.kind === 'range' && group.to)).toEqual([5, 10, 15, 20, 25, 30, 35, undefined]);
    expect(table.groups[1]).toEqual([
      { kind: 'levels', names: ['no'] },
      { kind: 'levels', names: ['yes'] },
    ]);
    expect(table.scores[1].map((score) => Math.round(score * 1e4) / 1e4)).toEqual([8, -8]);
  });

  it('is none where no pair says anything', () => {
    expect(strongestPair({ shapes, heads })).toBeUndefined();
    const silent = { ...weak, scores: new Float64Array(4) };
    expect(strongestPair({ shapes: { ...shapes, pairs: [silent] }, heads })).toBeUndefined();
  });
});
