import { drawRows, random, type AnyTask, type Random, type Steps } from '../../../core/index.js';
import { schemaFromJson, type Engine, type RowValues, type Schema } from '../../../data/index.js';
import { rawRows } from '../../raw-rows.js';
import type { RunOptions } from '../../run.js';
import type { NamedSketch, ReferenceSketch } from '../../sketch/index.js';
import { loadForModel } from '../load-rows.js';
import type { OpenModel } from '../open-model.js';

/** Rows that say what others are like: more change the figures little. */
const MOST_ROWS = 10_000;
/** Of them what is made at once. */
const ROWS_PER_STEP = 500;

/** Rows that an anchor is looked for among. */
export interface Reference {
  /** `made`: each column drawn by itself from what the version keeps of its training rows. `file`: whole rows of a file. */
  readonly kind: 'made' | 'file';
  readonly rows: readonly RowValues[];
}

/** Rows made of the sketch of a version: every column by itself, missing values as often as in training. Columns that are not sketched are absent. */
export function* madeRows({ content }: Pick<OpenModel<AnyTask>, 'content'>, { columns }: ReferenceSketch, seed: number): Steps<Reference> {
  const schema = schemaFromJson(content.schema);
  const cells = columns.flatMap((column) => {
    const cell = cellOf(column, schema);
    return cell === undefined ? [] : [{ name: column.name, cell, stream: random(seed, 'anchor', 'column', column.name) }];
  });
  const rows: RowValues[] = [];
  while (rows.length < MOST_ROWS) {
    rows.push(Object.fromEntries(cells.map(({ name, cell, stream }) => [name, cell(stream)])));
    if (rows.length % ROWS_PER_STEP === 0) yield;
  }
  return { kind: 'made', rows };
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
  let listed = 0;
  const upTo = counts.map((n) => (listed += n));
  if (listed === 0) return () => null;
  const isBool = schema[column.name].kind === 'bool';
  return (stream) => {
    if (isNull(stream)) return null;
    const at = stream.int(listed);
    const level = levels[upTo.findIndex((sum) => at < sum)];
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
