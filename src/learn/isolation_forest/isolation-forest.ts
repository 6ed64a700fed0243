import { setImmediate } from 'node:timers/promises';
import { drawRows, mwError, random, type Random } from '../../core/index.js';
import type { Learner } from '../learner.js';
import { resolveParams } from '../params.js';
import { uneven } from '../uneven.js';
import { columnsOf, emptyForest, growTree, grown } from './grow.js';
import { isolationForestTable, type IsolationForestParams } from './params.js';
import { forestFrom } from './parts.js';
import { forestOf, forestPredictor } from './predictor.js';

/** Trees between two looks at the clock. */
const TURN = 8;

/**
 * Odd rows are those that few random questions set apart (Liu, Ting & Zhou, "Isolation forest", ICDM 2008). Each tree sees `sample` rows, drawn
 * without replacement, a row of weight w as if it were there w times as likely. Numbers need no scale; categories are asked level by level; a missing value
 * goes where most rows go. The fit's time does not grow with the rows; scoring takes `trees` short walks a row.
 */
export const isolationForest: Learner<'outlier'> = {
  name: 'isolation_forest',
  summary: 'How few random questions set a row apart: the first choice for odd rows in tables of any size.',
  tasks: ['outlier'],
  params: isolationForestTable,
  fit: async ({ x, weights }, run) => {
    const params = resolveParams('isolation_forest', isolationForestTable, run.params) as unknown as IsolationForestParams;
    run.progress?.('growing trees', 0, params.trees);
    await setImmediate();
    run.signal.throwIfAborted();
    const columns = columnsOf(x);
    if (x.rows < 2) throw mwError('MW_LEARN_ROWS', { learner: 'isolation_forest', rows: x.rows, need: 2 });
    if (!columns.values.some(varies))
      throw mwError('MW_LEARN_NOTHING_VARIES', { learner: 'isolation_forest', columns: x.columns.map((c) => c.name) });
    const sample = Math.min(params.sample, x.rows);
    const forest = emptyForest();
    for (let t = 0; t < params.trees; t++) {
      const draw = random(run.seed, 'isolation forest', t);
      growTree(forest, columns, drawnRows(x.rows, sample, uneven(weights), draw), draw);
      if (t % TURN !== TURN - 1) continue;
      run.progress?.('growing trees', t + 1, params.trees);
      await setImmediate();
      run.signal.throwIfAborted();
    }
    return forestOf(grown(forest, sample), x);
  },
  fromParts: (parts, columns) => forestPredictor(forestFrom(parts, columns), columns),
};

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
