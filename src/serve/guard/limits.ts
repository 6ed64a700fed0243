/** What one request may hold, and how long it may take. All bounds are inclusive. */
export interface Limits {
  /** Bytes of a body. */
  readonly bodyBytes: number;
  /** Brackets inside brackets. */
  readonly depth: number;
  /** Keys of one object. */
  readonly keys: number;
  /** Entries of one list: rows and outcomes of one request. */
  readonly items: number;
  /** Bytes of one text between its quotes. */
  readonly textBytes: number;
  /** Header lines. */
  readonly headers: number;
  /** Bytes of all header lines together. */
  readonly headerBytes: number;
  /** Until the last header line has arrived. */
  readonly headersTimeoutMs: number;
  /** Until the last byte of the body has arrived. */
  readonly requestTimeoutMs: number;
  /** How long a connection may wait for its next request. */
  readonly keepAliveTimeoutMs: number;
}

/** Bounds that a thousand rows of thirty columns fit into. */
export const defaultLimits: Limits = Object.freeze({
  bodyBytes: 1 << 20,
  depth: 64,
  keys: 4096,
  items: 10_000,
  textBytes: 64 << 10,
  headers: 100,
  headerBytes: 16 << 10,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 72_000,
});

/** Bytes that a column's name and value take in a row, generously. */
const CELL_BYTES = 64;

/** The default bounds, widened so that 1,000 rows of the widest served model fit: 64 bytes a cell. */
export function limitsFor(columns: number): Limits {
  return Object.freeze({
    ...defaultLimits,
    bodyBytes: Math.max(defaultLimits.bodyBytes, 1000 * columns * CELL_BYTES),
    keys: Math.max(defaultLimits.keys, 2 * columns),
  });
}
