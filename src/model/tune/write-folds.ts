import { gathered } from '../../core/index.js';
import type { EncodedTable } from '../../features/index.js';
import type { Split } from '../../evaluate/index.js';
import type { TrainingSet } from '../../learn/index.js';
import { encodeOn } from '../train/encode.js';
import { featureRanks } from '../train/feature-ranks.js';
import { refuseOnDisk } from '../train/on-disk.js';
import { pick } from '../rows.js';
import type { Training } from '../train/training.js';
import { writeFold } from './fold-files.js';

/** Where folds are written. */
export interface FoldsPlace {
  readonly dir: string;
  /** How their rows are encoded, by a name. */
  readonly encoding: string;
  /** Whether trials may read the features that say most alone. */
  readonly isRanked: boolean;
  readonly signal: AbortSignal;
}

/** Writes the rows of every fold, encoded by features that were fitted on its training side alone, for the processes that run trials. */
export async function writeFolds(
  training: Training,
  rows: Int32Array,
  splits: readonly Split[],
  { dir, encoding, isRanked, signal }: FoldsPlace,
): Promise<void> {
  const { prepared, options } = training;
  const { target, weights } = prepared;
  const setOf = async (x: EncodedTable, own: Int32Array): Promise<TrainingSet> => ({
    x: await gathered(x.blocks(own)),
    y: pick(target.y, own),
    ...(weights ? { weights: pick(weights, own) } : {}),
  });
  for (const [fold, split] of splits.entries()) {
    signal.throwIfAborted();
    options.progress('encoding the folds', fold, splits.length);
    const train = pick(rows, split.train);
    await using encoded = await encodeOn(training, train);
    if (!encoded.serving.matrix) throw refuseOnDisk('a search for settings', encoded.serving, target.task, options);
    const tested = await setOf(encoded.serving, pick(rows, split.test));
    const ranks = isRanked ? { ranks: await featureRanks(training, encoded.features, encoded.training, train) } : {};
    writeFold(dir, encoding, fold, { training: await setOf(encoded.training, train), tested, ...ranks });
  }
}
