import type { ParamTable } from '../../learn/index.js';
import type { RecommendChoice } from '../choices.js';
import { membersParam } from '../members/index.js';

/** Parameters of `ranker`. */
export interface RankerParams {
  /** The methods that name candidates. */
  readonly members: readonly RecommendChoice[];
  /** Candidates that each of them names (default 50). */
  readonly depth: number;
  /** Whether what a user took may be a candidate again (default false). */
  readonly repeat: boolean;
  /** Trees of the boosting (default 100), */
  readonly trees: number;
  /** leaves of each (default 15), */
  readonly leaves: number;
  /** and how far each goes (default 0.05). */
  readonly learningRate: number;
}

/** Range, default and meaning of each parameter of `ranker`. */
export const rankerTable = {
  members: membersParam(
    'The methods that name candidates, with their parameters; none is made of others itself. A training without members takes those that it compares.',
  ),
  depth: { type: 'int', low: 1, high: 1000, scale: 'log', default: 50, doc: 'Candidates that each member names.' },
  repeat: { type: 'flag', default: false, doc: 'Whether what a user took may be a candidate again.' },
  trees: { type: 'int', low: 1, high: 10_000, scale: 'log', default: 100, doc: 'Trees of the boosting.' },
  leaves: { type: 'int', low: 2, high: 1024, scale: 'log', default: 15, doc: 'Most leaves of a tree.' },
  learningRate: { type: 'number', low: 0.001, high: 1, scale: 'log', default: 0.05, doc: 'How far each tree goes.' },
} as const satisfies ParamTable;
