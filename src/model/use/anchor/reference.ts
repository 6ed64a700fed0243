import { drawRows, random, type AnyTask, type Random } from '../../../core/index.js';
import { schemaFromJson, type Engine, type RowValues, type Schema } from '../../../data/index.js';
import { rawRows } from '../../raw-rows.js';
import type { RunOptions } from '../../run.js';
import type { NamedSketch, ReferenceSketch } from '../../sketch/index.js';
import { loadForModel } from '../load-rows.js';
import type { OpenModel } from '../open-model.js';

/** Rows that say what others are like: more change the figures little. */
const MOST_ROWS = 10_000;

/** Rows that an anchor is looked for among. */
export interface Reference {
  /** `made`: each column drawn by itself from what the version keeps of its training rows. `file`: whole rows of a file. */
  readonly kind: 'made' | 'file';
  readonly rows: readonly RowValues[];
}

/** Rows made of the sketch of a version: every column by itself, missing values as often as in training. Columns that are not sketched are absent. */
export function madeRows({ content }: Pick<OpenModel<AnyTask>, 'content'>, { columns }: ReferenceSketch, seed: number): Reference {
  const schema = schemaFromJson(content.schema);
  const cells = columns.flatMap((column) => {
    const cell = cellOf(column, schema);
    return cell === undefined ? [] : [{ name: column.name, cell, stream: random(seed, 'anchor', 'column', column.name) }];
  });
  return {
    kind: 'made',
    rows: Array.from({ length: MOST_ROWS }, () => Object.fromEntries(cells.map(({ name, cell, stream }) => [name, cell(stream)]))),
  };
}

type Cell = (stream: Random) => RowValues[string];

function cellOf(column: NamedSketch, schema: Schema): Cell | undefined {
  if (column.kind === 'skipped') return undefined;
  const { rows, nulls } = column;
  const isNull = (stream: Random): boolean => nulls > 0 && stream.int(rows) < nulls;
  if (column.kind === 'number') {
    const { sample } = column;
    return sample.length === 0 ? () => null : (stream) => (isNull(stream) ? null : sample[stream.int(sample.length)]);
  }
  const { levels, counts } = column;
  const listed = counts.reduce((sum, n) => sum + n, 0);
  if (listed === 0) return () => null;
  const isBool = schema[column.name].kind === 'bool';
  return (stream) => {
    if (isNull(stream)) return null;
    let left = stream.int(listed);
    const level = levels[counts.findIndex((n) => (left -= n) < 0)];
    return isBool ? level === 'true' : level;
  };
}

/** The rows of a file that the model could be asked about, a seeded sample of them where they are many. */
export async function rowsOfFile(
  engine: Engine,
  model: OpenModel<AnyTask>,
  file: string,
  seed: number,
  run: RunOptions,
): Promise<Reference> {
  const { relation, schema, rows } = await loadForModel(engine, model, file, 'predict', run);
  const columns = model.content.inputs.map((name) => [name, schema[name].valueType] as const);
  const at = rows > MOST_ROWS ? [...drawRows(rows, MOST_ROWS, random(seed, 'anchor', 'file'))] : undefined;
  return { kind: 'file', rows: await rawRows(engine, relation, columns, at) };
}
