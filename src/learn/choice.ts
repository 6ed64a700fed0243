import type { AnyTask, Task } from './learner.js';
import type { Params } from './params.js';

/**
 * A learner with the parameters that were given, as plain data: what a model definition holds. `T` are the tasks that it fits;
 * a model of another task does not accept it.
 */
export interface LearnerChoice<T extends AnyTask = AnyTask> {
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
export type TasksFor<P, Known, Only, All extends AnyTask = Task> = Known extends P ? All : Exclude<All, RefusedBy<P, Only>>;

type RefusedBy<P, Only> = { [K in keyof Only & keyof P]: Exclude<Task, Only[K]> }[keyof Only & keyof P];

/** Turns a parameter that the learner does not have into a sentence of the compiler. */
export type NoOther<P, Known, Name extends string> = {
  [K in Exclude<keyof P, keyof Known>]: `the learner "${Name}" has no parameter "${K & string}"`;
};

/**
 * The function that makes choices of one learner. `Known` are its parameters, `Only` those that belong to some tasks alone:
 * giving one of these narrows the choice to its tasks. `All` are the tasks that the learner does.
 */
export function chooser<
  Name extends string,
  Known extends object,
  Only extends { [K in keyof Only]: Task } = {},
  All extends AnyTask = Task,
>(learner: Name) {
  return <const P extends Partial<Known> = {}>(params?: P & NoOther<P, Known, Name>): LearnerChoice<TasksFor<P, Known, Only, All>> =>
    Object.freeze({ learner, params: { ...params } as Params });
}

/** Tasks that every one of the choices does. */
export type TasksOfAll<Choices extends readonly LearnerChoice<never>[]> = Exclude<
  Task,
  { [I in keyof Choices]: Choices[I] extends LearnerChoice<infer T> ? Exclude<Task, T> : never }[number]
>;

/** The function that makes choices of one ensemble, for the tasks that all of its members do. */
export function ensembleChooser<Name extends string, Known extends { readonly members?: readonly LearnerChoice<never>[] }>(learner: Name) {
  return <const P extends Partial<Known> = {}>(params?: P & NoOther<P, Known, Name>): LearnerChoice<TasksOfEnsemble<P, Known>> =>
    Object.freeze({ learner, params: { ...params } as unknown as Params });
}

type TasksOfEnsemble<P, Known> = Known extends P
  ? Task
  : P extends { readonly members: infer Members extends readonly LearnerChoice<never>[] }
    ? TasksOfAll<Members>
    : Task;
