import { nearest } from '../core/index.js';
import type { Params } from '../learn/index.js';
import type { RecommendLearner } from '../recommend/index.js';
import { exempted, type Exemption, type LearnerCase } from './learner/case.js';
import type { RecommenderPromise } from './recommender/case.js';
import { learningPromises } from './recommender/learning.js';
import { repeatablePromises } from './recommender/repeatable.js';
import { runningPromises } from './recommender/running.js';
import { scoringPromises } from './recommender/scoring.js';
import { settingPromises } from './recommender/settings.js';
import { storedPromises } from './recommender/stored.js';

const promises: readonly RecommenderPromise[] = [
  ...repeatablePromises,
  ...scoringPromises,
  ...storedPromises,
  ...runningPromises,
  ...settingPromises,
  ...learningPromises,
];

/** How the cases are made for one method of recommending. */
export interface RecommenderCaseOptions {
  /** Parameters for the fits, such as few factors, so that the suite is quick. Default: the learner's defaults. */
  readonly params?: Params;
  /** Promises that the learner does not keep, by their names. Each has to fail as said: once it holds, its case fails. */
  readonly exempt?: Readonly<Record<string, Exemption>>;
}

/**
 * Everything that a method of recommending promises, as cases for any test runner: each is a name and a function that rejects when the promise is
 * broken. Problems are seeded and small; the whole takes a few seconds.
 *
 * ```ts
 * import { describe, it } from 'vitest';
 * import { recommenders } from 'millwright/recommend';
 * import { recommenderCases, registerCases } from 'millwright/testing';
 *
 * describe('item_knn', () => registerCases(recommenderCases(recommenders.item_knn), it));
 * ```
 */
export function recommenderCases(
  learner: RecommendLearner,
  { params = {}, exempt = {} }: RecommenderCaseOptions = {},
): readonly LearnerCase[] {
  const names = promises.map((promise) => promise.name);
  const stray = Object.keys(exempt).find((name) => !names.includes(name));
  if (stray !== undefined)
    throw new TypeError(`no case of recommenders is called "${stray}"; the nearest is "${nearest(stray, names) ?? names[0]}"`);
  return promises.map(({ name, check }) => {
    const one: LearnerCase = { name, run: () => check({ learner, params }) };
    return Object.hasOwn(exempt, name) ? exempted(one, exempt[name]) : one;
  });
}
