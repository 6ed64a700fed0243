import { describe, expect, it } from 'vitest';
import { headsOf, random, rowOf, type Matrix } from '../../core/index.js';
import type { FitInput, Predictor } from '../learner.js';
import type { Params } from '../params.js';
import { ebm, shapesOf, type Shapes } from './index.js';

const quick = { bags: 3, rounds: 200, smoothRounds: 10 };
const fit = (input: FitInput, params: Params = {}): Promise<Predictor> =>
  ebm.fit(input, { params: { ...quick, ...params }, seed: 7, threads: 1, signal: new AbortController().signal });
const shapesFrom = (predictor: Predictor, x: Matrix): Shapes => shapesOf(predictor.toParts(), headsOf(x));
const predicted = (predictor: Predictor, x: Matrix): Float64Array => {
  const out = new Float64Array(x.rows * predictor.outputs);
  predictor.predict(x, out);
  return out;
};

const ROWS = 800;
const draw = random(9, 'ebm');
const uniform = (): Float64Array => Float64Array.from({ length: ROWS }, () => 2 * draw.uniform() - 1);
const [a, b, c] = [uniform(), uniform(), uniform()];
const number = (name: string, values: Float64Array) => ({ kind: 'number' as const, name, values });
const numbers: Matrix = { rows: ROWS, columns: [number('a', a), number('b', b), number('c', c)] };
const regression = (x: Matrix, of: (row: number) => number): FitInput => ({
  task: 'regression',
  classes: 1,
  x,
  y: Float64Array.from({ length: x.rows }, (_, i) => of(i)),
});

/** The score of a value of a number column. */
function scoreAt({ columns }: Shapes, column: number, value: number): number {
  const { cuts, scores } = columns[column];
  return scores[1 + cuts!.filter((cut) => cut < value).length];
}

