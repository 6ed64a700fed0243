import { CompiledQuery } from 'kysely';
import type { Tables, Tx } from '../schema.js';
import type { Engine } from '../store.js';

/** How rows of a table are added by their key `id`, as text made once. */
export interface Insertion {
  readonly columns: number;
  readonly postgres: string;
  /** By how many rows one statement takes. */
  readonly sqlite: Readonly<Record<number, string>>;
}

/** How many rows one statement takes: few forms, so that their prepared statements are used again. */
const CHUNKS = [64, 32, 16, 8, 4, 2, 1] as const;

/** The statements for some columns, each with its type in PostgreSQL; with `returning`, they give that column of the rows that were new. */
export function insertion(table: keyof Tables, columns: readonly (readonly [string, string])[], returning?: string): Insertion {
  const into = `insert into ${table} (${columns.map(([name]) => `"${name}"`).join(', ')})`;
  const fields = columns.map(([, type], i) => `(e ->> ${i})::${type}`).join(', ');
  const end = `on conflict (id) do nothing${returning === undefined ? '' : ` returning "${returning}"`}`;
  const row = `(${columns.map(() => '?').join(', ')})`;
  return {
    columns: columns.length,
    postgres: `${into} select ${fields} from jsonb_array_elements($1::jsonb) with ordinality as t (e, n) order by n ${end}`,
    sqlite: Object.fromEntries(CHUNKS.map((rows) => [rows, `${into} values ${Array(rows).fill(row).join(', ')} ${end}`])),
  };
}

/**
 * Adds records: a JSON list of the lists of their fields. One whose id is there already changes nothing. What a record lacks at its end is null
 * (spools of before a column was there hold shorter ones). Gives what the insertion returns.
 */
export async function insertNew<Row>(tx: Tx, engine: Engine, into: Insertion, records: string): Promise<readonly Row[]> {
  if (engine === 'postgres') return (await tx.executeQuery<Row>(CompiledQuery.raw(into.postgres, [records]))).rows;
  const rows = JSON.parse(records) as unknown[][];
  const added: Row[] = [];
  for (let at = 0; at < rows.length;) {
    const size = CHUNKS.find((rowsAtOnce) => rowsAtOnce <= rows.length - at)!;
    const values = rows.slice(at, at + size).flatMap((fields) => whole(fields, into.columns));
    for (const row of (await tx.executeQuery<Row>(CompiledQuery.raw(into.sqlite[size], values))).rows) added.push(row);
    at += size;
  }
  return added;
}

const whole = (fields: readonly unknown[], columns: number): readonly unknown[] =>
  fields.length < columns ? Array.from({ length: columns }, (_, i) => fields[i] ?? null) : fields;
