import { rowOf, type CategoryColumn, type Matrix } from '../../core/index.js';
import { segmentsOf, type Interactions, type Segments } from '../../recommend/index.js';
import type { IsForgotten } from '../../store/index.js';
import { cellAt, type ItemColumns } from './item-columns.js';
import { itemMatrix } from './item-matrix.js';

/** What is known of users: of those whom training knew, and of others whom the table names. */
export interface People {
  /** Their numbers, yes and no, and categories: a row each. */
  readonly features: Matrix;
  /** A row of the user features, as the method reads it; undefined for a stranger. */
  readonly rowOf: (user: string) => Float64Array | undefined;
  /** The user's columns, as rules read them; undefined for a stranger. */
  readonly columnsOf: (user: string) => Readonly<Record<string, string | number | boolean | null>> | undefined;
  /** The categories of some users in their order; nothing of a stranger. */
  readonly categoriesOf: (users: readonly string[]) => readonly CategoryColumn[];
  /** What each segment of them takes, of the events of those who come first; undefined where no column tells segments. */
  readonly segmentsIn: (interactions: Interactions) => Segments | undefined;
}

/** The table by the users' ids: a row each, first the users of the interactions. Who was erased is a stranger. */
export function peopleOf(table: ItemColumns, users: readonly string[], isForgotten: IsForgotten = () => false): People {
  const places = new Map(users.map((user, place) => [user, place]));
  const placeOf = (user: string): number | undefined => (isForgotten(user) ? undefined : places.get(user));
  const matrix: Matrix = itemMatrix(table, users.length);
  return {
    features: matrix,
    rowOf: (user) => {
      const place = placeOf(user);
      return place === undefined ? undefined : rowOf(matrix, place);
    },
    columnsOf: (user) => {
      const place = placeOf(user);
      if (place === undefined) return undefined;
      return Object.fromEntries(Object.keys(table.columns).map((name) => [name, cellAt(table, name, place)]));
    },
    segmentsIn: (interactions) => segmentsOf(interactions, interactions.weight, matrix),
    categoriesOf: (asked) => {
      const own = Int32Array.from(asked, (user) => placeOf(user) ?? -1);
      return matrix.columns.flatMap((column) =>
        column.kind === 'category' ? [{ ...column, codes: own.map((place) => column.codes[place] ?? -1) }] : [],
      );
    },
  };
}

/** The table without what names people, tells when they were born or says something in words: of users only numbers, yes or no and categories are kept. */
export function withoutNames({ schema, columns }: ItemColumns): ItemColumns {
  const kept = Object.keys(schema).filter((name) => ['int', 'number', 'bool', 'category'].includes(schema[name].kind));
  const only = <V>(of: Readonly<Record<string, V>>): Record<string, V> => Object.fromEntries(kept.map((name) => [name, of[name]]));
  return { schema: only(schema), columns: only(columns) };
}
