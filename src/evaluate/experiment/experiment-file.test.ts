import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { armOrder, sharesOf } from './arm-order.js';
import { outcomeColumn } from './file-numbers.js';
import { analyseFile, measureFile } from './index.js';
import { gatherUnits } from './units.js';

let dir = '';
beforeAll(() => (dir = mkdtempSync(join(tmpdir(), 'mw-trial-'))));
afterAll(() => rmSync(dir, { recursive: true }));

const file = (name: string, lines: readonly string[]): string => {
  writeFileSync(join(dir, name), `${lines.join('\n')}\n`);
  return join(dir, name);
};

describe('arms', () => {
  it('have the control first: the named one, or what a control is called', () => {
    expect(armOrder(['new', 'Control', null, 'big', 'new'], 'arm')).toEqual(['Control', 'big', 'new']);
    expect(armOrder(['1', '0'], 'arm')).toEqual(['0', '1']);
    expect(armOrder(['x', 'y'], 'arm', 'y')).toEqual(['y', 'x']);
  });

  it.each([
    [['x', 'y'], undefined],
    [['x', 'x'], undefined],
    [[null], undefined],
    [['x', 'y'], 'z'],
    [Array.from({ length: 21 }, (_, i) => `a${i}`), 'a1'],
  ])('are refused in %j with the control %s', (labels, control) => {
    expect(() => armOrder(labels, 'arm', control)).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_EXPERIMENT_ARMS' }));
  });

  it('have shares by their names', () => {
    expect(sharesOf(['a', 'b'], { b: 30, a: 70 })).toEqual([70, 30]);
    for (const shares of [{ a: 1 }, { a: 1, b: 1, c: 1 }])
      expect(() => sharesOf(['a', 'b'], shares)).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_EXPERIMENT' }));
  });
});

describe('units', () => {
  it('add up the rows of a unit, and leave out who was in two arms', () => {
    const { arm, columns, before, ...left } = gatherUnits({
      id: ['p', 'q', 'p', 'r', 'q', null, 's'],
      arm: Int32Array.of(0, 1, 0, 0, 0, 1, -1),
      columns: [
        { kind: 'rate', values: Float64Array.of(0, 1, 1, NaN, 0, 1, 1) },
        { kind: 'mean', values: Float64Array.of(2, 1, 3, 4, 0, 1, 1) },
      ],
      before: [{ name: 'spent', values: Float64Array.of(NaN, 5, 7, NaN, 5, 6, 6) }],
    });
    expect([...arm]).toEqual([0, 0]);
    expect(columns.map((column) => [...column])).toEqual([
      [1, NaN],
      [5, 4],
    ]);
    expect(before.map((column) => [...column])).toEqual([[7, NaN]]);
    expect(left).toEqual({ inTwoArms: 1, unknown: 2 });
  });

  it('have one value from before: another on a later row was written during the trial', () => {
    const rows = { id: ['p', 'q', 'p'], arm: Int32Array.of(0, 1, 0), columns: [] };
    expect(() => gatherUnits({ ...rows, before: [{ name: 'spent', values: Float64Array.of(5, 1, 6) }] })).toThrow(
      expect.objectContaining({
        code: 'MW_EVALUATE_EXPERIMENT_BEFORE',
        params: { column: 'spent', id: 'p', first: 5, second: 6 },
        fix: expect.stringContaining('one value per ID'),
      }),
    );
  });
});

describe('outcomes', () => {
  it('are numbers, or a yes or no', () => {
    expect(outcomeColumn({ kind: 'number', name: 'n', values: Float64Array.of(0, 1, NaN) }, '--outcome').kind).toBe('rate');
    expect(outcomeColumn({ kind: 'number', name: 'n', values: Float64Array.of(0, 2) }, '--outcome').kind).toBe('mean');
    const texts = { kind: 'text', name: 't', values: ['won', 'lost', null, 'open'] } as const;
    expect([...outcomeColumn(texts, '--outcome', 'won').values]).toEqual([1, 0, NaN, 0]);
    for (const positive of [undefined, 'won it'])
      expect(() => outcomeColumn(texts, '--outcome', positive)).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_EXPERIMENT_COLUMN' }));
  });
});

