import type { AnyTask } from '../../../core/index.js';
import { costOf } from '../../../learn/index.js';
import type { ArtifactFiles } from '../../artifact/index.js';
import { withFeatures } from '../../row-cost.js';
import type { RegisteredModel } from '../open-model.js';

/** What serving a version takes. */
export interface Footprint {
  /** Of what is loaded to serve: content, arrays and golden rows. */
  readonly bytes: number;
  /** Microseconds for one row, reckoned from what the model looks up, as a search does for its leaderboard: the same on every machine. */
  readonly microseconds: number;
}

const SERVED = ['model.json', 'arrays.safetensors', 'golden.json'] as const;

/** How large the files are that are loaded to serve. */
export const servedBytes = (files: ArtifactFiles): number => SERVED.reduce((sum, name) => sum + (files[name]?.size ?? 0), 0);

/** How large a version is, and how long a row takes. */
export function footprintOf({ registered, content, predictor }: RegisteredModel<AnyTask>): Footprint {
  const features = new Set(content.features.map(({ of }) => of)).size;
  return {
    bytes: servedBytes(registered.files),
    microseconds: withFeatures(costOf(content.learner, predictor.toParts()), features).microseconds,
  };
}
