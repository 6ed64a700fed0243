import { AssertionError } from 'node:assert';
import { MillwrightError } from '../../core/index.js';
import type { AnyLearner, Params } from '../../learn/index.js';

/** One promise of a learner. `run` rejects when it is broken. Independent of any test runner. */
export interface LearnerCase {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** What a promise is checked on. */
export interface LearnerSubject {
  readonly learner: AnyLearner;
  /** Parameters for the fits: few trees, say, so that the suite is quick. */
  readonly params: Params;
}

/** A promise before it is bound to a learner. */
export interface LearnerPromise {
  readonly name: string;
  /** Whose promise it is: of learners of rows with a target, or without; absent: of all. */
  readonly of?: 'target' | 'targetless';
  readonly check: (subject: LearnerSubject) => Promise<void>;
}

/** A promise that a learner does not keep, and why. */
export interface Exemption {
  readonly kind: 'never' | 'notYet';
  readonly reason: string;
}

/** The learner cannot keep this promise, by its nature. */
export const never = (reason: string): Exemption => ({ kind: 'never', reason });

/** The learner should keep this promise and does not so far. */
export const notYet = (reason: string): Exemption => ({ kind: 'notYet', reason });

/** The same case turned round: it passes while the promise is broken, so that an exemption cannot outlive its reason. */
export function exempted({ name, run }: LearnerCase, { kind, reason }: Exemption): LearnerCase {
  return {
    name: `${name} (${kind === 'never' ? 'never' : 'not yet'}: ${reason})`,
    run: async () => {
      const fault = await run().then(
        () => undefined,
        (e: unknown) => e,
      );
      if (fault === undefined) throw new Error(`"${name}" holds now: take its exemption away`);
      if (!(fault instanceof AssertionError || fault instanceof MillwrightError)) throw fault;
    },
  };
}