describe('a file', () => {
  it('of a treatment that only makes for more rows keeps its effect beside a column from before', async () => {
    const draw = random(7, 'visits');
    const visits = Array.from({ length: 600 }, (_, i) => {
      const [arm, taste] = [i % 2 === 0 ? 'old' : 'new', (10 + draw.normal()).toFixed(2)];
      const count = (arm === 'old' ? 2 : 3) + Math.floor(2 * draw.uniform());
      return Array.from({ length: count }, () => `p${i},${arm},4,${taste}`);
    });
    const path = file('visits.csv', ['who,arm,spend,before', ...visits.flat()]);
    const trial = { arm: 'arm', outcomes: ['spend'], id: 'who', look: 'once' } as const;
    const adjusted = await analyseFile(path, { ...trial, before: ['before'] });
    const plain = await analyseFile(path, trial);
    expect(plain.outcomes[0].against[0].difference.value).toBeCloseTo(4, 0);
    expect(adjusted.outcomes[0].against[0].difference.value).toBeCloseTo(plain.outcomes[0].against[0].difference.value, 1);
    expect(adjusted.faults).toEqual([]);
  });

  const draw = random(4, 'trial-file');
  const people = Array.from({ length: 800 }, (_, i) => ({ id: `p${i}`, arm: i % 2 === 0 ? 'old' : 'new', taste: draw.normal() }));
  const rows = people.flatMap((one) =>
    [1, 2].map(
      () =>
        `${one.id};${one.arm};${(5 + one.taste + (one.arm === 'new' ? 1 : 0)).toFixed(3).replace('.', ',')};${one.taste.toFixed(3).replace('.', ',')};${one.taste > 0 ? 'Yes' : 'No'}`,
    ),
  );

  it('is analysed by its columns, whatever its dialect', async () => {
    const path = file('trial.csv', ['who;arm;spend;taste;liked', ...rows, 'px;;1,0;0,0;No']);
    const found = await analyseFile(path, {
      arm: 'arm',
      outcomes: ['spend', 'liked'],
      before: ['taste'],
      id: 'who',
      lowerIsBetter: ['spend'],
    });
    expect(found).toMatchObject({ rows: 800, unassigned: 1, inTwoArms: 0, look: 'always', faults: [] });
    const [spend, liked] = found.outcomes;
    expect(spend.against[0].difference.value).toBeCloseTo(2, 1);
    expect(spend.against[0].verdict).toBe('worse');
    expect(spend.adjusted!.varianceReduction).toBeGreaterThan(0.99);
    expect(liked.kind).toBe('rate');
    const single = await analyseFile(path, { arm: 'arm', outcomes: ['spend'], look: 'once', shares: { old: 2, new: 1 } });
    expect(single).toMatchObject({ rows: 1600, look: 'once', faults: ['sample_ratio'] });
  });

  it('of past rows gives what a plan needs', async () => {
    const path = file('past.csv', ['taste,spend,liked', '1,10,Yes', '2,20,No', '3,30,Yes', '4,44,Yes', '5,,No']);
    const found = await measureFile(path, { outcome: 'spend', before: ['taste'] });
    expect(found).toMatchObject({ rows: 4, outcome: 'spend', measured: { kind: 'mean', baseline: 26 } });
    expect(found.explained).toBeCloseTo(3136 / 3160, 9);
    expect((await measureFile(path, { outcome: 'liked' })).measured).toEqual({ kind: 'rate', baseline: 0.6 });
  });

  it('refuses columns that are not there', async () => {
    const path = file('small.csv', ['arm,spend', 'a,1', 'b,2', 'a,3', 'b,4']);
    await expect(analyseFile(path, { arm: 'arm', outcomes: ['spent'] })).rejects.toMatchObject({
      code: 'MW_DATA_COLUMN_UNKNOWN',
      where: '--outcome',
    });
    await expect(analyseFile(path, { arm: 'arm', outcomes: ['spend'], lowerIsBetter: ['arm'] })).rejects.toMatchObject({
      code: 'MW_EVALUATE_EXPERIMENT',
    });
  });
});
