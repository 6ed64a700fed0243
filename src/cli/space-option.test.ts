import { expect, it } from 'vitest';
import { spaceOption } from './space-option.js';

const space = (text: string): unknown => spaceOption('train', { space: text }, 'space');

it('reads ranges and values by name, or JSON', () => {
  expect(space('gbdt.leaves=8..64 features.categories=oneHot|targetMean,features.keep=0.3..1')).toEqual({
    gbdt: { leaves: { low: 8, high: 64 } },
    features: { categories: ['oneHot', 'targetMean'], keep: { low: 0.3, high: 1 } },
  });
  expect(space('linear.l2=1e-3..10  gbdt.balance=true gbdt.maxDepth=4')).toEqual({
    linear: { l2: { low: 0.001, high: 10 } },
    gbdt: { balance: [true], maxDepth: [4] },
  });
  expect(space(' {"gbdt": {"leaves": [8]}}')).toEqual({ gbdt: { leaves: [8] } });
  expect(spaceOption('train', {}, 'space')).toBeUndefined();
});

it('says what is no range', () => {
  for (const [text, got] of [
    ['leaves=8..64', '"leaves=8..64"'],
    ['gbdt.leaves', '"gbdt.leaves"'],
    ['gbdt.leaves=4 gbdt.leaves=8', 'one range for gbdt.leaves'],
    ['', '""'],
  ])
    expect(() => space(text)).toThrow(got);
  expect(() => space('{"gbdt": 3')).toThrow(/takes a JSON object/);
});
