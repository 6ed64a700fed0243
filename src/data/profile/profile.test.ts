import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enginePlace } from '../../../test/support/engine-place.js';
import { openEngine } from '../engine/duckdb.js';
import { t } from '../types.js';
import { profileFile, profileRelation } from './index.js';

const place = enginePlace('profile');

const file = (content: string): string => {
  writeFileSync(join(place.dir, 'data.csv'), content);
  return join(place.dir, 'data.csv');
};
const numbersOf = async (values: readonly (number | string)[]) => {
  await place.engine.run(`CREATE OR REPLACE TABLE n AS SELECT unnest([${values.join(', ')}])::DOUBLE AS x`);
  return (await profileRelation(place.engine, 'n', [{ name: 'x', spec: t.number().spec }])).columns[0];
};

describe('numbers', () => {
  it('have the moments and quantiles of the textbook', async () => {
    const column = await numbersOf([1, 2, 3, 10, 'NULL']);
    expect(column).toMatchObject({ type: 'number', nulls: 1, bad: 0, distinct: 4 });
    const { numbers } = column;
    expect(numbers).toMatchObject({ min: 1, max: 10, mean: 4, zeros: 0, negatives: 0, outliers: 1 });
    expect(numbers?.std).toBeCloseTo(Math.sqrt(50 / 3), 12);
    expect(numbers?.skew).toBeCloseTo(45 / 12.5 ** 1.5, 12);
    expect(numbers?.quantiles).toMatchObject({ p25: 1.75, p50: 2.5, p75: 4.75 });
    expect(numbers?.quantiles.p05).toBeCloseTo(1.15, 12);
  });
  it('count zeros, negatives and what lies far out', async () => {
    const { numbers } = await numbersOf([-4, 0, 0, 1, 2, 3, 4, 1000]);
    expect(numbers).toMatchObject({ zeros: 2, negatives: 1, outliers: 1 });
    expect((await numbersOf([1, 2, 3, 4])).numbers?.outliers).toBe(0);
  });
  it('fall into twenty bins of one width; the last holds the greatest', async () => {
    const { histogram } = (await numbersOf(Array.from({ length: 21 }, (_, i) => i))).numbers!;
    expect(histogram.edges).toEqual(Array.from({ length: 21 }, (_, i) => i));
    expect(histogram.counts).toEqual([...Array.from({ length: 19 }, () => 1), 2]);
    expect((await numbersOf([1, 1, 3, 'NULL'])).numbers?.histogram).toEqual({ edges: [1, 2, 3, 4], counts: [2, 0, 1] });
    expect((await numbersOf([0, 0.5, 10])).numbers?.histogram.counts.flatMap((n, i) => (n > 0 ? [[i, n]] : []))).toEqual([
      [0, 1],
      [1, 1],
      [19, 1],
    ]);
  });
  it('survive being all alike, alone, huge, tiny or absent', async () => {
    expect((await numbersOf([7, 7, 7])).numbers).toMatchObject({
      std: 0,
      skew: null,
      outliers: 0,
      histogram: { edges: [7, 7], counts: [3] },
    });
    expect((await numbersOf([7])).numbers).toMatchObject({ mean: 7, std: null, skew: null });
    const huge = (await numbersOf([1.5e308, -1.5e308, 1e-300])).numbers!;
    expect([huge.min, huge.max, Number.isFinite(huge.mean), huge.histogram.counts.at(-1)]).toEqual([-1.5e308, 1.5e308, true, 1]);
    expect(huge.std! / 1.5e308).toBeCloseTo(1, 12);
    expect((await numbersOf([1e9 + 1, 1e9 + 2, 1e9 + 3])).numbers?.std).toBeCloseTo(1, 12);
    expect(await numbersOf(['NULL'])).toEqual({ name: 'x', type: 'number', nulls: 1, bad: 0, distinct: 0 });
  });
  it('sum to the same bits for any number of threads', async () => {
    const profiles = await Promise.all(
      [1, 2].map(async (threads) => {
        await using own = await openEngine({ threads, tempDir: place.dir });
        await own.run('CREATE TABLE n AS SELECT sin(range * 12.9898) * 43758.5453 AS x FROM range(300000)');
        return await profileRelation(own, 'n', [{ name: 'x', spec: t.number().spec }]);
      }),
    );
    expect(profiles[0]).toEqual(profiles[1]);
  });
});

