import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { metricIntervals, metricNamed, metricValue, type Scored } from '../../evaluate/index.js';
import { realisedMetrics, resamplesOf } from './metrics.js';

function sampleOf(rows: number): Scored {
  const draw = random(9, 'realised');
  const scores = Float64Array.from({ length: rows }, () => draw.uniform());
  return { task: 'binary', classes: 1, y: scores.map((p) => (draw.uniform() < p ? 1 : 0)), scores };
}

describe('realised metrics', () => {
  it('of few rows are those of training, and none of no rows', () => {
    const sample = sampleOf(500);
    const metrics = [metricNamed('auc'), metricNamed('accuracy')];
    const options = { seed: 7, resamples: resamplesOf(500) };
    expect(realisedMetrics(sample, { seed: 7, metrics }).metrics).toEqual(metricIntervals(metrics, sample, options));
    expect(realisedMetrics(sampleOf(0), { seed: 7 })).toEqual({ metrics: {}, omitted: {} });
  });

  it('of one class say why there is no auc', () => {
    const sample: Scored = { task: 'binary', classes: 1, y: Float64Array.of(1, 1), scores: Float64Array.of(0.4, 0.9) };
    const { metrics, omitted } = realisedMetrics(sample, { seed: 7 });
    expect(omitted).toMatchObject({ auc: 'the rows are all of one class' });
    expect(metrics['accuracy'].value).toBe(0.5);
  });

  it('of many rows have the value of all, and an interval as narrow as a bootstrap of all', () => {
    const sample = sampleOf(60_000);
    const metrics = [metricNamed('auc'), metricNamed('log_loss')];
    const ours = realisedMetrics(sample, { seed: 7, metrics }).metrics;
    const whole = metricIntervals(metrics, sample, { seed: 7, resamples: 100 });
    for (const metric of metrics) {
      const { value, low, high } = ours[metric.name];
      expect(value).toBe(metricValue(metric, sample));
      const ratio = (high - low) / (whole[metric.name].high - whole[metric.name].low);
      expect(ratio).toBeGreaterThan(0.75);
      expect(ratio).toBeLessThan(1.3);
    }
  });
});
