import assert from 'node:assert/strict';
import { headsOf, MillwrightError, type ColumnHead, type Json, type Matrix } from '../../core/index.js';
import type { AnyLearner, PartArray, Parts } from '../../learn/index.js';
import type { LearnerPromise } from './case.js';
import { fit, forEachTask, marginsOf, sameBits, textOf } from './fitting.js';
import { referenceProblem } from './problem.js';

/** Promises on parts: what an artifact stores. */
export const storedPromises: readonly LearnerPromise[] = [
  {
    name: 'parts make the same predictor again',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const { x, ...input } = referenceProblem(task);
        const predictor = await fit(subject, { x, ...input });
        const parts = copyOf(predictor.toParts());
        const again = subject.learner.fromParts(parts, headsOf(x));
        assert.equal(textOf(again.toParts()), textOf(parts));
        assert.equal(again.outside, predictor.outside, 'the output of rows that belong to none');
        assert.ok(predictor.outside === undefined || predictor.outside === predictor.outputs - 1, 'it is the last');
        sameBits(marginsOf(again, x), marginsOf(predictor, x), 'margins');
        const [before, after] = [predictor.contributions?.(x), again.contributions?.(x)];
        if (before && after) sameBits(after.effects, before.effects, 'contributions');
        assert.equal(after === undefined, before === undefined, 'contributions are there before and after');
      }),
  },
  {
    name: 'damaged parts are refused with MW_LEARN_PARTS',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const { x, ...input } = referenceProblem(task);
        const parts = (await fit(subject, { x, ...input })).toParts();
        const heads = headsOf(x);
        for (const [what, damaged] of damagedArrays(parts)) refuses(subject.learner, damaged, heads, what);
        for (const meta of [null, [], {}, 'x', 1]) refuses(subject.learner, { ...parts, meta }, heads, `meta ${JSON.stringify(meta)}`);
        refuses(subject.learner, parts, heads.slice(1), 'one column fewer');
        refuses(subject.learner, parts, [...heads, { kind: 'number', name: 'more' }], 'one column more');
      }),
  },
  {
    name: 'parts with odd but possible values are refused, or predict finite margins',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const { x, ...input } = referenceProblem(task);
        const parts = (await fit(subject, { x, ...input })).toParts();
        for (const [what, odd] of [...oddArrays(parts), ...oddMeta(parts)]) refusesOrPredicts(subject.learner, odd, x, what);
      }),
  },
];

const copyOf = ({ meta, arrays }: Parts): Parts => ({
  meta: JSON.parse(JSON.stringify(meta)) as Json,
  arrays: Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, array.slice()])),
});

const withArray = ({ meta, arrays }: Parts, name: string, array: PartArray): Parts => ({ meta, arrays: { ...arrays, [name]: array } });

function withEntry(parts: Parts, name: string, at: number, value: number): Parts {
  const array = parts.arrays[name].slice();
  array[at] = value;
  return withArray(parts, name, array);
}

const isFloat = (array: PartArray): boolean => array instanceof Float64Array || array instanceof Float32Array;

function* damagedArrays(parts: Parts): Generator<[string, Parts]> {
  for (const [name, array] of Object.entries(parts.arrays)) {
    const { [name]: _, ...others } = parts.arrays;
    yield [`without "${name}"`, { ...parts, arrays: others }];
    const Other = array instanceof Float64Array ? Float32Array : Float64Array;
    yield [`"${name}" of another type`, withArray(parts, name, Other.from(array))];
    const longer = new (array.constructor as new (length: number) => PartArray)(array.length + 1);
    longer.set(array as Float64Array);
    yield [`"${name}" one longer`, withArray(parts, name, longer)];
    if (array.length === 0) continue;
    yield [`"${name}" one shorter`, withArray(parts, name, array.slice(0, -1))];
    if (isFloat(array))
      for (const value of [NaN, Infinity, -Infinity]) yield [`${value} in "${name}"`, withEntry(parts, name, array.length >> 1, value)];
  }
}

function* oddArrays(parts: Parts): Generator<[string, Parts]> {
  for (const [name, array] of Object.entries(parts.arrays)) {
    const values = isFloat(array) ? [1e308, -1e308, 0, -1] : [0, 1, 255, 2 ** 31 - 1, -1, -(2 ** 31)];
    for (const value of values) {
      for (const at of new Set([0, array.length >> 1, array.length - 1]))
        if (at >= 0 && at < array.length) yield [`${value} at ${at} of "${name}"`, withEntry(parts, name, at, value)];
    }
  }
}

function* oddMeta(parts: Parts): Generator<[string, Parts]> {
  for (const name of Object.keys(parts.meta as object)) {
    for (const value of [null, -1, 0, 0.5, 2 ** 53, '1', [], {}] as readonly Json[]) {
      yield [`meta.${name} ${JSON.stringify(value)}`, { ...parts, meta: { ...(parts.meta as Record<string, Json>), [name]: value } }];
    }
  }
}

const isRefusal = (fault: unknown): boolean => fault instanceof MillwrightError && fault.code === 'MW_LEARN_PARTS';

function refuses(learner: AnyLearner, parts: Parts, heads: readonly ColumnHead[], what: string): void {
  assert.throws(() => learner.fromParts(parts, heads), isRefusal, `${what}: not refused with MW_LEARN_PARTS`);
}

function refusesOrPredicts(learner: AnyLearner, parts: Parts, x: Matrix, what: string): void {
  try {
    marginsOf(learner.fromParts(parts, headsOf(x)), x);
  } catch (fault) {
    if (!(fault instanceof MillwrightError)) throw fault;
    assert.equal(fault.code, 'MW_LEARN_PARTS', what);
  }
}
