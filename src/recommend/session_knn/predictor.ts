import { keepingLast } from '../keeping-last.js';
import type { History, Recommender } from '../recommender.js';
import { comparedOf, indexOf, neighboursOf, type Neighbour, type SessionIndex, type SessionModel } from './model.js';
import { partsOf } from './parts.js';

/** Scores are sums over neighbours of sums over shared events, so that every score tells which events it is owed to. */
export function predictorOf(settings: Readonly<Record<string, number>>, model: SessionModel): Recommender {
  const { sessions, weighing, items } = model;
  let known: SessionIndex | undefined;
  const index = (): SessionIndex => (known ??= indexOf(model));
  const rarities = weighing.rarity === 0 ? undefined : raritiesOf(index(), items, sessions.end.length, weighing.rarity);
  const speakers = keepingLast((history: History) => {
    const compared = comparedOf(model, history);
    return { compared, neighbours: neighboursOf(model, index(), compared) };
  });
  const says = ({ place, newer, times }: Neighbour, at: number, item: number): number =>
    times * weighing.item(Math.abs(at - place), newer) * (rarities ? rarities[item] : 1);
  return {
    items,
    score: (history, out) => {
      out.fill(0);
      for (const neighbour of speakers(history).neighbours) {
        const first = sessions.start[neighbour.session];
        for (let e = first; e < sessions.start[neighbour.session + 1]; e++)
          out[sessions.item[e]] += neighbour.shared * says(neighbour, e - first, sessions.item[e]);
      }
    },
    because: (history: History, item: number) => {
      const effects = new Float64Array(history.items.length);
      const { compared, neighbours } = speakers(history);
      for (const neighbour of neighbours) {
        const its = sessions.item.subarray(sessions.start[neighbour.session], sessions.start[neighbour.session + 1]);
        const at = its.indexOf(item);
        if (at < 0) continue;
        const by = says(neighbour, at, item);
        for (const one of compared)
          if (sampled(model, index(), one.item, neighbour.session) && its.includes(one.item)) effects[one.entry] += one.weight * by;
      }
      return { base: 0, effects };
    },
    toParts: () => partsOf(settings, model),
  };
}

/** Whether a session is among the newest of those that have an item. */
const sampled = ({ sample }: SessionModel, { start, session }: SessionIndex, item: number, one: number): boolean =>
  start[item + 1] - start[item] <= sample || one >= session[start[item + 1] - sample];

const raritiesOf = ({ start }: SessionIndex, items: number, sessions: number, power: number): Float64Array =>
  Float64Array.from({ length: items }, (_, i) => Math.log((1 + sessions) / (1 + start[i + 1] - start[i])) ** power);
