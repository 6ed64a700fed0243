import { describe, expect, it } from 'vitest';
import { binSample, drawBag, drawColumns } from './sample.js';

const bag = (rows: number, share: number, round: number): { inside: number[]; size: number } => {
  const marks = new Uint8Array(rows).fill(9);
  const size = drawBag(share, 7, round, marks);
  expect(marks.every((mark) => mark <= 1)).toBe(true);
  return { inside: [...marks.keys()].filter((row) => marks[row] === 1), size };
};

const sum = (marks: Uint8Array): number => marks.reduce((a, b) => a + b, 0);

describe('binSample', () => {
  it('takes all rows when they are few', () => expect([...binSample(4, 10, 1)]).toEqual([0, 1, 2, 3]));

  it('takes one row from each stretch, the same ones for the same seed', () => {
    const sample = binSample(1000, 100, 1);
    sample.forEach((row, i) => {
      expect(row).toBeGreaterThanOrEqual(10 * i);
      expect(row).toBeLessThan(10 * i + 10);
    });
    expect(binSample(1000, 100, 1)).toEqual(sample);
    expect(binSample(1000, 100, 2)).not.toEqual(sample);
  });
});

describe('drawBag', () => {
  it('marks the share of the rows', () => {
    const { inside, size } = bag(1000, 0.3, 0);
    expect([inside.length, size]).toEqual([300, 300]);
    expect(bag(1000, 0.3, 0).inside).toEqual(inside);
  });

  it('differs between rounds, and never is empty', () => {
    expect(bag(1000, 0.3, 1).inside).not.toEqual(bag(1000, 0.3, 0).inside);
    expect(bag(3, 0.01, 0).inside.length).toBe(1);
  });

  it('draws each row, and each pair of neighbours, as often as chance would', () => {
    const rounds = 4000;
    const hits = new Float64Array(40);
    let pairs = 0;
    for (let round = 0; round < rounds; round++) {
      const { inside } = bag(40, 0.5, round);
      for (const row of inside) hits[row]++;
      if (inside.includes(3) && inside.includes(4)) pairs++;
    }
    for (const count of hits) expect(Math.abs(count - rounds / 2)).toBeLessThan(5 * Math.sqrt(rounds / 4));
    const chance = (20 * 19) / (40 * 39);
    expect(Math.abs(pairs - rounds * chance)).toBeLessThan(5 * Math.sqrt(rounds * chance * (1 - chance)));
  });
});

describe('drawColumns', () => {
  it('marks the share, all of them at 1, one at least', () => {
    expect(sum(drawColumns(10, 0.35, 1, 0))).toBe(4);
    expect(sum(drawColumns(10, 1, 1, 0))).toBe(10);
    expect(sum(drawColumns(10, 0.01, 1, 0))).toBe(1);
    expect(drawColumns(100, 0.5, 1, 0)).not.toEqual(drawColumns(100, 0.5, 1, 1));
  });
});
