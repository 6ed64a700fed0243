import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doublesOf } from '../core/index.js';
import { openEngine, type Engine } from '../data/index.js';
import { callNode, columnsOf, compileRow, learn, literalNode, printNode, type Node } from '../expr/index.js';
import { encodeRelation } from './encode.js';
import { fitFeatures } from './fit.js';
import { levelTestOf, sharedCodes } from './shared-codes.js';
import { trainingView } from './training-view.js';

const c = columnsOf({ city: 'text', other: 'text', x: 'number' });
const is = (text: Node, level: string): Node =>
  callNode('coalesce', callNode('eq', text, literalNode('text', level)), literalNode('bool', false));

describe('levelTestOf', () => {
  it('knows a test of a level and nothing else', () => {
    expect(levelTestOf(is(c.city.node, 'Oslo'))).toEqual({ text: c.city.node, level: 'Oslo' });
    expect(levelTestOf(c.city.eq('Oslo').node)).toBeUndefined();
    expect(levelTestOf(c.city.eq('Oslo').coalesce(true).node)).toBeUndefined();
    expect(levelTestOf(c.city.eq(c.other).coalesce(false).node)).toBeUndefined();
    expect(levelTestOf(c.x.eq(3).coalesce(false).node)).toBeUndefined();
    expect(levelTestOf(c.city.node)).toBeUndefined();
  });
});

describe('sharedCodes', () => {
  it('gives each text that is asked twice one code, and leaves the rest alone', () => {
    const nodes = [
      is(c.city.node, 'Oslo'),
      c.x.node,
      is(c.other.node, 'a'),
      is(c.city.node, 'Rome'),
      is(columnsOf({ city: 'text' }).city.node, 'Oslo'),
    ];
    const { codes, places } = sharedCodes(nodes);
    expect(codes.map(({ node }) => printNode(node))).toEqual(['code(city, ["Oslo", "Rome"])']);
    expect(places).toEqual([{ code: 0, level: 0 }, undefined, undefined, { code: 0, level: 1 }, { code: 0, level: 0 }]);
  });
});

describe('one-hot columns through the engine', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine({ threads: 2 });
    await engine.append('t', { city: ['Oslo', 'Rome', null, '', 'Oslo', "it's", 'new'], other: ['a', 'b', 'a', null, 'b', 'c', 'a'] });
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  it.each(['missing', 'level'] as const)('equal those of single rows, missing as %s', async (missing) => {
    const nodes = { city: learn.oneHot(c.city, { missing, unseen: 'missing' }).node, other: learn.oneHot(c.other, { missing }).node };
    const view = trainingView(engine, 't', Int32Array.of(0, 1, 2, 3, 4, 5), new Float64Array(7), 7);
    const features = await fitFeatures(engine, nodes, view);
    await view.drop();
    const matrix = await encodeRelation(engine, 't', features, 'serving');
    const row = compileRow(features);
    const out = new Float64Array(row.width);
    const raw = (await engine.rows('SELECT * FROM t')) as readonly Record<string, unknown>[];
    raw.forEach((values, i) => {
      row.run(values, out);
      expect(matrix.columns.map((column) => doublesOf(column)[i])).toEqual([...out]);
    });
    expect(matrix.columns.every((column) => column.kind === 'flag')).toBe(true);
  });
});
