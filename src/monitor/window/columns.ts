import { schemaFromJson } from '../../data/index.js';
import type { ModelContent } from '../../model/index.js';
import type { WindowColumn } from '../drift/window.js';

type Cell = string | number | boolean | null | undefined;

/** Fills the columns of a window, one served row after the other. */
export interface ColumnWriter {
  readonly columns: Readonly<Record<string, WindowColumn>>;
  /** Takes the cells of a row as the log keeps them: what is absent or of another type counts as null. */
  readonly write: (at: number, row: Readonly<Record<string, Cell>>) => void;
}

const MISSING_BOOL = 255;

/** Columns for the inputs of a model, `rows` cells each. */
export function columnWriter({ schema, inputs }: Pick<ModelContent, 'schema' | 'inputs'>, rows: number): ColumnWriter {
  const specs = schemaFromJson(schema as never);
  const made = inputs.map((name) => ({ name, ...columnFor(specs[name].valueType, rows) }));
  return {
    columns: Object.fromEntries(made.map(({ name, column }) => [name, column])),
    write: (at, row) => {
      for (const { name, set } of made) set(at, row[name]);
    },
  };
}

function columnFor(type: string, rows: number): { readonly column: WindowColumn; readonly set: (at: number, cell: Cell) => void } {
  if (type === 'bool') {
    const column = new Uint8Array(rows);
    return { column, set: (at, cell) => void (column[at] = typeof cell === 'boolean' ? Number(cell) : MISSING_BOOL) };
  }
  if (type === 'text') {
    const column = Array.from<string | null>({ length: rows }).fill(null);
    return { column, set: (at, cell) => void (column[at] = typeof cell === 'string' ? cell : null) };
  }
  const column = new Float64Array(rows);
  return { column, set: (at, cell) => void (column[at] = typeof cell === 'number' ? cell : NaN) };
}

/** The share of cells without a value; `NaN` of no cells. */
export function nullRateOf(column: WindowColumn): number {
  let nulls = 0;
  for (let i = 0; i < column.length; i++) {
    const cell = column[i];
    if (cell === null || Number.isNaN(cell) || (column instanceof Uint8Array && cell === MISSING_BOOL)) nulls++;
  }
  return nulls / column.length;
}
