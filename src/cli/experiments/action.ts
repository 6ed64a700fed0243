import type { Answer, Call } from '../command.js';

/** One thing that `experiment` does. */
export interface ExperimentAction {
  /** The names of its options; others are refused. */
  readonly takes: readonly string[];
  readonly run: (call: Call) => Promise<Answer>;
}
