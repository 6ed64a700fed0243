import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { driftBetween, sketchOfRows } from './drift-between.js';
import { driftOf } from './drift-of.js';
import type { DriftFinding } from './finding.js';
import type { WindowColumn, WindowColumns } from './window.js';
import { wasserstein } from './stats/wasserstein.js';

const of = (columns: Record<string, WindowColumn>): WindowColumns => ({ rows: Object.values(columns)[0].length, columns });
const normals = (rows: number, seed: number, mean = 0): Float64Array => {
  const draw = random(seed, 'normals');
  return Float64Array.from({ length: rows }, () => draw.normal() + mean);
};
const repeated = (...parts: readonly (readonly [string | null, number])[]): (string | null)[] =>
  parts.flatMap(([text, times]) => Array.from({ length: times }, () => text));
const named = (findings: readonly DriftFinding[], feature: string, statistic: string): DriftFinding =>
  findings.find((one) => one.feature === feature && one.statistic === statistic)!;

describe('drift of a window', () => {
  it('says of numbers how far they moved, in standard deviations and in words', () => {
    const before = normals(5000, 1);
    const now = normals(2000, 2, 0.5);
    const [finding] = driftBetween(of({ tenure: before.map((x) => 32 + 10 * x) }), of({ tenure: now.map((x) => 32 + 10 * x) }));
    expect(finding).toMatchObject({
      feature: 'tenure',
      kind: 'data',
      statistic: 'wasserstein',
      alarm: true,
      large: true,
      limit: 0.1,
      rows: 2000,
    });
    const mean = before.reduce((sum, x) => sum + x, 0) / 5000;
    const std = Math.sqrt(before.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 4999);
    expect(finding.value).toBeCloseTo(wasserstein(before.toSorted(), now.toSorted()) / std, 9);
    expect(finding.low).toBeGreaterThan(0.4);
    expect(finding.high).toBeLessThan(0.6);
    expect(finding.text).toMatch(/^tenure rose from 3[12]\.\d+ to 3[67]\.\d+ on average\.$/);
    expect(finding.figures['psi']).toBeGreaterThan(0.1);
    expect(finding.figures).toMatchObject({ ks: expect.any(Number), ks_p: expect.any(Number) });
  });

  it('says of levels which one changed, and which one is new', () => {
    const findings = driftBetween(
      of({ contract: repeated(['month', 550], ['year', 450]) }),
      of({ contract: repeated(['month', 200], ['year', 220], ['week', 80]) }),
    );
    const shares = named(findings, 'contract', 'cramers_v');
    const a = [0.55, 0.45, 0];
    const b = [0.4, 0.44, 0.16];
    expect(shares.value).toBeCloseTo(Math.sqrt(a.reduce((sum, e, k) => sum + (b[k] - e) ** 2 / (b[k] + e), 0) / 2), 12);
    expect(shares.alarm).toBe(true);
    expect(shares.text).toBe('"week" in contract rose from 0% to 16% of the rows.');
    const unseen = named(findings, 'contract', 'unseen_rate');
    expect(unseen).toMatchObject({ value: 0.16, alarm: true, large: true });
    expect(unseen.text).toBe('16% of the rows have a contract that training has not seen, most often "week".');
  });

  it('says when cells are empty, and does not blame the values for it', () => {
    const before = normals(1000, 1);
    const now = normals(1000, 3).map((x, i) => (i % 5 === 0 ? NaN : x));
    const findings = driftBetween(of({ x: before }), of({ x: now }));
    expect(named(findings, 'x', 'null_rate')).toMatchObject({
      value: 0.2,
      alarm: true,
      text: 'x is empty in 20% of the rows, up from 0%.',
    });
    expect(named(findings, 'x', 'wasserstein').alarm).toBe(false);
  });

  it('sees a bool, a rare value and a column that became one value', () => {
    const rare = (share: number): Float64Array => Float64Array.from({ length: 1000 }, (_, i) => (i < share * 1000 ? 1 : 0));
    const flags = (share: number): Uint8Array => Uint8Array.from({ length: 1000 }, (_, i) => (i < share * 1000 ? 1 : 0));
    const findings = driftBetween(
      of({ flag: flags(0.2), rare: rare(0.002), frozen: normals(1000, 1) }),
      of({ flag: flags(0.4), rare: rare(0.03), frozen: new Float64Array(1000) }),
    );
    expect(
      findings
        .filter(({ alarm }) => alarm)
        .map(({ feature, statistic }) => `${feature} ${statistic}`)
        .toSorted(),
    ).toEqual(['flag cramers_v', 'frozen wasserstein', 'rare wasserstein']);
  });

  it('finds a column of empty cells alone, too few rows nothing, and leaves out what is not there', () => {
    const reference = of({ x: normals(1000, 1), y: normals(1000, 2) });
    expect(driftBetween(reference, of({ x: new Float64Array(100).fill(NaN) }))).toMatchObject([
      { statistic: 'null_rate', value: 1, alarm: true },
    ]);
    expect(driftBetween(reference, of({ x: normals(49, 3, 5) }))).toEqual([]);
    expect(driftBetween(reference, { rows: 0, columns: { x: new Float64Array(0) } })).toEqual([]);
  });

  it('compares the answers, and puts the columns first on which the model leans', () => {
    const reference = { ...of({ a: normals(1000, 1), b: normals(1000, 2) }), prediction: normals(1000, 3) };
    const window = { ...of({ a: normals(1000, 4, 1), b: normals(1000, 5, 1) }), prediction: normals(1000, 6, 1) };
    const findings = driftOf(sketchOfRows(reference, 7), window, { importance: { b: 3, a: 1 } });
    expect(findings.map(({ feature, kind, importance }) => [feature, kind, importance])).toEqual([
      ['b', 'data', 0.75],
      ['a', 'data', 0.25],
      ['prediction', 'prediction', 0],
    ]);
  });

  it('skips texts of which nearly every row has its own, and refuses texts where numbers are due', () => {
    const own = Array.from({ length: 200 }, (_, i) => `note ${i}`);
    expect(driftBetween(of({ note: own }), of({ note: own }))).toEqual([]);
    expect(() => driftBetween(of({ x: normals(100, 1) }), of({ x: own }))).toThrow('the column "x" is of numbers');
  });

  it('answers the same, to the bit, when asked again', () => {
    const ask = () =>
      driftBetween(
        of({ x: normals(20_000, 1), s: repeated(['a', 15_000], ['b', 5000]) }),
        of({ x: normals(500, 2), s: repeated(['a', 500]) }),
      );
    expect(ask()).toEqual(ask());
  });
});

