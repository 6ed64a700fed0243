import type { AnyTask, Task } from '../core/index.js';
import type { AnyDefinition, ProblemDefinition } from './problem.js';
import { joinedSchema } from './joined-schema.js';

/** The task of a problem: the named one, else what the target's column is: bool binary, category multiclass, a number regression. */
export function taskOf(problem: Pick<ProblemDefinition, 'task' | 'target' | 'table'>): Task;
export function taskOf(problem: Pick<AnyDefinition, 'task' | 'target' | 'table'>): AnyTask;
export function taskOf({ task, target, table }: Pick<AnyDefinition, 'task' | 'target' | 'table'>): AnyTask {
  if (task) return task;
  const kind = joinedSchema(table)[target!]?.kind;
  return kind === 'bool' ? 'binary' : kind === 'category' ? 'multiclass' : 'regression';
}
