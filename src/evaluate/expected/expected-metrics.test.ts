import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { metricNamed, metricValue } from '../metrics/index.js';
import { expectedMetrics, samplingErrors } from './expected-metrics.js';

type Figures = Readonly<Record<string, { readonly value: number; readonly samplingError: number }>>;
const peer = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', 'cbpe.json'), 'utf8')) as {
  readonly binary: readonly { readonly probability: number[]; readonly metrics: Figures }[];
  readonly multiclass: { readonly labels: string[]; readonly probability: number[]; readonly metrics: Figures };
};
const ours = (theirs: string): string => (theirs === 'roc_auc' ? 'auc' : theirs);

const binary = (probability: readonly number[]) => ({ task: 'binary', classes: 1, scores: Float64Array.from(probability) }) as const;

describe("expected metrics equal NannyML's CBPE", () => {
  const cases = [
    ...peer.binary.map(({ probability, metrics }, i) => ({ name: `binary ${i + 1}`, answered: binary(probability), metrics })),
    {
      name: 'multiclass',
      answered: { task: 'multiclass', classes: 3, scores: Float64Array.from(peer.multiclass.probability) } as const,
      metrics: peer.multiclass.metrics,
    },
  ];
  it.each(cases)('$name', ({ answered, metrics }) => {
    const found = expectedMetrics(answered, { seed: 7 });
    for (const [name, { value, samplingError }] of Object.entries(metrics)) {
      expect(found[ours(name)].value, name).toBeCloseTo(value, 9);
      // Of these NannyML's error comes from its reference by an approximation half too wide: the windows drawn below say how wide it is.
      if (name === 'f1' || name === 'average_precision') continue;
      const [error] = samplingErrors(answered, [metricNamed(ours(name))], { seed: 7 });
      expect(error / samplingError, `${name}: ${error} for ${samplingError}`).toBeGreaterThan(0.75);
      expect(error / samplingError, `${name}: ${error} for ${samplingError}`).toBeLessThan(1.35);
    }
  });
});

describe('expected metrics', () => {
  it('by hand: two rows', () => {
    const { accuracy, log_loss, brier, auc } = expectedMetrics(binary([0.8, 0.3]), { seed: 1 });
    // right with 0.8 and with 0.7
    expect(accuracy.value).toBeCloseTo(0.75, 12);
    // 0.8·0.2² + 0.2·0.8² = 0.16, 0.3·0.7² + 0.7·0.3² = 0.21
    expect(brier.value).toBeCloseTo(0.185, 12);
    const entropy = (p: number): number => -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    expect(log_loss.value).toBeCloseTo((entropy(0.8) + entropy(0.3)) / 2, 12);
    // positives 0.8 and 0.3, negatives 0.2 and 0.7: (0.8·0.7 + ½(0.8·0.2 + 0.3·0.7)) of 1.1·0.9
    expect(auc.value).toBeCloseTo((0.56 + 0.185) / 0.99, 12);
  });

  it('of no rows there are none, and a calibration error is never estimated', () => {
    expect(expectedMetrics(binary([]), { seed: 1 })).toEqual({});
    expect(Object.keys(expectedMetrics(binary([0.2, 0.9]), { seed: 1 }))).not.toContain('ece');
  });

  it('do not depend on the order of rows', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 0.99, noNaN: true }), { minLength: 2, maxLength: 30 }), (p) => {
        const [there, back] = [p, p.toReversed()].map((list) => expectedMetrics(binary(list), { seed: 3 }));
        for (const [name, { value }] of Object.entries(there)) expect(back[name].value).toBeCloseTo(value, 9);
      }),
      { numRuns: 30 },
    );
  });

  it.each(['auc', 'f1', 'average_precision'])('hold the realised %s in about 95 of 100 windows when probabilities are honest', (name) => {
    const metric = metricNamed(name);
    let held = 0;
    for (let seed = 0; seed < 100; seed++) {
      const draw = random(seed, 'windows');
      const p = Float64Array.from({ length: 200 }, () => draw.uniform());
      const y = p.map((chance) => (draw.uniform() < chance ? 1 : 0));
      const band = expectedMetrics(binary([...p]), { seed, metrics: [metric], draws: 100 })[name];
      const realised = metricValue(metric, { task: 'binary', classes: 1, y, scores: p });
      if (realised >= band.low && realised <= band.high) held++;
    }
    expect(held).toBeGreaterThanOrEqual(88);
    expect(held).toBeLessThan(100);
  });
});