describe('alarms', () => {
  const table = (rows: number, seed: number): WindowColumns => {
    const draw = random(seed, 'table');
    return of({
      normal: Float64Array.from({ length: rows }, () => draw.normal()),
      holes: Float64Array.from({ length: rows }, () => (draw.uniform() < 0.1 ? NaN : Math.exp(draw.normal()))),
      ties: Float64Array.from({ length: rows }, () => Math.floor(12 * draw.uniform() ** 2)),
      level: Array.from({ length: rows }, () => 'abcdefgh'[Math.floor(8 * draw.uniform() ** 2)]),
      flag: Uint8Array.from({ length: rows }, () => (draw.uniform() < 0.3 ? 1 : 0)),
    });
  };

  it('come in about 1% of the windows in which nothing changed', () => {
    const windows = 1500;
    let alarms = 0;
    for (let seed = 0; seed < windows; seed++)
      if (driftBetween(table(300, 2 * seed), table(100, 2 * seed + 1)).some(({ alarm }) => alarm)) alarms++;
    expect(alarms / windows).toBeGreaterThan(0.005);
    expect(alarms / windows).toBeLessThan(0.015);
  });

  it('find a shift of 0.3 standard deviations at 1,000 rows among five columns in at least 95 of 100 windows', () => {
    const five = (seed: number, mean: number): WindowColumns =>
      of(Object.fromEntries(Array.from({ length: 5 }, (_, k) => [`c${k}`, normals(1000, 100 * seed + k, k === 4 ? mean : 0)])));
    let found = 0;
    for (let seed = 0; seed < 100; seed++)
      if (driftBetween(five(2 * seed, 0), five(2 * seed + 1, 0.3)).some(({ feature, alarm }) => alarm && feature === 'c4')) found++;
    expect(found).toBeGreaterThanOrEqual(95);
  });

  it('do not come for a trifle, however many rows show it', () => {
    const draw = random(9, 'trifle');
    const x = Float64Array.from({ length: 1_000_000 }, () => draw.uniform());
    const flag = (share: number): Uint8Array => new Uint8Array(1_000_000).fill(1, 0, share * 1_000_000);
    const reference = of({ x, flag: flag(0.5) });
    const findings = driftBetween(reference, of({ x: x.map((one) => one + 0.001 / Math.sqrt(12)), flag: flag(0.503) }));
    expect(named(findings, 'flag', 'cramers_v').p).toBeLessThan(1e-4);
    expect(findings.some(({ alarm }) => alarm)).toBe(false);
  });
});
