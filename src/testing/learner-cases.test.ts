import { describe, expect, it } from 'vitest';
import { allColumns, gathered, headsOf, type Matrix, type MatrixColumn } from '../core/index.js';
import { learners, type FitInput, type FitRun, type Learner, type Predictor } from '../learn/index.js';
import { learnerCases, never, notYet, type LearnerCase } from './index.js';

const { linear, kmeans, isolation_forest: isolationForest } = learners;

const named = (cases: readonly LearnerCase[], words: string): LearnerCase => {
  const hits = cases.filter(({ name }) => name.includes(words));
  expect(hits.map(({ name }) => name)).toHaveLength(1);
  return hits[0];
};

/** `linear`, but for what `change` makes of each predictor. */
const predicting = (change: (p: Predictor, input: FitInput, run: FitRun) => Partial<Predictor>): Learner => ({
  ...linear,
  fit: async (input, run) => {
    const predictor = await linear.fit(input, run);
    return { ...predictor, ...change(predictor, input, run) };
  },
});

/** `linear`, but for what `change` makes of input and run. */
const fitting = (change: (input: FitInput, run: FitRun) => [FitInput, FitRun]): Learner => ({
  ...linear,
  fit: (input, run) => linear.fit(...change(input, run)),
});

const shifted =
  (by: (p: Predictor) => number): ((p: Predictor) => Partial<Predictor>) =>
  (p) => ({
    predict: (x, out) => {
      p.predict(x, out);
      for (let i = 0; i < x.rows * p.outputs; i++) out[i] += by(p);
    },
  });

let fits = 0;

