import { MillwrightError, takeRows } from '../../core/index.js';
import { encodeRelation } from '../../features/index.js';
import { openModel } from '../use/open-model.js';
import type { Training } from './training.js';

/** The reigning champion's margins on the new holdout, so that a gate can pair them although the data is not the champion's. */
export interface IncumbentMargins {
  /** `churn@1`. */
  readonly name: string;
  readonly data: string;
  readonly margins: Float64Array;
}

/**
 * Scores the holdout with the current champion. It may have learned from some of these rows, which flatters it: a newcomer
 * that still wins has won. Undefined when there is none, or when it predicts something else or needs columns that are gone.
 */
export async function incumbentMargins({ prepared, model, options }: Training, holdout: Int32Array): Promise<IncumbentMargins | undefined> {
  try {
    const champion = await openModel(`${model.name}@champion`, options);
    const { task, labels } = prepared.target;
    const same = champion.content.task === task && champion.content.labels.join('\n') === labels.join('\n');
    const readable = champion.content.inputs.every((column) => Object.hasOwn(prepared.loaded.schema, column));
    if (!same || !readable) return undefined;
    const x = await encodeRelation(prepared.engine, prepared.relation, champion.content.features, 'serving');
    return {
      name: `${champion.model}@${champion.version}`,
      data: champion.record.lineage.data,
      margins: champion.margins(takeRows(x, holdout)),
    };
  } catch (error) {
    if (error instanceof MillwrightError) return undefined;
    throw error;
  }
}
