import { classCounts, fromConfusion } from './from-confusion.js';
import type { Metric } from './metric.js';

/** Matthews correlation coefficient; 0 when all rows are, or are called, one class. Multiclass after Gorodkin (2004). */
export const mcc: Metric = {
  name: 'mcc',
  tasks: ['binary', 'multiclass'],
  better: 'higher',
  range: [-1, 1],
  needs: 'label',
  doc: 'Correlation between called and true classes: 0 is chance, 1 is perfect; fair to rare classes.',
  formula: '(c s − Σₖ pₖ tₖ) / √((s² − Σ pₖ²)(s² − Σ tₖ²)), with s all weight, c the weight called right, pₖ called k, tₖ truly k',
  example: {
    sample: { task: 'binary', classes: 1, y: Float64Array.of(1, 1, 1, 0), scores: Float64Array.of(0.9, 0.1, 0.9, 0.9) },
    value: -1 / 3,
  },
  prepare: fromConfusion((confusion) => {
    let [all, right, cross, calledSquares, realSquares] = [0, 0, 0, 0, 0];
    for (let c = 0; c < confusion.k; c++) {
      const { hit, called, real } = classCounts(confusion, c);
      all += real;
      right += hit;
      cross += called * real;
      calledSquares += called * called;
      realSquares += real * real;
    }
    const spread = (all * all - calledSquares) * (all * all - realSquares);
    return spread > 0 ? (right * all - cross) / Math.sqrt(spread) : 0;
  }),
};
