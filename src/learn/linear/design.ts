import { MISSING_FLAG, type Matrix, type MatrixColumn } from '../../core/index.js';
import type { Plan } from './plan.js';
import { standardise } from '../standardise.js';

/** A column that gives each row a standardised number. */
export interface NumberSource {
  readonly column: Exclude<MatrixColumn, { kind: 'category' }>;
  readonly mean: number;
  readonly deviation: number;
}

/** A column that turns on at most one switch per row: `params` by level, last for "missing"; -1 turns on none. */
export interface SwitchSource {
  readonly column: MatrixColumn;
  readonly params: Int32Array;
}

/**
 * The rows as the solvers see them: parameter 0 is the intercept, then one parameter per number, then the switches in the order of
 * their sources. One-hot columns never exist as numbers.
 */
export interface Design {
  readonly rows: number;
  readonly width: number;
  readonly numbers: readonly NumberSource[];
  readonly switches: readonly SwitchSource[];
}

/** Some rows of a design: numbers row by row, and per row the parameters of its switches (-1: none). */
export interface Block {
  readonly from: number;
  readonly rows: number;
  readonly numbers: Float64Array;
  readonly active: Int32Array;
}

/** The design of training rows under their plan. */
export function designOf(x: Matrix, plan: Plan): Design {
  const numbers: NumberSource[] = [];
  const switches: SwitchSource[] = [];
  x.columns.forEach((column, j) => {
    const { mean, deviation, slope, switches: params } = plan.columns[j];
    if (slope >= 0) numbers.push({ column: column as NumberSource['column'], mean, deviation });
    if (params.some((p) => p >= 0)) switches.push({ column, params });
  });
  return { rows: x.rows, width: plan.width, numbers, switches };
}

/** The same rows with only the parameters `kept` (ascending, 0 first), numbered anew in that order. */
export function restrict(design: Design, kept: Int32Array): Design {
  const renumbered = new Int32Array(design.width).fill(-1);
  kept.forEach((param, i) => (renumbered[param] = i));
  const numbers = design.numbers.filter((_, j) => renumbered[1 + j] >= 0);
  const switches = design.switches
    .map(({ column, params }) => ({ column, params: params.map((p) => (p < 0 ? -1 : renumbered[p])) }))
    .filter(({ params }) => params.some((p) => p >= 0));
  return { rows: design.rows, width: kept.length, numbers, switches };
}

/** Reads rows `from` to `from + rows` into the arrays of a block. */
export function fillBlock(design: Design, from: number, rows: number, numbers: Float64Array, active: Int32Array): Block {
  design.numbers.forEach((source, j) => fillNumbers(source, j, design.numbers.length, from, rows, numbers));
  design.switches.forEach((source, s) => fillActive(source, s, design.switches.length, from, rows, active));
  return { from, rows, numbers, active };
}

function fillNumbers(source: NumberSource, j: number, width: number, from: number, rows: number, out: Float64Array): void {
  const { column, mean, deviation } = source;
  if (column.kind === 'flag') {
    for (let i = 0, at = j; i < rows; i++, at += width) {
      const value = column.values[from + i];
      out[at] = value === MISSING_FLAG ? 0 : value - mean;
    }
    return;
  }
  for (let i = 0, at = j; i < rows; i++, at += width) {
    const value = column.values[from + i];
    out[at] = Number.isNaN(value) ? 0 : standardise(value, mean, deviation);
  }
}

function fillActive({ column, params }: SwitchSource, s: number, width: number, from: number, rows: number, out: Int32Array): void {
  const missing = params[params.length - 1];
  if (column.kind === 'category') {
    const levels = params.length - 1;
    for (let i = 0, at = s; i < rows; i++, at += width) {
      const code = column.codes[from + i];
      out[at] = code >= 0 && code < levels ? params[code] : missing;
    }
  } else if (column.kind === 'flag') {
    for (let i = 0, at = s; i < rows; i++, at += width) out[at] = column.values[from + i] === MISSING_FLAG ? missing : -1;
  } else {
    for (let i = 0, at = s; i < rows; i++, at += width) out[at] = Number.isNaN(column.values[from + i]) ? missing : -1;
  }
}
