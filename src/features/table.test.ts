import { describe, expect, it } from 'vitest';
import { t } from '../data/index.js';
import { csv, joinedSchema } from './index.js';

describe('joinedSchema', () => {
  const left = csv('a.csv', { key: t.id(), ['__proto__']: t.int(), price: t.number() });
  const right = csv('b.csv', { id: t.id(), city: t.category() });

  it('adds the other table without its key', () => {
    const joined = joinedSchema(left.join(right, { key: 'id' }).definition);
    expect(Object.keys(joined)).toEqual(['key', '__proto__', 'price', 'city']);
  });
  it('keeps columns whose names mean something to JavaScript', () => {
    const { nodes } = left.target('price').features((c) => ({ ['__proto__']: c['__proto__'] }));
    expect(Object.entries(nodes)).toEqual([['__proto__', { kind: 'column', name: '__proto__', type: 'number' }]]);
  });
});
