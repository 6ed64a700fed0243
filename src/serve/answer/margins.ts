import type { RowValues } from '../../data/index.js';
import { calibratedMargins } from '../../evaluate/index.js';
import type { OpenModel } from '../../model/index.js';

/**
 * Calibrated margins of rows, rows × outputs: one row after the other, by the way that a table's rows are equal to, to the bit. Laying a thousand
 * rows out in columns and predicting them at once was measured, and is a fifth slower (100 trees of 31 leaves: 6.0 against 5.0 microseconds a row).
 */
export function marginsOf({ content, predictor, encodeRow }: OpenModel): (rows: readonly RowValues[]) => Float64Array {
  const { outputs } = predictor;
  const encoded = new Float64Array(content.features.length);
  const one = new Float64Array(outputs);
  return (rows) => {
    const out = new Float64Array(rows.length * outputs);
    for (let i = 0; i < rows.length; i++) {
      encodeRow(rows[i], encoded);
      predictor.predictRow(encoded, one);
      out.set(one, i * outputs);
    }
    return calibratedMargins(content.calibration, out);
  };
}
