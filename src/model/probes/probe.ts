import type { EncodedTable } from '../../features/index.js';
import type { Task } from '../../learn/index.js';

/** What the probes look at: the encoded rows of one training, and the columns that are no features. */
export interface ProbeFacts {
  readonly task: Task;
  readonly target: string;
  readonly labels: readonly string[];
  /** All labelled rows. */
  readonly x: EncodedTable;
  readonly y: Float64Array;
  readonly train: Int32Array;
  readonly holdout: Int32Array;
  /** Id columns as numbers where they have one (`C1023` → 1023), else NaN. */
  readonly ids: Readonly<Record<string, Float64Array>>;
  /** When each row happened, if declared. */
  readonly times: Float64Array | undefined;
  readonly timeColumn: string | undefined;
  readonly nowMs: number;
  readonly seed: number;
}

/** A suspicion in plain words. It never stops a training: people decide. */
export interface Warning {
  readonly probe: string;
  /** The feature or column under suspicion; absent when it is about rows. */
  readonly feature?: string;
  readonly message: string;
}

export type Probe = (facts: ProbeFacts) => readonly Warning[] | Promise<readonly Warning[]>;
