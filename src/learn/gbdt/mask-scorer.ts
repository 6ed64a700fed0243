import { leafSums } from '../../kernel/index.js';
import { gatherBlock } from './block.js';
import type { Forest } from './forest.js';
import { forestMasks } from './mask-tables.js';
import type { Scorer } from './predict.js';

/** Rows at a time: 256, fewer of so many columns that they would not stay in the second-level cache. */
const [MOST_ROWS, MOST_CELLS] = [256, 32_768];

/** A forest's margins by masks of leaves, equal to walking down its trees to the bit; `undefined` where they cannot be had. */
export function maskScorer(forest: Forest): Scorer | undefined {
  const masks = forestMasks(forest);
  if (masks === undefined) return undefined;
  const { outputs } = forest;
  const { used } = masks;
  const most = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / Math.max(1, used.length))));
  const kernel = leafSums(masks, most);
  if (kernel === undefined) return undefined;
  const { rows, sums, run } = kernel;
  return {
    predict(x, out) {
      const columns = Array.from(used, (j) => x.columns[j]);
      for (let from = 0; from < x.rows; from += most) {
        const to = Math.min(x.rows, from + most);
        gatherBlock(columns, from, to, rows);
        run(to - from);
        out.set(sums.subarray(0, (to - from) * outputs), from * outputs);
      }
    },
    predictRow(row, out) {
      for (let i = 0; i < used.length; i++) rows[i] = row[used[i]];
      run(1);
      for (let k = 0; k < outputs; k++) out[k] = sums[k];
    },
  };
}
