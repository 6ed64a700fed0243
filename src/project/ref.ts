import type { RowOf, Schema } from '../data/index.js';
import type { AnyModel, ItemReport, Model, RecommenderModel } from '../model/index.js';

/** A registered model: its definition, or `name`, `name@3`, `name@champion` (none: champion, else the newest version). */
export type ModelRef = AnyModel | string;

/** The name that a reference goes by in the registry. */
export const nameOf = (ref: ModelRef): string => (typeof ref === 'string' ? ref : ref.name);

/** Rows for a model: with a definition its columns are known, and only those that its features read must be there. */
export type RowsFor<M extends ModelRef> = M extends Model
  ? NonNullable<M['schema']> extends infer S extends Schema
    ? readonly Partial<RowOf<S>>[]
    : never
  : readonly Readonly<Record<string, unknown>>[];

/** Reports of items for a recommender: with a definition the columns of its table of items are known, and those that changed are enough. */
export type ItemReportsFor<M extends ModelRef> = M extends Model
  ? never
  : M extends RecommenderModel
    ? NonNullable<M['schemas']> extends { readonly items: infer I extends Schema }
      ? readonly ItemReport<Partial<RowOf<I>>>[]
      : never
    : readonly ItemReport[];
