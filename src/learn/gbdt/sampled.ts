import { MISSING_FLAG, placeOf, type ColumnHead, type MatrixColumn, type RowBlocks } from '../../core/index.js';
import type { Pause } from './bin.js';

/** Some rows of a column, to find its bins from. */
export interface Sampled {
  readonly head: ColumnHead;
  /** Numbers and flags as doubles, `NaN` for missing; levels as codes. */
  readonly values: Float64Array | Int32Array;
  /** Numbers and flags: whether any row at all is missing, sampled or not. */
  missing: boolean;
}

/** The rows `sample`, ascending, of some columns, in one reading of all rows, with a pause after each block. They are written into `room`. */
export async function sampleOf(
  x: RowBlocks,
  columns: readonly number[],
  sample: Int32Array,
  room: readonly Float64Array[],
  pause: Pause,
): Promise<readonly Sampled[]> {
  const sampled = columns.map((j, i): Sampled => {
    const head = x.heads[j];
    return { head, values: head.kind === 'category' ? new Int32Array(room[i].buffer, 0, sample.length) : room[i], missing: false };
  });
  let [first, at] = [0, 0];
  for await (const block of x.read(columns)) {
    const end = placeOf(sample, first + block.rows, at);
    for (const [i, column] of block.columns.entries()) takeSample(column, sampled[i], sample, first, at, end);
    [first, at] = [first + block.rows, end];
    await pause();
  }
  return sampled;
}

function takeSample(column: MatrixColumn, to: Sampled, sample: Int32Array, first: number, at: number, end: number): void {
  const { values } = to;
  if (column.kind === 'category') {
    for (let k = at; k < end; k++) values[k] = column.codes[sample[k] - first];
  } else if (column.kind === 'flag') {
    for (let k = at; k < end; k++) {
      const byte = column.values[sample[k] - first];
      values[k] = byte === MISSING_FLAG ? NaN : byte;
    }
    to.missing ||= column.values.includes(MISSING_FLAG);
  } else {
    for (let k = at; k < end; k++) values[k] = column.values[sample[k] - first];
    to.missing ||= anyMissing(column.values);
  }
}

function anyMissing(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return true;
  return false;
}
