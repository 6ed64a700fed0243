import { filled } from '../money/cut.js';
import { worthOfActing } from '../money/payoff.js';
import { decideRows } from '../money/rule.js';
import { meanOfRows } from './from-rows.js';
import type { Metric } from './metric.js';

const sample = {
  task: 'binary',
  classes: 1,
  y: Float64Array.of(1, 0, 1, 0),
  scores: Float64Array.of(0.9, 0.6, 0.05, 0.01),
  acting: { payoff: { act: 'call', cost: 30, valueIfRight: 400 }, rule: { threshold: 0.075 } },
} as const;

/**
 * Value per row of what a payoff's rule decides. It stands beside the metric table, for no rows have it of themselves: a sample without a payoff has
 * none (`NaN`). A limit is kept on the rows as they are, before any is drawn again.
 */
export const moneyPerRow: Metric = {
  name: 'money',
  tasks: ['binary'],
  better: 'higher',
  range: [-Infinity, Infinity],
  needs: 'payoff',
  doc: 'What deciding by the model is worth per row, acted on or not.',
  formula: 'Σ w·(value if right · y − cost if wrong · (1 − y) − cost)·[acted on] / Σ w',
  example: { sample, value: 85 },
  unsuitable: ({ acting }) => (acting ? undefined : 'no payoff is declared'),
  prepare: (of) => {
    const { acting, y, scores, weights } = of;
    if (!acting) return () => NaN;
    const { payoff, rule, by = payoff } = acting;
    const worth = worthOfActing(payoff, y);
    const acts = filled(decideRows(rule, by, scores, weights));
    return meanOfRows((_, i) => acts[i] * worth[i])(of);
  },
};
