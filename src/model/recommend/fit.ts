import { availableParallelism } from 'node:os';
import type { Params } from '../../learn/index.js';
import { recommenderNamed, recommenderSettings, type Recommender, type RecommendInput } from '../../recommend/index.js';
import type { RunOptions } from '../run.js';

/** A method with settings: those that are not given take their defaults. */
export interface Method {
  readonly learner: string;
  readonly params: Params;
}

/** The method as it is fitted: with its defaults. Throws for a name or a parameter that there is not. */
export function methodOf(learner: string, params: Params): Method {
  return { learner, params: recommenderSettings(learner, params) };
}

/** The newer events after which one of a history counts half; 0 where all count alike. */
export const recencyOf = ({ params }: Pick<Method, 'params'>): number => Number(params['recency'] ?? 0);

/** Fits the method. How much newer events of a history count changes nothing of what is learned: that is for whoever asks it. */
export const fitPlain = (
  input: RecommendInput,
  { learner, params }: Method,
  seed: number,
  run: Pick<RunOptions, 'signal' | 'progress' | 'threads'>,
): Promise<Recommender> =>
  recommenderNamed(learner).fit(input, {
    params,
    seed,
    threads: run.threads ?? availableParallelism(),
    signal: run.signal,
    progress: run.progress,
  });
