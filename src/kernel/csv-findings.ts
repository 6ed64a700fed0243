/** The bytes that part cells. */
export interface CsvMarks {
  /** One ASCII byte, no space, line end or NUL. */
  readonly delimiter: number;
  /** One ASCII byte; 0 where nothing is quoted. */
  readonly quote: number;
}

/**
 * What may stand in a delimited text's cells. `false` is certain; `true` may be wrong, because quotes are not paired: every delimiter,
 * line end and quote counts as a cell's edge.
 */
export interface CsvFindings {
  /** `+-`, or a `_` between two digits with nothing but `0-9 + - . / e E _` before it in the cell. */
  readonly oddNumbers: boolean;
  /** A space at a cell's edge. */
  readonly spaces: boolean;
  /** Another blank at a cell's edge: tab, vertical tab, form feed, no-break space, a line end or a delimiter within quotes; or any byte-order mark. */
  readonly rareBlanks: boolean;
}

/** Looks at a text's bytes block by block. */
export interface CsvScan {
  readonly look: (block: Uint8Array) => void;
  /** Ends the text. */
  readonly end: () => CsvFindings;
}

/** Where nobody looked. */
export const ANYTHING: CsvFindings = Object.freeze({ oddNumbers: true, spaces: true, rareBlanks: true });

/** Nothing is found. */
export const isPlain = (found: CsvFindings): boolean => !found.oddNumbers && !found.spaces && !found.rareBlanks;
