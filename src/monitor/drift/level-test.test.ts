import { describe, expect, it } from 'vitest';
import type { LevelSketch } from '../../model/index.js';
import { levelTable } from './level-table.js';
import { levelTest, unseenTail } from './level-test.js';
import { chiSquare } from './stats/chi-square.js';

const sketch = (levels: Record<string, number>, other = 0): LevelSketch => {
  const counts = Object.values(levels);
  const rows = counts.reduce((sum, n) => sum + n, other);
  return { kind: 'level', rows, nulls: 0, levels: Object.keys(levels), counts, other, once: 0 };
};
const cells = (levels: Record<string, number>): string[] =>
  Object.entries(levels).flatMap(([level, times]) => Array.from({ length: times }, () => level));

describe('the levels of a window', () => {
  it('are tested by chi-square with the variance of a draw without replacement', () => {
    const { statistic, df } = levelTest(levelTable(sketch({ a: 60, b: 40 }), cells({ a: 40, b: 60 })));
    expect(df).toBe(1);
    expect(statistic).toBeCloseTo((chiSquare([60, 40], [40, 60]).statistic * 199) / 200, 12);
  });

  it('count together where fewer than five rows are expected, new ones among them', () => {
    const table = levelTable(sketch({ a: 80, b: 8, c: 7, d: 5 }), cells({ a: 40, b: 3, new: 7 }));
    expect(table).toMatchObject({ n: 50, m: 100, newcomer: { level: 'new', rows: 7 } });
    expect(levelTest(table).df).toBe(1);
  });

  it('count together near the end of a list that was cut off: chance has listed what it favoured', () => {
    const [listed, window] = [{ a: 100, b: 12, c: 12 }, cells({ a: 100, b: 5, c: 5, x: 64 })];
    expect(levelTest(levelTable(sketch(listed, 50), window))).toEqual({ statistic: 0, df: 1 });
    expect(levelTest(levelTable(sketch({ ...listed, x: 50 }), window)).df).toBe(3);
  });

  it('are read from bools and numbers as from texts', () => {
    expect([...levelTable(sketch({ false: 2, true: 1 }), Uint8Array.of(0, 1, 255, 1)).window]).toEqual([1, 2, 0]);
    expect(levelTable(sketch({ '1': 2 }), Float64Array.of(1, NaN, 2))).toMatchObject({ nulls: 1, n: 2, newcomer: { level: '2', rows: 1 } });
  });

  it('that are new are as likely as the reference’s own levels of one row say', () => {
    expect(unseenTail(0, 100, 3, 1000)).toBe(1);
    expect(unseenTail(2, 100, 0, 900)).toBeCloseTo(0.01, 12);
    expect(unseenTail(5, 100, 50, 1000)).toBeGreaterThan(0.3);
  });
});
