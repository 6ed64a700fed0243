import type { ParamTable } from '../../learn/index.js';
import type { RecommendLearner } from '../recommender.js';
import { sessionsFrom } from './parts.js';
import { predictorOf } from './predictor.js';
import { sessionsOf, type Sessions } from './sessions.js';
import type { Weighing } from './weighing.js';

/** A learner of session neighbours: sessions are kept as they are, and weighed when they are asked. */
export function learnerOf<P>(name: string, summary: string, params: ParamTable, weighingOf: (params: P) => Weighing): RecommendLearner {
  const of = (items: number, sessions: Sessions, settings: Readonly<Record<string, number>>) => {
    const { gapMinutes, neighbours, sample } = settings;
    return predictorOf(settings, { items, sessions, gapMinutes, neighbours, sample, weighing: weighingOf(settings as unknown as P) });
  };
  const names = Object.keys(params);
  return {
    name,
    summary,
    params,
    fit: async ({ interactions }, run) => {
      run.signal.throwIfAborted();
      const settings = Object.fromEntries(names.map((one) => [one, Number(run.params[one])]));
      return of(interactions.items.length, sessionsOf(interactions, settings['gapMinutes']), settings);
    },
    fromParts: (parts, items) => {
      const { sessions, settings } = sessionsFrom(name, parts, items, names);
      return of(items, sessions, settings);
    },
  };
}
