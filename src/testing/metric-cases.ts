import { random } from '../core/index.js';
import { metricValue, takeScored, type Metric, type Scored } from '../evaluate/index.js';

/** One promise of a metric. `run` throws when it is broken. Independent of any test runner. */
export interface MetricCase {
  readonly name: string;
  readonly run: (metric: Metric) => void;
}

/**
 * Everything that a row of the metric table promises, whatever it measures.
 *
 * ```ts
 * import { metricNamed } from 'millwright/evaluate';
 * import { metricCases } from 'millwright/testing';
 *
 * for (const { run } of metricCases) run(metricNamed('auc')); // throws at a promise that the metric breaks
 * ```
 */
export const metricCases: readonly MetricCase[] = [
  {
    name: 'says in words what it tells and how it is defined',
    run: ({ name, doc, formula }) => {
      ensure(/^[a-z][a-z0-9_@]*$/.test(name), `the name "${name}" is not in lower case with underscores`);
      ensure(/^[A-Z].*\.$/s.test(doc), 'its doc is no sentence');
      ensure(formula.length > 0, 'it has no formula');
    },
  },
  {
    name: 'gives the value of its worked example',
    run: (metric) => near(metricValue(metric, metric.example.sample), metric.example.value, 'the worked example'),
  },
  {
    name: 'stays within its range',
    run: (metric) =>
      eachSample(metric, (sample, value) =>
        ensure(value >= metric.range[0] - 1e-12 && value <= metric.range[1] + 1e-12, `it is ${value} on ${sample.y.length} rows`),
      ),
  },
  {
    name: 'does not change when all weights are doubled',
    run: (metric) =>
      eachSample(metric, (sample, value) =>
        near(metricValue(metric, { ...sample, weights: weightsOf(sample).map((w) => 2 * w) }), value, 'weights doubled'),
      ),
  },
  {
    name: 'takes a row of weight 2 as the row twice, and of weight 0 as no row',
    run: (metric) =>
      eachSample(metric, (sample) => {
        const whole = sample.y.map((_, i) => (i * 7) % 3);
        const repeated = Int32Array.from([...whole].flatMap((w, i) => Array.from({ length: w }, () => i)));
        const { weights: _, ...bare } = sample;
        const expected = metricValue(metric, takeScored(bare, repeated));
        near(metricValue(metric, { ...sample, weights: whole }), expected, 'rows repeated');
      }),
  },
  {
    name: 'does not depend on the order of the rows',
    run: (metric) =>
      eachSample(metric, (sample, value) => {
        const order = random(3, 'order').shuffle(Int32Array.from(sample.y, (_, i) => i));
        near(metricValue(metric, takeScored(sample, order)), value, 'rows shuffled');
      }),
  },
  {
    name: 'gives the same again, and leaves the sample as it was',
    run: (metric) =>
      eachSample(metric, (sample, value) => {
        const before = structuredClone(sample);
        const weigh = metric.prepare(sample);
        weigh(new Float64Array(sample.y.length).fill(1));
        ensure(Object.is(weigh(weightsOf(sample)), value), 'a second weighting gives another value');
        for (const key of ['y', 'scores'] as const)
          ensure(
            sample[key].every((v, i) => Object.is(v, before[key][i])),
            `it writes to ${key}`,
          );
      }),
  },
  {
    name: 'says that it suits its own example',
    run: (metric) => ensure(metric.unsuitable?.(metric.example.sample) === undefined, 'it calls its own example unsuitable'),
  },
];

/** Random samples of every task of a metric, with ties, with and without weights; undefined values are left out. */
function eachSample(metric: Metric, check: (sample: Scored, value: number) => void): void {
  for (const task of metric.tasks) {
    for (let round = 0; round < 8; round++) {
      const stream = random(round, 'metric cases', task);
      const rows = 20 + stream.int(40);
      const classes = task === 'multiclass' ? 3 : 1;
      const y = Float64Array.from({ length: rows }, () =>
        task === 'regression' ? Math.round(10 * stream.uniform()) + 1 : stream.int(task === 'binary' ? 2 : 3),
      );
      const scores = new Float64Array(rows * classes).map(() =>
        task === 'regression' ? 12 * stream.uniform() + 0.1 : Math.round(10 * stream.uniform()) / 10,
      );
      if (task === 'multiclass') normalise(scores, classes);
      const weights = round % 2 === 0 ? {} : { weights: y.map(() => stream.uniform() + 0.1) };
      const sample = { task, classes, y, scores, ...weights };
      const value = metricValue(metric, sample);
      if (!Number.isNaN(value)) check(sample, value);
    }
  }
}

function normalise(scores: Float64Array, classes: number): void {
  for (let at = 0; at < scores.length; at += classes) {
    const sum = scores.subarray(at, at + classes).reduce((total, p) => total + p, 0);
    for (let k = 0; k < classes; k++) scores[at + k] = sum === 0 ? 1 / classes : scores[at + k] / sum;
  }
}

const weightsOf = ({ y, weights }: Scored): Float64Array => weights ?? new Float64Array(y.length).fill(1);

function near(got: number, due: number, what: string): void {
  ensure(Math.abs(got - due) <= 1e-9 * Math.max(1, Math.abs(due)), `${what}: got ${got}, due ${due}`);
}

function ensure(holds: boolean, complaint: string): void {
  if (!holds) throw new Error(complaint);
}
