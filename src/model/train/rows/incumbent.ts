import { MillwrightError, type Matrix, type TargetlessTask } from '../../../core/index.js';
import { encodeRelation } from '../../../features/index.js';
import type { RunOptions } from '../../run.js';
import { openAnyModel, type OpenModel } from '../../use/open-model.js';
import { aliasVersion } from '../../../store/index.js';
import type { PreparedRows } from '../prepare.js';
import type { Training } from '../training.js';

/** The reigning champion, and the rows of a training as its features see them. */
export interface Reigning<T extends TargetlessTask> {
  readonly champion: OpenModel<T>;
  readonly x: Matrix;
}

/** `churn@1`, the version that is champion; `undefined` when none is. */
export async function championName(model: string, { workspace }: RunOptions): Promise<{ readonly name: string } | undefined> {
  const version = await workspace.store.read((tx) => aliasVersion(tx, model, 'champion'));
  return version === undefined ? undefined : { name: `${model}@${version}` };
}

/** The champion over all rows of a training; undefined when there is none, or when it does something else or needs columns that are gone. */
export async function reigningOver<T extends TargetlessTask>(training: Training<T>): Promise<Reigning<T> | undefined> {
  const { plan, model, options } = training;
  const { engine, relation, loaded }: PreparedRows = training.prepared;
  try {
    const champion = await openAnyModel(`${model.name}@champion`, options);
    const readable = champion.content.inputs.every((column) => Object.hasOwn(loaded.schema, column));
    if (champion.content.task !== plan.task || !readable) return undefined;
    const x = await encodeRelation(engine, relation, champion.content.features, 'serving');
    return { champion: champion as unknown as OpenModel<T>, x };
  } catch (error) {
    if (error instanceof MillwrightError) return undefined;
    throw error;
  }
}
