import { describe, expect, it } from 'vitest';
import type { Training } from '../train/training.js';
import { tuningSplits } from './folds-of.js';

interface Given {
  readonly groups?: Int32Array;
  readonly times?: Float64Array;
}

/** The splits of so many rows with so many features, and what was said. */
function splitsOf(count: number, columns: number, { groups, times }: Given = {}) {
  const said: string[] = [];
  const y = Float64Array.from({ length: count }, (_, i) => i);
  const prepared = { rows: count, target: { task: 'regression', y }, ...(groups ? { groups } : {}), ...(times ? { times } : {}) };
  const problem = { folds: 5, gapMs: 0, time: times && 'at' };
  const training = { prepared, plan: { seed: 7 }, model: { problem }, options: { say: (words: string) => said.push(words) } };
  const rows = Int32Array.from(y.keys());
  return { splits: tuningSplits(training as unknown as Training, rows, { rows: count, columns, outputs: 1 }), said };
}

describe('the folds of a search', () => {
  it.each([
    [499, 4, 15],
    [500, 4, 10],
    [1999, 4, 10],
    [2000, 4, 5],
    [2000, 500, 3],
    [2000, 2000, 1],
  ])('of %i rows with %i features are %i', (rows, columns, folds) => {
    const { splits, said } = splitsOf(rows, columns);
    expect(splits).toHaveLength(folds);
    expect(new Set(splits.map(({ test }) => test.join())).size).toBe(folds);
    expect(said).toEqual([]);
  });

  it('are told by the rows before them where rows have a time, the last by most', () => {
    const times = Float64Array.from({ length: 600 }, (_, i) => 1000 * i);
    const { splits } = splitsOf(600, 4, { times });
    expect(splits).toHaveLength(5);
    for (const { train, test } of splits) expect(Math.max(...train)).toBeLessThan(Math.min(...test));
    const [last] = splitsOf(600, 10_000, { times }).splits;
    expect(last).toEqual(splits[4]);
    expect(last.test.at(-1)).toBe(599);
  });

  it('are as many as there are groups, and that is said', () => {
    const { splits, said } = splitsOf(90, 4, { groups: Int32Array.from({ length: 90 }, (_, i) => i % 3) });
    expect(splits).toHaveLength(3);
    expect(said).toEqual(['Trials are judged by 3 folds instead of 5: groups or classes cannot be parted further.']);
  });
});