describe('texts, times and bools of a loaded table', () => {
  it('have top values, lengths and dates', async () => {
    await place.engine.run(`CREATE OR REPLACE TABLE m AS SELECT * FROM (VALUES
      ('red', TRUE, DATE '2020-01-01', TIMESTAMP '2020-01-01 12:00:00'), ('blue', FALSE, DATE '2020-01-03', NULL),
      ('red', NULL, DATE '2020-01-11', TIMESTAMP '2020-01-03 12:00:00'), (NULL, TRUE, NULL, NULL)) AS m(w, b, d, "it's")`);
    const columns = [
      { name: 'w', spec: t.category().spec },
      { name: 'b', spec: t.bool().spec },
      { name: 'd', spec: t.date().spec },
      { name: "it's", spec: t.timestamp().spec },
    ];
    const { rows, columns: found } = await profileRelation(place.engine, 'm', columns);
    expect(rows).toBe(4);
    expect(found[0]).toEqual({
      name: 'w',
      type: 'category',
      nulls: 1,
      bad: 0,
      distinct: 2,
      texts: {
        top: [
          { value: 'red', count: 2 },
          { value: 'blue', count: 1 },
        ],
        length: { min: 3, mean: 10 / 3, max: 4 },
      },
    });
    expect(found[1]).toMatchObject({
      nulls: 1,
      distinct: 2,
      texts: {
        top: [
          { value: 'true', count: 2 },
          { value: 'false', count: 1 },
        ],
      },
    });
    expect(found[2]).toMatchObject({ nulls: 1, distinct: 3, times: { min: '2020-01-01', max: '2020-01-11', median: '2020-01-03' } });
    expect(found[3]).toMatchObject({ nulls: 2, times: { min: '2020-01-01T12:00:00.000Z', median: '2020-01-02T12:00:00.000Z' } });
    expect(found[2].times?.histogram.counts.reduce((a, b) => a + b, 0)).toBe(3);
  });
  it('order equally frequent values by their letters and keep ten', async () => {
    await place.engine.run(`CREATE OR REPLACE TABLE m AS SELECT 'w' || lpad(CAST(range % 12 AS VARCHAR), 2, '0') AS w FROM range(24)`);
    const { columns } = await profileRelation(place.engine, 'm', [{ name: 'w', spec: t.category().spec }]);
    expect(columns[0].texts?.top.map((l) => l.value)).toEqual(['w00', 'w01', 'w02', 'w03', 'w04', 'w05', 'w06', 'w07', 'w08', 'w09']);
  });
});

describe('profileFile', () => {
  it('counts empty and bad cells apart', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${i === 3 ? ' ' : i === 5 ? 'many' : i * 1.5},${i % 2 ? 'Yes' : 'No'},${i === 1 ? '' : '31.12.2020'},k${i}`,
    );
    const { columns, rows: count, notes } = await profileFile(file(`n,b,d,id\n${rows.join('\n')}\n`));
    expect(count).toBe(40);
    expect(columns.map((c) => [c.name, c.type, c.nulls, c.bad, c.distinct, c.role])).toEqual([
      ['n', 'number', 1, 1, 38, 'feature'],
      ['b', 'bool', 0, 0, 2, 'feature'],
      ['d', 'date', 1, 0, 1, 'feature'],
      ['id', 'id', 0, 0, 40, 'id'],
    ]);
    expect(columns[2].times).toMatchObject({ min: '2020-12-31', max: '2020-12-31' });
    expect(notes.join(' ')).toContain('"n" has 1 cell');
  });
  it('reads numbers as the file writes them', async () => {
    const { columns } = await profileFile(file('a;b\n1,5;1.234,5\n2,5;99,5\n'));
    expect(columns.map((c) => c.numbers?.max)).toEqual([2.5, 1234.5]);
  });
  it('takes the file’s own words for nothing', async () => {
    const { columns } = await profileFile(file('n,w\n1,red\nmissing,?\n3,blue\n4,red\n'));
    expect(columns.map((c) => [c.type, c.nulls, c.bad])).toEqual([
      ['int', 1, 0],
      ['category', 1, 0],
    ]);
  });
  it('tells how far it is, and passes errors on', async () => {
    const words: string[] = [];
    await profileFile(file('a,b\n1,2\n'), { progress: (w) => words.push(w) });
    expect(words).toEqual(['reading the file', 'counting']);
    await expect(profileFile(join(place.dir, 'nowhere.csv'))).rejects.toMatchObject({ code: 'MW_DATA_FILE_MISSING' });
  });
});
