import { describe, expect, it } from 'vitest';
import { candidate } from '../train/plan.js';
import { scopeOf } from './scope.js';
import { tuningOf, type Tuning, type TuningOptions } from './tuning.js';
import type { TuneRules } from './options.js';

const small = { rows: 900, columns: 10, outputs: 1 };

interface AskedRun extends TuningOptions {
  learner?: string;
  /** Of the run. */
  params?: object;
  /** Of the definition's own learner. */
  own?: object;
}

function asked(rules: TuneRules, { learner, params = {}, own = {}, ...options }: AskedRun = {}): Tuning {
  const named = learner === undefined ? undefined : { learner, params: { ...own, ...params } as never };
  const scope = scopeOf('regression', named, rules, options.space, params as never);
  const learners = scope.learners.map((name) => candidate('regression', name, named?.params ?? {}));
  return tuningOf(options, { ...scope, learners }).for(small);
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
      const { space } = tuningOf({}, { ...scope, learners }).for({ rows: 500_000, columns: 20, outputs: 1 });
      return (space['learner'] as { choices: unknown }).choices;
    };
    expect(over({})).toEqual(['linear', 'gbdt']);
    expect(over({ space: { mlp: { hidden: [16] } } })).toEqual(['linear', 'gbdt', 'mlp']);
    expect(over({ learners: ['ebm', 'gbdt'] })).toEqual(['ebm', 'gbdt']);
  });

  it('tells what is not searched: one value is another search than another, and a setting that is held is another than one that fits find', () => {
    const fixed = (trees?: readonly number[]): unknown =>
      asked({ learners: ['gbdt', 'knn'] }, trees ? { space: { gbdt: { trees } } } : {}).fixed;
    const knn = { learner: 'knn', held: {}, path: null };
    expect(fixed([2])).toEqual([{ learner: 'gbdt', held: { trees: 2 }, path: null }, knn]);
    expect(fixed([400])).toEqual([{ learner: 'gbdt', held: { trees: 400 }, path: null }, knn]);
    expect(fixed()).toEqual([{ learner: 'gbdt', held: {}, path: 'trees' }, knn]);
  });

  it('lets vary what the learner of the definition sets where somebody gave a range for it, from there on', () => {
    const own = { trees: 15, leaves: 7 };
    const leaves = { low: 4, high: 32 };
    for (const [rules, options] of [
      [{}, { space: { gbdt: { leaves } } }],
      [{ space: { gbdt: { leaves } } }, {}],
    ]) {
      const { space, first, fixed, candidateOf } = asked(rules as TuneRules, { learner: 'gbdt', own, ...options });
      expect(space['leaves']).toEqual({ type: 'int', ...leaves, scale: 'log' });
      expect(first[0]['leaves']).toBe(7);
      expect(fixed).toMatchObject([{ held: { trees: 15 } }]);
      expect(candidateOf({ leaves: 12 }).params).toMatchObject({ trees: 15, leaves: 12 });
    }
    const held = asked({ space: { gbdt: { leaves } } }, { learner: 'gbdt', own, params: { leaves: 9 } });
    expect(held.fixed).toMatchObject([{ held: { trees: 15, leaves: 9 } }]);
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
    fault({}, { learner: 'gbdt', space: { gdbt: {} } }).toThrow(/among the learners to try \(gbdt\)\. Did you mean "gbdt"\?/);
    const twice = { learner: 'gbdt', params: { leaves: 7 }, space: { gbdt: { trees: [5, 9], leaves: [7, 15] } } };
    fault({}, twice).toThrow(/"gbdt.leaves": it is held by --params and has a range too/);
    // What the definition says gives way to what is given now.
    expect(Object.keys(asked({ space: { gbdt: { leaves: [7, 15] } } }, { learner: 'gbdt', params: { leaves: 7 } }).space)).not.toContain(
      'leaves',
    );
    fault({ space: { linear: { l1: [0], l2: [1] } } }, { learner: 'linear' }).toThrow(/there is nothing to tune/);
  });

  it('ignores what the definition says of learners that this run does not try', () => {
    expect(Object.keys(asked({ learners: ['gbdt'], space: { gbdt: { leaves: [3] } } }, { learner: 'linear' }).space)).toEqual(['l2', 'l1']);
  });
});
