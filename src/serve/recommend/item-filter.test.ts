import { expect, it } from 'vitest';
import { t } from '../../data/index.js';
import { itemFilters } from './item-filter.js';

it('remembers short filters, the last 200 of them, and no long ones', () => {
  const filters = itemFilters({ model: 'shop', version: 1, itemSchema: { kind: t.category() } });
  const first = filters.read({ kind: 'tea' });
  expect(filters.read({ kind: 'tea' })).toBe(first);
  for (let i = 0; i < 200; i++) filters.read({ kind: `k${i}` });
  expect(filters.read({ kind: 'tea' })).not.toBe(first);
  const long = { kind: 'x'.repeat(2000) };
  expect(filters.read(long)).toEqual(filters.read(long));
  expect(filters.read(long)).not.toBe(filters.read(long));
});

it.each(['\u0000', 'te\u0000a'])('refuses a text that no item can have, wherever it stands: %j', (text) => {
  const { read } = itemFilters({ model: 'shop', version: 1, itemSchema: { kind: t.category() } });
  for (const asked of [text, ['tea', text], { not: text }])
    expect(() => read({ kind: asked })).toThrow(expect.objectContaining({ code: 'MW_SERVE_FILTER', status: 422, where: 'filter.kind' }));
});
