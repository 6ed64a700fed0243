import { openAnyModel, sketchOfVersion, type RunOptions } from '../../model/index.js';
import type { LiveAny } from './live.js';
import { liveVersion } from './live-version.js';

/** Opens `name@N` for what it was trained for. Throws what opening a version throws. */
export async function openLive(ref: string, run: RunOptions): Promise<LiveAny> {
  const open = await openAnyModel(ref, run);
  return liveVersion(open, () => sketchOfVersion(open.registered, run));
}
