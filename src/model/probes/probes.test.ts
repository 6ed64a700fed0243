import { describe, expect, it } from 'vitest';
import { random, type Matrix, type NumberColumn } from '../../core/index.js';
import { heldTable } from '../../features/index.js';
import { scoreAlone } from './alone.js';
import { suspicions, type ProbeFacts } from './index.js';
import { rankAuc, rankCorrelation } from './ranks.js';

const ROWS = 1000;
const draw = random(3, 'probes');
const y = Float64Array.from({ length: ROWS }, () => draw.int(2));
const noise = (): Float64Array => Float64Array.from(y, () => draw.normal());
const columnsOfNoise = ['a', 'b', 'c'].map((name): NumberColumn => ({ kind: 'number', name, values: noise() }));
const clean: Matrix = { rows: ROWS, columns: columnsOfNoise };
const everyFifth = Int32Array.from(y.keys()).filter((i) => i % 5 === 0);
const facts: ProbeFacts = {
  task: 'binary',
  target: 'churn',
  labels: ['No', 'Yes'],
  x: heldTable(clean),
  y,
  train: Int32Array.from(y.keys()).filter((i) => i % 5 !== 0),
  holdout: everyFifth,
  ids: {},
  times: undefined,
  timeColumn: undefined,
  nowMs: Date.UTC(2026, 0, 1),
  seed: 7,
};

describe('suspicions', () => {
  it('finds nothing in clean rows', async () => expect(await suspicions(facts)).toEqual([]));

  it('names a feature that alone tells the target, as a number, a flag or a category', async () => {
    const leak = Float64Array.from(y, (v) => v + 0.1 * draw.uniform());
    const columns: Matrix['columns'] = [
      { kind: 'number', name: 'refund', values: leak },
      { kind: 'flag', name: 'cancelled', values: Uint8Array.from(y) },
      { kind: 'category', name: 'reason', levels: ['stays', 'left'], codes: Int32Array.from(y) },
      ...clean.columns,
    ];
    const found = await suspicions({ ...facts, x: heldTable({ rows: ROWS, columns }) });
    expect(found.map((w) => [w.probe, w.feature])).toEqual([
      ['singleFeature', 'refund'],
      ['singleFeature', 'cancelled'],
      ['singleFeature', 'reason'],
    ]);
    expect(found[0].message).toMatch(/"refund" alone predicts "churn" almost perfectly \(AUC (0\.99\d|1\.000)\)/);
  });

  it('does not take a unique text code per row for knowledge: the guess comes from other rows', async () => {
    const columns: Matrix['columns'] = [
      { kind: 'category', name: 'code', levels: Array.from(y, (_, i) => `k${i}`), codes: Int32Array.from(y.keys()) },
    ];
    expect(scoreAlone(columns[0], y, 'binary', 2, 1)).toBeCloseTo(0.5, 12);
  });

  it('finds a number that is the target of a regression in other words', async () => {
    const price = noise();
    const x = heldTable({
      rows: ROWS,
      columns: [{ kind: 'number', name: 'withTax', values: price.map((p) => 1.2 * p) }, ...clean.columns],
    });
    expect((await suspicions({ ...facts, task: 'regression', labels: [], y: price, x })).map((w) => w.feature)).toEqual(['withTax']);
  });

  it('finds an id that was given out with the target in sight, and rows sorted by it', async () => {
    const id = Float64Array.from(y, (v, i) => (v === 1 ? 100_000 : 0) + i);
    expect((await suspicions({ ...facts, ids: { customer: id } })).map((w) => w.feature)).toEqual(['customer']);
    const sorted = (await suspicions({ ...facts, y: y.toSorted() })).map((w) => w.message);
    expect(sorted.some((m) => m.startsWith('the order of the rows predicts'))).toBe(true);
  });

  it('counts holdout rows that are copies of training rows', async () => {
    const columns = columnsOfNoise.map((c) => ({ ...c, values: c.values.slice() }));
    for (const row of everyFifth.subarray(0, 40)) for (const c of columns) c.values[row] = c.values[row + 1];
    const [found] = await suspicions({ ...facts, x: heldTable({ rows: ROWS, columns }) });
    expect(found).toMatchObject({ probe: 'duplicates', message: expect.stringContaining('40 of 200 holdout rows (20.0%)') });
  });

  it('does not take rows for copies that are alike because all their values are common', async () => {
    const few = (name: string, levels: number): NumberColumn => ({ kind: 'number', name, values: y.map(() => draw.int(levels)) });
    const common = [few('a', 3), few('b', 4), few('c', 5)];
    expect(await suspicions({ ...facts, x: heldTable({ rows: ROWS, columns: common }) })).toEqual([]);
    // The same rows beside a number that tells every training row apart, but for the 30 copies.
    const exact: NumberColumn = { kind: 'number', name: 'd', values: noise() };
    for (const row of everyFifth.subarray(0, 30)) for (const c of [...common, exact]) c.values[row] = c.values[row + 1];
    expect(await suspicions({ ...facts, x: heldTable({ rows: ROWS, columns: [...common, exact] }) })).toMatchObject([
      { probe: 'duplicates', message: expect.stringContaining('30 of 200 holdout rows (15.0%)') },
    ]);
  });

  it('two training rows with a number leave it rare, three do not', async () => {
    const warnings = async (rowsWithIt: number): Promise<number> => {
      const columns = columnsOfNoise.map((c) => ({ ...c, values: c.values.slice() }));
      const [trained, tested] = [facts.train.subarray(0, 3), everyFifth.subarray(0, 3)];
      for (const c of columns) {
        for (const row of trained.subarray(0, rowsWithIt)) c.values[row] = 5;
        for (const row of tested) c.values[row] = 5;
      }
      return (await suspicions({ ...facts, x: heldTable({ rows: ROWS, columns }) })).length;
    };
    expect([await warnings(1), await warnings(2), await warnings(3)]).toEqual([1, 1, 0]);
  });

  it('counts rows from the future', async () => {
    const times = y.map((_, i) => facts.nowMs + (i < 3 ? 1 : -1));
    expect(await suspicions({ ...facts, times, timeColumn: 'at' })).toMatchObject([
      { probe: 'future', feature: 'at', message: expect.stringMatching(/^3 rows/) },
    ]);
  });
});

it('rankAuc counts ties as half: 3 of 4 pairs, one of them tied', async () => {
  // pairs (positive, negative): (2,1) won, (2,2) tied, (3,1) won, (3,2) won → 3.5 / 4
  expect(rankAuc(Float64Array.of(1, 2, 2, 3), Float64Array.of(0, 0, 1, 1))).toBe(0.875);
});

it('rankCorrelation: the order 1 3 2 against 1 2 3 is 1 − 6·2 / (3·8) = 0.5', async () => {
  expect(rankCorrelation(Float64Array.of(1, 3, 2), Float64Array.of(1, 2, 3))).toBeCloseTo(0.5, 12);
  expect(rankCorrelation(Float64Array.of(1, 1, 1), Float64Array.of(1, 2, 3))).toBe(0);
});
