/** How the text of a file is read. */
export interface TextOptions {
  /** Texts that mean "empty" in text columns, besides the empty text. Number, bool and time columns know the usual ones anyway. */
  readonly nulls?: readonly string[];
  /** `','` reads `1,5` as one and a half. */
  readonly decimal?: '.' | ',';
  /** Groups thousands: `'.'` reads `1.234` as 1234. Only full groups of three are accepted. */
  readonly thousands?: ',' | '.' | ' ' | "'";
}

/** A delimited text file, `.gz` too. */
export interface CsvSource extends TextOptions {
  readonly kind: 'csv';
  readonly path: string;
  /** Absent: the one of `, ; tab |` that fits the schema. */
  readonly delimiter?: string;
  /** Default `"`; the empty text means that nothing is quoted. */
  readonly quote?: string;
  /** Default UTF-8; a byte-order mark decides. `latin-1` is Windows-1252, which holds ISO 8859-1. */
  readonly encoding?: 'utf-8' | 'utf-16' | 'utf-16le' | 'utf-16be' | 'latin-1';
  /** `false`: the file has no header; its columns are the schema's in order, or `c1`, `c2` … */
  readonly header?: boolean;
}

/** A file of JSON objects, as one array or one per line. */
export interface JsonSource extends TextOptions {
  readonly kind: 'json';
  readonly path: string;
  /** `array`: one JSON array of objects; `lines`: one object per line. Absent: by the ending, `.json` is an array. */
  readonly layout?: 'array' | 'lines';
}

/** A Parquet file. */
export interface ParquetSource extends TextOptions {
  readonly kind: 'parquet';
  readonly path: string;
}

/** A table or a query of a PostgreSQL database. */
export interface PostgresSource extends TextOptions {
  readonly kind: 'postgres';
  /** A table, `schema.table`; or use `query`. */
  readonly table?: string;
  readonly query?: string;
  /** Name of the environment variable that holds the URL. Default `DATABASE_URL`. */
  readonly urlEnv?: string;
  /** The URL itself; prefer the environment, which keeps secrets out of programs. */
  readonly url?: string;
  /** Columns that order the rows. Default: the primary key of a table, else all columns: rows must come in a reproducible order. */
  readonly orderBy?: readonly string[];
  /** The query puts its rows into one certain order itself: it is taken as it is. */
  readonly ordered?: boolean;
}

/** Objects in memory. */
export interface RowsSource extends TextOptions {
  readonly kind: 'rows';
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Where rows come from, as plain data. One file in this folder per kind. */
export type Source = CsvSource | JsonSource | ParquetSource | PostgresSource | RowsSource;
