import { gathered } from '../../core/index.js';
import type { EncodedTable } from '../../features/index.js';
import type { Split } from '../../evaluate/index.js';
import type { TrainingSet } from '../../learn/index.js';
import { encodeOn } from '../train/encode.js';
import { outputsOf } from '../train/fit-on.js';
import { refuseOnDisk } from '../train/on-disk.js';
import { pick } from '../rows.js';
import type { Training } from '../train/training.js';
import { writeFold, writeHead } from './fold-files.js';

/** Writes the rows of every fold, encoded by features that were fitted on its training side alone, for the processes that run trials. */
export async function writeFolds(training: Training, rows: Int32Array, splits: readonly Split[], dir: string): Promise<void> {
  const { prepared, plan, options } = training;
  const { target, weights } = prepared;
  const setOf = async (x: EncodedTable, own: Int32Array): Promise<TrainingSet> => ({
    x: await gathered(x.blocks(own)),
    y: pick(target.y, own),
    ...(weights ? { weights: pick(weights, own) } : {}),
  });
  for (const [fold, split] of splits.entries()) {
    options.signal.throwIfAborted();
    options.progress('encoding the folds', fold, splits.length);
    const train = pick(rows, split.train);
    await using encoded = await encodeOn(training, train);
    if (!encoded.serving.matrix) throw refuseOnDisk('a search for settings', encoded.serving, target.task, options);
    const tested = await setOf(encoded.serving, pick(rows, split.test));
    writeFold(dir, fold, { training: await setOf(encoded.training, train), tested });
  }
  writeHead(dir, { task: target.task, classes: outputsOf(prepared), folds: splits.length, seed: plan.seed });
}
