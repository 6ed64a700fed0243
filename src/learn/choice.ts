import type { Task } from './learner.js';
import type { Params } from './params.js';

/**
 * A learner with the parameters that were given, as plain data: what a model definition holds. `T` are the tasks that it fits;
 * a model of another task does not accept it.
 */
export interface LearnerChoice<T extends Task = Task> {
  /** Its name in the registry. */
  readonly learner: string;
  /** Given parameters only; the others take their defaults when it is fitted. */
  readonly params: Params;
  /** Types only: a function is compared by what it accepts, so a choice fits a model whose task is among its own. */
  readonly learnsOnly?: ((task: T) => void) | undefined;
}

/** Tasks whose answer is a class. */
export type ClassTask = Exclude<Task, 'regression'>;

/** Tasks left when the parameters `P` are given and `Only` says which of the `Known` ones belong to some tasks alone. */
export type TasksFor<P, Known, Only> = Known extends P ? Task : Exclude<Task, RefusedBy<P, Only>>;

type RefusedBy<P, Only> = { [K in keyof Only & keyof P]: Exclude<Task, Only[K]> }[keyof Only & keyof P];

/** Turns a parameter that the learner does not have into a sentence of the compiler. */
export type NoOther<P, Known, Name extends string> = {
  [K in Exclude<keyof P, keyof Known>]: `the learner "${Name}" has no parameter "${K & string}"`;
};

/**
 * The function that makes choices of one learner. `Known` are its parameters, `Only` those that belong to some tasks alone:
 * giving one of these narrows the choice to its tasks. `Tasks` are those of the learner itself.
 */
export function chooser<
  Name extends string,
  Known extends object,
  Only extends { [K in keyof Only]: Task } = {},
  Tasks extends Task = Task,
>(learner: Name) {
  return <const P extends Partial<Known> = {}>(params?: P & NoOther<P, Known, Name>): LearnerChoice<TasksFor<P, Known, Only> & Tasks> =>
    Object.freeze({ learner, params: { ...params } as Params });
}
