import { expect, it } from 'vitest';
import type { Decision } from '../decide/index.js';
import { termsApart } from './terms-apart.js';

const plain: Decision = { act: 'call', cost: 30, valueIfRight: 400, threshold: 0.075 };
const version = (name: string, decide: Decision | null) => ({ name, content: { decide } });
const apart = (now: Decision | null, before: Decision | null) => termsApart(version('m@2', now), version('m@1', before));

it('terms that two versions declare differently are said side by side, what they learned is not', () => {
  expect(apart(plain, { ...plain, threshold: 0.2, costIfWrong: 0 })).toBeUndefined();
  expect(apart(null, plain)).toBeUndefined();
  expect(apart({ ...plain, limit: { acts: 500, per: 'week', of: 7000 } }, { ...plain, cost: 20, currency: 'EUR' })).toBe(
    'Each version decides by its own terms, and both are valued at the amounts of m@2: cost 30 (m@1: 20), currency none (m@1: EUR), ' +
      'limit 500 acts a week (m@1: none).',
  );
  expect(apart(plain, null)).toBe('m@1 declares no money: it is taken to decide by the rule and the amounts of m@2.');
});
