import { describe, expect, it } from 'vitest';
import { random, sigmoid, type Matrix } from '../../core/index.js';
import type { FitInput, Predictor } from '../learner.js';
import type { Params } from '../params.js';
import { mlp } from './mlp.js';

const matrix = (...columns: readonly Float64Array[]): Matrix => ({
  rows: columns[0].length,
  columns: columns.map((values, j) => ({ kind: 'number', name: `x${j}`, values })),
});

const fit = (input: Omit<FitInput, 'classes'>, params: Params = {}, more: { signal?: AbortSignal } = {}): Promise<Predictor> =>
  mlp.fit({ classes: 1, ...input }, { params, seed: 3, threads: 1, signal: new AbortController().signal, ...more });

function marginsOf(predictor: Predictor, x: Matrix): Float64Array {
  const out = new Float64Array(x.rows * predictor.outputs);
  predictor.predict(x, out);
  return out;
}

/** Rows that are positive where two numbers have one sign: no sum of effects can tell. */
function chessboard(rows: number, seed: number): FitInput {
  const draw = random(seed, 'chessboard');
  const [a, b] = [0, 1].map(() => Float64Array.from({ length: rows }, () => draw.normal()));
  return { task: 'binary', classes: 1, x: matrix(a, b), y: a.map((v, i) => (v * b[i] > 0 ? 1 : 0)) };
}

const quick = { hidden: 16, members: 1, learningRate: 0.01 };

describe('mlp', () => {
  it('learns what no sum of effects can', async () => {
    const test = chessboard(400, 2);
    const margins = marginsOf(await fit(chessboard(600, 1), quick), test.x);
    const hits = test.y.filter((y, i) => margins[i] > 0 === (y === 1)).length;
    expect(hits / test.y.length).toBeGreaterThan(0.93);
  });

  it('keeps regressions within the range of the targets, however far a number is', async () => {
    const x = matrix(Float64Array.from({ length: 50 }, (_, i) => i));
    const predictor = await fit(
      { task: 'regression', x, y: x.columns[0].kind === 'number' ? x.columns[0].values : (x.columns[0] as never) },
      quick,
    );
    for (const mean of marginsOf(predictor, matrix(Float64Array.of(-1e300, -50, 200, 1e300)))) expect(mean >= 0 && mean <= 49).toBe(true);
  });

  it('goes back to the network that did best on the validation rows, and stops after three times `patience` passes without a better one', async () => {
    const train = chessboard(200, 1);
    const against = { x: train.x, y: train.y.map((y) => 1 - y) };
    const told: number[] = [];
    const run = { params: { ...quick, patience: 3, epochs: 50 }, seed: 3, threads: 1, signal: new AbortController().signal };
    const predictor = await mlp.fit({ ...train, validation: against }, { ...run, progress: (_words, done) => void told.push(done!) });
    const loss = (margins: Float64Array, y: Float64Array): number =>
      margins.reduce((sum, margin, i) => sum - Math.log(sigmoid(y[i] === 1 ? margin : -margin)), 0) / y.length;
    expect(loss(marginsOf(predictor, train.x), against.y)).toBeLessThan(1);
    expect(told.length).toBeLessThan(13);
    expect(told.at(-1)).toBe(50);
  });

  it('an unknown level counts as the average level', async () => {
    const codes = Int32Array.from({ length: 90 }, (_, i) => i % 3);
    const x: Matrix = { rows: 90, columns: [{ kind: 'category', name: 'c', levels: ['a', 'b', 'c', 'd'], codes }] };
    const y = Float64Array.from(codes, (code) => [10, 20, 30][code]);
    const predictor = await fit({ task: 'regression', x, y }, { ...quick, layers: 1 });
    const asked: Matrix = {
      rows: 5,
      columns: [{ kind: 'category', name: 'c', levels: ['a', 'b', 'c', 'd'], codes: Int32Array.of(0, 1, 2, 3, -1) }],
    };
    const [a, b, c, d, missing] = marginsOf(predictor, asked);
    [10, 20, 30].forEach((due, i) => expect(Math.abs([a, b, c][i] - due)).toBeLessThan(1));
    expect(d > a && d < c).toBe(true);
    expect(missing).toBe(d);
  });

  it('hears an abort within 200 ms', async () => {
    const input = chessboard(5000, 1);
    const abort = new AbortController();
    const started = fit(input, { hidden: 128 }, { signal: abort.signal });
    const asked = await new Promise<number>((done) =>
      setTimeout(() => {
        abort.abort(new Error('enough'));
        done(process.cpuUsage().user);
      }, 50),
    );
    await expect(started).rejects.toThrow('enough');
    expect((process.cpuUsage().user - asked) / 1000).toBeLessThan(200);
  });
});
