import { describe, expect, it } from 'vitest';
import { candidate } from '../train/plan.js';
import { scopeOf } from './scope.js';
import { tuningOf, type Tuning, type TuningOptions } from './tuning.js';
import type { TuneRules } from './options.js';

const small = { rows: 900, columns: 10, outputs: 1 };

function asked(rules: TuneRules, { learner, params = {}, ...options }: TuningOptions & { learner?: string; params?: object } = {}): Tuning {
  const named = learner === undefined ? undefined : { learner, params: params as never };
  const scope = scopeOf('regression', named, rules, options.space);
  const learners = scope.learners.map((name) => candidate('regression', name, named?.params ?? {}));
  return tuningOf(options, { ...scope, learners, given: named?.params ?? {} }).for(small);
}

const fault = (rules: object, options: object = {}) => expect(() => asked(rules as TuneRules, options));

describe('what a search is over', () => {
  it('is the ranges of the tables, but for what is given and what a fit finds by itself', () => {
    const { space, candidateOf } = asked({}, { learner: 'gbdt', params: { leaves: 15 } });
    expect(Object.keys(space)).toEqual(expect.arrayContaining(['learningRate', 'minRowsPerLeaf']));
    expect(Object.keys(space)).not.toEqual(expect.arrayContaining(['leaves']));
    expect(Object.keys(space)).not.toEqual(expect.arrayContaining(['trees']));
    expect(candidateOf({ learningRate: 0.2 })).toMatchObject({ params: { leaves: 15, learningRate: 0.2, trees: 100 }, path: true });
    expect(candidateOf({ learningRate: 0.2 }, 40)).toMatchObject({ params: { trees: 40 }, path: false });
    // The defaults come first, and whole: trees are found from the second trial on.
    const { first } = asked({}, { learner: 'gbdt' });
    expect(first.map((point) => candidateOf(point).path)).toEqual([false, true, true, true, true, true]);
    expect(candidateOf(first[0])).toMatchObject({ params: { trees: 100, learningRate: 0.1 } });
    expect(asked({}, { learner: 'gbdt', params: { trees: 30 } }).candidateOf({})).toMatchObject({ params: { trees: 30 }, path: false });
    expect(asked({}, { learner: 'gbdt', params: { boosting: 'dart' } }).candidateOf({}).path).toBe(false);
  });

  it('is narrowed and extended by chosen ranges; one value is held', () => {
    const { space, first, candidateOf } = asked({
      learners: ['gbdt'],
      space: { gbdt: { leaves: { low: 4, high: 8 }, learningRate: [0.02, 0.3], maxDepth: { low: 2, high: 6 }, l2: [3], trees: [50, 200] } },
    });
    expect(space['leaves']).toEqual({ type: 'int', low: 4, high: 8, scale: 'log' });
    expect(space['learningRate']).toEqual({ type: 'choice', choices: [0.02, 0.3] });
    expect(space['maxDepth']).toEqual({ type: 'int', low: 2, high: 6, scale: 'linear' });
    expect('l2' in space).toBe(false);
    // The defaults are 31 leaves, rate 0.1, depth 0 and 100 trees: what is tried first keeps to the ranges.
    expect(first[0]).toMatchObject({ leaves: 8, learningRate: 0.02, maxDepth: 2, trees: 50 });
    expect(candidateOf(first[0])).toMatchObject({ params: { l2: 3 }, path: false });
  });

  it('is several learners, of which ranges may name more, each with its own part', () => {
    const { space, first, candidateOf } = asked({ space: { forest: { trees: [10, 20] } } });
    expect(space['learner']).toEqual({ type: 'choice', choices: ['linear', 'gbdt', 'ebm', 'mlp', 'extra_trees', 'forest'] });
    expect(space['forest.trees']).toEqual({ type: 'choice', choices: [10, 20], when: { name: 'learner', is: ['forest'] } });
    expect(first.slice(0, 2).map(({ learner }) => learner)).toEqual(['linear', 'gbdt']);
    expect(candidateOf({ learner: 'forest', 'forest.trees': 20 })).toMatchObject({ learner: { name: 'forest' }, params: { trees: 20 } });
    expect(asked({ learners: ['linear', 'knn', 'linear'] }).space['learner']).toMatchObject({ choices: ['linear', 'knn'] });
  });

  it('leaves out slow learners of much data, unless somebody asked for them', () => {
    const over = (rules: TuneRules): unknown => {
      const scope = scopeOf('regression', undefined, rules);
      const learners = scope.learners.map((name) => candidate('regression', name, {}));
      const { space } = tuningOf({}, { ...scope, learners, given: {} }).for({ rows: 500_000, columns: 20, outputs: 1 });
      return (space['learner'] as { choices: unknown }).choices;
    };
    expect(over({})).toEqual(['linear', 'gbdt']);
    expect(over({ space: { mlp: { hidden: [16] } } })).toEqual(['linear', 'gbdt', 'mlp']);
    expect(over({ learners: ['ebm', 'gbdt'] })).toEqual(['ebm', 'gbdt']);
  });

  it('refuses what contradicts itself, by name', () => {
    const of = (ranges: object) => fault({ space: { gbdt: ranges } });
    of({ leaves: { low: 64, high: 8 } }).toThrow(/"gbdt.leaves": its low end 64 is above its high end 8/);
    of({ leaves: { low: 1, high: 8 } }).toThrow(/"gbdt.leaves": it takes a whole number from 2 to 4096, and the range reaches to 1/);
    of({ leaves: [8, 9.5] }).toThrow(/"gbdt.leaves": it is to be a whole number from 2 to 4096, and 9.5 is not/);
    of({ leaves: [] }).toThrow(/"gbdt.leaves": it has no choices/);
    of({ leaves: [8, 8] }).toThrow(/"gbdt.leaves": the choice 8 is there twice/);
    of({ leaves: 8 }).toThrow(/"gbdt.leaves": a range is \{"low": …, "high": …\} or a list of values, got 8/);
    of({ leaves: { low: 2, hihg: 8 } }).toThrow(/a range is/);
    of({ leaves: { low: 2, high: 8, scale: 'cubic' } }).toThrow(/a scale is "linear" or "log", got "cubic"/);
    of({ oneSide: { low: 0, high: 1 } }).toThrow(/"gbdt.oneSide": it is no number: give a list of the values to try/);
    of({ leafs: [8] }).toThrow(/leafs/);
    fault({ space: { gdbt: {} } }).toThrow(/gdbt/);
    fault({ space: { gbdt: 8 } }).toThrow(/"gbdt": ranges are given by parameter/);
    fault({ learners: [] }).toThrow(/no learner is among those to try/);
    fault({ learners: ['linear'], space: { gbdt: {} } }).toThrow(/"gbdt": it has ranges, but is not among the learners to try \(linear\)/);
    fault({}, { learner: 'linear', space: { gbdt: {} } }).toThrow(/"gbdt": it has ranges/);
    fault({ space: { linear: { l1: [0], l2: [1] } } }, { learner: 'linear' }).toThrow(/there is nothing to tune/);
  });

  it('ignores what the definition says of learners that this run does not try', () => {
    expect(Object.keys(asked({ learners: ['gbdt'], space: { gbdt: { leaves: [3] } } }, { learner: 'linear' }).space)).toEqual(['l2', 'l1']);
  });
});
