import { figure, MISSING_FLAG, percent, type Matrix, type MatrixColumn } from '../../../core/index.js';
import { chiSquareTail, holm, normalTail } from '../../../evaluate/index.js';
import type { FittedFeatures } from '../../../features/index.js';
import type { Warning } from '../../probes/index.js';

/** How rarely a lot makes an arm look like this; over all columns together. */
const RARE = 0.001;

interface Difference {
  readonly pValue: number;
  /** With the treatment, without it; empty where there are several values. */
  readonly words: string;
}

/**
 * Features in which the arms differ more than a lot would make them: they became known after the treatment, or no lot decided. Means of numbers and shares of flags
 * by the normal tail, categories by chi-square, gaps as shares, all adjusted for their number (Holm).
 */
export function unevenArms(x: Matrix, features: FittedFeatures, treated: ArrayLike<number>): readonly Warning[] {
  const found = x.columns.map((column) => differenceOf(column, treated));
  const adjusted = holm(found.map(({ pValue }) => pValue));
  const told = new Map<string, string>();
  adjusted.forEach((p, j) => {
    if (p !== undefined && p < RARE && !told.has(features[j].of)) told.set(features[j].of, found[j].words);
  });
  return [...told].map(([feature, words]) => ({
    probe: 'uneven_arms',
    feature,
    message: `"${feature}" differs between the treated and the others more than a lot would make it${words}. If it became known after the treatment, the model learns from what it is to foretell: leave it out. If it was known before, no lot decided: say assignment: 'columns'.`,
  }));
}

function differenceOf(column: MatrixColumn, treated: ArrayLike<number>): Difference {
  if (column.kind === 'category') {
    const { codes, levels } = column;
    return { pValue: independence(codes, levels.length + 1, treated), words: '' };
  }
  const { values } = column;
  const isNumber = column.kind === 'number';
  const known = (i: number): boolean => (isNumber ? !Number.isNaN(values[i]) : values[i] !== MISSING_FLAG);
  const [others, own] = [0, 1].map((arm) => momentsIn(values, (i) => treated[i] === arm && known(i)));
  const gaps = independence(
    Int32Array.from(values, (_, i) => (known(i) ? 0 : -1)),
    2,
    treated,
  );
  const spread = Math.sqrt(own.variance / own.rows + others.variance / others.rows);
  const apart = spread > 0 ? normalTail((own.mean - others.mean) / spread) : 1;
  if (!(apart < gaps)) return { pValue: gaps, words: gaps < 1 ? ' (in how often it is missing)' : '' };
  const shown = isNumber ? figure : percent;
  return { pValue: apart, words: ` (${shown(own.mean)} on average, against ${shown(others.mean)})` };
}

/** Mean and variance in one pass (B. P. Welford, 1962). */
function momentsIn(values: ArrayLike<number>, counts: (row: number) => boolean): { rows: number; mean: number; variance: number } {
  let [rows, mean, squares] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    if (!counts(i)) continue;
    rows++;
    const off = values[i] - mean;
    mean += off / rows;
    squares += off * (values[i] - mean);
  }
  return { rows, mean, variance: squares / Math.max(1, rows - 1) };
}

/** Fewest rows that a value is expected to have in each arm for its count to say something (W. G. Cochran, 1954). */
const LEAST_EXPECTED = 5;

/** Pearson's chi-square of codes from −1 against the arms; rare values are left out. */
function independence(codes: Int32Array, values: number, treated: ArrayLike<number>): number {
  const counts = [new Float64Array(values), new Float64Array(values)];
  codes.forEach((code, i) => counts[treated[i]][code + 1]++);
  const rows = counts.map((own) => own.reduce((sum, n) => sum + n, 0));
  const share = rows[1] / (rows[0] + rows[1]);
  let [square, seen] = [0, 0];
  for (let k = 0; k < values; k++) {
    const all = counts[0][k] + counts[1][k];
    if (all * Math.min(share, 1 - share) < LEAST_EXPECTED) continue;
    seen++;
    square += (counts[1][k] - all * share) ** 2 / (all * share) + (counts[0][k] - all * (1 - share)) ** 2 / (all * (1 - share));
  }
  return chiSquareTail(square, Math.max(0, seen - 1));
}
