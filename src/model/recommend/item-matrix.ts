import type { Matrix, MatrixColumn } from '../../core/index.js';
import type { Schema } from '../../data/index.js';
import type { ItemColumn, ItemColumns } from './item-columns.js';

/** What is known of items as features: numbers, yes and no, and categories; names, texts and times are none. A row per item. */
export function itemMatrix({ schema, columns }: ItemColumns, items: number): Matrix {
  const all = Object.entries(columns).flatMap(([name, column]) => featureOf(name, schema[name].kind, column));
  return { rows: items, columns: all };
}

function featureOf(name: string, kind: string, column: ItemColumn): readonly MatrixColumn[] {
  if (column.kind === 'number') return [{ kind: 'number', name, values: column.values }];
  if (column.kind === 'bool') return [{ kind: 'flag', name, values: column.values }];
  return column.kind === 'text' && kind === 'category' ? [categoryOf(name, column.values)] : [];
}

/** Whether any of the columns tells what items are like: whether {@link itemMatrix} has any. */
export const hasFeatures = (schema: Schema): boolean => Object.values(schema).some(({ kind }) => FEATURES.includes(kind));

const FEATURES: readonly string[] = ['int', 'number', 'bool', 'category'];

/** Texts as levels, in their order. */
export function categoryOf(name: string, values: readonly (string | null)[]): MatrixColumn {
  const levels = [...new Set(values)].filter((level) => level !== null).toSorted();
  const codes = new Map(levels.map((level, code) => [level, code]));
  return { kind: 'category', name, levels, codes: Int32Array.from(values, (value) => (value === null ? -1 : codes.get(value)!)) };
}
