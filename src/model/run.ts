import type { Clock, Progress } from '../core/index.js';
import type { Workspace } from './workspace.js';

/** What every job of this layer is given: where state lives, how to stop, whom to tell. */
export interface RunOptions {
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly progress: Progress;
  /** A line of words for people: notes that are no errors. */
  readonly say: (line: string) => void;
  /** Most threads of the data engine, and of a learner that fits. Default: what the machine offers; results do not depend on it. */
  readonly threads?: number;
  /** Memory of the run in MiB: rows beyond it stay on disk. Results of a named learner do not depend on it. */
  readonly memoryMb?: number;
}
