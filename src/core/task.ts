/** What is predicted from rows with a target. `binary` and `multiclass` have labels, `regression` a number. */
export type Task = 'binary' | 'multiclass' | 'regression';

/**
 * What is found in rows that do not say what is right: `segment` groups them, `outlier` says how odd each is, `uplift` what a treatment changes for it, of which
 * a row shows what became of it with the treatment or without, never both.
 */
export type TargetlessTask = 'segment' | 'outlier' | 'uplift';

/** Every task. */
export type AnyTask = Task | TargetlessTask;

/** What tells tasks apart. */
export interface TaskFacts {
  /** Whether the rows of a training say what is right. */
  readonly target: boolean;
  /** What a predictor writes per row: the value itself, the log-odds of one class, or a score per label of which the highest counts. */
  readonly margins: 'value' | 'odds' | 'scores';
}

/** The facts of every task. */
export const tasks = {
  binary: { target: true, margins: 'odds' },
  multiclass: { target: true, margins: 'scores' },
  regression: { target: true, margins: 'value' },
  segment: { target: false, margins: 'scores' },
  outlier: { target: false, margins: 'value' },
  uplift: { target: false, margins: 'value' },
} as const satisfies Record<AnyTask, TaskFacts>;

/** Whether rows of the task have a target. */
export const hasTarget = (task: AnyTask): task is Task => tasks[task].target;

/** Margins per row of a model with so many labels: one per label where there are scores, else one. */
export const outputsFor = (task: AnyTask, labels: number): number => (tasks[task].margins === 'scores' ? labels : 1);
