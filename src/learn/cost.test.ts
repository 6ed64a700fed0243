import { describe, expect, it } from 'vitest';
import { costOf } from './cost.js';

describe('the cost of a predictor', () => {
  it('is what its parts take, and two nanoseconds a number on top of the row', () => {
    const arrays = { a: new Float64Array(100), b: new Uint8Array(50) };
    expect(costOf('linear', { meta: { outputs: 1 }, arrays })).toEqual({
      bytes: 850 + '{"outputs":1}'.length,
      microseconds: (50 + 2 * 150) / 1000,
    });
  });

  it('of a forest is a step for each level of its trees: 10 trees of 8 leaves are 40', () => {
    const arrays = { roots: new Int32Array(10), values: new Float32Array(160), nodes: new Int32Array(280) };
    expect(costOf('forest', { meta: { outputs: 2 }, arrays }).microseconds).toBeCloseTo((50 + 20 * 40) / 1000, 12);
  });

  it('of small boosted trees is that of masks of their leaves, of large ones that of walking down', () => {
    const boosted = (trees: number, leaves: number, thresholds: number) => ({
      leafStart: Int32Array.from({ length: trees + 1 }, (_, t) => t * leaves),
      column: new Int32Array(trees * (leaves - 1)).map((_, node) => node % 3),
      threshold: Float64Array.from({ length: trees * (leaves - 1) }, (_, node) => node % thresholds),
    });
    // 4 trees of 64 leaves: 3 ns each, and 2 words for each of 3 columns.
    expect(costOf('gbdt', { meta: { columns: 3 }, arrays: boosted(4, 64, 10) }).microseconds).toBeCloseTo(
      (50 + 4 * 3 + 0.16 * 3 * 8) / 1000,
      12,
    );
    // Trees of 256 leaves have no masks: 8 steps and the leaf.
    expect(costOf('gbdt', { meta: { columns: 3 }, arrays: boosted(4, 256, 10) }).microseconds).toBeCloseTo((50 + 20 * 4 * 9) / 1000, 12);
  });

  it('of shapes depends on whether they fit into a near cache: 2^18 bytes do', () => {
    const shapes = (length: number) => costOf('ebm', { meta: { columns: 10, outputs: 1 }, arrays: { shapes: new Float64Array(length) } });
    expect(shapes(2 ** 15).microseconds).toBeCloseTo((50 + 10 * 25) / 1000, 12);
    expect(shapes(2 ** 15 + 1).microseconds).toBeCloseTo((50 + 10 * 110) / 1000, 12);
  });

  it('of a blend is that of its members', () => {
    const members = [
      { learner: 'ebm', meta: { columns: 4, outputs: 1 } },
      { learner: 'mlp', meta: { members: 2 } },
    ];
    const arrays = { weights: new Float64Array(2), '0.shapes': new Float64Array(99), '1.layer': new Float64Array(30) };
    expect(costOf('blend', { meta: { members }, arrays }).microseconds).toBeCloseTo((50 + 4 * 25 + 30 * 1.3) / 1000, 12);
  });
});
