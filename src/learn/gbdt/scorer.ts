import { bitScorer } from './bit-scorer.js';
import type { Forest } from './forest.js';
import { lineScorer } from './line-scorer.js';
import { maskScorer } from './mask-scorer.js';
import { walkScorer, type Scorer } from './predict.js';

/** A block of rows costs the same however few it has. So many rows and it is quicker than row by row, by masks or by walking. */
const [MASKED_ROWS, WALKED_ROWS] = [48, 12];

/**
 * The margins of a forest by whichever way is quickest for so many rows: bits of rows for many, masks of leaves for few, and down the trees where
 * these are too large or the machine does not run them. All give the same bits. What a way needs is made when it is first taken.
 *
 * On the caller's thread: predicting is a plain call, and a million rows of 28 columns through 100 trees of 31 leaves take a third of a second.
 */
export function scorerOf(forest: Forest): Scorer {
  if (forest.lines !== undefined) return lineScorer(forest);
  const masks = maskScorer(forest);
  const byRow = masks ?? walkScorer(forest);
  const least = masks === undefined ? WALKED_ROWS : MASKED_ROWS;
  let byBlock: Pick<Scorer, 'predict'> | undefined;
  return {
    predict(x, out) {
      if (x.rows >= least) (byBlock ??= bitScorer(forest) ?? byRow).predict(x, out);
      else byRow.predict(x, out);
    },
    predictRow: byRow.predictRow,
  };
}
