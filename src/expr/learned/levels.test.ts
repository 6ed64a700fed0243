import { describe, expect, it } from 'vitest';
import { columnNode } from '../construct.js';
import { printNode } from '../print.js';
import { levelRules } from './levels.js';

const x = columnNode('x', 'text');
const [category, frequency, mode] = [levelRules.category.fill, levelRules.frequency.fill, levelRules.mode.fill];
const options = { max: 50, minRows: 1, unseen: 'missing', missing: 'missing' };

describe('levels', () => {
  it('stand by rows, then by code unit, in whatever order an engine lists them', () => {
    const shuffled = { levels: ['é', 'a', 'Z', 'b'], counts: [2, 2, 5, 2] };
    expect(printNode(category(shuffled, [x], options))).toBe('code(x, ["Z", "a", "b", "é"])');
    expect(printNode(frequency({ levels: ['b', 'a'], counts: [1, 1] }, [x]))).toContain('["a", "b"], [0.5, 0.5]');
    expect(printNode(mode({ levels: ['b', 'a'], counts: [1, 1] }))).toBe('"a"');
  });

  it('are none where an engine has no list', () => {
    expect(printNode(category({ levels: null, counts: null }, [x], options))).toBe('code(x, [])');
  });
});
