import { describe, expect, it } from 'vitest';
import { columnsOf } from './build/columns.js';
import type { NumberExpr } from './build/typed.js';
import { literalNode } from './construct.js';
import { checkNode } from './legality.js';
import { expressionLimits } from './limits.js';
import type { Node } from './node.js';
import { programOf } from './program.js';
import { keyOf, replace, usedColumns } from './walk.js';

const c = columnsOf({ a: 'number', b: 'number' });

/** x·x·…: 2^depth nodes as a tree, depth + 1 as distinct nodes. */
function doubled(depth: number): Node {
  let x = c.a.add(c.b);
  for (let i = 0; i < depth; i++) x = x.mul(x);
  return x.node;
}

describe('walking', () => {
  it('is linear in distinct nodes', () => {
    const deep = doubled(60);
    expect(usedColumns([deep])).toEqual(['a', 'b']);
    expect(keyOf(deep)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('names nodes by content, not by object', () => {
    expect(keyOf(c.a.add(1).node)).toBe(keyOf(JSON.parse(JSON.stringify(c.a.add(1).node)) as Node));
    const different = [c.a.add(1), c.a.sub(1), c.a.add(2), c.b.add(1), c.a.add(c.b), c.a].map((x) => keyOf(x.node));
    expect(new Set(different).size).toBe(different.length);
    expect(keyOf(literalNode('number', 1))).not.toBe(keyOf(literalNode('text', '1')));
  });

  it('replaces nodes and shares what stays', () => {
    const kept = c.b.abs().node;
    const node = c.a.add(c.b.abs()).node;
    const to = replace(node, (n) => (n.kind === 'column' && n.name === 'a' ? literalNode('number', 7) : undefined));
    expect(to).toEqual({ kind: 'call', op: 'add', args: [literalNode('number', 7), kept] });
    expect(replace(node, () => undefined)).toBe(node);
  });
});

const chain = (calls: number): Node => Array.from({ length: calls }).reduce<NumberExpr>((x) => x.neg(), c.a).node;

describe('programs', () => {
  it('hold equal parts once, across outputs and objects', () => {
    const { steps, outputs } = programOf({ x: c.a.add(1).abs().node, y: c.a.add(1).neg().node });
    expect(steps.map(({ node, depth }) => [node.kind === 'call' ? node.op : node.kind, depth])).toEqual([
      ['column', 0],
      ['literal', 0],
      ['add', 1],
      ['abs', 2],
      ['neg', 2],
    ]);
    expect(outputs).toEqual([
      { name: 'x', step: 3, type: 'number' },
      { name: 'y', step: 4, type: 'number' },
    ]);
  });

  it('are no larger than what is accepted again from an artifact', () => {
    expect(checkNode(chain(expressionLimits.depth - 1), { fitted: true })).toBeDefined();
    expect(programOf({ x: chain(expressionLimits.depth - 1) }).steps).toHaveLength(expressionLimits.depth);
    expect(() => checkNode(chain(expressionLimits.depth))).toThrow('more than 300 deep');
    expect(() => programOf({ x: chain(expressionLimits.depth) })).toThrow(
      'the expression of "x" is too large: it is more than 299 calls deep',
    );
    expect(programOf({ x: doubled(14) }).steps).toHaveLength(17);
    expect(() => programOf({ x: doubled(15) })).toThrow('written out it has more than 100000 nodes');
  });
});
