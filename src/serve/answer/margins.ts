import type { Matrix } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import { calibratedMargins } from '../../evaluate/index.js';
import { headOf } from '../../features/index.js';
import type { OpenModel } from '../../model/index.js';
import { rowBlock } from './row-block.js';

/** From so many rows on a block is predicted at once, tree by tree. Below, one row after the other is quicker. */
export const BLOCK_FROM_ROWS = 8;

/** Calibrated margins of rows, rows × outputs. The way by rows and the way by block give the same bits. */
export function marginsOf(open: OpenModel): (rows: readonly RowValues[]) => Float64Array {
  const { content, predictor, encodeRow } = open;
  const { outputs } = predictor;
  const heads = content.features.map(headOf);
  const encoded = new Float64Array(heads.length);
  const one = new Float64Array(outputs);
  const byRow = (rows: readonly RowValues[]): Float64Array => {
    const out = new Float64Array(rows.length * outputs);
    for (let i = 0; i < rows.length; i++) {
      encodeRow(rows[i], encoded);
      predictor.predictRow(encoded, one);
      out.set(one, i * outputs);
    }
    return out;
  };
  const byBlock = (rows: readonly RowValues[]): Float64Array => {
    const x: Matrix = rowBlock(heads, rows, encodeRow);
    const out = new Float64Array(rows.length * outputs);
    predictor.predict(x, out);
    return out;
  };
  return (rows) => calibratedMargins(content.calibration, rows.length < BLOCK_FROM_ROWS ? byRow(rows) : byBlock(rows));
}
