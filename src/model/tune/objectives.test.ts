import { describe, expect, it } from 'vitest';
import { samplerNamed } from '../../tune/index.js';
import { checkObjectives, frontOf, lossesOf } from './objectives.js';

describe('several objectives', () => {
  it('the front is what nothing beats in everything', () => {
    const losses = [[0.4, 10], [0.5, 5], [0.45, 12], [0.4, 10], [0.6, 5], null]; // prettier-ignore
    // 2 is beaten by 0, 4 by 1; 0 and 3 are equal, and neither beats the other.
    expect([...frontOf(losses.map((own, number) => ({ number, losses: own })))]).toEqual([0, 1, 3]);
  });

  it('losses stand in the order that was asked for', () => {
    expect(lossesOf(0.3, { bytes: 100, microseconds: 2 }, ['size', 'latency'])).toEqual([0.3, 100, 2]);
  });

  it.each([
    [['speed'], 'nsga2', undefined, 'there is no "speed"'],
    [['size', 'size'], 'nsga2', undefined, 'one is named twice'],
    [['size'], 'tpe', undefined, 'the sampler "tpe" weighs the metric alone'],
    [['size'], 'nsga2', 'halving', 'the pruner "halving" gives up'],
  ])('%j by %s and %s is refused', (asked, sampler, pruner, fault) => {
    expect(() => checkObjectives(asked, samplerNamed(sampler), pruner)).toThrow(fault);
  });
});
