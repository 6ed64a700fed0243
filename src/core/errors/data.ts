import { listed, row, type ErrorRow } from './row.js';

/** A cell that could not be read: row of the file (from 1, without the header), column, shortened value, what it is not. */
export interface BadCell {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

const cells = (faults: readonly BadCell[]): string =>
  faults.map((f) => `row ${f.row}, "${f.column}": ${JSON.stringify(f.value)} ${f.reason}`).join('; ');

/** Errors that `data` raises. */
export const dataErrors = {
  MW_DATA_PROTECTED: row<{ kind: string; reason: string }>({
    message: (p) => `a column of kind ${p.kind} cannot be protected so: ${p.reason}`,
    fix: () => 'Write t.category({ protected: true }), t.bool({ …, protected: true }) or t.int({ protected: { bands: [25, 60] } }).',
    status: 422,
  }),
  MW_DATA_FILE_MISSING: row<{ file: string }>({
    message: (p) => `there is no file "${p.file}"`,
    fix: () => 'Check the path; it is relative to the project folder, or to where the command runs.',
    status: 404,
  }),
  MW_DATA_FILE_FOLDER: row<{ file: string }>({
    message: (p) => `"${p.file}" is a folder, not a file`,
    fix: () => 'Name a file in it.',
    status: 400,
  }),
  MW_DATA_FILE_READ: row<{ file: string; reason: string }>({
    message: (p) => `"${p.file}" cannot be read: ${p.reason}`,
    fix: () => 'Check that the file is whole and that you may read it.',
    status: 400,
  }),
  MW_DATA_FILE_EMPTY: row<{ file: string }>({
    message: (p) => `"${p.file}" is empty`,
    fix: () => 'Give a file with a header and at least one row.',
    status: 400,
  }),
  MW_DATA_FILE_NO_ROWS: row<{ file: string }>({
    message: (p) => `"${p.file}" has a header but no rows`,
    fix: () => 'Give a file with at least one row.',
    status: 400,
  }),
  MW_DATA_FILE_CHANGED: row<{ file: string }>({
    message: (p) => `"${p.file}" changed while it was read`,
    fix: () => 'Wait until the program that writes it is done, and run again.',
    status: 409,
  }),
  MW_DATA_FORMAT: row<{ file: string; known: readonly string[] }>({
    message: (p) => `the ending of "${p.file}" says nothing about its format`,
    fix: (p) => `Use one of ${listed(p.known, 20)}.`,
    status: 400,
    usage: true,
  }),
  MW_DATA_HEADER_DUPLICATE: row<{ file: string; name: string; places: readonly number[] }>({
    message: (p) => `the header of "${p.file}" has "${p.name}" ${p.places.length} times, as columns ${p.places.join(', ')}`,
    fix: () => 'Give each column its own name.',
    status: 400,
  }),
  MW_DATA_HEADER_EMPTY: row<{ file: string; places: readonly number[] }>({
    message: (p) => `the header of "${p.file}" has no name for column ${p.places.slice(0, 5).join(', ')}${p.places.length > 5 ? ' …' : ''}`,
    fix: () => 'Name the column, or write the file without its row index.',
    status: 400,
  }),
  MW_DATA_RAGGED: row<{ file: string; line: number; got: number; due: number; more: number }>({
    message: (p) =>
      `line ${p.line} of "${p.file}" has ${p.got > p.due ? 'at least ' : ''}${p.got} ${p.got === 1 ? 'field' : 'fields'}, but the others have ${p.due}${p.more > 0 ? `; so have ${p.more} more lines` : ''}`,
    fix: () => 'Check the delimiter and the quotes of that line; a field that holds the delimiter must be quoted.',
    status: 400,
  }),
  MW_DATA_QUOTE: row<{ file: string; line: number }>({
    message: (p) => `the quotes of line ${p.line} of "${p.file}" do not pair up`,
    fix: () => "Close the quote, or write a quote inside a quoted field twice. If the file quotes nothing, say quote: ''.",
    status: 400,
  }),
  MW_DATA_ENCODING: row<{ file: string; line?: number; encoding: string }>({
    message: (p) => `${p.line === undefined ? '' : `line ${p.line} of `}"${p.file}" is not ${p.encoding} text`,
    fix: (p) =>
      p.encoding === 'utf-8'
        ? "Save the file as UTF-8, or name its encoding, for example encoding: 'latin-1'."
        : 'Name the right encoding, or save the file as UTF-8.',
    status: 400,
  }),
  MW_DATA_NUL: row<{ file: string }>({
    message: (p) => `"${p.file}" holds NUL bytes: it is no text file, or it is UTF-16`,
    fix: () => "Give a text file; for UTF-16 say encoding: 'utf-16'.",
    status: 400,
  }),
  MW_DATA_FIELD_SIZE: row<{ file: string; line: number; limitMb: number }>({
    message: (p) => `line ${p.line} of "${p.file}" is longer than ${p.limitMb} MB`,
    fix: () => 'Look for a quote that is never closed; else drop the column that holds such long texts.',
    status: 400,
  }),
  MW_DATA_COLUMN_COUNT: row<{ file: string; got: number; due: number; target?: string }>({
    message: (p) => `"${p.file}" has ${p.got} columns and no header, but the schema has ${p.due}`,
    fix: (p) =>
      `Give the schema's columns in their order${p.target === undefined ? '' : `; only the target "${p.target}" may be missing`}, or add a header. If the count looks wrong, name the delimiter.`,
    status: 400,
  }),
  MW_DATA_COLUMN_MISSING: row<{ file: string; columns: readonly string[]; hint: string; known: readonly string[] }>({
    message: (p) => `${p.file} has no column ${listed(p.columns, 8)}.${p.hint}`,
    fix: (p) => `Rename the columns, or mark them optional() in the schema. It has ${p.known.length > 0 ? listed(p.known, 12) : 'none'}.`,
    status: 400,
  }),
  MW_DATA_COLUMN_TYPE: row<{ file: string; column: string; got: string; due: string }>({
    message: (p) => `the column "${p.column}" of ${p.file} holds ${p.got}, which is no ${p.due}`,
    fix: () => 'Flatten or convert the column, or give it another type in the schema.',
    status: 400,
  }),
  MW_DATA_JSON: row<{ file: string; line?: number; reason: string }>({
    message: (p) => `${p.line === undefined ? '' : `line ${p.line} of `}"${p.file}" is not right JSON: ${p.reason}`,
    fix: () => 'Give one JSON array of objects, or one object per line.',
    status: 400,
  }),
  MW_DATA_PARQUET: row<{ file: string; reason: string }>({
    message: (p) => `"${p.file}" is no whole Parquet file: ${p.reason}`,
    fix: () => 'Write the file again, or restore it.',
    status: 400,
  }),
  MW_DATA_CELLS: row<{ file: string; count: number; columns: readonly string[]; faults: readonly BadCell[] }>({
    message: (p) =>
      `${p.file} has ${p.count} ${p.count === 1 ? 'cell' : 'cells'} in ${listed(p.columns)} that cannot be read: ${cells(p.faults)}`,
    fix: () => 'Correct the cells, or empty them where nothing is known.',
    status: 400,
  }),
  MW_DATA_BAD_RATE: row<{
    bad: number;
    rows: number;
    limit: number;
    worst: readonly { rule: string; rows: number }[];
    faults: readonly BadCell[];
  }>({
    message: (p) =>
      `${p.bad} of ${p.rows} rows are bad (${((100 * p.bad) / p.rows).toFixed(1)}%, at most ${100 * p.limit}% may be): ${p.worst.map((w) => `${w.rule} ${w.rows}`).join(', ')}${p.faults.length > 0 ? `. First: ${cells(p.faults)}` : ''}`,
    fix: () => 'Correct the data or the rule, mark a column nullable(), or allow more with maxBadRate.',
    status: 422,
  }),
  MW_DATA_SCHEMA: row<{ reason: string }>({
    message: (p) => `the schema is not valid: ${p.reason}`,
    fix: () => 'Build schemas with t, or take the JSON that schemaToJson gave.',
    status: 400,
  }),
  MW_DATA_SOURCE: row<{ reason: string }>({
    message: (p) => `the source is not valid: ${p.reason}`,
    fix: () => 'Correct the options of the source.',
    status: 400,
  }),
  MW_DATA_RULE: row<{ rule: string; reason: string }>({
    message: (p) => `the rule "${p.rule}" cannot run: ${p.reason}`,
    fix: () => 'Correct the rule.',
    status: 400,
  }),
  MW_DATA_RULE_FAILED: row<{ rule: string; found: string }>({
    message: (p) => `the rule "${p.rule}" failed: ${p.found}`,
    fix: () => 'Correct the data, or give the rule the level warn.',
    status: 422,
  }),
  MW_DATA_PATTERN: row<{ pattern: string; reason: string }>({
    message: (p) => `the pattern ${p.pattern} cannot be used: ${p.reason}`,
    fix: () => 'Use literal characters, ., [a-z], \\d \\w \\s, ( | ), * + ? {m,n}; it must match the whole text.',
    status: 400,
  }),
  MW_DATA_JOIN_DUPLICATE: row<{ right: string; on: readonly string[]; key: string; count: number }>({
    message: (p) => `cannot join ${p.right} by ${listed(p.on)}: the key ${p.key} stands there ${p.count} times`,
    fix: () => 'Make the key unique in that table, or join by more columns.',
    status: 400,
  }),
  MW_DATA_JOIN_COLUMNS: row<{ right: string; reason: string }>({
    message: (p) => `cannot join ${p.right}: ${p.reason}`,
    fix: () => 'Join by columns that both tables have and of one type; give other columns different names.',
    status: 400,
  }),
  MW_DATA_POSTGRES_URL: row<{ reason: string }>({
    message: (p) => `the PostgreSQL URL cannot be used: ${p.reason}`,
    fix: () => 'Set the environment variable to postgres://USER:PASSWORD@HOST:PORT/DATABASE.',
    status: 400,
  }),
  MW_DATA_POSTGRES: row<{ what: string; reason: string }>({
    message: (p) => `PostgreSQL refused ${p.what}: ${p.reason}`,
    fix: () => 'Check the server, the rights of the user and the table or query.',
    status: 502,
  }),
  MW_DATA_MEMORY: row<{ limit: string }>({
    message: (p) => `the work does not fit into memory (${p.limit})`,
    fix: () => 'Give more memory, fewer columns or fewer rows.',
    status: 507,
  }),
  MW_DATA_TEMP: row<{ folder: string; reason: string }>({
    message: (p) => `temporary files cannot be written to "${p.folder}": ${p.reason}`,
    fix: () => 'Set TMPDIR to a folder that exists and that you may write to.',
    status: 500,
  }),
  MW_DATA_QUARANTINE: row<{ file: string; reason: string }>({
    message: (p) => `the bad rows cannot be written to "${p.file}": ${p.reason}`,
    fix: () => 'Free space on the disk of the project, or correct the rights of its folder .millwright.',
    status: 500,
  }),
  MW_DATA_DISK: row<Record<string, never>>({
    message: () => 'there is no space left for temporary files',
    fix: () => 'Free space on the disk of the temporary folder, or set TMPDIR to another one.',
    status: 507,
  }),
  MW_DATA_ENGINE: row<{ kind: string }>({
    message: (p) => `the data engine failed (${p.kind})`,
    fix: () => 'Run the command again with MILLWRIGHT_DEBUG=1 and report the trace, please.',
    status: 500,
  }),
} as const satisfies Record<string, ErrorRow<never>>;
