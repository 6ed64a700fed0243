import { describe, expect, it } from 'vitest';
import { rankingMetrics } from './metrics.js';

const value = (name: string, hits: number[], taken: number, k: number): number =>
  rankingMetrics.find((metric) => metric.name === name)!.of(hits, taken, k);

describe('metrics of a list', () => {
  it('by hand: hits at places 2 and 3, three taken, four places', () => {
    const hits = [0, 1, 1, 0];
    // (1/log₂3 + 1/log₂4) / (1 + 1/log₂3 + 1/log₂4)
    expect(value('ndcg', hits, 3, 4)).toBeCloseTo((0.6309297535714575 + 0.5) / (1 + 0.6309297535714575 + 0.5), 12);
    expect(value('recall', hits, 3, 4)).toBeCloseTo(2 / 3, 12);
    expect(value('precision', hits, 3, 4)).toBe(0.5);
    expect(value('hit_rate', hits, 3, 4)).toBe(1);
    expect(value('mrr', hits, 3, 4)).toBe(0.5);
    // (1/2 + 2/3) / 3
    expect(value('map', hits, 3, 4)).toBeCloseTo((1 / 2 + 2 / 3) / 3, 12);
  });

  it.each(rankingMetrics.map(({ name }) => name))('%s is 0 without a hit, and looks no further than k', (name) => {
    expect(value(name, [0, 0, 1], 2, 2)).toBe(0);
  });

  it.each(rankingMetrics.map(({ name }) => name))('%s is 1 when the list is what was taken', (name) => {
    expect(value(name, [1, 1], 2, 2)).toBe(1);
  });

  it('a list shorter than k leaves places empty', () => {
    expect(value('precision', [1], 1, 4)).toBe(0.25);
    expect(value('ndcg', [1], 1, 4)).toBe(1);
  });
});
