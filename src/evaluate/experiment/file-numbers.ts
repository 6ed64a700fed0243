import { mwError } from '../../core/index.js';
import type { FileColumn } from '../../data/index.js';

/** A column of a file as a trial counts it. */
export interface OutcomeColumn {
  readonly name: string;
  readonly kind: 'rate' | 'mean';
  /** `NaN` where nothing stands. */
  readonly values: Float64Array;
}

/**
 * Numbers, or 1 and 0 of a yes or no. `positive` is the spelling of yes in a column of texts, or of another yes than the file suggests. Numbers that are
 * all 0 or 1 are a rate. Throws `MW_EVALUATE_EXPERIMENT_COLUMN` on a column that is neither.
 */
export function outcomeColumn(column: FileColumn, option: string, positive?: string): OutcomeColumn {
  const { name } = column;
  if (column.kind === 'number') {
    const isRate = column.values.every((v) => v === 0 || v === 1 || Number.isNaN(v));
    return { name, kind: isRate ? 'rate' : 'mean', values: column.values };
  }
  if (column.kind === 'bool') return { name, kind: 'rate', values: Float64Array.from(column.values, (v) => (v === 255 ? NaN : v)) };
  if (positive !== undefined && column.values.includes(positive))
    return { name, kind: 'rate', values: Float64Array.from(column.values, (v) => (v === null ? NaN : Number(v === positive))) };
  const found = [...new Set(column.values.filter((v) => v !== null))].slice(0, 6);
  throw mwError('MW_EVALUATE_EXPERIMENT_COLUMN', { column: name, option, found, positive: positive ?? null }, { where: option });
}
