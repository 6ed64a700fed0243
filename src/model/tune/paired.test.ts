import { describe, expect, it } from 'vitest';
import { metricNamed, type Split } from '../../evaluate/index.js';
import type { Training } from '../train/training.js';
import { pairing } from './paired.js';

const none = new Int32Array(0);

describe('two models on the same rows', () => {
  it('are compared in money too, by the amounts of the rows that were tested', () => {
    const rows = Int32Array.from({ length: 8 }, (_, i) => i + 2);
    // Each second row is worth 10, acting costs 2, and it pays from a probability of 0.2 on. The rows before would cost a fortune.
    const cost = Float64Array.from({ length: 10 }, (_, i) => (i < 2 ? 1e6 : 2));
    const amounts = { payoff: { act: 'call', cost, valueIfRight: 10, undecided: Uint8Array.from(cost, (one) => Number(one > 2)) } };
    const training = {
      plan: { task: 'binary', seed: 1, metric: metricNamed('money'), calibration: 'auto' },
      model: { decide: {}, problem: {} },
      amounts,
      prepared: { rows: 10, target: { task: 'binary', y: Float64Array.from({ length: 10 }, (_, i) => i % 2), labels: ['No', 'Yes'] } },
    } as unknown as Training;
    const split: Split = { train: none, test: Int32Array.from(rows.keys()), unused: none };
    const gains = pairing(training, rows, [split]);
    const [right, all] = [Float64Array.from(rows, (row) => (row % 2 === 1 ? 4 : -4)), new Float64Array(8).fill(4)];
    // Who acts on the right ones has 8 · 4 of 8 rows, who acts on all 8 · 4 − 2 · 4.
    const { value, standardError } = gains(right, all);
    expect(value).toBeCloseTo(4 - 3, 10);
    expect(standardError).toBeGreaterThan(0);
  });
});
