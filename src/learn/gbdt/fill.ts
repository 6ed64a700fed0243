import { MISSING_FLAG, type Matrix, type MatrixColumn } from '../../core/index.js';
import type { Booster, PlanColumn } from '../../kernel/index.js';
import type { Binning, ColumnBins, Pause } from './bin.js';
import { numberBinner } from './number-binner.js';

/** How the booster bins a column of the matrix. */
export function planColumn(bins: ColumnBins, column: MatrixColumn, direction: number, code: number): PlanColumn {
  const { size } = bins;
  if (bins.kind === 'category') {
    return { kind: 'category', size, missing: false, direction, code, staged: 'codes', lookup: binsOfCodes(bins.codes, bins.levels) };
  }
  const shared = { kind: 'number', size, missing: bins.missing, direction, code } as const;
  if (column.kind === 'number') return { ...shared, staged: 'doubles', lookup: bins.bounds };
  const binOf = numberBinner(bins.bounds);
  const lookup = Uint16Array.from({ length: 256 }, (_, byte) => (byte === MISSING_FLAG ? size - 1 : binOf(byte)));
  return { ...shared, staged: 'bytes', lookup };
}

/** Bin of level code c at `c + 1`; missing first. */
function binsOfCodes(codes: Int32Array, levels: number): Uint16Array {
  const binOf = new Uint16Array(levels + 1);
  codes.forEach((code, b) => {
    binOf[code + 1] = b + 1;
  });
  return binOf;
}

/** Hands the matrix to the booster, a stage of rows at a time, with a pause after each. */
export async function fillBooster(booster: Booster, x: Matrix, binning: Binning, pause: Pause): Promise<void> {
  const columns = binning.columns.map((bins) => x.columns[bins.column]);
  const stages = columns.map((_, j) => booster.stage(j));
  for (let from = 0; from < x.rows; from += booster.stageRows) {
    const to = Math.min(x.rows, from + booster.stageRows);
    columns.forEach((column, j) => stages[j].set((column.kind === 'category' ? column.codes : column.values).subarray(from, to)));
    await booster.bin(from, to - from);
    await pause();
  }
}
