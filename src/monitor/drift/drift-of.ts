import type { ColumnSketch, ReferenceSketch } from '../../model/index.js';
import { columnP } from './column-test.js';
import type { ComparedColumn, ComparedPart } from './compared.js';
import { compareLevels } from './compare-levels.js';
import { compareNumbers } from './compare-numbers.js';
import type { DriftFinding } from './finding.js';
import { findingsOf } from './findings.js';
import { settingsOf, type DriftOptions, type DriftSettings } from './limits.js';
import type { WindowColumn, WindowColumns } from './window.js';

/** What windows are compared with: a version's sketch, or any part of one. */
export type DriftReference = Pick<ReferenceSketch, 'columns'> & Partial<ReferenceSketch>;

/**
 * How far the columns and the answers of a window are from what they were in training: an effect with an interval for each, and an alarm where a change is sure.
 *
 * - numbers: Wasserstein-1 distance in standard deviations of the reference (`wasserstein`), beside `psi`, `jensen_shannon` and Kolmogorov–Smirnov's `ks`
 * - levels: Cramér's V of equal sizes (`cramers_v`) beside that of the counts and chi-square, and the share of levels never seen (`unseen_rate`)
 * - both: the share of empty cells (`null_rate`), less that of the reference
 *
 * Where nothing changed, a window has an alarm with a chance of `rate` (1%), however many rows and columns it has: docs/decisions/0015. Columns that the window
 * lacks, and those that the reference skips, have no finding. About 10 ns a cell.
 *
 * ```ts
 * const reference = sketchOfRows({ rows: 3, columns: { tenure: Float64Array.of(1, 2, 3) } }, 7);
 * driftOf(reference, { rows: 3, columns: { tenure: Float64Array.of(101, 102, 103) } }, { minRows: 3 })[0].text;
 * // 'tenure rose from 2 to 102 on average.'
 * ```
 */
export function driftOf(reference: DriftReference, window: WindowColumns, options: DriftOptions = {}): readonly DriftFinding[] {
  const settings = settingsOf(options);
  const columns = reference.columns.flatMap(({ name, ...sketch }): ComparedColumn[] => {
    const column = Object.hasOwn(window.columns, name) ? window.columns[name] : undefined;
    return column === undefined ? [] : [compared(name, 'data', compareColumn(name, sketch as ColumnSketch, column, settings))];
  });
  const { prediction } = reference;
  if (prediction && window.prediction)
    columns.push(compared('prediction', 'prediction', compareColumn('prediction', prediction, window.prediction, settings)));
  return findingsOf(columns, settings);
}

const compared = (feature: string, kind: ComparedColumn['kind'], parts: readonly ComparedPart[]): ComparedColumn => ({
  feature,
  kind,
  p: columnP(parts),
  parts,
});

function compareColumn(name: string, sketch: ColumnSketch, column: WindowColumn, settings: DriftSettings): readonly ComparedPart[] {
  if (sketch.kind === 'skipped') return [];
  if (sketch.kind === 'level') return compareLevels(name, sketch, column, settings);
  if (!(column instanceof Float64Array)) throw new TypeError(`the column "${name}" is of numbers: give a Float64Array, not texts or bytes`);
  return compareNumbers(name, sketch, column, settings);
}
