import { doublesOf, type Matrix } from '../../core/index.js';
import type { Binning, ColumnBins, Pause } from '../gbdt/bin.js';
import { numberBinner } from '../gbdt/number-binner.js';

/** A column of the training rows as bins. */
export interface BinnedColumn {
  readonly bins: ColumnBins;
  readonly isCategory: boolean;
  /** Bin per row. Numbers: in ascending order of the values. */
  readonly codes: Uint16Array;
  /** Bin of missing numbers, −1 when the column has none. Missing categories are in bin 0, with rare levels. */
  readonly missing: number;
  /** Numbers: the least value of each bin of known values. */
  readonly lows: Float64Array;
  /** Categories: mean of the answers in each bin. */
  readonly means: Float64Array;
  /** Numbers: the bin of a value. */
  readonly binOf: (value: number) => number;
}

/** The bins of all training rows, column by column, with a pause after each. `answers`: one number per row, which orders the levels of categories. */
export async function binColumns(x: Matrix, binning: Binning, answers: Float64Array, pause: Pause): Promise<readonly BinnedColumn[]> {
  const columns: BinnedColumn[] = [];
  for (const bins of binning.columns) {
    const values = doublesOf(x.columns[bins.column]);
    columns.push(bins.kind === 'category' ? binLevels(bins, values, answers) : binNumbers(bins, values));
    await pause();
  }
  return columns;
}

function binLevels(bins: ColumnBins & { kind: 'category' }, values: Float64Array, answers: Float64Array): BinnedColumn {
  const codes = new Uint16Array(values.length);
  const binOf = binsOfLevels(bins.codes, bins.levels);
  const means = new Float64Array(bins.size);
  const counts = new Float64Array(bins.size);
  for (let row = 0; row < values.length; row++) {
    const bin = Number.isNaN(values[row]) ? 0 : binOf[values[row]];
    codes[row] = bin;
    means[bin] += (answers[row] - means[bin]) / ++counts[bin];
  }
  return { bins, isCategory: true, codes, missing: -1, lows: new Float64Array(0), means, binOf: () => 0 };
}

function binNumbers(bins: ColumnBins & { kind: 'number' }, values: Float64Array): BinnedColumn {
  const codes = new Uint16Array(values.length);
  const binOf = numberBinner(bins.bounds);
  const lows = new Float64Array(bins.size).fill(Infinity);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    const bin = Number.isNaN(value) ? bins.size - 1 : binOf(value);
    codes[row] = bin;
    if (value < lows[bin]) lows[bin] = value;
  }
  return { bins, isCategory: false, codes, missing: bins.missing ? bins.size - 1 : -1, lows, means: new Float64Array(0), binOf };
}

/** The bin of each level: `codes[b − 1]` is in bin b, all others in bin 0. */
export function binsOfLevels(codes: Int32Array, levels: number): Uint16Array {
  const binOf = new Uint16Array(levels);
  codes.forEach((code, b) => {
    binOf[code] = b + 1;
  });
  return binOf;
}
