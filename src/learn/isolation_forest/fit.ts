import { setImmediate } from 'node:timers/promises';
import { drawRows, headsOf, mwError, random, type Random } from '../../core/index.js';
import type { FitRun, Predictor, RowsInput } from '../learner.js';
import { resolveParams } from '../params.js';
import { uneven } from '../uneven.js';
import { columnsOf, emptyForest, growTree, grown } from './grow.js';
import { isolationForestTable, type IsolationForestParams } from './params.js';
import { forestPredictor } from './predictor.js';

/** Trees between two looks at the clock. */
const TURN = 8;

/**
 * Grows an isolation forest. Throws `MW_LEARN_ROWS` or `MW_LEARN_NOTHING_VARIES` where the rows are too few or all alike, and the signal's
 * reason once it is aborted.
 */
export async function fitIsolationForest({ x, ...input }: RowsInput<'outlier'>, run: FitRun): Promise<Predictor> {
  const params = resolveParams('isolation_forest', isolationForestTable, run.params) as unknown as IsolationForestParams;
  run.progress?.('growing trees', 0, params.trees);
  await setImmediate();
  run.signal.throwIfAborted();
  const columns = columnsOf(x);
  if (x.rows < 2) throw mwError('MW_LEARN_ROWS', { learner: 'isolation_forest', rows: x.rows, need: 2 });
  if (!columns.values.some(varies))
    throw mwError('MW_LEARN_NOTHING_VARIES', { learner: 'isolation_forest', columns: x.columns.map((c) => c.name) });
  const sample = Math.min(params.sample, x.rows);
  const weights = uneven(input.weights);
  const forest = emptyForest();
  for (let t = 0; t < params.trees; t++) {
    const draw = random(run.seed, 'isolation forest', t);
    growTree(forest, columns, drawnRows(x.rows, sample, weights, draw), draw);
    if (t % TURN !== TURN - 1) continue;
    run.progress?.('growing trees', t + 1, params.trees);
    await setImmediate();
    run.signal.throwIfAborted();
  }
  return forestPredictor(grown(forest, sample), headsOf(x));
}

function varies(values: Float64Array): boolean {
  const known = values.find((v) => !Number.isNaN(v));
  return values.some((v) => !Number.isNaN(v) && v !== known);
}

/** Different rows, by chance; with weights those of the greatest u^(1/w) (Efraimidis & Spirakis 2006). */
function drawnRows(rows: number, sample: number, weights: Float64Array | undefined, draw: Random): Int32Array {
  if (!weights) return drawRows(rows, sample, draw);
  const keys = weights.map((w) => Math.log(1 - draw.uniform()) / w);
  return Int32Array.from(keys.keys())
    .toSorted((a, b) => keys[b] - keys[a] || a - b)
    .subarray(0, sample);
}
