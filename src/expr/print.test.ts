import { describe, expect, it } from 'vitest';
import { columnsOf } from './build/columns.js';
import { learn } from './learned/learn.js';
import { printNode } from './print.js';

const c = columnsOf({ a: 'number', b: 'number', 'two `words`': 'text', ok: 'bool' });

describe('printNode', () => {
  it('writes brackets where the meaning needs them and nowhere else', () => {
    expect(printNode(c.a.add(c.b).mul(c.a).node)).toBe('(a + b) * a');
    expect(printNode(c.a.add(c.b.mul(c.a)).node)).toBe('a + b * a');
    expect(printNode(c.a.sub(c.b.sub(c.a)).node)).toBe('a - (b - a)');
    expect(printNode(c.a.gt(1).or(c.ok).and(c.ok).node)).toBe('(a > 1 or ok) and ok');
    expect(printNode(c.a.gt(1).eq(c.ok).node)).toBe('a > 1 = ok');
    expect(printNode(c.ok.eq(c.a.gt(1)).node)).toBe('ok = (a > 1)');
  });

  it('quotes names that are no words, and cuts long lists on demand', () => {
    expect(printNode(c['two `words`'].trim().node)).toBe('trim(`two ``words```)');
    const set = c['two `words`'].inSet(['x', 'y', 'z']).node;
    expect(printNode(set, { items: 2 })).toBe('inSet(`two ``words```, ["x", "y", … 1 more])');
  });

  it('shows holes with their options', () => {
    expect(printNode(learn.quantile(c.a, 0.9).node)).toBe('learn.quantile(a, { p: 0.9 })');
  });
});
