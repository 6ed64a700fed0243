import { keepingLast } from '../keeping-last.js';
import type { History, Recommender } from '../recommender.js';
import { comparedOf, indexOf, neighboursOf, type SessionIndex, type SessionModel, type SessionRoom } from './model.js';
import { partsOf } from './parts.js';
import type { Sessions } from './sessions.js';
import { spokenBy, type Spoken } from './spoken.js';

/** Scores are sums over neighbours of sums over shared events, so that every score tells which events it is owed to. */
export function predictorOf(settings: Readonly<Record<string, number>>, model: SessionModel): Recommender {
  const { sessions, weighing, items } = model;
  let known: SessionIndex | undefined;
  const index = (): SessionIndex => (known ??= indexOf(model));
  const rarities = weighing.rarity === 0 ? undefined : raritiesOf(index(), items, sessions.end.length, weighing.rarity);
  let made: SessionRoom | undefined;
  const room = (): SessionRoom => (made ??= { shared: new Float64Array(sessions.end.length), newest: new Int32Array(sessions.end.length) });
  const speakers = keepingLast((history: History) => {
    const compared = comparedOf(model, history);
    const neighbours = neighboursOf(model, index(), compared, room());
    let spoken: Spoken | undefined;
    return { neighbours, spoken: () => (spoken ??= spokenBy(model, index(), compared, neighbours)) };
  });
  let near: Float64Array | undefined;
  const nearness = (): Float64Array => (near ??= Float64Array.from({ length: longestOf(sessions) }, (_, places) => weighing.place(places)));
  return {
    items,
    score: (history, out) => {
      out.fill(0);
      const weights = nearness();
      for (const { session, shared, place, newer, times } of speakers(history).neighbours) {
        const [newest, first, end] = [weighing.newest(newer), sessions.start[session], sessions.start[session + 1]];
        for (let e = first; e < end; e++) {
          const item = sessions.item[e];
          out[item] += shared * (times * (newest * weights[Math.abs(e - first - place)]) * (rarities ? rarities[item] : 1));
        }
      }
    },
    because: (history: History, item: number) => {
      const effects = new Float64Array(history.items.length);
      const { neighbours, spoken } = speakers(history);
      const { start, neighbour, place: places, first, entry, weight } = spoken();
      for (let at = start[item]; at < start[item + 1]; at++) {
        const { place, newer, times } = neighbours[neighbour[at]];
        const by = times * (weighing.newest(newer) * nearness()[Math.abs(places[at] - place)]) * (rarities ? rarities[item] : 1);
        for (let s = first[neighbour[at]]; s < first[neighbour[at] + 1]; s++) effects[entry[s]] += weight[s] * by;
      }
      return { base: 0, effects };
    },
    toParts: () => partsOf(settings, model),
  };
}

/** How many items the longest session has. */
const longestOf = ({ start }: Sessions): number => start.reduce((most, at, s) => Math.max(most, s > 0 ? at - start[s - 1] : 0), 0);

const raritiesOf = ({ start }: SessionIndex, items: number, sessions: number, power: number): Float64Array =>
  Float64Array.from({ length: items }, (_, i) => Math.log((1 + sessions) / (1 + start[i + 1] - start[i])) ** power);
