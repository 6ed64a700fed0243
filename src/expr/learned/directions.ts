import { callNode, literalNode } from '../construct.js';
import type { Rule } from './rule.js';

/** Rules that learn how numbers go together. */
export const directionRules = {
  svd: {
    doc: 'Where a row lies along the directions in which the training rows are largest, the largest first: right singular vectors (Eckart and Young 1936), of which the weight of the greatest size is positive. Of centred numbers they are the principal components. A missing number counts as 0.',
    types: [{ args: [], rest: 'number', out: 'numbers' }],
    options: { components: { type: 'int', low: 1, high: 256, default: 2, doc: 'How many directions; at most one per number.' } },
    aggregates: {},
    needsRows: true,
    /** Results: `weights`, a line of one per argument for each direction. */
    fill: ({ weights }, args) => {
      const present = args.map((x) => callNode('coalesce', x, literalNode('number', 0)));
      const all = weights as readonly number[];
      const lines = Array.from({ length: all.length / args.length }, (_, k) => all.slice(k * args.length, (k + 1) * args.length));
      return callNode('list', ...lines.map((line) => callNode('weightedSum', literalNode('numbers', line), ...present)));
    },
    cases: [],
  },
} as const satisfies Record<string, Rule>;
