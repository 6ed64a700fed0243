import { chiSquareTail } from '../../evaluate/index.js';
import type { ShareContrast } from './contrast.js';

/** A statement about one column that can be true on its own. */
export interface Part extends ShareContrast {
  /** Of this statement alone. */
  readonly p: number;
  /** In standard deviations, whatever the sizes. */
  readonly distance: number;
}

/** The share of the false alarms of a column that its exact tests of rare things may have. */
const RARE_SHARE = 0.1;

/** The part as a statement of its own. */
export function partOf(contrast: ShareContrast, distance: number): Part {
  return { ...contrast, distance, p: contrast.exact ?? chiSquareTail(contrast.statistic, contrast.df) };
}

/**
 * One p-value for "this column is as it was". The parts that are chi-square are independent when nothing changed (which cells are empty says nothing of the
 * values in the others), so their statistics add up. Exact tests of rare things are too coarse to add: they get a tenth of the level, and whatever
 * they do not use is lost.
 */
export function columnP(parts: readonly Part[]): number {
  const [exact, smooth] = [parts.filter((part) => part.exact !== undefined), parts.filter((part) => part.exact === undefined)];
  const df = smooth.reduce((sum, part) => sum + part.df, 0);
  const body = chiSquareTail(
    smooth.reduce((sum, part) => sum + part.statistic, 0),
    df,
  );
  if (exact.length === 0) return body;
  const rare = exact.length * Math.min(...exact.map((part) => part.p));
  return Math.min(1, df === 0 ? rare : Math.min(body / (1 - RARE_SHARE), rare / RARE_SHARE));
}
