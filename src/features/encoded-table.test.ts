import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, gathered, headsOf } from '../core/index.js';
import { openEngine, type Engine } from '../data/index.js';
import { columnsOf, learn } from '../expr/index.js';
import { encodeRelation } from './encode.js';
import { bytesOf, encodeTable } from './encoded-table.js';
import { fitFeatures } from './fit.js';
import type { FittedFeatures } from './fitted.js';
import { trainingView, type TrainingView } from './training-view.js';

const ROWS = 5000;
const c = columnsOf({ x: 'number', city: 'text' });
const nodes = {
  x: c.x.log1p().node,
  big: c.x.gt(learn.quantile(c.x, 0.9)).node,
  city: learn.category(c.city).node,
  hot: learn.oneHot(c.city).node,
  risk: learn.targetMean(c.city).node,
};

let engine: Engine;
let view: TrainingView;
let features: FittedFeatures;
beforeAll(async () => {
  engine = await openEngine({ threads: 2 });
  await engine.append('t', {
    x: Float64Array.from({ length: ROWS }, (_, i) => (i % 50 === 0 ? NaN : (i * 7919) % ROWS)),
    city: Array.from({ length: ROWS }, (_, i) => (i % 70 === 0 ? null : `c${i % 12}`)),
  });
  const y = Float64Array.from({ length: ROWS }, (_, i) => Number((i * 31) % 17 < 5));
  view = trainingView(
    engine,
    't',
    Int32Array.from({ length: 4000 }, (_, i) => i),
    y,
    7,
  );
  features = await fitFeatures(engine, nodes, view);
});
afterAll(async () => {
  await view.drop();
  await engine[Symbol.asyncDispose]();
});

describe('a table that stays in the engine', () => {
  it.each([
    ['serving', 't'],
    ['training', undefined],
  ] as const)('reads the %s cells of some rows and columns as they are in memory, to the bit', async (reading, relation) => {
    const from = relation ?? (await view.open());
    const held = await encodeRelation(engine, from, features, reading);
    const table = await encodeTable(engine, from, features, reading, { mostBytes: 0 });
    expect([table.rows, table.matrix, table.heads]).toEqual([ROWS, undefined, headsOf(held)]);
    const every = Int32Array.from({ length: ROWS }, (_, i) => i);
    for (const rows of [every, every.filter((i) => i % 3 === 1), every.subarray(2047, 2050), every.subarray(0, 0), Int32Array.of(ROWS - 1)])
      expect(await gathered(table.blocks(rows))).toEqual(await gathered(blocksOf(held, rows)));
    const last = held.columns.length - 1;
    for await (const { columns } of table.blocks(every.subarray(0, 100)).read([last, 2]))
      expect(columns.map((column) => column.name)).toEqual([held.columns[last].name, held.columns[2].name]);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const table = await encodeTable(engine, 't', features, 'serving', { mostBytes: 0, signal: stop.signal });
    const reading = (async () => {
      for await (const _ of table.blocks(Int32Array.from({ length: ROWS }, (_, i) => i)).read([0])) stop.abort();
      return gathered(table.blocks(Int32Array.of(1)));
    })();
    await expect(reading).rejects.toMatchObject({ code: 'MW_INTERRUPTED' });
  });
});

it('a table is held in memory up to a size: 8 bytes a number, 4 a level, 1 a yes/no', async () => {
  const { heads } = await encodeTable(engine, 't', features, 'serving', { mostBytes: 0 });
  const due = ROWS * heads.reduce((sum, { kind }) => sum + { number: 8, category: 4, flag: 1 }[kind], 0);
  expect(bytesOf(heads, ROWS)).toBe(due);
  expect((await encodeTable(engine, 't', features, 'serving', { mostBytes: due })).matrix).toBeDefined();
  expect((await encodeTable(engine, 't', features, 'serving', { mostBytes: due - 1 })).matrix).toBeUndefined();
});
