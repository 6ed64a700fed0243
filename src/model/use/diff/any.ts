import { RECOMMEND } from '../../recommend/content.js';
import { diffRecommenders, type RecommenderDiff } from '../../recommend/diff/diff.js';
import type { RunOptions } from '../../run.js';
import { diffVersions, type Diff } from './diff.js';

/** What a comparison of two versions answers, of rows or of lists. */
export type AnyDiff = Diff | RecommenderDiff;

/** Whether recommenders were compared. */
export const isOfLists = (diff: AnyDiff): diff is RecommenderDiff => 'lists' in diff;

/** Compares two versions of whatever they are: see {@link diffVersions} and {@link diffRecommenders}. */
export async function diffAny(refA: string, refB: string, run: RunOptions): Promise<AnyDiff> {
  const { registry } = run.workspace;
  const tasks = [(await registry.resolve(refA)).task, (await registry.resolve(refB)).task];
  return tasks.includes(RECOMMEND) ? diffRecommenders(refA, refB, run) : diffVersions(refA, refB, run);
}
