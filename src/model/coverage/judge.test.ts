import { describe, expect, it } from 'vitest';
import { callNode, literalNode } from '../../expr/index.js';
import { judgeCoverage } from './judge.js';
import type { Promised } from './promise.js';
import { segmentRule } from './served.js';

const floats = (...values: number[]): Float64Array => Float64Array.from(values);
const by = segmentRule({ kind: 'column', name: 'town', type: 'text' } as never, ['north', 'south', 'west']);
const intervals: Promised = { kind: 'intervals', bounds: { low: floats(0, 0, 0, 0, 0, 0), high: floats(1, 2, 3, 4, 5, 6) } };
const rule = { level: 0.8, method: 'absolute', by: null, thresholds: { all: 1, segments: [] } } as const;

describe('what came of a promise', () => {
  it('is the share of the truths within, both ends included, and the mean width', () => {
    const judged = judgeCoverage(rule, intervals, { y: floats(1, 0, 3.5, -1, 2, 7), segments: undefined, seed: 1 });
    expect(judged).toMatchObject({ level: 0.8, method: 'absolute', rows: 6, segments: [] });
    expect([judged.coverage.value, judged.width?.value, judged.size]).toEqual([0.5, 3.5, undefined]);
  });

  it('is told of each segment that has rows, and of the rest, with who shares the threshold of all rows', () => {
    const { segments } = judgeCoverage({ ...rule, by, thresholds: { all: 1, segments: [2, null, 3] } }, intervals, {
      y: floats(1, 9, 1, 1, 9, 9),
      segments: Int32Array.of(0, 0, 1, -1, -1, 0),
      seed: 1,
    });
    expect(segments.map(({ name, own, rows, coverage }) => [name, own, rows, coverage.value])).toEqual([
      ['north', true, 3, 1 / 3],
      ['south', false, 1, 1],
      ['all others', false, 2, 1 / 2],
    ]);
    // Widths 1, 2 and 6; 3; 4 and 5.
    expect(segments.map(({ width }) => width?.value)).toEqual([3, 3, 4.5]);
  });

  it('weighs rows, and takes rows of one group as one', () => {
    const y = floats(1, 9, 1, 1, 9, 1);
    const weighed = judgeCoverage(rule, intervals, { y, segments: undefined, weights: floats(1, 3, 1, 1, 1, 1), seed: 1 });
    expect(weighed.coverage.value).toBe(0.5);
    const alike = judgeCoverage(rule, intervals, { y, segments: undefined, groups: new Int32Array(6), seed: 1 });
    expect(alike.coverage).toEqual({ value: 4 / 6, low: 4 / 6, high: 4 / 6 });
    // A row of no group is one of its own: then the share is as unsure as six rows make it.
    const alone = judgeCoverage(rule, intervals, { y, segments: undefined, groups: new Int32Array(6).fill(-1), seed: 1 });
    expect(alone.coverage.high - alone.coverage.low).toBeGreaterThan(0.3);
  });

  it('counts the labels of sets', () => {
    const sets: Promised = { kind: 'sets', sets: Uint8Array.of(1, 0, 0, 1, 1, 0, 1, 1, 1, 0, 0, 1) };
    const judged = judgeCoverage({ ...rule, method: 'lac' }, sets, { y: floats(0, 2, 1, 2), segments: undefined, seed: 1 });
    expect([judged.coverage.value, judged.size?.value, judged.single?.value, judged.width]).toEqual([0.75, 1.75, 0.5, undefined]);
  });
});

it('the sides of a yes/no are segments of their own', () => {
  const rooms = { kind: 'column', name: 'rooms', type: 'number' } as never;
  expect(segmentRule(callNode('gt', rooms, literalNode('number', 3)), []).names).toEqual(['no', 'yes']);
  expect(by.names).toEqual(['north', 'south', 'west']);
  expect(by.feature.node).toMatchObject({ op: 'code' });
});
