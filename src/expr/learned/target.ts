import { callNode, literalNode } from '../construct.js';
import type { Rule } from './rule.js';

/** Rules that learn from labels. */
export const targetRules = {
  targetMean: {
    doc: 'The mean of the target among rows with the same text, drawn towards the overall mean (Micci-Barreca 2001); training rows get it out of fold. Null and unseen texts get the overall mean.',
    types: [{ args: ['text'], out: 'number' }],
    options: {
      smoothing: {
        type: 'number',
        low: 0,
        high: 1_000_000,
        default: 20,
        doc: 'Rows that the overall mean weighs: (sum + smoothing × mean) / (rows + smoothing).',
      },
      folds: { type: 'int', low: 2, high: 100, default: 5, doc: 'Folds that give the training rows their out-of-fold values.' },
    },
    aggregates: {},
    needsTarget: true,
    /** Results: `levels` with their smoothed `means`, and `prior`, the overall mean. */
    fill: ({ levels, means, prior }, [x]) => {
      const table = [literalNode('texts', levels as readonly string[]), literalNode('numbers', means as readonly number[])];
      return callNode('coalesce', callNode('lookup', x, ...table), literalNode('number', prior as number));
    },
    cases: [],
  },
} as const satisfies Record<string, Rule>;
