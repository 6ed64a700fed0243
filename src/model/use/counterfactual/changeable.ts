import { didYouMean, mwError, type AnyTask } from '../../../core/index.js';
import { schemaFromJson, type Column, type RowValues } from '../../../data/index.js';
import { changeableLevel, changeableNumber, type Changeable, type GridValue } from '../../../evaluate/index.js';
import type { NamedSketch, ReferenceSketch } from '../../sketch/index.js';
import type { OpenModel } from '../open-model.js';

/** Which columns may change: by default all inputs that the schema lets change. */
export interface ColumnChoice {
  /** These alone. */
  readonly change?: readonly string[];
  /** Not these. */
  readonly keep?: readonly string[];
}

/** A column of a version that may change, and what is known of it. */
export interface OpenColumn {
  readonly name: string;
  /** What it could be in one row. */
  readonly of: (row: RowValues) => Changeable;
}

type Found = { readonly open: OpenColumn } | { readonly closed: string };

/**
 * The inputs of a version that may change, in the order of its schema. Throws `MW_MODEL_CHANGE_COLUMN` for a named one that it does not know, or
 * that never changes.
 */
export function openColumns(
  { content }: Pick<OpenModel<AnyTask>, 'content'>,
  sketch: ReferenceSketch,
  { change, keep = [] }: ColumnChoice,
): readonly OpenColumn[] {
  const schema = schemaFromJson(content.schema);
  const isNamed = new Set(change ?? []);
  const all = sketch.columns.map((one) => ({ name: one.name, ...found(one, schema[one.name], isNamed.has(one.name)) }));
  const known = all.flatMap((one) => ('open' in one ? [one.name] : []));
  for (const column of [...isNamed, ...keep]) {
    const one = all.find(({ name }) => name === column);
    const reason =
      one === undefined
        ? `it is no column that the model reads.${didYouMean(column, content.inputs)}`
        : 'closed' in one
          ? one.closed
          : undefined;
    if (reason !== undefined && (one === undefined || isNamed.has(column)))
      throw mwError('MW_MODEL_CHANGE_COLUMN', { column, reason, known });
  }
  return all.flatMap((one) =>
    'open' in one && !keep.includes(one.name) && (change === undefined || isNamed.has(one.name)) ? [one.open] : [],
  );
}

function found(sketch: NamedSketch, { kind, spec }: Column, isNamed: boolean): Found {
  const { name } = sketch;
  const of = (choices: (row: RowValues) => Changeable): Found => ({ open: { name, of: choices } });
  if (spec.immutable) return { closed: 'the schema says that it never does' };
  if (sketch.kind === 'skipped') return { closed: sketch.reason };
  if (sketch.kind === 'number') return of((row) => changeableNumber(name, row[name] as number | null, sketch.sample, spec));
  if (kind === 'text' && !isNamed) return { closed: 'it is free text: name it to change it all the same' };
  const levels: readonly GridValue[] = kind === 'bool' ? sketch.levels.map((level) => level === 'true') : sketch.levels;
  return of((row) => changeableLevel(name, row[name], levels, spec));
}
