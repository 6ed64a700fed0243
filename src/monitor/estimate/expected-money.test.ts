import { expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { expectedMoney } from './expected-money.js';

const decide = { act: 'call', cost: 5, valueIfRight: 30, costIfWrong: 1, threshold: 0.5, currency: 'USD' };

it('is the mean worth of the decisions under the chances, by hand', () => {
  // 0.6·30 − 0.4·1 − 5 = 12.6 for the one row that is acted on, of two; its outcome spreads by 31²·0.24
  const { value, low, high } = expectedMoney(Float64Array.of(0.6, 0.3), Uint8Array.of(1, 0), decide)!;
  expect(value).toBeCloseTo(6.3, 12);
  const half = 1.959963984540054 * (Math.sqrt(2 * 6.3 ** 2 + 31 ** 2 * 0.24) / 2);
  expect([low, high]).toEqual([expect.closeTo(6.3 - half, 9), expect.closeTo(6.3 + half, 9)]);
  expect(expectedMoney(new Float64Array(0), new Uint8Array(0), decide)).toBeNull();
});

it('holds what is earned in about 95 of 100 windows, where the chances are honest', () => {
  const draw = random(11, 'money');
  let held = 0;
  for (let window = 0; window < 1000; window++) {
    const chances = Float64Array.from({ length: 200 }, () => draw.uniform());
    const acts = Uint8Array.from(chances, (p) => Number(p > 0.2));
    const earned = chances.reduce((sum, p, i) => sum + (acts[i] === 1 ? (draw.uniform() < p ? 30 : -1) - 5 : 0), 0) / 200;
    const { low, high } = expectedMoney(chances, acts, decide)!;
    if (earned >= low && earned <= high) held++;
  }
  expect(held).toBeGreaterThan(930);
});
