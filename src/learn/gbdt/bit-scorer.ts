import { BIT_BLOCK_ROWS, leafBitSums } from '../../kernel/index.js';
import { forestBits } from './bit-tables.js';
import { copyRows, spread } from './block.js';
import type { Forest } from './forest.js';
import type { Scorer } from './predict.js';

/** A forest's margins, a block of rows at a time, equal to walking down its trees to the bit; `undefined` where they cannot be had. */
export function bitScorer(forest: Forest): Pick<Scorer, 'predict'> | undefined {
  const bits = forestBits(forest);
  const kernel = bits && leafBitSums(bits);
  if (kernel === undefined) return undefined;
  const { used } = bits!;
  const { values, sums, run } = kernel;
  return {
    predict(x, out) {
      for (let from = 0; from < x.rows; from += BIT_BLOCK_ROWS) {
        const to = Math.min(x.rows, from + BIT_BLOCK_ROWS);
        for (let j = 0; j < used.length; j++) copyRows(x.columns[used[j]], from, to, values[j]);
        run(to - from);
        if (sums.length === 1) out.set(sums[0].subarray(0, to - from), from);
        else sums.forEach((own, k) => spread(own, to - from, out, from * sums.length + k, sums.length));
      }
    },
  };
}
