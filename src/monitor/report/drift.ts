import type { OpenModel, RunOptions } from '../../model/index.js';
import type { DriftFinding } from '../drift/finding.js';
import type { Labelled } from '../realise/labelled.js';
import type { ServedRows } from '../window/served-rows.js';

/** Drift of a window against what the version knew in training, and what could not be compared. */
export interface DriftIn {
  readonly findings: readonly DriftFinding[];
  readonly notes: readonly string[];
}

/** The findings of every column and of the answers. A version without a reference sketch has none, and a note says so. */
export async function driftIn(_model: OpenModel, _run: RunOptions, _served: ServedRows, _labelled: Labelled): Promise<DriftIn> {
  return { findings: [], notes: [] };
}
