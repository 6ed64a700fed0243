import { expect, it } from 'vitest';
import { columnsOf, exprOf, foldConstants, literal, literalNode, printNode } from './index.js';
import { callNode } from './construct.js';

const c = columnsOf({ x: 'number', city: 'text', at: 'time' });
const one = exprOf<'number'>(literalNode('number', 1));

it.each([
  ['what a scale leaves behind', c.x.sub(2.5).div(exprOf<'number'>(literalNode('number', 3)).nullIf(0).coalesce(1)), '(x - 2.5) / 3'],
  ['a standard deviation of nothing', c.x.div(exprOf<'number'>(literalNode('number', 0)).nullIf(0).coalesce(1)), 'x / 1'],
  ['a null', c.x.coalesce(one.div(0)), 'coalesce(x, null)'],
  ['texts and bools', c.city.eq(literal('a').concat('b')), 'city = "ab"'],
  ['nothing to fold', c.x.add(1), 'x + 1'],
])('%s', (_what, expr, due) => {
  expect(printNode(foldConstants(expr.node))).toBe(due);
});

it('leaves category columns as they are, and shares what it does not touch', () => {
  const code = callNode('code', literalNode('text', 'a'), literalNode('texts', ['a', 'b']));
  expect(foldConstants(code)).toBe(code);
  const { node } = c.x.mul(c.x.add(1));
  expect(foldConstants(node)).toBe(node);
});
