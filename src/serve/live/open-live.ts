import { openAnyModel, openRecommender, RECOMMEND, sketchOfVersion, type RunOptions } from '../../model/index.js';
import type { LiveAny } from './live.js';
import { liveRecommender } from './live-recommender.js';
import { liveVersion } from './live-version.js';

/** Opens `name@N` for what it was trained for, ready to answer. Throws what opening a version throws. */
export async function openLive(ref: string, run: RunOptions): Promise<LiveAny> {
  const { task } = await run.workspace.registry.resolve(ref);
  if (task === RECOMMEND) {
    const open = await openRecommender(ref, run);
    await open.prepare?.(run.signal);
    return liveRecommender(open);
  }
  const open = await openAnyModel(ref, run);
  return liveVersion(open, () => sketchOfVersion(open.registered, run));
}
