import { MillwrightError } from '../../core/index.js';
import { readArtifact } from '../artifact/index.js';
import type { RunOptions } from '../run.js';
import { RECOMMEND, type RecommendContent } from './content.js';
import type { Method } from './fit.js';

/** The champion of a model, by the settings that it was learned with. */
export interface ChampionSettings {
  /** `shop@3` */
  readonly name: string;
  readonly method: Method;
}

/** The champion's settings; undefined where there is no champion, or one of another task. */
export async function championSettings(model: string, { workspace }: RunOptions): Promise<ChampionSettings | undefined> {
  try {
    const version = await workspace.registry.resolve(`${model}@champion`);
    if (version.task !== RECOMMEND) return undefined;
    const { content } = await readArtifact(workspace.blobs, version.files);
    const { learner, params } = content as unknown as RecommendContent;
    return { name: `${version.model}@${version.version}`, method: { learner, params } };
  } catch (error) {
    if (error instanceof MillwrightError && ['MW_MODEL_UNKNOWN', 'MW_MODEL_NO_VERSION', 'MW_MODEL_ALIAS_UNKNOWN'].includes(error.code))
      return undefined;
    throw error;
  }
}
