import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from './build/columns.js';
import { learn } from './learned/learn.js';
import { checkNode, type LegalityOptions } from './legality.js';
import { expressionLimits } from './limits.js';

const c = columnsOf({ a: 'number', s: 'text' });
const a = { kind: 'column', name: 'a', type: 'number' };
const one = { kind: 'literal', type: 'number', value: 1 };
const call = (op: string, ...args: unknown[]): unknown => ({ kind: 'call', op, args });

function nested(depth: number): unknown {
  let node: unknown = a;
  for (let i = 1; i < depth; i++) node = call('neg', node);
  return node;
}

describe('checkNode', () => {
  it('gives back what is legal', () => {
    for (const { node } of [
      c.a.mul(2).log1p(),
      c.s.code(['x', 'y']),
      learn.scale(c.a),
      learn.category(c.s, { max: 3 }),
      c.s.ngrams('word', 2, 64),
    ])
      expect(checkNode(JSON.parse(JSON.stringify(node)))).toEqual(node);
    expect(checkNode(nested(expressionLimits.depth))).toBeDefined();
  });

  const refused: readonly (readonly [string, unknown, LegalityOptions, string])[] = [
    ['no object', 3, {}, 'at $: it is not a node'],
    ['a list', [a], {}, 'at $: it is not a node'],
    ['an unknown kind', { kind: 'eval', text: '1' }, {}, 'the kind "eval" does not exist'],
    ['an inherited kind', { kind: 'constructor' }, {}, 'the kind "constructor" does not exist'],
    ['an extra field', { ...a, sql: '1' }, {}, 'a column has no field "sql"'],
    ['a missing field', { kind: 'literal', type: 'number' }, {}, 'the field "value" is missing'],
    ['args that are no list', { kind: 'call', op: 'neg', args: { 0: a } }, {}, 'the field "args"'],
    ['an unknown op, with its place', call('add', one, call('ad', a, one)), {}, 'at $.args[1]: there is no op "ad". Did you mean "add"?'],
    ['an inherited op', call('toString', a), {}, 'there is no op "toString"'],
    ['wrong types', call('add', a, { kind: 'literal', type: 'text', value: 'x' }), {}, 'add takes (number, number), not (number, text)'],
    ['wrong arity', call('add', a), {}, 'not (number)'],
    ['an unknown value type', { ...a, type: 'object' }, {}, 'the field "type"'],
    ['a column of lists', { ...a, type: 'texts' }, {}, 'no column holds lists'],
    ['a NUL in a name', { ...a, name: 'a\0b' }, {}, "cannot be a column's name"],
    ['a column that is not there', { ...a, name: 'aa' }, { columns: { a: 'number' } }, 'there is no column "aa". Did you mean "a"?'],
    ['a column of another type', a, { columns: { a: 'text' } }, 'the column "a" is text, not number'],
    ['a literal of another type', { ...one, value: 'x' }, {}, 'the literal is no well-formed number'],
    ['negative zero', { ...one, value: -0 }, {}, 'the literal is no well-formed number'],
    ['a lone surrogate', { kind: 'literal', type: 'text', value: '\ud800' }, {}, 'no well-formed text'],
    ['a fraction of a millisecond', { kind: 'literal', type: 'time', value: 0.5 }, {}, 'no well-formed time'],
    ['a null list', { kind: 'literal', type: 'numbers', value: null }, {}, 'no well-formed numbers'],
    ['a mixed list', { kind: 'literal', type: 'numbers', value: [1, '2'] }, {}, 'no well-formed numbers'],
    ['constants that the op refuses', call('bin', a, { kind: 'literal', type: 'numbers', value: [2, 1] }), {}, 'the edges must ascend'],
    [
      'weights that are not one per number',
      call('weightedSum', { kind: 'literal', type: 'numbers', value: [2, 1] }, a),
      {},
      'there must be one weight for each number, and there are 2 for 1',
    ],
    ['no number where any number of them may be', call('list'), {}, 'list takes (number, …), not ()'],
    ['a text among numbers', call('list', a, { kind: 'literal', type: 'text', value: 'x' }), {}, 'not (number, text)'],
    ['a computed constant', call('roundTo', a, a), {}, 'one of them is computed from the row'],
    [
      'an unknown rule',
      { kind: 'learned', rule: 'meen', args: [a], options: {} },
      {},
      'there is no learned rule "meen". Did you mean "mean"?',
    ],
    [
      'an option out of range',
      { kind: 'learned', rule: 'quantile', args: [a], options: { p: 2 } },
      {},
      '"p" of learn.quantile must be a number from 0 to 1',
    ],
    ['an unknown option', { kind: 'learned', rule: 'mean', args: [a], options: { p: 2 } }, {}, 'learn.mean has no option "p"'],
    [
      'a hole where none may be',
      call('sub', a, { kind: 'learned', rule: 'mean', args: [a], options: {} }),
      { fitted: true },
      'at $.args[1]: learn.mean is not filled',
    ],
    ['too deep', nested(expressionLimits.depth + 1), {}, 'more than 300 deep'],
  ];

  it.for(refused)('refuses %s', ([, value, options, says]) => {
    expect(() => checkNode(value, options)).toThrow(says);
    expect(() => checkNode(value, options)).toThrow(expect.objectContaining({ code: 'MW_EXPR_ILLEGAL' }));
  });

  it('refuses too many nodes and too long lists', () => {
    const wide = (n: number): unknown => (n === 1 ? a : call('add', wide(n >> 1), wide(n - (n >> 1))));
    expect(() => checkNode(wide(60_000))).toThrow('more than 100000 nodes');
    const list = { kind: 'literal', type: 'numbers', value: Array.from({ length: expressionLimits.items + 1 }, () => 1) };
    expect(() => checkNode(call('inSet', a, list))).toThrow('1000000 are allowed');
  });

  it('never throws anything but its own error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('column', 'literal', 'call', 'learned'), (value, kind) => {
        for (const node of [value, { kind, ...(value as object) }, call('add', value, one)]) {
          try {
            checkNode(node);
          } catch (e) {
            expect(e).toMatchObject({ code: 'MW_EXPR_ILLEGAL' });
          }
        }
      }),
    );
  });
});
