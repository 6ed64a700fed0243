import type { Json } from '../../core/index.js';
import { type CheckedParts, type Member, type PartArray, type Parts } from '../../learn/index.js';
import type { Recommender } from '../recommender.js';
import { hasMembers, type FindMethod } from './members.js';

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

/** What members were fitted to, as data. */
export const memberOwners = (fitted: readonly Recommender[]): Readonly<Record<string, Parts>> =>
  Object.fromEntries(fitted.map((one, m) => [`member${m}`, one.toParts()]));

const isObject = (value: Json): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isMember = (value: Json): boolean => {
  const { learner, params = null } = (value ?? {}) as { readonly learner?: Json; readonly params?: Json };
  return typeof learner === 'string' && isObject(params);
};
const isList = (value: Json): boolean => Array.isArray(value) && value.length > 0 && value.every(isMember);

/** What owners say beside their arrays. */
export const metasIn = (read: CheckedParts): Readonly<Record<string, Json>> => read.setting('metas', isObject);

/** The members that a meta names; refuses what is none. */
export function membersIn(find: FindMethod, read: CheckedParts): readonly Member[] {
  const members = read.setting<Json>('members', isList) as unknown as readonly Member[];
  for (const { learner } of members) if (!isPlain(find, learner)) throw read.damaged(`"${learner}" is no method that can be a member`);
  return members;
}

function isPlain(find: FindMethod, learner: string): boolean {
  try {
    return !hasMembers(find(learner));
  } catch {
    return false;
  }
}

/** The fitted members again, each by its own method's checks; refuses arrays of nobody. */
export function membersFrom(
  find: FindMethod,
  read: CheckedParts,
  members: readonly Member[],
  { arrays }: Parts,
  items: number,
  others: readonly string[] = [],
): readonly Recommender[] {
  const owners = [...members.map((_, m) => `member${m}`), ...others];
  const stray = Object.keys(arrays).find((name) => !owners.some((owner) => name.startsWith(`${owner}.`)));
  if (stray !== undefined) throw read.damaged(`it has an array "${stray}" that does not belong there`);
  const metas = metasIn(read);
  return members.map(({ learner }, m) => find(learner).fromParts(partsFor(`member${m}`, metas[`member${m}`] ?? null, arrays), items));
}
