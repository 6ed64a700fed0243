import type { Recommender } from '../recommender.js';
import { effectsBy } from './effects.js';
import { addLines, type ItemWeights } from './model.js';
import { partsOf } from './parts.js';

/** Scores are sums over the history: what each entry says for an item, times its weight. So every score tells which entries it is owed to. */
export function predictorOf(model: ItemWeights): Recommender {
  const effectsOf = effectsBy(model);
  return {
    items: model.items,
    score: ({ items, weights }, out) => {
      out.fill(0);
      addLines(model, items, weights, out);
    },
    because: (history, item) => ({ base: 0, effects: effectsOf(history, item) }),
    similar: (item, out) => {
      out.fill(0);
      addLines(model, [item], [1], out);
    },
    toParts: () => partsOf(model),
  };
}
