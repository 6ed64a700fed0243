import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openGram, startThreads, type FoundColumns } from '../../kernel/index.js';
import { planted, sideways } from '../../../test/support/sparse.js';
import { resolveParams } from '../../learn/index.js';
import { interactionsOf } from '../interactions.js';
import { slim } from './slim.js';

/** Weights by scikit-learn's elastic net: `fixtures/scikit_learn.py`. */
const peer = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as {
  readonly counts: readonly (readonly number[])[];
  readonly l1: number;
  readonly l2: number;
  readonly weights: readonly (readonly number[])[];
};

const { signal } = new AbortController();

it('the weights are those of the elastic net', async () => {
  const events = peer.counts.flatMap((line, u) => line.map((weight, i) => ({ u, i, weight }))).filter(({ weight }) => weight > 0);
  const interactions = interactionsOf({
    user: events.map(({ u }) => `user ${100 + u}`),
    item: events.map(({ i }) => `item ${i}`),
    time: events.map((_, e) => e),
    weight: events.map(({ weight }) => weight),
  });
  const params = resolveParams('slim', slim.params, { l1: peer.l1, l2: peer.l2 });
  const recommender = await slim.fit({ interactions }, { params, seed: 7, threads: 1, signal });
  const out = new Float64Array(9);
  peer.weights.forEach((line, item) => {
    recommender.similar!(item, out);
    line.forEach((weight, other) => expect(Math.abs(out[other] - weight)).toBeLessThan(5e-4));
  });
  expect(peer.weights.flat().filter((weight) => weight === 0).length).toBeGreaterThan(20);
});

it('the kernels agree to the bit, on any number of threads', async () => {
  const lines = planted(150, 90, 8);
  const of = async (kernels: 'wasm' | 'plain', others = 0): Promise<FoundColumns> => {
    const threads = others > 0 ? startThreads(others) : undefined;
    try {
      const pairs = openGram(lines, sideways(lines), { signal, kernels, ...(threads ? { threads } : {}) });
      await pairs.gram(0);
      return await pairs.regress({ l1: 2, l2: 10 });
    } finally {
      threads?.close();
    }
  };
  const plain = await of('plain');
  expect(plain.start[90]).toBeGreaterThan(50);
  expect(await of('wasm')).toEqual(plain);
  expect(await of('wasm', 2)).toEqual(plain);
});
