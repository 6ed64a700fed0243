import { BLOCK_ROWS, gatherBlock } from './block.js';
import { rootsOf, type Forest } from './forest.js';
import { leafTerm } from './lines.js';
import type { Scorer } from './predict.js';
import { walk } from './walk.js';

/** Margins of a forest with linear leaves: rows walk down its trees. Each row's sum runs over the trees in order. */
export function lineScorer(forest: Forest): Scorer {
  const { outputs, base } = forest;
  const roots = rootsOf(forest);
  const score = (rows: Float64Array, at: number, out: Float64Array, to: number): void => {
    for (let k = 0; k < outputs; k++) out[to + k] = base[k];
    for (let t = 0; t < roots.length; t++) out[to + (t % outputs)] += leafTerm(forest, walk(forest, roots[t], rows, at), rows, at);
  };
  return {
    predict(x, out) {
      const width = x.columns.length;
      const block = new Float64Array(Math.min(BLOCK_ROWS, x.rows) * width);
      for (let from = 0; from < x.rows; from += BLOCK_ROWS) {
        const to = Math.min(x.rows, from + BLOCK_ROWS);
        gatherBlock(x.columns, from, to, block);
        for (let row = from; row < to; row++) score(block, (row - from) * width, out, row * outputs);
      }
    },
    predictRow: (row, out) => score(row, 0, out, 0),
  };
}
