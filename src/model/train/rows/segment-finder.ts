import { MillwrightError, mwError, random, takeRows, type Matrix } from '../../../core/index.js';
import { adjustedRand, meanInterval, quantileOf, unitsOfGroups, type Interval, type Split } from '../../../evaluate/index.js';
import { spaceOf, type Predictor, type Space } from '../../../learn/index.js';
import { namesOf, NO_SEGMENT, renamed, traitsOf, type SegmentProfile } from '../../found/index.js';
import { allRows, pick } from '../../rows.js';
import { sampledRows } from '../../sketch/index.js';
import { calledOutputs } from '../../use/answer.js';
import { segmentSilhouettes } from '../../use/segment-silhouettes.js';
import type { EncodedMatrix } from './encode-in-memory.js';
import type { Candidate } from '../plan.js';
import type { PreparedRows } from '../prepare.js';
import type { Training } from '../training.js';
import type { Described, Finder, RowsJudged } from './finder.js';
import { fitOnRows, marginsIn } from './fit-on-rows.js';
import { chooseSegments } from './choose-segments.js';
import type { Reigning } from './incumbent.js';
import { structureless } from './structureless.js';

/** Rows whose silhouettes are measured: their distances are all compared. */
const MEASURED = 3000;
/** Rows of fits that are only compared with one another. */
const COMPARED = 20_000;
const RESAMPLES = 10;
const SHOWN_TRAITS = 8;

/** Segments: their number by the silhouette, judged by it on held-out rows, named by what sets them apart. */
export const segmentFinder: Finder<'segment'> = { choose: chooseSegments, judge, describe };

async function judge(
  training: Training<'segment'>,
  chosen: Candidate<'segment'>,
  x: Matrix,
  { train, test }: Split,
  reigning: Reigning<'segment'> | undefined,
): Promise<RowsJudged> {
  const { plan, options } = training;
  const space = spaceOf('silhouette', takeRows(x, train));
  const fitted = await fitOnRows(training, x, train, chosen, `fitting ${chosen.learner.name}`);
  options.progress('judging the segments on the holdout');
  const measured = sampledRows(test.length, MEASURED, plan.seed);
  const rows = pick(test, measured);
  const spread = (some: Float64Array): Float64Array => {
    const all = new Float64Array(test.length).fill(NaN);
    some.forEach((s, i) => (all[measured[i]] = s));
    return all;
  };
  const each = spread(silhouettesIn(fitted, space, takeRows(x, rows)));
  const { groups }: PreparedRows = training.prepared;
  const resampling = { seed: plan.seed, ...(groups ? { units: unitsOfGroups(pick(groups, test)) } : {}) };
  const silhouette = meanInterval(each, resampling, [-1, 1]);
  const without = await silhouetteWithout(training, chosen, takeRows(x, train));
  return {
    metrics: {
      ...(Number.isNaN(silhouette.value) ? {} : { silhouette }),
      stability: await stabilityOf(training, chosen, x, train, rows),
    },
    baseline: { ...(Number.isNaN(without) ? {} : { silhouette: without }), stability: 0 },
    each,
    ...(reigning ? { incumbent: spread(silhouettesOfReigning(reigning, space, x, rows)) } : {}),
  };
}

/** The silhouettes of rows in the champion's segments, by the newcomer's distances: so that both are measured with one measure. */
function silhouettesOfReigning({ champion, x: seen }: Reigning<'segment'>, space: Space, x: Matrix, rows: Int32Array): Float64Array {
  const called = calledOutputs(champion.margins(takeRows(seen, rows)), champion.predictor.outputs);
  return segmentSilhouettes(champion.predictor, space, takeRows(x, rows), called);
}

/** The silhouette of each row under a predictor's segments. */
const silhouettesIn = (predictor: Predictor, space: Space, x: Matrix): Float64Array =>
  segmentSilhouettes(predictor, space, x, calledOutputs(marginsIn(predictor, x), predictor.outputs));

