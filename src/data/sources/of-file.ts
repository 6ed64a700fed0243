import { given, mwError } from '../../core/index.js';
import type { CsvSource, Source, TextOptions } from './source.js';

/** How a file is read where its ending does not say it. Options that its format does not have are left aside. */
export type FileOptions = TextOptions & Partial<Pick<CsvSource, 'delimiter' | 'quote' | 'encoding' | 'header'>>;

const ENDINGS = ['.csv', '.tsv', '.txt', '.json', '.jsonl', '.ndjson', '.parquet'] as const;

/**
 * The source of a file, by its ending: `.csv .tsv .txt` (delimited text), `.json` (array), `.jsonl .ndjson` (lines), `.parquet`;
 * all but Parquet may end in `.gz` besides. Throws `MW_DATA_FORMAT` for other endings.
 *
 * ```ts
 * sourceOfFile('new/customers.tsv') // { kind: 'csv', path: 'new/customers.tsv', delimiter: '\t' }
 * ```
 */
export function sourceOfFile(path: string, options: FileOptions = {}): Source {
  const bare = path.toLowerCase().replace(/\.gz$/, '');
  const { delimiter, quote, encoding, header, nulls, decimal, thousands } = options;
  const text = given({ nulls, decimal, thousands });
  if (bare.endsWith('.parquet') && bare.length === path.length) return Object.freeze({ kind: 'parquet', path, ...text });
  if (bare.endsWith('.json')) return Object.freeze({ kind: 'json', path, layout: 'array', ...text });
  if (bare.endsWith('.jsonl') || bare.endsWith('.ndjson')) return Object.freeze({ kind: 'json', path, layout: 'lines', ...text });
  if (!['.csv', '.tsv', '.txt'].some((ending) => bare.endsWith(ending)))
    throw mwError('MW_DATA_FORMAT', { file: path, known: ENDINGS }, { where: path });
  const told = given({ delimiter: delimiter ?? (bare.endsWith('.tsv') ? '\t' : undefined), quote, encoding, header });
  return Object.freeze({ kind: 'csv', path, ...told, ...text });
}
