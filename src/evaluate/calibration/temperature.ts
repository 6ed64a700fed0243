import { mwError, sigmoid, softmaxInto } from '../../core/index.js';
import type { AffineCalibration, CalibrationRows } from './affine.js';
import { checkFittedRows } from '../check-rows.js';

/** Powers of two between which the scale is looked for. */
const RANGE = 6;

/**
 * The one temperature of least log-loss (Guo, Pleiss, Sun & Weinberger, ICML 2017): margins are multiplied by `scale`, which is 1 / temperature, between 1/64 and
 * 64, and the most likely class stays the same. Affine, so contributions stay exact. The loss is convex in the scale, so it is where its derivative changes sign.
 * Throws `MW_EVALUATE_SPLIT_ROWS` for no rows, `MW_EVALUATE_LENGTH`, `MW_EVALUATE_NOT_FINITE` for a margin that is no number, and `MW_EVALUATE_VALUE` for a truth
 * or a weight that is none.
 *
 * Three of four forecasts of a margin of 4 are right here, so the scale is a quarter of ln 3:
 *
 * ```ts
 * const margins = Float64Array.of(4, 4, 4, -4);
 * const { scale } = fitTemperature({ task: 'binary', classes: 1, y: Float64Array.of(1, 1, 1, 1), margins });
 * Math.round(1e6 * scale) // 274653
 * ```
 */
export function fitTemperature(rows: CalibrationRows): AffineCalibration {
  checkMargins(rows);
  let [low, high] = [-RANGE, RANGE];
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    if (slopeAt(rows, 2 ** middle) > 0) high = middle;
    else low = middle;
  }
  return { scale: 2 ** ((low + high) / 2), shift: Array.from({ length: rows.task === 'binary' ? 1 : rows.classes }, () => 0) };
}

function checkMargins({ task, classes, y, margins, weights }: CalibrationRows): void {
  checkFittedRows('a calibration', { labels: task === 'binary' ? 2 : classes, y, weights });
  const width = task === 'binary' ? 1 : classes;
  if (margins.length !== y.length * width)
    throw mwError('MW_EVALUATE_LENGTH', { what: 'margins', got: margins.length, due: y.length * width });
  const odd = margins.findIndex((margin) => !Number.isFinite(margin));
  if (odd >= 0) throw mwError('MW_EVALUATE_NOT_FINITE', { what: 'margin', row: Math.floor(odd / width), got: String(margins[odd]) });
}

/** Derivative of the log-loss by the scale: Σ w (Σₖ pₖ mₖ − m of the truth); of two classes Σ w (p − y) m. */
function slopeAt({ task, classes, y, margins, weights }: CalibrationRows, scale: number): number {
  const p = new Float64Array(classes);
  let slope = 0;
  for (let i = 0; i < y.length; i++) {
    const w = weights?.[i] ?? 1;
    if (task === 'binary') {
      slope += w * (sigmoid(scale * margins[i]) - y[i]) * margins[i];
      continue;
    }
    const at = i * classes;
    for (let k = 0; k < classes; k++) p[k] = scale * margins[at + k];
    softmaxInto(p, p, 0, classes);
    let expected = 0;
    for (let k = 0; k < classes; k++) expected += p[k] * margins[at + k];
    slope += w * (expected - margins[at + y[i]]);
  }
  return slope;
}
