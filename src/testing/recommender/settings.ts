import assert from 'node:assert/strict';
import { MillwrightError, type Json } from '../../core/index.js';
import { beyond, edgesOf } from '../odd-params.js';
import type { RecommenderPromise, RecommenderSubject } from './case.js';
import { fit, historyOf, scoresOf } from './fitting.js';
import { inputOf, plantedEvents } from './problem.js';
import { settingsOf } from './settings-of.js';

const MOST_MS = 1000;

/** Promises on parameters. */
export const settingPromises: readonly RecommenderPromise[] = [
  {
    name: 'every parameter says what it does, has a default of its own kind, and refuses what is beyond',
    check: async ({ learner }) => {
      assert.match(learner.name, /^[a-z][a-z0-9_]*$/, 'the name');
      assert.match(learner.summary, /^\S.*\.$/, 'the summary');
      for (const [name, param] of Object.entries(learner.params)) {
        assert.match(name, /^[a-z][A-Za-z0-9]*$/, `the name "${name}"`);
        assert.match(param.doc, /^\S.*\.$/, `the text of "${name}"`);
        settingsOf(learner, { [name]: param.default as Json });
        for (const value of beyond(param))
          assert.throws(() => settingsOf(learner, { [name]: value }), MillwrightError, `"${name}" ${String(value)}`);
      }
    },
  },
  {
    name: 'every bound and choice of every parameter fits or is refused',
    check: async (subject) => {
      for (const [name, param] of Object.entries(subject.learner.params))
        for (const value of edgesOf(param)) await fitsOrRefuses(subject, { [name]: value });
    },
  },
];

/** A bound may ask for a very long fit: after a second it is stopped, which is as good as fitted. */
async function fitsOrRefuses(subject: RecommenderSubject, params: Record<string, Json>): Promise<void> {
  const signal = AbortSignal.timeout(MOST_MS);
  try {
    const recommender = await fit(subject, inputOf(plantedEvents(40, 20, 6)), { params, signal });
    scoresOf(recommender, historyOf([3, 1, 5]), JSON.stringify(params));
  } catch (fault) {
    const isStopped = signal.aborted && fault === signal.reason;
    assert.ok(isStopped || fault instanceof MillwrightError, `${JSON.stringify(params)}: ${String(fault)}`);
  }
}
