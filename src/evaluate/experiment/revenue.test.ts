import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { contrast } from './contrast.js';
import { isEarly } from './least-rows.js';
import { momentsOf } from './moments.js';

/** Revenue per visitor: few buy, for amounts whose logarithms are normal, and some send most of it back. */
interface Shop {
  readonly buyers: number;
  readonly spread: number;
  readonly returned: number;
  readonly uplift: number;
  /** Share of the visitors who are treated. */
  readonly treated: number;
}

const LOOKS = 20;
const VISITORS = 6000;

/** In how many of the trials the interval holds the true difference at every look that says anything, and at the end. */
function heldIn(trials: number, { buyers, spread, returned, uplift, treated }: Shop): { everyLook: number; atEnd: number } {
  const stream = random(29, 'revenue', buyers, uplift);
  const spends = (chance: number): number =>
    stream.uniform() < chance ? Math.exp(3 + spread * stream.normal()) * (stream.uniform() < returned ? -0.2 : 1) : 0;
  const truth = buyers * uplift * Math.exp(3 + spread ** 2 / 2) * (1 - 1.2 * returned);
  const held = { everyLook: 0, atEnd: 0 };
  for (let trial = 0; trial < trials; trial++) {
    const rows = Math.round(VISITORS * treated);
    const control = Float64Array.from({ length: VISITORS - rows }, () => spends(buyers));
    const other = Float64Array.from({ length: rows }, () => spends(buyers * (1 + uplift)));
    let [always, last] = [true, true];
    for (let look = 1; look <= LOOKS; look++) {
      const [c, t] = [control, other].map((values) => momentsOf(values.subarray(0, Math.floor((values.length * look) / LOOKS))));
      const { low, high } = contrast(c, t, { look: 'always', rate: false, planned: VISITORS }).difference;
      last = low <= truth && truth <= high;
      if (!isEarly([c, t], 'always')) always &&= last;
    }
    held.everyLook += Number(always);
    held.atEnd += Number(last);
  }
  return { everyLook: held.everyLook / trials, atEnd: held.atEnd / trials };
}

describe('revenue per visitor, looked at all the time', () => {
  it.each<[string, Shop]>([
    ['of two arms that are alike', { buyers: 0.03, spread: 1, returned: 0, uplift: 0, treated: 0.5 }],
    ['of a true uplift of 20%', { buyers: 0.03, spread: 1, returned: 0, uplift: 0.2, treated: 0.5 }],
    ['with baskets of very different size', { buyers: 0.02, spread: 1.5, returned: 0, uplift: 0.3, treated: 0.5 }],
    ['with one visitor in ten treated', { buyers: 0.03, spread: 1, returned: 0, uplift: 0.3, treated: 0.1 }],
    ['with returns', { buyers: 0.05, spread: 1, returned: 0.15, uplift: 0.2, treated: 0.5 }],
  ])('%s: its interval holds the truth in 95%% of trials', (_, shop) => {
    const { everyLook, atEnd } = heldIn(100, shop);
    expect(everyLook).toBeGreaterThanOrEqual(0.95);
    expect(atEnd).toBeGreaterThanOrEqual(0.95);
  });
});
