import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Matrix } from '../../core/index.js';
import { learnerNamed, resolveParams, type TrainingSet } from '../../learn/index.js';
import { openCrew, type Next } from './crew.js';
import type { Step } from './messages.js';
import { writeFold, writeHead } from './fold-files.js';

const dir = mkdtempSync(join(tmpdir(), 'mw-crew-'));
const setOf = (rows: number, from: number): TrainingSet => {
  const values = Float64Array.from({ length: rows }, (_, i) => Math.sin(from + i));
  const x: Matrix = { rows, columns: [{ name: 'a', kind: 'number', values }] };
  return { x, y: values.map((v, i) => (v + Math.cos(i) > 0 ? 1 : 0)) };
};
const folds = [0, 1].map((fold) => ({ training: setOf(200, fold), tested: setOf(50, 100 + fold) }));
folds.forEach((fold, i) => writeFold(dir, 'own', i, fold));
writeHead(dir, { task: 'binary', classes: 1, folds: folds.length, seed: 7 });
const crew = openCrew(dir, 2);
const never = new AbortController().signal;
afterAll(() => {
  crew.close();
  rmSync(dir, { recursive: true });
});

it('fits and predicts fold by fold what this process would, until told to stop', async () => {
  const seen: Float64Array[] = [];
  const step = (fold: number, { margins }: Step): Next => (seen.push(margins), { yes: fold < 1 });
  expect(await crew.run({ learner: 'linear', params: { l2: 3 }, encoding: 'own', step, limitMs: 60_000 }, never)).toEqual({ kind: 'done' });
  const { fit, params } = learnerNamed('linear');
  for (const [i, { training, tested }] of folds.entries()) {
    const run = { params: resolveParams('linear', params, { l2: 3 }), seed: 7, threads: 1, signal: never };
    const predictor = await fit({ task: 'binary', classes: 1, ...training }, run);
    const out = new Float64Array(50);
    predictor.predict(tested.x, out);
    expect(seen[i]).toEqual(out);
  }
  const first: number[] = [];
  await crew.run(
    { learner: 'constant', params: {}, encoding: 'own', step: (fold) => (first.push(fold), { yes: false }), limitMs: 60_000 },
    never,
  );
  expect(first).toEqual([0]);
});

it('says why a trial failed, also when its process hung, and goes on with another process', async () => {
  const step = (): Next => ({ yes: true });
  const failed = await crew.run({ learner: 'linear', params: { l2: -1 }, encoding: 'own', step, limitMs: 60_000 }, never);
  expect(failed).toMatchObject({ kind: 'failed', reason: expect.stringContaining('"l2"') });
  const hung = await crew.run({ learner: 'gbdt', params: { trees: 100_000 }, encoding: 'own', step, limitMs: 50 }, never);
  expect(hung).toEqual({ kind: 'failed', reason: 'a fold took longer than 0 s' });
  expect(await crew.run({ learner: 'linear', params: {}, encoding: 'own', step, limitMs: 60_000 }, never)).toEqual({ kind: 'done' });
});

it('stops at once when it is told to', async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(new Error('enough')), 300);
  const began = performance.now();
  await expect(
    crew.run({ learner: 'gbdt', params: { trees: 100_000 }, encoding: 'own', step: () => ({ yes: true }), limitMs: 60_000 }, abort.signal),
  ).rejects.toThrow('enough');
  expect(performance.now() - began).toBeLessThan(5000);
});
