import { COLUMNS, COLUMN_BYTES } from '../layout.js';
import { word, type Plain } from './plain.js';

/** A column as the tables describe it. */
export interface TableColumn {
  readonly firstCell: number;
  /** Bins of known values. */
  readonly bins: number;
  readonly kind: number;
  readonly direction: number;
  readonly place: number;
  readonly wide: boolean;
  readonly stageAt: number;
  readonly lookup: number;
  readonly staged: number;
  readonly stagedSize: number;
  readonly steps: number;
  readonly ownCell: number;
  readonly code: number;
}

export function columnOf(p: Plain, index: number): TableColumn {
  const at = (word(p, COLUMNS) + index * COLUMN_BYTES) >> 2;
  const [firstCell, bins, , kind, direction, place, bytes, stageAt, lookup, staged, stagedSize, steps, ownCell, code] = p.i32.subarray(
    at,
    at + 14,
  );
  return { firstCell, bins, kind, direction, place, wide: bytes === 2, stageAt, lookup, staged, stagedSize, steps, ownCell, code };
}

/** The bin of the record at an address. */
export function binAt(p: Plain, record: number, { place, wide }: TableColumn): number {
  const at = record + place;
  return wide ? p.u8[at] | (p.u8[at + 1] << 8) : p.u8[at];
}
