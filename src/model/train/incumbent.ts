import { MillwrightError } from '../../core/index.js';
import { encodeTable } from '../../features/index.js';
import { memoryShares } from '../memory.js';
import { openModel } from '../use/open-model.js';
import { forBlocks, outputsOf } from './fit-on.js';
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
    const { engine, relation } = prepared;
    const { features } = champion.content;
    const room = { mostBytes: memoryShares(options).table, signal: options.signal };
    const x = await encodeTable(engine, relation, features, 'serving', room);
    const outputs = outputsOf(prepared);
    const margins = new Float64Array(holdout.length * outputs);
    await forBlocks(x.blocks(holdout), (block, first) => margins.set(champion.margins(block), first * outputs));
    return { name: `${champion.model}@${champion.version}`, data: champion.record.lineage.data, margins };
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof MillwrightError && !error.code.startsWith('MW_DATA_')) return undefined;
    throw error;
  }
}
