import type { AnyTask } from '../../core/index.js';
import type { Column } from '../../data/index.js';
import type { OpenModel } from '../../model/index.js';
import { rowColumnsOf } from './row-schema.js';
import { timeText } from './time-text.js';

/** A row as a client sends it. */
export type ExampleRow = Readonly<Record<string, string | number | boolean | null>>;

/** A few real rows of the training data, as a client would send them: the inputs alone. Those without empty cells come first. */
export function exampleRows({ golden, content }: Pick<OpenModel<AnyTask>, 'golden' | 'content'>): readonly ExampleRow[] {
  const columns = Object.entries(rowColumnsOf(content)).filter(([name]) => content.inputs.includes(name));
  const rows = (golden.rows as readonly ExampleRow[]).map((row) =>
    Object.fromEntries(columns.map(([name, column]) => [name, sent(row[name] ?? null, column)])),
  );
  const empty = (row: ExampleRow): number => Object.values(row).filter((cell) => cell === null).length;
  return rows.toSorted((a, b) => empty(a) - empty(b));
}

function sent(cell: ExampleRow[string], { kind, spec }: Column): ExampleRow[string] {
  return typeof cell === 'number' && (kind === 'timestamp' || kind === 'date') ? timeText(cell, kind, spec.format) : cell;
}
