import type { Places } from './places.js';

/**
 * Conditions on one column of numbers. Slot e: values up to edge e; then all that are known; then the missing ones; with `orMissing` then
 * again a slot per edge, of values up to it and missing ones.
 */
export interface NumberConditions {
  /** Ascending. */
  readonly edges: Float64Array;
  readonly orMissing: boolean;
}

/** Conditions on one column of categories, a slot each: bit k of a code's line is 1 where the code meets condition k. */
export interface CategoryConditions {
  readonly edges: null;
  /** Bytes of a line, each with eight conditions. */
  readonly lineBytes: number;
  /** Line after line, one per code, the last for missing values and codes without a line. */
  readonly lines: Uint8Array;
}

/** Conditions on one column, for each of which a kernel keeps a slot: a bit per row of a block. */
export type ColumnConditions = NumberConditions | CategoryConditions;

/** Bytes that a column takes of a kernel's memory, for blocks of so many rows. */
export const columnBytes = (column: ColumnConditions, blockRows: number): number =>
  slotsOf(column) * (blockRows / 8) + 8 * blockRows + (column.edges === null ? column.lines.length : 8 * wholeEdges(column.edges));

const slotsOf = (column: ColumnConditions): number =>
  column.edges === null ? 8 * column.lineBytes : column.edges.length * (column.orMissing ? 2 : 1) + 2;

/** Where the conditions of all columns are in a kernel's memory. */
export interface ConditionPlaces {
  readonly columns: number;
  readonly columnsEnd: number;
  /** Per column: its edges or lines, and its first slot. */
  readonly content: readonly number[];
  readonly slots: readonly number[];
  /** Values of a block's rows, column after column. */
  readonly values: number;
}

const COLUMN_BYTES = 20;

/** Finds places for conditions and for blocks of rows, a multiple of 128. */
export function placeConditions(columns: readonly ColumnConditions[], blockRows: number, places: Places): ConditionPlaces {
  const first = places.take(COLUMN_BYTES * columns.length);
  return {
    columns: first,
    columnsEnd: first + COLUMN_BYTES * columns.length,
    content: columns.map((column) => places.take(column.edges === null ? column.lines.length : 8 * wholeEdges(column.edges))),
    slots: columns.map((column) => places.take(slotsOf(column) * (blockRows / 8))),
    values: places.take(8 * blockRows * columns.length),
  };
}

/** Writes the conditions where they were placed. */
export function fillConditions(columns: readonly ColumnConditions[], at: ConditionPlaces, blockRows: number, buffer: ArrayBuffer): void {
  const entries = new Int32Array(buffer, at.columns, (COLUMN_BYTES / 4) * columns.length);
  columns.forEach((column, j) => {
    const [content, slots] = [at.content[j], at.slots[j]];
    if (column.edges === null) {
      const { lineBytes, lines } = column;
      entries.set([0, lineBytes, lines.length / lineBytes - 1, slots, content], 5 * j);
      new Uint8Array(buffer, content, lines.length).set(lines);
    } else {
      const { edges, orMissing } = column;
      const whole = wholeEdges(edges);
      const second = orMissing ? slots + ((edges.length + 2) * blockRows) / 8 : 0;
      entries.set([content, Math.log2(whole + 1), edges.length, slots, second], 5 * j);
      new Float64Array(buffer, content, whole).fill(Infinity).set(edges);
    }
  });
}

/** Edges with those that no value is above: one less than a power of two, so that every search takes as many steps. */
export const wholeEdges = (edges: Float64Array): number => 2 ** Math.ceil(Math.log2(edges.length + 1)) - 1;
