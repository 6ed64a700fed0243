import { hasTarget, nearest } from '../core/index.js';
import type { AnyLearner, Params } from '../learn/index.js';
import { exempted, type Exemption, type LearnerCase, type LearnerPromise } from './learner/case.js';
import { findingPromises } from './learner/finding.js';
import { learningPromises } from './learner/learning.js';
import { predictingPromises } from './learner/predicting.js';
import { refusingPromises } from './learner/refusing.js';
import { repeatablePromises } from './learner/repeatable.js';
import { runningPromises } from './learner/running.js';
import { settingPromises } from './learner/settings.js';
import { storedPromises } from './learner/stored.js';
import { tablePromises } from './learner/tables.js';
import { weighingPromises } from './learner/weighing.js';

const promises: readonly LearnerPromise[] = [
  ...repeatablePromises,
  ...predictingPromises,
  ...storedPromises,
  ...tablePromises,
  ...refusingPromises,
  ...weighingPromises,
  ...runningPromises,
  ...settingPromises,
  ...learningPromises,
  ...findingPromises,
];

/** How the cases are made for one learner. */
export interface LearnerCaseOptions {
  /** Parameters for the fits, such as few trees, so that the suite is quick. Default: the learner's defaults. */
  readonly params?: Params;
  /** Promises that the learner does not keep, by their names. Each has to fail as said: once it holds, its case fails. */
  readonly exempt?: Readonly<Record<string, Exemption>>;
}

/**
 * Everything that a learner promises, as cases for any test runner: each is a name and a function that rejects when the promise is
 * broken. Problems are seeded and small; the whole takes a few seconds.
 *
 * ```ts
 * import { describe, it } from 'vitest';
 * import { learners } from 'millwright/learn';
 * import { learnerCases, never, registerCases } from 'millwright/testing';
 *
 * const exempt = { 'weight k equals k copies of a row, within 1e-6 of a margin': never('its bins count rows') };
 * describe('gbdt', () => registerCases(learnerCases(learners.gbdt, { params: { trees: 20 }, exempt }), it));
 * ```
 */
export function learnerCases(learner: AnyLearner, { params = {}, exempt = {} }: LearnerCaseOptions = {}): readonly LearnerCase[] {
  const kind = learner.tasks.every(hasTarget) ? 'target' : 'targetless';
  const due = promises.filter(({ of }) => of === undefined || of === kind);
  const names = due.map((promise) => promise.name);
  const stray = Object.keys(exempt).find((name) => !names.includes(name));
  if (stray !== undefined)
    throw new TypeError(`no learner case is called "${stray}"; the nearest is "${nearest(stray, names) ?? names[0]}"`);
  return due.map(({ name, check }) => {
    const one: LearnerCase = { name, run: () => check({ learner, params }) };
    return Object.hasOwn(exempt, name) ? exempted(one, exempt[name]) : one;
  });
}

/**
 * Hands cases to a test runner's `it` or `test`: `registerCases(learnerCases(mine), it)`.
 */
export function registerCases(cases: readonly LearnerCase[], it: (name: string, run: () => Promise<void>) => unknown): void {
  for (const { name, run } of cases) it(name, run);
}

export { never, notYet, type Exemption, type LearnerCase } from './learner/case.js';
