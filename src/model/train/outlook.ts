import { gathered, takeRows, type Matrix } from '../../core/index.js';
import {
  calibratedMargins,
  learningCurve,
  noiseCeiling,
  residualsIn,
  scored,
  unitsOfGroups,
  type LearningCurve,
  type NoiseCeiling,
  type Resampling,
  type Scored,
  type Split,
} from '../../evaluate/index.js';
import { learnerFor, settingsFor } from '../../learn/index.js';
import { allRows, pick, thinned } from '../rows.js';
import type { Choice } from './choose.js';
import { encodeOn } from './encode.js';
import { fitOn, marginsOf, outputsOf } from './fit-on.js';
import { nestedParts, type NestedParts } from './nested-parts.js';
import type { Training } from './training.js';

/** What would make the model better: more rows, or features that tell more. */
export interface Outlook {
  /** Absent where the rows are too few to be parted, or the metric is undefined. */
  readonly learningCurve?: LearningCurve;
  readonly ceiling?: NoiseCeiling;
}

/** Fewest rows of a part: below, a fit says more about chance than about the number of rows. */
const LEAST_PART = 40;

/**
 * Fits the choice on nested parts of the training rows, two of each size, judges them on the holdout beside the judged fit, and looks for what the
 * held-out rows share with their neighbours that the model does not say. Costs 1.75 fits and six encodings of the table.
 */
export async function outlookOf(training: Training, choice: Choice, split: Split, margins: Float64Array): Promise<Outlook> {
  const curve = await curveOf(training, choice, split, margins);
  const ceiling = await ceilingOf(training, split, margins);
  return { ...(curve ? { learningCurve: curve } : {}), ...(ceiling ? { ceiling } : {}) };
}

async function curveOf(training: Training, choice: Choice, split: Split, margins: Float64Array): Promise<LearningCurve | undefined> {
  const { prepared, plan } = training;
  const { groups, target } = prepared;
  const rules = { ...(groups ? { groups } : {}), ...(target.task === 'regression' ? {} : { classes: target.y }) };
  const sizes = nestedParts(split.train, rules, plan.seed).filter(({ rows, parts }) => rows >= LEAST_PART && parts.every(varied(training)));
  if (sizes.length < 2) return undefined;
  const own = { y: pick(target.y, split.test), ...(prepared.weights ? { weights: pick(prepared.weights, split.test) } : {}) };
  const asScored = (of: Float64Array): Scored => scored(target.task, outputsOf(prepared), own.y, of, own.weights);
  const points: { rows: number; fits: Scored[] }[] = [];
  for (const size of sizes) points.push({ rows: size.rows, fits: (await fitsOf(training, choice, size, split.test)).map(asScored) });
  return learningCurve(
    plan.metric,
    [...points, { rows: split.train.length, fits: [asScored(margins)] }],
    resamplingOf(training, split.test),
  );
}

/** Whether some rows have more than one class; always for a regression. */
const varied =
  ({ prepared: { target } }: Training) =>
  (rows: Int32Array): boolean =>
    target.task === 'regression' || rows.some((row) => target.y[row] !== target.y[rows[0]]);

async function fitsOf(
  training: Training,
  { chosen, calibration }: Choice,
  { rows, parts }: NestedParts,
  test: Int32Array,
): Promise<Float64Array[]> {
  const found: Float64Array[] = [];
  for (const part of parts) {
    await using encoded = await encodeOn(training, part);
    const fitted = await fitOn(training, encoded.training, part, chosen, `learning curve: fitting ${chosen.learner.name} on ${rows} rows`);
    const [margins] = await marginsOf([fitted], encoded.serving, test);
    found.push(calibratedMargins(calibration, margins));
  }
  return found;
}

function resamplingOf({ prepared: { groups }, plan }: Training, rows: Int32Array): Resampling {
  return { seed: plan.seed, ...(groups ? { units: unitsOfGroups(pick(groups, rows)) } : {}) };
}

/** Most held-out rows whose neighbours are looked for, and how many neighbours: one is enough in the limit, five are steadier. */
const MOST_ROWS = 20_000;
const NEIGHBOURS = 5;

async function ceilingOf(training: Training, split: Split, margins: Float64Array): Promise<NoiseCeiling | undefined> {
  const { prepared, options } = training;
  const outputs = outputsOf(prepared);
  if (split.test.length < 2 * LEAST_PART) return undefined;
  options.progress('comparing the held-out rows with their neighbours');
  const some = thinned(allRows(split.test.length), MOST_ROWS);
  const rows = pick(split.test, some);
  const judged = {
    task: prepared.target.task,
    classes: outputs,
    y: pick(prepared.target.y, rows),
    margins: Float64Array.from(
      { length: rows.length * outputs },
      (_, at) => margins[some[Math.floor(at / outputs)] * outputs + (at % outputs)],
    ),
  };
  await using encoded = await encodeOn(training, split.train);
  const nearby = await nearbyMeans(training, await gathered(encoded.serving.blocks(rows)), residualsIn(judged), outputs);
  return noiseCeiling({ ...judged, nearby, ...resamplingOf(training, rows) });
}

/** The mean of the residuals of the rows most like each row. Either half of the rows finds them among the other, so that no row is its own neighbour. */
async function nearbyMeans(training: Training, x: Matrix, residuals: Float64Array, outputs: number): Promise<Float64Array> {
  const { plan, options } = training;
  const knn = learnerFor('regression', 'knn');
  const run = {
    params: settingsFor('regression', 'knn', { neighbours: NEIGHBOURS, votes: 'uniform' }),
    seed: plan.seed,
    threads: plan.threads,
    signal: options.signal,
  };
  const nearby = new Float64Array(residuals.length);
  for (const which of [0, 1]) {
    const [asked, others] = [which, 1 - which].map((half) => allRows(x.rows).filter((i) => i % 2 === half));
    for (let k = 0; k < outputs; k++) {
      const y = Float64Array.from(others, (i) => residuals[i * outputs + k]);
      const fitted = await knn.fit({ task: 'regression', classes: 1, x: takeRows(x, others), y }, run);
      const means = new Float64Array(asked.length);
      fitted.predict(takeRows(x, asked), means);
      asked.forEach((i, at) => (nearby[i * outputs + k] = means[at]));
    }
  }
  return nearby;
}
