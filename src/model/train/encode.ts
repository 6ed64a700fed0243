import type { AnyTask } from '../../core/index.js';
import {
  encodeTable,
  fitFeatures,
  trainingView,
  withColumns,
  type EncodedTable,
  type FittedFeatures,
  type Reading,
} from '../../features/index.js';
import { holesOf } from '../../expr/index.js';
import { memoryShares } from '../memory.js';
import { featureRanks } from './feature-ranks.js';
import type { PreparedRows } from './prepare.js';
import type { Training } from './training.js';

/** Features fitted on some of the rows, and every row read through them. Dispose of it when no training row is to be read any more. */
export interface EncodedRows extends AsyncDisposable {
  readonly features: FittedFeatures;
  /** How a served row is read: what validation and holdout rows must be judged by. */
  readonly serving: EncodedTable;
  /** How a training row is read: the same, but target statistics come from other rows. */
  readonly training: EncodedTable;
}

/** Fits the features on `rows` alone and encodes all rows of the table; where not all are kept, chooses on `rows` alone too. One query per depth of learned rules, one or two scans. */
export async function encodeOn<T extends AnyTask>(training: Training<T>, rows: Int32Array): Promise<EncodedRows> {
  const encoded = await encodeAllOn(training, rows);
  const { keptFeatures } = training;
  if (keptFeatures === undefined) return encoded;
  try {
    const ranks = await featureRanks(training as unknown as Training, encoded.features, encoded.training, rows);
    const kept = [...ranks.keys()].filter((column) => ranks[column] < keptFeatures);
    const serving = withColumns(encoded.serving, kept);
    const own = encoded.training === encoded.serving ? serving : withColumns(encoded.training, kept);
    return { ...encoded, features: kept.map((column) => encoded.features[column]), serving, training: own };
  } catch (error) {
    await encoded[Symbol.asyncDispose]();
    throw error;
  }
}

async function encodeAllOn<T extends AnyTask>({ prepared, model, plan, options }: Training<T>, rows: Int32Array): Promise<EncodedRows> {
  const { engine, relation, target } = prepared as PreparedRows;
  const nodes = model.features;
  const encode = (from: string, features: FittedFeatures, reading: Reading): Promise<EncodedTable> =>
    encodeTable(engine, from, features, reading, { mostBytes: memoryShares(options).table, signal: options.signal });
  if (holesOf(Object.values(nodes)).length === 0) {
    const features = await fitFeatures(engine, nodes, undefined);
    const serving = await encode(relation, features, 'serving');
    return { features, serving, training: serving, [Symbol.asyncDispose]: async () => {} };
  }
  const view = trainingView(engine, relation, rows, target?.y ?? new Float64Array(prepared.rows), plan.seed);
  try {
    const features = await fitFeatures(engine, nodes, view);
    const serving = await encode(relation, features, 'serving');
    const training = features.some((f) => f.trainNode) ? await encode(await view.open(), features, 'training') : serving;
    if (training === serving || training.matrix) await view.drop();
    return { features, serving, training, [Symbol.asyncDispose]: view.drop };
  } catch (error) {
    await view.drop();
    throw error;
  }
}
