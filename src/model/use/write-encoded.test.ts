import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from '../../data/index.js';
import { columnsOf, learn } from '../../expr/index.js';
import { fitFeatures, trainingView, type FittedFeatures } from '../../features/index.js';
import { writeEncoded } from './write-encoded.js';

let engine: Engine;
let folder: string;
let features: FittedFeatures;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'encoded-'));
  engine = await openEngine({ threads: 2 });
  await engine.append('t', { id: ['a', 'b', 'c'], x: Float64Array.of(1, NaN, 3), city: ['Oslo', 'Rome', null] });
  const c = columnsOf({ x: 'number', city: 'text' });
  const view = trainingView(engine, 't', Int32Array.of(0, 1, 2), new Float64Array(3), 7);
  const nodes = {
    x: learn.impute(c.x).node,
    missing: c.x.isNull().node,
    city: learn.oneHot(c.city, { unseen: 'missing' }).node,
    'code of "city"': learn.category(c.city, { unseen: 'missing' }).node,
  };
  features = await fitFeatures(engine, nodes, view);
  await view.drop();
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe('writeEncoded', () => {
  it('writes a column per feature under its name, and the columns that are kept', async () => {
    const file = join(folder, "it's.parquet");
    await writeEncoded(engine, 't', features, file, { keep: ['id'] });
    expect(await engine.rows(`SELECT * FROM read_parquet('${file.replaceAll("'", "''")}')`)).toEqual([
      { id: 'a', x: 1, missing: false, 'city=Oslo': true, 'city=Rome': false, 'code of "city"': 0 },
      { id: 'b', x: 2, missing: true, 'city=Oslo': false, 'city=Rome': true, 'code of "city"': 1 },
      { id: 'c', x: 3, missing: false, 'city=Oslo': false, 'city=Rome': false, 'code of "city"': null },
    ]);
  });

  it('leaves nothing behind when it fails', async () => {
    const before = await readdir(folder);
    await expect(writeEncoded(engine, 'absent', features, join(folder, 'never.parquet'))).rejects.toMatchObject({ code: 'MW_DATA_ENGINE' });
    expect(await readdir(folder)).toEqual(before);
    await expect(writeEncoded(engine, 't', features, join(folder, 'no', 'folder.parquet'))).rejects.toMatchObject({ code: 'MW_MODEL_OUT' });
  });
});
