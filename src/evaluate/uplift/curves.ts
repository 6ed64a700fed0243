import type { OrderedRows } from './rows.js';

/** What treating so many of the rows, the highest predicted uplift first, gains. All per row of the whole, treated or not. */
export interface UpliftPoint {
  /** Of all rows. */
  readonly share: number;
  /** (Yₜ − Y_c Nₜ / N_c) / N: the outcomes that the treated ones among them have more than as many untreated ones. Radcliffe's Qini curve (2007). */
  readonly qini: number;
  /** (Yₜ / Nₜ − Y_c / N_c) (Nₜ + N_c) / N: the gain if all of them were treated. The uplift curve, or cumulative gain (Gutierrez & Gérardy, 2017). */
  readonly gain: number;
}

/** Calls `visit` at (0, 0, 0) and after each run of equal predictions: both curves are straight between. Weights in the order of the rows. */
function walkCurves(
  { y, treated, ends }: Pick<OrderedRows, 'y' | 'treated' | 'ends'>,
  weights: Float64Array,
  visit: (share: number, qini: number, gain: number) => void,
): void {
  let all = 0;
  for (let i = 0; i < weights.length; i++) all += weights[i];
  let [rowsT, rowsC, sumT, sumC, i] = [0, 0, 0, 0, 0];
  visit(0, 0, 0);
  for (const end of ends) {
    for (; i < end; i++) {
      if (treated[i] === 1) {
        rowsT += weights[i];
        sumT += weights[i] * y[i];
      } else {
        rowsC += weights[i];
        sumC += weights[i] * y[i];
      }
    }
    const qini = sumT - (rowsC > 0 ? (sumC * rowsT) / rowsC : 0);
    const means = (rowsT > 0 ? sumT / rowsT : 0) - (rowsC > 0 ? sumC / rowsC : 0);
    visit((rowsT + rowsC) / all, qini / all, (means * (rowsT + rowsC)) / all);
  }
}

/** Both curves of some rows, from nobody treated to all. */
export function upliftCurves(rows: OrderedRows): UpliftPoint[] {
  const points: UpliftPoint[] = [];
  walkCurves(rows, rows.weights, (share, qini, gain) => points.push({ share, qini, gain }));
  return points;
}

/** `qini`: the area between the Qini curve and the straight line to its end. `auuc`: the area under the gain curve, the line included. */
export interface UpliftAreas {
  readonly qini: number;
  readonly auuc: number;
}

/** Trapezoids under the curves of rows in order. */
export function upliftAreas(rows: Pick<OrderedRows, 'y' | 'treated' | 'ends'>, weights: Float64Array): UpliftAreas {
  let [areaQ, areaG, x, q, g] = [0, 0, 0, 0, 0];
  walkCurves(rows, weights, (share, qini, gain) => {
    areaQ += ((share - x) * (qini + q)) / 2;
    areaG += ((share - x) * (gain + g)) / 2;
    [x, q, g] = [share, qini, gain];
  });
  return { qini: areaQ - q / 2, auuc: areaG };
}
