import { availableParallelism } from 'node:os';
import { mwError } from '../../core/index.js';
import { ANYTHING, scanCsv, type CsvFindings, type CsvMarks } from '../../kernel/index.js';
import { ident, text } from '../engine/sql.js';
import { csvFailure, isLineEndTrouble } from './csv-failure.js';
import { guessDelimiter, headerNames, isHeaderAfterAll, placeNames } from './csv-columns.js';
import { firstRecord, MAX_LINE_BYTES, textHead } from './csv-head.js';
import { marksOf, typedReading } from './csv-typed.js';
import { utf8Copy, utf8Watch, type Encoding } from './encoding.js';
import { dataFile, fingerprintOf, literalPath, type DataFile } from './file.js';
import { evenLineEnds } from './line-ends.js';
import type { OpenContext, OpenSource } from './open.js';
import type { CsvSource } from './source.js';

/** More columns than a table of the engine can hold with comfort. */
const MAX_COLUMNS = 20_000;

/**
 * Opens a delimited text file: RFC 4180 quotes, any single delimiter, UTF-8, UTF-16 or Latin-1 (all but UTF-8 through a temporary copy),
 * gzip by the ending `.gz`. Every row must have as many fields as the first line; blank lines are skipped, except in a file of one column.
 */
export async function openCsv(source: CsvSource, context: OpenContext): Promise<OpenSource> {
  const file = await dataFile(context.root, source.path);
  const quote = source.quote ?? '"';
  const head = await textHead(file, source.encoding);
  if (/^\s*$/.test(head.text)) throw mwError('MW_DATA_FILE_EMPTY', { file: file.name }, { where: file.name });
  const delimiter = source.delimiter ?? guessDelimiter(head.text, quote, context.names);
  const record = firstRecord(head.text, delimiter, quote);
  if (record.open) throw mwError('MW_DATA_QUOTE', { file: file.name, line: record.skip + 1 }, { where: `${file.name}:${record.skip + 1}` });
  const header = source.header !== false || isHeaderAfterAll(record, context.names, context.target);
  const names = header ? headerNames(file.name, record) : placeNames(record.fields.length);
  if (names.length > MAX_COLUMNS)
    throw mwError(
      'MW_DATA_FILE_READ',
      { file: file.name, reason: `it has ${names.length} columns, more than ${MAX_COLUMNS}` },
      { where: file.name },
    );
  if (header && head.whole && head.text.slice(record.end).trim() === '')
    throw mwError('MW_DATA_FILE_NO_ROWS', { file: file.name }, { where: file.name });
  const even = head.encoding === 'utf-8' && !breaksWithin(head.text.slice(0, record.end)) ? undefined : evenLineEnds(quote);
  const path = even ? await utf8Copy(file, head.encoding, context.engine.tempDir, even) : file.path;
  const readAt = (at: string, gzip: boolean, numbers?: ReadonlySet<string>): string =>
    reader({ path: at, gzip, delimiter, quote, header, skip: record.skip, columns: names.length, numbers, bytes: file.stats.size });
  const marks = head.encoding === 'utf-8' ? marksOf(delimiter, quote) : undefined;
  const typed =
    marks && !even
      ? typedReading({ text: head.text, rowsAt: header ? record.end : 0, marks }, (numbers) => readAt(path, file.gzip, numbers))
      : undefined;
  return {
    label: JSON.stringify(file.name),
    relation: readAt(path, file.gzip && path === file.path),
    columns: names.map((name, i) => ({ name, sql: ident(`k${i}`), type: 'VARCHAR' })),
    ...(header ? {} : { headerless: true }),
    ...fingerprinting(file, head.encoding, marks),
    ...(typed ? { typed } : {}),
    failure: (error) => csvFailure(file.name, names.length, error) ?? error,
    again: async (error) => {
      if (even || !isLineEndTrouble(error)) return undefined;
      return readAt(await utf8Copy(file, head.encoding, context.engine.tempDir, evenLineEnds(quote)), false);
    },
  };
}

/** A header that ends in `\r\n` and holds a lone `\n` in quotes (spreadsheets write this) makes the engine's reader lose all rows. */
const breaksWithin = (record: string): boolean => record.endsWith('\r\n') && /(?<!\r)\n/.test(record);

/** Every file that is UTF-8 is watched as it lies on the disk; of others the copy is text by its making. */
function fingerprinting(file: DataFile, encoding: Encoding, marks: CsvMarks | undefined): Pick<OpenSource, 'fingerprint' | 'findings'> {
  if (encoding !== 'utf-8') return { fingerprint: () => fingerprintOf(file) };
  const watch = utf8Watch(file);
  const scan = marks && scanCsv(marks);
  let found: CsvFindings | undefined;
  const fingerprint = async (): Promise<string> => {
    const digest = await fingerprintOf(file, (block) => {
      watch.look(block);
      scan?.look(block);
    });
    await watch.verdict();
    found = scan?.end();
    return digest;
  };
  return { fingerprint, findings: () => found ?? ANYTHING };
}

interface Reading {
  readonly path: string;
  readonly gzip: boolean;
  readonly delimiter: string;
  readonly quote: string;
  readonly header: boolean;
  readonly skip: number;
  readonly columns: number;
  /** About. */
  readonly bytes: number;
  /** SQL of the columns that are read as DOUBLE. */
  readonly numbers?: ReadonlySet<string> | undefined;
}

/** Every other cell comes as text; only a cell without any character is NULL. */
function reader(r: Reading): string {
  const columns = Array.from({ length: r.columns }, (_, i) => `'k${i}': '${r.numbers?.has(ident(`k${i}`)) ? 'DOUBLE' : 'VARCHAR'}'`).join(
    ', ',
  );
  const options = [
    'auto_detect = false',
    'strict_mode = true',
    'null_padding = false',
    `header = ${r.header}`,
    `skip = ${r.skip}`,
    `delim = ${text(r.delimiter)}`,
    `quote = ${text(r.quote)}`,
    `escape = ${text(r.quote)}`,
    `buffer_size = ${bufferBytes(r)}`,
    `compression = ${r.gzip ? "'gzip'" : "'none'"}`,
    `columns = {${columns}}`,
  ];
  return `read_csv(${text(literalPath(r.path))}, ${options.join(', ')})`;
}

/**
 * Each thread takes one buffer after the other, and all have as many of them, so that none works alone at the end: a file of 161 MB on
 * two threads is read in four buffers instead of five and a bit, a tenth sooner.
 */
function bufferBytes({ bytes, gzip }: Pick<Reading, 'bytes' | 'gzip'>): number {
  const threads = availableParallelism();
  const rounds = gzip ? 0 : Math.floor(bytes / (MAX_LINE_BYTES * threads));
  return rounds === 0 ? MAX_LINE_BYTES : Math.ceil((1.005 * bytes) / (rounds * threads));
}
