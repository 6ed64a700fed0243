import { random, type Matrix } from '../../core/index.js';
import { interactionsOf, type RecommendInput } from '../../recommend/index.js';

const GROUPS = 3;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Events of one visit. */
const VISIT = 4;

/** Events of a small shop: users of three tastes, each of which has a third of the items; now and then a user takes anything. */
export interface PlantedEvents {
  readonly user: readonly string[];
  readonly item: readonly string[];
  readonly time: readonly number[];
  readonly weight: readonly number[];
  /** All items, taken or not. */
  readonly items: readonly string[];
}

const itemName = (item: number): string => `item ${String(item).padStart(4, '0')}`;

/** The taste that an item is for. */
export const groupOf = (item: number): number => item % GROUPS;

/** So many users who take `perUser` of so many items each, in visits on consecutive days; some take an item again. */
export function plantedEvents(users: number, items: number, perUser: number, seed = 1): PlantedEvents {
  const { uniform } = random(seed);
  const columns = { user: [] as string[], item: [] as string[], time: [] as number[], weight: [] as number[] };
  const own = Math.floor(items / GROUPS);
  for (let u = 0; u < users; u++)
    for (let e = 0; e < perUser; e++) {
      const popular = uniform() * uniform();
      const item = uniform() < 0.85 ? GROUPS * Math.floor(own * popular) + groupOf(u) : Math.floor(items * uniform());
      columns.user.push(`user ${u}`);
      columns.item.push(itemName(item));
      columns.time.push(DAY_MS * (1 + Math.floor(e / VISIT)) + MINUTE_MS * (e % VISIT));
      columns.weight.push(1 + Math.floor(2 * uniform()));
    }
  return { ...columns, items: Array.from({ length: items }, (_, item) => itemName(item)) };
}

/** What a learner is given of such events, with what is known of items and users. */
export function inputOf({ items, ...events }: PlantedEvents): RecommendInput {
  const interactions = interactionsOf(events, items);
  return {
    interactions,
    itemFeatures: features(interactions.items.map((name) => groupOf(Number(name.slice(5))))),
    userFeatures: features(interactions.users.map((name) => groupOf(Number(name.slice(5))))),
  };
}

const features = (groups: readonly number[]): Matrix => ({
  rows: groups.length,
  columns: [
    { kind: 'category', name: 'group', levels: ['a', 'b', 'c'], codes: Int32Array.from(groups) },
    { kind: 'number', name: 'size', values: Float64Array.from(groups, (_, i) => i % 7) },
  ],
});

/** The problem that most promises are checked on: 120 users, 60 items, of which two were never taken. */
export function referenceInput(): RecommendInput {
  const events = plantedEvents(120, 60, 9);
  return inputOf({ ...events, items: [...events.items, itemName(60), itemName(61)] });
}
