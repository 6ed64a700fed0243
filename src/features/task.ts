import type { Task } from '../core/index.js';
import type { ProblemDefinition } from './problem.js';
import { joinedSchema } from './joined-schema.js';

/** The task of a problem: the named one, else what the target's column is: bool binary, category multiclass, a number regression. */
export function taskOf({ task, target, table }: Pick<ProblemDefinition, 'task' | 'target' | 'table'>): Task {
  if (task) return task;
  const kind = joinedSchema(table)[target]?.kind;
  return kind === 'bool' ? 'binary' : kind === 'category' ? 'multiclass' : 'regression';
}
