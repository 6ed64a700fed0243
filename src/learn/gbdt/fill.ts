import { cellsOf, MISSING_FLAG, type ColumnHead, type RowBlocks } from '../../core/index.js';
import type { Booster, PlanColumn } from '../../kernel/index.js';
import type { FitRun } from '../learner.js';
import type { Binning, ColumnBins, Pause } from './bin.js';
import { numberBinner } from './number-binner.js';

/** How the booster bins a column of the matrix. */
export function planColumn(bins: ColumnBins, column: ColumnHead, direction: number, code: number): PlanColumn {
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

/** Hands all rows to the booster, a stage of them at a time, with a pause after each. */
export async function fillBooster(
  booster: Booster,
  x: RowBlocks,
  binning: Binning,
  pause: Pause,
  progress: FitRun['progress'],
): Promise<void> {
  const stages = binning.columns.map((_, j) => booster.stage(j));
  let [first, staged] = [0, 0];
  const empty = async (): Promise<void> => {
    await booster.bin(first, staged);
    first += staged;
    staged = 0;
    progress?.('binning', first, x.rows);
    await pause();
  };
  for await (const block of x.read(binning.columns.map((bins) => bins.column))) {
    for (let from = 0, to = 0; from < block.rows; from = to) {
      to = Math.min(block.rows, from + booster.stageRows - staged);
      for (const [j, column] of block.columns.entries()) stages[j].set(cellsOf(column).subarray(from, to), staged);
      staged += to - from;
      if (staged === booster.stageRows) await empty();
    }
  }
  if (staged > 0) await empty();
}
