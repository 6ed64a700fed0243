import type { AnyTask } from '../../core/index.js';
import type { OpenModel } from './open-model.js';

/** Which version says something of rows, and of what. */
export interface AnswerHead {
  readonly model: string;
  readonly version: number;
  readonly task: AnyTask;
  /** null for a task without a target. */
  readonly target: string | null;
  /** binary: whose probability it is. */
  readonly positive?: string;
}

/** The head of what a version says. */
export function answerHead({ model, version, content }: OpenModel<AnyTask>): AnswerHead {
  const { task, target, labels } = content;
  return { model, version, task, target, ...(task === 'binary' ? { positive: labels[1] } : {}) };
}
