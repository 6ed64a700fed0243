import { blendWeights, learnerFor, settingsFor, type Selection } from '../../learn/index.js';
import { calibratedMargins, type AffineCalibration, type Split } from '../../evaluate/index.js';
import { outputsOf } from '../train/fit-on.js';
import { pick } from '../rows.js';
import type { Candidate } from '../train/plan.js';
import type { Training } from '../train/training.js';
import { joinedMargins, testedIn } from './paired.js';

/** Picks of members: each is a tenth of the whole. Finer weights follow the luck of the rows. */
const ROUNDS = 10;
/** Rows that weights are found on: every n-th of more. */
const MOST_ROWS = 20_000;

/** A trial as it was judged. */
export interface Judged {
  /** Per split. */
  readonly margins: readonly Float64Array[];
  readonly calibration?: AffineCalibration;
}

/** Weights of members, and what they give. */
export interface Ensemble {
  /** One per member, 0 for one that is left out; they add up to 1. */
  readonly weights: Float64Array;
  /** Margins per split, by these weights. */
  readonly margins: readonly Float64Array[];
  /** The same by weights that were found without the rows of the fold, and by the one member that was best without them: what to judge by. */
  readonly nested: readonly Float64Array[];
  readonly nestedAlone: readonly Float64Array[];
}

/**
 * A blend of judged trials: greedy selection with replacement on rows that no member had seen, each calibrated, or one that is too sure of itself would have no
 * say. `undefined` where one member alone is best, or one fold all that there is. Weights that are judged on the rows which they were found on look better than they are, and so does
 * the best of many: each fold is also predicted by the blend, and by the member, that are found on the others.
 */
export async function ensembleOf(
  training: Training,
  rows: Int32Array,
  splits: readonly Split[],
  members: readonly Judged[],
  mayJoin: NonNullable<Selection['mayJoin']>,
): Promise<Ensemble | undefined> {
  const { options, prepared } = training;
  const { task, y } = prepared.target;
  const outputs = outputsOf(prepared);
  const tested = testedIn(rows, splits);
  const nest = nests(rows, splits);
  const count = new Set(nest.values()).size;
  if (count < 2) return undefined;
  const whole = members.map(({ margins, calibration }) => {
    const joined = joinedMargins(margins);
    return calibration ? calibratedMargins(calibration, joined) : joined;
  });
  const found = async (isUsed: (row: number) => boolean, rounds = ROUNDS): Promise<Float64Array> => {
    const step = Math.ceil(tested.length / MOST_ROWS);
    const at = Int32Array.from(tested.keys()).filter((i) => i % step === 0 && isUsed(tested[i]));
    const own = pick(tested, at);
    const known = {
      y: pick(y, own),
      weights: prepared.weights ? pick(prepared.weights, own) : new Float64Array(own.length).fill(1),
      margins: whole.map((margins) => entriesOf(margins, at, outputs)),
    };
    return ofMargins(members, await blendWeights(task, outputs, known, { rounds, mayJoin }, options.signal));
  };
  const weights = await found(() => true);
  if (weights.filter((weight) => weight > 0).length < 2) return undefined;
  const [blends, singles]: [Float64Array[], Float64Array[]] = [[], []];
  for (let n = 0; n < count; n++) {
    const isOther = (row: number): boolean => nest.get(row) !== n;
    blends.push(await found(isOther));
    singles.push(await found(isOther, 1));
  }
  const blended = (split: number, of: Float64Array): Float64Array =>
    mixed(
      of,
      members.map(({ margins }) => margins[split]),
    );
  const nested = (byNest: readonly Float64Array[]): Float64Array[] =>
    splits.map(({ test }, s) => byRow(byNest.map((own) => blended(s, own)), test, (i) => nest.get(rows[i])!, outputs)); // prettier-ignore
  return {
    weights,
    margins: splits.map((_, s) => blended(s, weights)),
    nested: nested(blends),
    nestedAlone: nested(singles),
  };
}

/** Shares of calibrated margins as shares of the margins as they are: what is left is one scale and shift, which the calibration of the blend is. */
function ofMargins(members: readonly Judged[], weights: Float64Array): Float64Array {
  const scaled = weights.map((weight, m) => weight * (members[m].calibration?.scale ?? 1));
  const sum = scaled.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? scaled.map((weight) => weight / sum) : weights;
}

/** The first split that tests a row, by the row of the table: a round of folds parts the rows, and further rounds part them otherwise. */
function nests(rows: Int32Array, splits: readonly Split[]): ReadonlyMap<number, number> {
  const first = new Map<number, number>();
  for (const [s, { test }] of splits.entries()) for (const i of test) if (!first.has(rows[i])) first.set(rows[i], s);
  return first;
}

function entriesOf(margins: Float64Array, at: Int32Array, outputs: number): Float64Array {
  const out = new Float64Array(at.length * outputs);
  for (let i = 0; i < at.length; i++) for (let k = 0; k < outputs; k++) out[i * outputs + k] = margins[at[i] * outputs + k];
  return out;
}

function mixed(weights: Float64Array, members: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(members[0].length);
  members.forEach((own, m) => {
    if (weights[m] > 0) for (let i = 0; i < out.length; i++) out[i] += weights[m] * own[i];
  });
  return out;
}

/** Of each tested row its margins among those of its nest. */
function byRow(nested: readonly Float64Array[], test: Int32Array, nestOf: (i: number) => number, outputs: number): Float64Array {
  const out = new Float64Array(test.length * outputs);
  test.forEach((i, at) => {
    for (let k = 0; k < outputs; k++) out[at * outputs + k] = nested[nestOf(i)][at * outputs + k];
  });
  return out;
}

/** The blend of some candidates by such weights, ready to be fitted. */
export function blendOf(training: Training, members: readonly Candidate[], weights: Float64Array): Candidate {
  const { task } = training.plan;
  const kept = [...members.keys()].filter((m) => weights[m] > 0);
  const given = kept.map((m) => ({ learner: members[m].learner.name, params: members[m].params, weight: weights[m] }));
  const { features } = members[kept[0]];
  return { learner: learnerFor(task, 'blend'), params: settingsFor(task, 'blend', { members: given }), ...(features ? { features } : {}) };
}
