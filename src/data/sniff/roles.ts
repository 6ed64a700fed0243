import { didYouMean, mwError } from '../../core/index.js';
import type { SniffOptions } from './types.js';

/** The columns that the caller has plans for, by their names in the file. */
export interface Roles {
  readonly target: string | undefined;
  readonly treatment: string | undefined;
  readonly ids: readonly string[];
  readonly time: string | undefined;
  readonly group: string | undefined;
  readonly weight: string | undefined;
  readonly protected: readonly string[];
}

/**
 * Finds the columns that the options name or count (`#7` is the seventh; a column really called `#7` comes first).
 * Throws `MW_DATA_COLUMN_UNKNOWN` with the nearest name, and `MW_DATA_COLUMN_TWICE` when one column is to be two things;
 * only an id may group rows as well.
 */
export function rolesOf(file: string, names: readonly string[], options: SniffOptions): Roles {
  const one = (option: string, wish: string | undefined): string | undefined =>
    wish === undefined ? undefined : columnNamed(file, names, option, wish);
  const ids = options.id === undefined ? [] : typeof options.id === 'string' ? [options.id] : options.id;
  const roles: Roles = {
    target: one('--target', options.target),
    treatment: one('--treatment', options.treatment),
    ids: ids.map((id) => columnNamed(file, names, '--id', id)),
    time: one('--time', options.time),
    group: one('--group', options.group),
    weight: one('--weight', options.weight),
    protected: (options.protected ?? []).map((wish) => columnNamed(file, names, '--protected', wish)),
  };
  const taken = new Map<string, string>();
  const claims = [
    ['the target', roles.target],
    ['the treatment', roles.treatment],
    ...roles.ids.map((id) => ['an id', id]),
    ['the time', roles.time],
    ['the weight', roles.weight],
    ...roles.protected.map((column) => ['protected', column]),
  ] as [string, string | undefined][];
  if (roles.group !== undefined && !roles.ids.includes(roles.group)) claims.push(['the group', roles.group]);
  for (const [what, column] of claims) {
    if (column === undefined) continue;
    const before = taken.get(column);
    if (before !== undefined && before !== what)
      throw mwError('MW_DATA_COLUMN_TWICE', { column, options: [before, what] }, { where: column });
    taken.set(column, what);
  }
  return roles;
}

/** The column that a wish names or counts (`#7`). Throws `MW_DATA_COLUMN_UNKNOWN`. */
export function columnNamed(file: string, names: readonly string[], option: string, wish: string): string {
  if (names.includes(wish)) return wish;
  const place = /^#([1-9][0-9]{0,6})$/.exec(wish)?.[1];
  const counted = place === undefined ? undefined : names[Number(place) - 1];
  if (counted !== undefined) return counted;
  throw mwError('MW_DATA_COLUMN_UNKNOWN', { file, option, column: wish, hint: didYouMean(wish, names), known: names }, { where: option });
}
