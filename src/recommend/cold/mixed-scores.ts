import { keepingLast } from '../keeping-last.js';
import type { History, Recommender, ScoreShares } from '../recommender.js';
import type { Mixture, Mixtures } from './mixture.js';

/** A recommender whose scores of some items are mixed from those of the others, worked out one by one after them. */
export function mixedScores(recommender: Recommender, { items, mixed, usual }: Mixtures): Recommender {
  const lines = linesOf(mixed);
  const at = new Map(mixed.map((one) => [one.item, one]));
  let weight = 0;
  for (let item = 0; item < usual.length; item++) weight += usual[item];
  const weights = new Float64Array(usual);
  const own = new Float64Array(recommender.items);
  // What it gives holds until the next history is asked about, and no longer.
  const scored = keepingLast((history: History) => {
    recommender.score(history, own);
    let sum = 0;
    for (let item = 0; item < own.length; item++) sum += own[item] * weights[item];
    return { own, usual: weight > 0 ? sum / weight : 0 };
  });
  return {
    items,
    score: (history, out) => {
      const found = scored(history);
      out.set(found.own);
      writeMixed(lines, found.own, found.usual, out);
    },
    ...(recommender.because
      ? {
          because: (history, item) => {
            const one = at.get(item);
            return one ? mixedShares(recommender, history, one, scored(history).usual) : recommender.because!(history, item);
          },
        }
      : {}),
    toParts: () => recommender.toParts(),
  };
}

/** Mixtures, one after the other. */
interface Lines {
  readonly item: Int32Array;
  readonly start: Int32Array;
  readonly of: Int32Array;
  readonly share: Float64Array;
  readonly rest: Float64Array;
}

function linesOf(mixed: readonly Mixture[]): Lines {
  const start = new Int32Array(mixed.length + 1);
  mixed.forEach((one, m) => (start[m + 1] = start[m] + one.of.length));
  const [of, share] = [new Int32Array(start[mixed.length]), new Float64Array(start[mixed.length])];
  mixed.forEach((one, m) => {
    of.set(one.of, start[m]);
    share.set(one.shares, start[m]);
  });
  return { start, of, share, item: Int32Array.from(mixed, ({ item }) => item), rest: Float64Array.from(mixed, ({ rest }) => rest) };
}

function writeMixed({ item, start, of, share, rest }: Lines, own: Float64Array, usual: number, out: Float64Array): void {
  for (let m = 0; m < item.length; m++) {
    let score = 0;
    const end = start[m + 1];
    for (let e = start[m]; e < end; e++) score += share[e] * own[of[e]];
    out[item[m]] = score + rest[m] * usual;
  }
}

function mixedShares(recommender: Recommender, history: History, { of, shares, rest }: Mixture, usual: number): ScoreShares {
  const effects = new Float64Array(history.items.length);
  let base = 0;
  for (let n = 0; n < of.length; n++) {
    const one = recommender.because!(history, of[n]);
    base += shares[n] * one.base;
    for (let h = 0; h < effects.length; h++) effects[h] += shares[n] * one.effects[h];
  }
  return { base: base + rest * usual, effects };
}
