import type { Json } from '../../core/index.js';
import { type CheckedParts, type PartArray, type Parts } from '../../learn/index.js';
import type { Recommender } from '../recommender.js';
import { recommenderNamed } from '../registry.js';
import type { RankSource } from './sources.js';

/** Parts of several things in one, each array with the name of its owner before it. */
export function joinedParts(owners: Readonly<Record<string, Parts>>): {
  readonly metas: Readonly<Record<string, Json>>;
  readonly arrays: Parts['arrays'];
} {
  const metas = Object.fromEntries(Object.entries(owners).map(([name, { meta }]) => [name, meta]));
  const arrays = Object.fromEntries(
    Object.entries(owners).flatMap(([name, parts]) => Object.entries(parts.arrays).map(([array, values]) => [`${name}.${array}`, values])),
  );
  return { metas, arrays };
}

/** What belongs to one owner. */
export function partsFor(owner: string, meta: Json, arrays: Readonly<Record<string, PartArray>>): Parts {
  const own = Object.entries(arrays).flatMap(([name, values]) =>
    name.startsWith(`${owner}.`) ? [[name.slice(owner.length + 1), values] as const] : [],
  );
  return { meta, arrays: Object.fromEntries(own) };
}

/** Methods and what they were fitted to, as data. */
export const sourceOwners = (fitted: readonly Recommender[]): Readonly<Record<string, Parts>> =>
  Object.fromEntries(fitted.map((one, s) => [`source${s}`, one.toParts()]));

const isSource = (value: Json): boolean => {
  const { learner, params } = (value ?? {}) as { readonly learner?: unknown; readonly params?: unknown };
  return typeof learner === 'string' && typeof params === 'object' && params !== null && !Array.isArray(params);
};
const isList = (value: Json): boolean => Array.isArray(value) && value.length > 0 && value.every(isSource);

/** The sources that a meta names; refuses what is none. */
export const sourcesIn = (read: CheckedParts): readonly RankSource[] =>
  read.setting<Json>('sources', isList) as unknown as readonly RankSource[];

/** The fitted sources again, each by its own method's checks. */
export const sourcesFrom = (
  sources: readonly RankSource[],
  metas: Readonly<Record<string, Json>>,
  arrays: Parts['arrays'],
  items: number,
): readonly Recommender[] =>
  sources.map(({ learner }, s) => recommenderNamed(learner).fromParts(partsFor(`source${s}`, metas[`source${s}`] ?? null, arrays), items));
