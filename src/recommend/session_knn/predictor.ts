import type { History, Recommender } from '../recommender.js';
import { indexOf, neighboursOf, type Neighbour, type SessionIndex, type SessionModel } from './model.js';
import { partsOf } from './parts.js';

/** Scores are sums over neighbours of sums over shared events, so that every score tells which events it is owed to. */
export function predictorOf(settings: Readonly<Record<string, number>>, model: SessionModel): Recommender {
  const { sessions, weighing, items } = model;
  let known: SessionIndex | undefined;
  const index = (): SessionIndex => (known ??= indexOf(model));
  const rarities = weighing.rarity === 0 ? undefined : raritiesOf(index(), items, sessions.end.length, weighing.rarity);
  const says = ({ place, newer, times }: Neighbour, at: number, item: number): number =>
    times * weighing.item(Math.abs(at - place), newer) * (rarities ? rarities[item] : 1);
  return {
    items,
    score: (history, out) => {
      out.fill(0);
      for (const neighbour of neighboursOf(model, index(), history)) {
        const likeness = neighbour.shared.reduce((sum, { weight }) => sum + weight, 0);
        const first = sessions.start[neighbour.session];
        for (let e = first; e < sessions.start[neighbour.session + 1]; e++)
          out[sessions.item[e]] += likeness * says(neighbour, e - first, sessions.item[e]);
      }
    },
    because: (history: History, item: number) => {
      const effects = new Float64Array(history.items.length);
      for (const neighbour of neighboursOf(model, index(), history)) {
        const first = sessions.start[neighbour.session];
        const at = sessions.item.subarray(first, sessions.start[neighbour.session + 1]).indexOf(item);
        if (at < 0) continue;
        const by = says(neighbour, at, item);
        for (const { entry, weight } of neighbour.shared) effects[entry] += weight * by;
      }
      return { base: 0, effects };
    },
    toParts: () => partsOf(settings, model),
  };
}

const raritiesOf = ({ start }: SessionIndex, items: number, sessions: number, power: number): Float64Array =>
  Float64Array.from({ length: items }, (_, i) => Math.log((1 + sessions) / (1 + start[i + 1] - start[i])) ** power);