const broken: readonly (readonly [promise: string, how: string, learner: Learner])[] = [
  ['same bytes', 'counts its fits', predicting((p) => ({ toParts: () => ({ ...p.toParts(), meta: { fits: fits++ } }) }))],
  [
    'same bytes',
    'looks at the number of threads',
    fitting((input, run) => [input, { ...run, params: { ...run.params, l2: run.threads } }]),
  ],
  [
    'read in blocks',
    'looks at blocks that are gone',
    {
      ...linear,
      fitBlocks: async ({ x, ...input }, run) => {
        const kept: Matrix[] = [];
        for await (const block of x.read(allColumns(x))) kept.push(block);
        const again = async function* (): AsyncGenerator<Matrix> {
          yield* kept;
        };
        return linear.fit({ ...input, x: await gathered({ ...x, read: again }) }, run);
      },
    },
  ],
  [
    'leave their input',
    'sorts the target',
    fitting((input, run) => {
      input.y.sort();
      return [input, run];
    }),
  ],
  [
    'names of columns',
    'sorts the columns by name',
    {
      ...linear,
      fit: async ({ x, ...input }, run) => {
        const columns = x.columns.toSorted((a, b) => (a.name < b.name ? -1 : 1));
        const p = await linear.fit({ ...input, x: { ...x, columns } }, run);
        return {
          ...p,
          predict: (of, out) => p.predict({ ...of, columns: of.columns.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }, out),
        };
      },
    },
  ],
  [
    'order of predicted rows',
    'adds the row number',
    predicting((p) => ({
      predict: (x, out) => {
        p.predict(x, out);
        for (let i = 0; i < x.rows; i++) out[i * p.outputs] += i;
      },
    })),
  ],
  ['to the bit', 'is off by one bit', predicting(shifted(() => 1e-12))],
  [
    'and nothing else',
    'fills the whole output',
    predicting((p) => ({
      predict: (x, out) => {
        out.fill(0);
        p.predict(x, out);
      },
    })),
  ],
  [
    'add up to the margin',
    'forgets the base',
    predicting((p) => ({ contributions: (x) => ({ ...p.contributions!(x), base: new Float64Array(p.outputs) }) })),
  ],
  [
    'are symmetric and add up',
    'has interactions of nothing',
    predicting((p) => ({
      interactions(x) {
        const { base, effects } = p.contributions!(x);
        return { base, effects: new Float64Array(effects.length * x.columns.length) };
      },
    })),
  ],
  [
    'same predictor again',
    'restores something else',
    { ...linear, fromParts: (parts, columns) => learners.constant.fromParts(parts, columns) },
  ],
  [
    'damaged parts',
    'trusts its file',
    { ...linear, fromParts: (parts) => ({ outputs: 1, predict: () => {}, predictRow: () => {}, toParts: () => parts }) },
  ],
  [
    'odd but possible',
    'does not check the range',
    {
      ...linear,
      fromParts: (parts, columns) => {
        const p = linear.fromParts(parts, columns);
        return { ...p, ...shifted(() => (parts.arrays['base'][0] === -1 ? NaN : 0))(p) };
      },
    },
  ],
  [
    'missing values',
    'gives NaN for rows with nothing known',
    predicting((p) => ({
      predict: (x, out) => {
        p.predict(x, out);
        if (x.rows === 1) out[0] = NaN;
      },
    })),
  ],
  [
    'column without any value',
    'breaks on bare categories',
    fitting((input, run) => {
      if (headsOf(input.x).some((head) => head.kind === 'category' && head.levels.length === 0)) throw new RangeError('no levels');
      return [input, run];
    }),
  ],
  [
    'level that training never saw',
    'gives NaN for an unused level',
    predicting((p) => ({
      predict: (x, out) => {
        p.predict(x, out);
        for (const c of x.columns) if (c.kind === 'category') c.codes.forEach((code, i) => code === 4 && (out[i * p.outputs] = NaN));
      },
    })),
  ],
  [
    'constant columns',
    'divides by a spread of zero',
    predicting((p, input) => shifted(() => (input.x.columns.some((c) => c.name === 'same') ? 1 / 0 : 0))(p)),
  ],
  [
    'one column',
    'needs two columns',
    fitting((input, run) => {
      if (input.x.columns.length < 2) throw new RangeError('one column');
      return [input, run];
    }),
  ],
  [
    'two rows per class',
    'needs ten rows',
    fitting((input, run) => {
      if (input.x.rows < 10) throw new RangeError('few rows');
      return [input, run];
    }),
  ],
  [
    'class without rows',
    'gives −∞ for a class without rows',
    predicting((p, { y, task }) => shifted(() => (task !== 'regression' && !y.includes(1) ? -Infinity : 0))(p)),
  ],
  [
    'range of doubles',
    'squares the numbers',
    predicting((p) => ({
      predict: (x, out) => {
        p.predict(x, out);
        for (const c of x.columns)
          if (c.kind === 'number') for (let i = 0; i < x.rows; i++) out[i * p.outputs] += c.values[i] ** 2 === Infinity ? NaN : 0;
      },
    })),
  ],
  [
    'one class in all rows',
    'needs two classes',
    fitting((input, run) => {
      if (input.task !== 'regression' && new Set(input.y).size < 2) throw new RangeError('one class');
      return [input, run];
    }),
  ],
  [
    'table without any value',
    'needs a value',
    fitting((input, run) => {
      if (input.x.columns.every((c) => c.kind !== 'number' || c.values.every(Number.isNaN))) throw new RangeError('no value');
      return [input, run];
    }),
  ],
  [
    'targets that are not finite',
    'mends targets',
    fitting((input, run) => [{ ...input, y: input.y.map((v) => (v === 0 || v === 2 ? v : 1)) }, run]),
  ],
  [
    'cells that are none',
    'leaves new columns out',
    fitting((input, run) => [{ ...input, x: { ...input.x, columns: input.x.columns.filter((c) => c.name !== 'bad') } }, run]),
  ],
  [
    'weights that are not finite',
    'mends weights',
    fitting((input, run) => [input.weights ? { ...input, weights: input.weights.map(() => 1) } : input, run]),
  ],
  [
    'of another length',
    'leaves short columns out',
    fitting((input, run) => [{ ...input, x: { ...input.x, columns: input.x.columns.filter((c) => c.name !== 'short') } }, run]),
  ],
  [
    'no row is refused',
    'takes no rows',
    {
      ...linear,
      fit: (input, run) =>
        input.x.rows > 1
          ? linear.fit(input, run)
          : learners.constant.fit({ ...input, x: { rows: 1, columns: [] }, y: Float64Array.of(1) }, { ...run, params: {} }),
    },
  ],
  [
    'within 200 ms',
    'works at one stretch',
    {
      ...linear,
      fit: (input, run) => {
        const from = process.cpuUsage();
        let worked = 0;
        while (worked < 300_000) worked = Object.values(process.cpuUsage(from)).reduce((a, b) => a + b);
        return learners.constant.fit(input, { ...run, params: {} });
      },
    },
  ],
  ['weight k', 'ignores weights', fitting(({ task, classes, x, y }, run) => [{ task, classes, x, y }, run])],
  [
    'weights of 1',
    'adds 1 to each weight',
    fitting((input, run) => [input.weights ? { ...input, weights: input.weights.map((w) => w + 1) } : input, run]),
  ],
  ['abort ends', 'does not listen', fitting((input, run) => [input, { ...run, signal: new AbortController().signal }])],
  ['progress is told', 'is silent', fitting((input, { params, seed, threads, signal }) => [input, { params, seed, threads, signal }])],
  ['says what it does', 'has no text', { ...linear, params: { ...linear.params, l2: { ...linear.params['l2'], doc: '' } as never } }],
  [
    'bound and choice',
    'breaks at the end of a range',
    fitting((input, run) => {
      if (run.params['l2'] === 1e6) throw new RangeError('too much');
      return [input, run];
    }),
  ],
  ['out of range are refused', 'takes any parameter', fitting((input, run) => [input, { ...run, params: {} }])],
  [
    'nothing but one value',
    'needs two values',
    fitting((input, run) => {
      if (input.x.columns.length === 1) throw new RangeError('no second value');
      return [input, run];
    }),
  ],
  ['beats the constant', 'shrinks to nothing', fitting((input, run) => [input, { ...run, params: { l2: 1e6 } }])],
];

