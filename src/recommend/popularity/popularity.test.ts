import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../core/index.js';
import type { Params } from '../../learn/index.js';
import { interactionsOf } from '../interactions.js';
import { recommenders, recommenderSettings } from '../registry.js';
import { segmentsOf, strengthFor } from './segments.js';

const DAY = 86_400_000;
const interactions = interactionsOf({
  user: ['ann', 'ann', 'bob', 'bob', 'cem'],
  item: ['tea', 'cup', 'tea', 'pot', 'pot'],
  time: [0, 9 * DAY, 10 * DAY, 10 * DAY, 4 * DAY],
});
/** cup, pot, tea */
const strengths = async (
  params: Params,
  user?: Float64Array,
  userFeatures: Matrix = features,
  events = interactions,
): Promise<number[]> => {
  const learner = recommenders.popularity;
  const run = { params: recommenderSettings('popularity', params), seed: 1, threads: 1, signal: new AbortController().signal };
  const fitted = await learner.fit({ interactions: events, userFeatures }, run);
  const [own, again] = [fitted, learner.fromParts(fitted.toParts(), fitted.items)].map((one) => {
    const out = new Float64Array(3);
    one.score({ items: [], weights: [], ...(user ? { user } : {}) }, out);
    return [...out];
  });
  expect(again).toEqual(own);
  return own;
};
const features: Matrix = {
  rows: 3,
  columns: [
    { kind: 'number', name: 'age', values: Float64Array.of(1, 2, 3) },
    { kind: 'category', name: 'town', levels: ['A', 'B'], codes: Int32Array.of(0, 1, 1) },
    { kind: 'flag', name: 'new', values: Uint8Array.of(1, 1, 255) },
  ],
};

describe('popularity', () => {
  it('counts events of a window, older ones half after their half-life', async () => {
    expect(await strengths({})).toEqual([1, 2, 2]);
    expect(await strengths({ windowDays: 5 })).toEqual([1, 1, 1]);
    expect(await strengths({ windowDays: 6 })).toEqual([1, 2, 1]);
    const [cup, pot, tea] = await strengths({ halfLifeDays: 5 });
    expect(cup).toBeCloseTo(2 ** -0.2, 12);
    expect(pot).toBeCloseTo(1 + 2 ** -1.2, 12);
    expect(tea).toBeCloseTo(1 + 2 ** -2, 12);
  });

  it('by hand: what users of the same segments take, and of all as if of a hundred events more', async () => {
    const [, pot, tea] = await strengths({ segments: true }, Float64Array.of(7, 1, NaN));
    // Town B: two pots and a tea of three events; of all two and two of five. (5 × 2 + 100 × 2) / 103
    expect(pot).toBeCloseTo((5 * 2 + 100 * 2) / 103, 6);
    expect(tea).toBeCloseTo((5 * 1 + 100 * 2) / 103, 6);
    const both = await strengths({ segments: true }, Float64Array.of(7, 1, 1));
    // Those who are new took a cup, a pot and two teas.
    expect(both[1]).toBeCloseTo(((5 * 2 + 200) / 103 + (5 * 1 + 200) / 104) / 2, 6);
  });

  it('of items that no segment took yet goes by how popular they are, wherever they stand', () => {
    const segments = segmentsOf(interactions, interactions.weight, features)!;
    // A mug that nobody had when it was learned, and a tray behind all items: both were reported later, and are taken much.
    const later = segmentsOf({ ...interactions, items: [...interactions.items, 'mug'] }, interactions.weight, features)!;
    const town = Float64Array.of(7, 1, NaN);
    expect(strengthFor(later, Float64Array.of(1, 2, 2, 50, 40), town)!.subarray(3)).toEqual(Float64Array.of(50, 40));
    expect(strengthFor(segments, Float64Array.of(1, 2, 2, 50), town)![3]).toBe(50);
    // What the other town alone took is known to be taken less here: a cup, of town A.
    expect(strengthFor(segments, Float64Array.of(1, 2, 2), town)![0]).toBeCloseTo(100 / 103, 6);
  });

  it('of nothing is nothing, by segments too', async () => {
    const nothing = interactionsOf({ user: [], item: [], time: [] }, interactions.items);
    expect(await strengths({ segments: true }, Float64Array.of(7, 1, 1), features, nothing)).toEqual([0, 0, 0]);
  });

  it('is the same for a stranger of whom nothing is known, and without segments', async () => {
    expect(await strengths({ segments: true })).toEqual([1, 2, 2]);
    expect(await strengths({ segments: true }, Float64Array.of(7, NaN, NaN))).toEqual([1, 2, 2]);
    expect(await strengths({ segments: true }, Float64Array.of(7, 9, NaN))).toEqual([1, 2, 2]);
    expect(await strengths({}, Float64Array.of(7, 1, 1))).toEqual([1, 2, 2]);
    expect(await strengths({ segments: true }, Float64Array.of(1), { rows: 3, columns: [features.columns[0]] })).toEqual([1, 2, 2]);
  });
});
