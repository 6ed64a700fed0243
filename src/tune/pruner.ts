/** How far a trial has come: its loss after each step, the lower the better. */
export interface Course {
  readonly number: number;
  readonly losses: readonly number[];
}

/** What a pruner knows when a trial has taken a step. */
export interface Paused {
  /** The trial in question; its last loss is that of the step. */
  readonly trial: Course;
  /** Trials that have ended, however far they came. */
  readonly others: readonly Course[];
  /** Steps of a whole trial. */
  readonly steps: number;
}

/**
 * A way to give up on a trial before its end. The answer depends on the question alone; a study asks with the trials that every number of workers
 * would have ended by then.
 */
export interface Pruner {
  readonly name: string;
  /** One sentence for the help text. */
  readonly summary: string;
  /** Whether the trial should stop here. Not asked after the last step. */
  stops(paused: Paused): boolean;
}