describe('every promise can be broken', () => {
  it.for(broken)('%s: a learner that %s is caught', async ([promise, , learner]) => {
    await expect(named(learnerCases(learner), promise).run()).rejects.toThrow();
  });

  it('and each of them is, above', () => {
    const caught = broken.map(([promise]) => named(learnerCases(linear), promise).name);
    expect(learnerCases(linear).filter(({ name }) => !caught.includes(name))).toEqual([]);
  });
});

/** A learner that fits row numbers in place of the values, and two rows more than it is given. */
const carefree = <T extends 'segment' | 'outlier'>(learner: Learner<T>): Learner<T> => ({
  ...learner,
  fit: ({ x, ...input }, run) => {
    const values = Float64Array.from({ length: x.rows + 2 }, (_, i) => i);
    const columns = x.columns.map(({ name }): MatrixColumn => ({ kind: 'number', name, values }));
    return learner.fit({ ...input, x: { rows: x.rows + 2, columns } } as never, run);
  },
});

describe('every promise of learners without a target can be broken', () => {
  const params = { segments: 2 };
  const finding = ['no row and one row', 'all the same', 'what was planted'];

  it.for(finding)('%s: a learner that looks at nothing is caught', async (promise) => {
    await expect(named(learnerCases(carefree(kmeans), { params }), promise).run()).rejects.toThrow('not');
    await expect(named(learnerCases(carefree(isolationForest)), promise).run()).rejects.toThrow('not');
  });

  it('and these are all that other learners do not promise', () => {
    const others = learnerCases(linear).map(({ name }) => name);
    const own = learnerCases(kmeans).filter(({ name }) => !others.includes(name));
    expect(own.map(({ name }) => finding.filter((words) => name.includes(words)).length)).toEqual([1, 1, 1]);
  });
});

describe('exemptions', () => {
  const silent = broken.find(([promise]) => promise === 'progress is told')![2];
  const promise = 'progress is told in words, and how far of how much';

  it('pass while the promise is broken, with the reason in the name', async () => {
    const [one] = learnerCases(silent, { exempt: { [promise]: notYet('it is too quick') } }).filter(({ name }) => name.startsWith(promise));
    expect(one.name).toBe(`${promise} (not yet: it is too quick)`);
    await expect(one.run()).resolves.toBeUndefined();
  });

  it('fail once the promise holds', async () => {
    const [one] = learnerCases(linear, { exempt: { [promise]: never('it cannot') } }).filter(({ name }) => name.startsWith(promise));
    await expect(one.run()).rejects.toThrow('holds now: take its exemption away');
  });

  it('do not hide a crash', async () => {
    const crashing: Learner = { ...linear, fit: () => Promise.reject(new TypeError('x is undefined')) };
    const [one] = learnerCases(crashing, { exempt: { [promise]: never('it cannot') } }).filter(({ name }) => name.startsWith(promise));
    await expect(one.run()).rejects.toThrow('x is undefined');
  });

  it('name a case that exists', () => {
    expect(() => learnerCases(linear, { exempt: { 'progress is tolt in words, and how far of how much': never('typo') } })).toThrow(
      `the nearest is "${promise}"`,
    );
  });
});
