import type { AnyTask } from '../../core/index.js';
import { resolve } from 'node:path';
import {
  loadTable,
  schemaFromJson,
  newFileSource,
  type Engine,
  type LoadedTable,
  type RowValues,
  type Schema,
  type Source,
} from '../../data/index.js';
import { rawRows } from '../raw-rows.js';
import type { RunOptions } from '../run.js';
import type { OpenModel } from './open-model.js';

/** What the model's schema is read for: predicting (the target may be absent and is ignored) or judging (it must be there). */
export type Purpose = 'predict' | 'judge';

/**
 * The columns that a purpose needs: inputs and ids; when judging the target, and the protected columns. Ids, protected columns and what is read
 * beside may be absent.
 */
function schemaFor({ content }: OpenModel<AnyTask>, purpose: Purpose, beside: readonly string[]): Schema {
  const all = schemaFromJson(content.schema as never);
  const isDue = (name: string): boolean => content.inputs.includes(name) || (purpose === 'judge' && name === content.target);
  const isWelcome = (name: string): boolean =>
    content.ids.includes(name) || beside.includes(name) || (purpose === 'judge' && all[name].protected);
  const names = Object.keys(all).filter((name) => isDue(name) || isWelcome(name));
  return Object.fromEntries(names.map((name) => [name, isDue(name) ? all[name] : all[name].nullable().optional()]));
}

/**
 * Rows of a file, typed as the model's data is: matched by name, missing columns refused, others ignored, with a note about those that
 * the model's data did not have. Of the columns that are no inputs those named `beside` are read too, where they are there.
 */
export async function loadForModel(
  engine: Engine,
  model: OpenModel<AnyTask>,
  file: string,
  purpose: Purpose,
  run: RunOptions,
  beside: readonly string[] = [],
): Promise<LoadedTable> {
  const source = await newFileSource(resolve(file), model.content.reading as never, run.signal);
  return load(engine, model, source, purpose, run, beside);
}

/** The same for rows in memory. */
export function loadRowsForModel(
  engine: Engine,
  model: OpenModel<AnyTask>,
  rows: readonly Readonly<Record<string, unknown>>[],
  run: RunOptions,
  beside: readonly string[] = [],
): Promise<LoadedTable> {
  return load(engine, model, { kind: 'rows', rows } as Source, 'predict', run, beside);
}

/** The values of all rows, in order, as expressions read them. */
export const valuesOf = (engine: Engine, { relation, schema }: LoadedTable): Promise<readonly RowValues[]> =>
  rawRows(
    engine,
    relation,
    Object.entries(schema).map(([name, column]) => [name, column.valueType] as const),
  );

async function load(
  engine: Engine,
  model: OpenModel<AnyTask>,
  source: Source,
  purpose: Purpose,
  run: RunOptions,
  beside: readonly string[],
): Promise<LoadedTable> {
  run.progress('reading the rows');
  const loaded = await loadTable(
    engine,
    { source, schema: schemaFor(model, purpose, beside), checks: [], joins: [] },
    {
      mode: 'predict',
      root: run.workspace.root,
      signal: run.signal,
      progress: run.progress,
      ...(model.content.target === null ? {} : { target: model.content.target }),
      places: Object.keys(schemaFromJson(model.content.schema as never)),
    },
  );
  for (const note of loaded.notes) run.say(note);
  return loaded;
}
