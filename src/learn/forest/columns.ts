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
}

/** The bins of all training rows, column by column, with a pause after each. */
export async function binColumns(x: Matrix, binning: Binning, pause: Pause): Promise<readonly BinnedColumn[]> {
  const columns: BinnedColumn[] = [];
  for (const bins of binning.columns) {
    const codes = new Uint16Array(x.rows);
    codesInto(bins, doublesOf(x.columns[bins.column]), codes);
    const missing = bins.kind === 'number' && bins.missing ? bins.size - 1 : -1;
    columns.push({
      bins,
      isCategory: bins.kind === 'category',
      codes,
      missing,
      lows: lowsOf(bins, doublesOf(x.columns[bins.column]), codes),
    });
    await pause();
  }
  return columns;
}

function codesInto(bins: ColumnBins, values: Float64Array, codes: Uint16Array): void {
  if (bins.kind === 'category') {
    const binOf = binsOfLevels(bins.codes, bins.levels);
    for (let row = 0; row < values.length; row++) codes[row] = Number.isNaN(values[row]) ? 0 : binOf[values[row]];
    return;
  }
  const binOf = numberBinner(bins.bounds);
  for (let row = 0; row < values.length; row++) codes[row] = Number.isNaN(values[row]) ? bins.size - 1 : binOf(values[row]);
}

/** The bin of each level: `codes[b − 1]` is in bin b, all others in bin 0. */
export function binsOfLevels(codes: Int32Array, levels: number): Uint16Array {
  const binOf = new Uint16Array(levels);
  codes.forEach((code, b) => {
    binOf[code] = b + 1;
  });
  return binOf;
}

function lowsOf(bins: ColumnBins, values: Float64Array, codes: Uint16Array): Float64Array {
  if (bins.kind === 'category') return new Float64Array(0);
  const lows = new Float64Array(bins.size).fill(Infinity);
  for (let row = 0; row < values.length; row++) if (values[row] < lows[codes[row]]) lows[codes[row]] = values[row];
  return lows;
}
