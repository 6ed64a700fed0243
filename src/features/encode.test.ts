import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doublesOf } from '../core/index.js';
import { openEngine, type Engine } from '../data/index.js';
import { columnsOf, learn, type Node } from '../expr/index.js';
import { encodeChunks, encodeRelation } from './encode.js';
import { fitFeatures } from './fit.js';
import type { FittedFeatures } from './fitted.js';
import { trainingView } from './training-view.js';

const ROWS = 9000;
const WIDE = 1201;

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ threads: 2 });
  await engine.append('wide', {
    x: Float64Array.from({ length: ROWS }, (_, i) => i),
    city: Array.from({ length: ROWS }, (_, i) => `c${i % 3}`),
  });
});
afterAll(() => engine[Symbol.asyncDispose]());

/** More features than one query takes: the k-th is x + k, every hundredth the city. */
async function wideFeatures(): Promise<FittedFeatures> {
  const c = columnsOf({ x: 'number', city: 'text' });
  const nodes = Array.from({ length: WIDE }, (_, k): [string, Node] => [
    `f${k}`,
    k % 100 === 99 ? learn.category(c.city, { max: 3 + k }).node : c.x.add(k).node,
  ]);
  const view = trainingView(
    engine,
    'wide',
    Int32Array.from({ length: ROWS }, (_, i) => i),
    new Float64Array(ROWS),
    7,
  );
  try {
    return await fitFeatures(engine, Object.fromEntries(nodes), view);
  } finally {
    await view.drop();
  }
}

describe('more features than one query takes', () => {
  it('stand in one matrix, in their order', async () => {
    const x = await encodeRelation(engine, 'wide', await wideFeatures(), 'serving');
    expect([x.rows, x.columns.length]).toEqual([ROWS, WIDE]);
    expect(x.columns.map((column) => column.name)).toEqual(Array.from({ length: WIDE }, (_, k) => `f${k}`));
    expect([0, 500, 1200].map((k) => doublesOf(x.columns[k])[7])).toEqual([7, 507, 1207]);
    expect(x.columns[599]).toMatchObject({ kind: 'category', levels: ['c0', 'c1', 'c2', '(other)'] });
  });

  it('come in blocks with every row once, in order', async () => {
    const first: number[] = [];
    const last: number[] = [];
    for await (const x of encodeChunks(engine, 'wide', await wideFeatures())) {
      first.push(...doublesOf(x.columns[0]));
      last.push(...doublesOf(x.columns[WIDE - 1]));
    }
    expect(first).toEqual(Array.from({ length: ROWS }, (_, i) => i));
    expect(last).toEqual(Array.from({ length: ROWS }, (_, i) => i + WIDE - 1));
  });
});

it('rows of a table of several row groups keep their places, whatever is asked of them', async () => {
  const rows = 300_000;
  await engine.run(`CREATE TABLE long AS SELECT i::DOUBLE AS x, 'c' || (i % 12) AS city FROM range(${rows}) r(i)`);
  const c = columnsOf({ x: 'number', city: 'text' });
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  const view = trainingView(engine, 'long', all, new Float64Array(rows), 7);
  const nodes = { x: c.x.node, city: learn.category(c.city).node, hot: learn.oneHot(c.city).node, scaled: learn.scale(c.x).node };
  const features = await fitFeatures(engine, nodes, view);
  const serving = await encodeRelation(engine, 'long', features, 'serving');
  const training = await encodeRelation(engine, await view.open(), features, 'training');
  await view.drop();
  expect(serving).toEqual(training);
  const [x, city] = serving.columns;
  expect(doublesOf(x).findIndex((v, i) => v !== i)).toBe(-1);
  const levels = (city as { levels: readonly string[] }).levels;
  expect(doublesOf(city).findIndex((v, i) => levels[v] !== `c${i % 12}`)).toBe(-1);
});
