import { rowOf, type Matrix } from '../../core/index.js';
import { cellAt, type ItemColumns } from './item-columns.js';
import { itemMatrix } from './item-matrix.js';

/** What is known of the users whom training knew. */
export interface People {
  /** A row of the user features, as the method reads it; undefined for a stranger. */
  readonly rowOf: (user: string) => Float64Array | undefined;
  /** The user's columns, as rules read them; undefined for a stranger. */
  readonly columnsOf: (user: string) => Readonly<Record<string, string | number | boolean | null>> | undefined;
}

/** The table by the users' ids. */
export function peopleOf(table: ItemColumns, users: readonly string[]): People {
  const placeOf = new Map(users.map((user, place) => [user, place]));
  const matrix: Matrix = itemMatrix(table, users.length);
  return {
    rowOf: (user) => {
      const place = placeOf.get(user);
      return place === undefined ? undefined : rowOf(matrix, place);
    },
    columnsOf: (user) => {
      const place = placeOf.get(user);
      if (place === undefined) return undefined;
      return Object.fromEntries(Object.keys(table.columns).map((name) => [name, cellAt(table, name, place)]));
    },
  };
}

/** The table without what names people, tells when they were born or says something in words: of users only numbers, yes or no and categories are kept. */
export function withoutNames({ schema, columns }: ItemColumns): ItemColumns {
  const kept = Object.keys(schema).filter((name) => ['int', 'number', 'bool', 'category'].includes(schema[name].kind));
  const only = <V>(of: Readonly<Record<string, V>>): Record<string, V> => Object.fromEntries(kept.map((name) => [name, of[name]]));
  return { schema: only(schema), columns: only(columns) };
}
