import { allColumns, gathered, outputsFor, type Matrix, type RowBlocks } from '../../core/index.js';
import type { EncodedTable } from '../../features/index.js';
import type { FitRun, Predictor } from '../../learn/index.js';
import { memoryShares } from '../memory.js';
import { pick } from '../rows.js';
import { refuseOnDisk } from './on-disk.js';
import type { Candidate } from './plan.js';
import type { Prepared } from './prepare.js';
import { foldsAllowed } from './split.js';
import type { Training } from './training.js';

/** Fits one candidate on some rows of the encoded table, ascending; `words` say what for, while it goes on. */
export async function fitOn(training: Training, x: EncodedTable, rows: Int32Array, chosen: Candidate, words: string): Promise<Predictor> {
  const { prepared, plan, options } = training;
  const { target, weights } = prepared;
  const { learner, params } = chosen;
  const rest = {
    task: target.task,
    classes: outputsOf(prepared),
    y: pick(target.y, rows),
    ...(weights ? { weights: pick(weights, rows) } : {}),
    folds: (most: number) => foldsAllowed(training, rows, most),
  };
  const { fit: memoryBytes } = memoryShares(options);
  const run: FitRun = {
    params,
    seed: plan.seed,
    threads: plan.threads,
    signal: options.signal,
    progress: (what, done, total) => options.progress(`${words}: ${what}`, done, total),
    // The last fit will learn from all rows: what that may not take is refused before the first.
    ...(memoryBytes === undefined ? {} : { memoryBytes: (memoryBytes * rows.length) / prepared.rows }),
  };
  const blocks = x.blocks(rows);
  if (learner.fitBlocks) return learner.fitBlocks({ ...rest, x: blocks }, run);
  if (!x.matrix) throw refuseOnDisk(learner.name, x, target.task, options);
  return learner.fit({ ...rest, x: await gathered(blocks) }, run);
}

/** Margins per row of a fit on the rows. */
export const outputsOf = ({ target }: Prepared): number => outputsFor(target.task, target.labels.length);

/** The margins of some rows, ascending, by several predictors, in one reading of the table. */
export async function marginsOf<P extends readonly Predictor[]>(
  predictors: P,
  x: EncodedTable,
  rows: Int32Array,
): Promise<{ [K in keyof P]: Float64Array }> {
  const margins = predictors.map(({ outputs }) => new Float64Array(rows.length * outputs));
  await forBlocks(x.blocks(rows), (block, first) =>
    predictors.forEach((predictor, i) => {
      const { outputs } = predictor;
      predictor.predict(block, margins[i].subarray(first * outputs, (first + block.rows) * outputs));
    }),
  );
  return margins as never;
}

/** Calls `visit` with every block and the number of its first row. */
export async function forBlocks(blocks: RowBlocks, visit: (block: Matrix, first: number) => void): Promise<void> {
  let first = 0;
  for await (const block of blocks.read(allColumns(blocks))) {
    visit(block, first);
    first += block.rows;
  }
}