/** What the same method makes of rows without structure: it learns from some and is measured on others. */
async function silhouetteWithout(training: Training<'segment'>, chosen: Candidate<'segment'>, x: Matrix): Promise<number> {
  const rows = Math.min(x.rows, MEASURED);
  const drawn = structureless(x, 2 * rows, random(training.plan.seed, 'structureless'));
  const [own, other] = [allRows(rows), allRows(rows).map((i) => rows + i)];
  try {
    const fitted = await fitOnRows(
      { ...training, prepared: { ...training.prepared, weights: undefined } },
      drawn,
      own,
      chosen,
      'the baseline',
    );
    const each = silhouettesIn(fitted, spaceOf('silhouette', takeRows(drawn, own)), takeRows(drawn, other));
    return each.reduce((sum, s) => sum + s, 0) / rows;
  } catch (error) {
    if (error instanceof MillwrightError) return NaN;
    throw error;
  }
}

/** How far fits on resampled rows put the measured rows together alike: the mean over pairs with the fit on all of them, and the middle 95%. */
async function stabilityOf(
  training: Training<'segment'>,
  chosen: Candidate<'segment'>,
  x: Matrix,
  train: Int32Array,
  measured: Int32Array,
): Promise<Interval> {
  const { seed } = training.plan;
  const rows = pick(train, sampledRows(train.length, COMPARED, seed));
  const on = takeRows(x, measured);
  const segmentsBy = async (from: Int32Array, own: number): Promise<Int32Array> => {
    const fitted = await fitOnRows(training, x, from, chosen, 'how stable the segments are', own);
    return calledOutputs(marginsIn(fitted, on), fitted.outputs);
  };
  const reference = await segmentsBy(rows, seed);
  const agreements: number[] = [];
  for (let b = 0; b < RESAMPLES; b++) {
    const draw = random(seed, 'stability', b);
    agreements.push(
      adjustedRand(
        reference,
        await segmentsBy(
          rows.map(() => rows[draw.int(rows.length)]),
          seed + 1 + b,
        ),
      ),
    );
  }
  const sorted = agreements.toSorted((a, b) => a - b);
  const value = agreements.reduce((sum, a) => sum + a, 0) / RESAMPLES;
  return { value, low: Math.min(value, quantileOf(sorted, 0.025)), high: Math.max(value, quantileOf(sorted, 0.975)) };
}

async function describe(training: Training<'segment'>, { serving: x }: EncodedMatrix, fitted: Predictor): Promise<Described> {
  const { outputs, outside } = fitted;
  if (outputs === 1 && outside !== undefined)
    throw mwError('MW_MODEL_NO_SEGMENTS', { learner: training.plan.candidates[0].learner.name, rows: x.rows });
  const called = calledOutputs(marginsIn(fitted, x), outputs);
  const measured = sampledRows(x.rows, MEASURED, training.plan.seed);
  const each = silhouettesIn(fitted, spaceOf('silhouette', x), takeRows(x, measured));
  const traits = Array.from({ length: outputs }, (_, k) =>
    traitsOf(
      x,
      Uint8Array.from(called, (own) => (own === k ? 1 : 0)),
    ),
  );
  const found = outside === undefined ? namesOf(traits) : [...namesOf(traits.slice(0, outside)), NO_SEGMENT];
  const { labels, notes } = renamed(found, training.model.segments);
  const segments = labels.map((name, k): SegmentProfile => {
    const rows = called.reduce((n, own) => n + (own === k ? 1 : 0), 0);
    const own = each.filter((s, i) => called[measured[i]] === k && !Number.isNaN(s));
    const silhouette = own.length === 0 || k === outside ? null : own.reduce((sum, s) => sum + s, 0) / own.length;
    const named = { name, ...(name === found[k] ? {} : { foundAs: found[k] }), ...(k === outside ? { outside: true as const } : {}) };
    return { ...named, rows, share: rows / x.rows, silhouette, traits: traits[k].slice(0, SHOWN_TRAITS) };
  });
  return { labels, notes, found: { kind: 'segment', segments } };
}
