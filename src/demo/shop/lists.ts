import { resolveParams } from '../../learn/index.js';
import { historyOf, interactionsOf, makeList, recommenderNamed, type RecommenderName } from '../../recommend/index.js';
import type { ShopHistory } from './history.js';
import { isLaunched } from './state.js';

/** How strongly each type of event speaks for an item. */
const WEIGHTS = { view: 1, cart: 3, purchase: 5, return: 0.1 } as const;

/** What a recommender that learned from a shop's log at its defaults would show to people, as places of the catalogue: nothing that is theirs or out of stock. */
export async function listsOf(
  { shop, state, events }: ShopHistory,
  name: RecommenderName,
  k: number,
  people: readonly number[],
): Promise<ReadonlyMap<number, Int32Array>> {
  const interactions = interactionsOf({
    user: events.map(({ user }) => user),
    item: events.map(({ item }) => item),
    time: events.map(({ at }) => at),
    weight: events.map(({ type }) => WEIGHTS[type]),
  });
  const learner = recommenderNamed(name);
  const run = { params: resolveParams(name, learner.params, {}), seed: shop.seed, threads: 1, signal: new AbortController().signal };
  const fitted = await learner.fit({ interactions }, run);
  const places = new Map(shop.catalogue.map(({ id }, place) => [id, place]));
  const place = Int32Array.from(interactions.items, (id) => places.get(id)!);
  const userAt = new Map(interactions.users.map((id, u) => [id, u]));
  return new Map(
    people.map((person) => {
      const user = userAt.get(shop.people[person].id);
      const history = user === undefined ? { items: [], weights: [] } : historyOf(interactions, user);
      const leftOut = (item: number): boolean =>
        state.owned[person].has(place[item]) || state.stock[place[item]] <= 0 || !isLaunched(shop, place[item], state.day);
      return [person, Int32Array.from(makeList(fitted, { history, k, leftOut }).items, ({ item }) => place[item])];
    }),
  );
}