describe('an explainable boosting machine', () => {
  it('finds the function of each column: a step of 10 in one, nothing in the others, within 5%', async () => {
    const input = regression(numbers, (i) => 5 + (a[i] > 0.2 ? 10 : 0));
    const shapes = shapesFrom(await fit(input, { pairsPerColumn: 0 }), numbers);
    expect(Math.abs(scoreAt(shapes, 0, 0.5) - scoreAt(shapes, 0, -0.1) - 10)).toBeLessThan(0.5);
    expect(Math.abs(scoreAt(shapes, 0, 0.9) - scoreAt(shapes, 0, 0.5))).toBeLessThan(0.5);
    for (const column of [1, 2]) expect(Math.max(...shapes.columns[column].scores.map(Math.abs))).toBeLessThan(0.5);
    expect(shapes.base[0]).toBeCloseTo(input.y.reduce((sum, v) => sum + v, 0) / ROWS, 2);
  });

  it('ranks the pair that acts together first and draws it: the sign of a · c', async () => {
    const input = regression(numbers, (i) => b[i] + (a[i] * c[i] > 0 ? 3 : -3));
    const predictor = await fit(input, { pairsPerColumn: 0.34 });
    const { pairs } = shapesFrom(predictor, numbers);
    expect(pairs.map(({ columns }) => columns)).toEqual([[0, 2]]);
    const corner = (v: number, w: number): Float64Array => {
      const out = new Float64Array(1);
      predictor.predictRow(Float64Array.of(v, 0, w), out);
      return out;
    };
    for (const [v, w, sign] of [
      [0.6, 0.6, 3],
      [-0.6, -0.6, 3],
      [0.6, -0.6, -3],
      [-0.6, 0.6, -3],
    ])
      expect(Math.abs(corner(v, w)[0] - sign)).toBeLessThan(0.4);
  });

  it('is the sum that its shapes are: base, a score per column, a score per pair', async () => {
    const input = regression(numbers, (i) => Math.sin(3 * a[i]) + b[i] * c[i]);
    const predictor = await fit(input);
    const shapes = shapesFrom(predictor, numbers);
    expect(shapes.pairs.length).toBeGreaterThan(0);
    const margins = predicted(predictor, numbers);
    for (const i of [0, 17, 401]) {
      const row = rowOf(numbers, i);
      const bins = shapes.columns.map(({ cuts }, j) => 1 + cuts!.filter((cut) => cut < row[j]).length);
      const columns = shapes.columns.reduce((sum, { scores }, j) => sum + scores[bins[j]], shapes.base[0]);
      const pairs = shapes.pairs.reduce((sum, { columns: [v, w], joined: [first, second], size, scores }) => {
        return sum + scores[first[bins[v]] * size[1] + second[bins[w]]];
      }, 0);
      expect(columns + pairs).toBeCloseTo(margins[i], 9);
    }
  });

  it('centres every column and purifies every pair on the training rows', async () => {
    const input = regression(numbers, (i) => 4 * a[i] + b[i] * c[i]);
    const { columns, pairs } = shapesFrom(await fit(input), numbers);
    for (const { scores, shares } of columns) {
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
      expect(scores.reduce((sum, score, bin) => sum + shares[bin] * score, 0)).toBeCloseTo(0, 5);
    }
    for (const { scores, shares, size } of pairs)
      for (let i = 0; i < size[0]; i++) {
        const line = Array.from({ length: size[1] }, (_, j) => i * size[1] + j);
        expect(line.reduce((sum, at) => sum + shares[at] * scores[at], 0)).toBeCloseTo(0, 5);
      }
  });

  it('gives a pair half and half to its columns', async () => {
    const input = regression(numbers, (i) => (a[i] * c[i] > 0 ? 3 : -3));
    const predictor = await fit(input, { pairsPerColumn: 0.34 });
    const shapes = shapesFrom(predictor, numbers);
    const { effects } = predictor.contributions!(numbers);
    const alone = (i: number, column: number): number => effects[3 * i + column] - scoreAt(shapes, column, [a, b, c][column][i]);
    for (const i of [3, 99]) {
      expect(Math.abs(alone(i, 0))).toBeGreaterThan(0.5);
      expect(alone(i, 0)).toBeCloseTo(alone(i, 2), 9);
      expect(alone(i, 1)).toBeCloseTo(0, 9);
    }
  });

  it('has as interactions what it is made of: a column alone on the diagonal, a pair half and half beside it', async () => {
    const input = regression(numbers, (i) => b[i] + (a[i] * c[i] > 0 ? 3 : -3));
    const predictor = await fit(input, { pairsPerColumn: 0.34 });
    const shapes = shapesFrom(predictor, numbers);
    const [{ columns, joined, size, scores }] = shapes.pairs;
    expect(columns).toEqual([0, 2]);
    const { effects } = predictor.interactions!(numbers);
    for (const i of [3, 99]) {
      const bins = [a, b, c].map((of, j) => 1 + shapes.columns[j].cuts!.filter((cut) => cut < of[i]).length);
      const pair = scores[joined[0][bins[0]] * size[1] + joined[1][bins[2]]];
      const [fromA, fromB, fromC] = [a, b, c].map((of, j) => scoreAt(shapes, j, of[i]));
      expect([...effects.subarray(9 * i, 9 * i + 9)]).toEqual([fromA, 0, pair / 2, 0, fromB, 0, pair / 2, 0, fromC]);
    }
  });

  it('says by its deviations where it is unsure: least where rows are many, none from one bag', async () => {
    const skewed = {
      rows: ROWS,
      columns: [
        number(
          'a',
          a.map((v) => (v < 0.9 ? Math.round(4 * v) : 9)),
        ),
      ],
    };
    const input = regression(skewed, (i) => a[i] + 4 * b[i]);
    const { columns } = shapesFrom(await fit(input, { bags: 8 }), skewed);
    const { shares, deviations } = columns[0];
    const [most, fewest] = [shares.indexOf(Math.max(...shares)), shares.length - 1];
    expect(deviations[most]).toBeGreaterThan(0);
    expect(deviations[most]).toBeLessThan(deviations[fewest]);
    const single = shapesFrom(await fit(input, { bags: 1 }), skewed);
    expect([...single.columns[0].deviations].every((v) => v === 0)).toBe(true);
  });

  it('has a bin for missing values, and one for rare and unseen levels', async () => {
    const codes = Int32Array.from({ length: ROWS }, (_, i) => (i < 4 ? 3 : i % 3));
    const gaps = a.map((v, i) => (i % 5 === 0 ? NaN : v));
    const x: Matrix = {
      rows: ROWS,
      columns: [number('a', gaps), { kind: 'category', name: 'k', levels: ['p', 'q', 'r', 'rare', 'unseen'], codes }],
    };
    const predictor = await fit(
      regression(x, (i) => (i % 5 === 0 ? 6 : 0) + codes[i]),
      { pairsPerColumn: 0 },
    );
    const { columns } = shapesFrom(predictor, x);
    expect(columns[0].scores[0] - columns[0].scores[9]).toBeCloseTo(6, 0);
    expect(columns[1].levels).toEqual([[], [3, 4], [0], [1], [2]]);
    const answers = [3, 4].map(
      (code) =>
        predicted(predictor, {
          rows: 1,
          columns: [number('a', Float64Array.of(0)), { ...x.columns[1], codes: Int32Array.of(code) } as never],
        })[0],
    );
    expect(answers[0]).toBe(answers[1]);
  });

  it('has no pairs for several classes, and none when told so', async () => {
    const y = Float64Array.from(a, (v, i) => (v * c[i] > 0 ? 2 : b[i] > 0 ? 1 : 0));
    const multiclass = await fit({ task: 'multiclass', classes: 3, x: numbers, y }, { rounds: 20 });
    expect(shapesFrom(multiclass, numbers).pairs).toEqual([]);
    expect(
      shapesFrom(
        await fit(
          regression(numbers, (i) => a[i] * c[i]),
          { pairsPerColumn: 0 },
        ),
        numbers,
      ).pairs,
    ).toEqual([]);
  });

  it('predicts the mean of the training rows on them, classes too', async () => {
    const y = Float64Array.from(a, (v, i) => (v + b[i] * c[i] > 0.8 ? 1 : 0));
    const margins = predicted(await fit({ task: 'binary', classes: 1, x: numbers, y }), numbers);
    const mean = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / ROWS;
    expect(mean(margins.map((m) => 1 / (1 + Math.exp(-m))))).toBeCloseTo(mean(y), 6);
  });
});
