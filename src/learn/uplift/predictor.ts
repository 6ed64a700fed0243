import { sigmoid, type Matrix } from '../../core/index.js';
import { mixedPredictor } from '../ensemble/predictor.js';
import type { Mix } from '../ensemble/mix.js';
import type { ExpectedArms, Predictor } from '../learner.js';
import { expected } from './base.js';
import { boundedChance, type FittedUplift, type Part, type Role } from './fitted.js';
import { partsOf } from './parts.js';
import type { UpliftMethod } from './uplift.js';

/** How a method's uplift comes from what its parts expect: `needs` are the parts, in the order of `values`, which ends with the chance to be treated. */
interface Way {
  readonly needs: readonly Role[];
  combine(values: Float64Array): number;
  /** What each part counts for where the chance is the same for all rows. */
  weights(share: number): readonly number[];
}

const WAYS: Readonly<Record<UpliftMethod, Way>> = {
  t: { needs: ['treated', 'control'], combine: (v) => v[0] - v[1], weights: () => [1, -1] },
  x: {
    needs: ['effectOnOthers', 'effectOnTreated'],
    combine: (v) => v[2] * v[0] + (1 - v[2]) * v[1],
    weights: (share) => [share, 1 - share],
  },
  r: { needs: ['effect'], combine: (v) => v[0], weights: () => [1] },
};

/** A predictor of uplifts, and of what becomes of rows in either arm. */
export type UpliftPredictor = Predictor & Required<Pick<Predictor, 'arms'>>;

/**
 * The uplift of rows from the fitted parts. Contributions are exact, and there where the uplift is a weighted sum of values whose parts have them: not of a
 * difference of two probabilities, and not where the chance to be treated differs by row.
 */
export function upliftPredictor(fitted: FittedUplift): UpliftPredictor {
  const { method, share } = fitted;
  const way = WAYS[method];
  const own = way.needs.map((role) => fitted.parts[role]!);
  const { assignment } = fitted.parts;
  const asksChance = method === 'x';
  const values = new Float64Array(own.length + 1);
  const one = new Float64Array(1);
  const ofRow = (part: Part, row: Float64Array): number => {
    part.predictor.predictRow(row, one);
    return part.task === 'binary' ? sigmoid(one[0]) : one[0];
  };
  const mix = mixOf(own, share ?? NaN, way);
  return {
    outputs: 1,
    predict: (x, out) => {
      const columns = own.map((part) => expected(part, x));
      const chance = asksChance ? chancesIn(fitted, x) : undefined;
      for (let i = 0; i < x.rows; i++) {
        for (let m = 0; m < own.length; m++) values[m] = columns[m][i];
        if (chance) values[own.length] = chance[i];
        out[i] = way.combine(values);
      }
    },
    predictRow: (row, out) => {
      for (let m = 0; m < own.length; m++) values[m] = ofRow(own[m], row);
      if (asksChance) values[own.length] = assignment ? boundedChance(ofRow(assignment, row)) : share!;
      out[0] = way.combine(values);
    },
    ...sharesOf(own, mix),
    arms: (x) => armsOf(fitted, x),
    toParts: () => partsOf(fitted),
  };
}

/** The uplift as a weighted sum of margins; `undefined` where it is none, or where a part does not say what its columns contribute. */
function mixOf(own: readonly Part[], share: number, way: Way): Mix | undefined {
  const weights = way.weights(share);
  if (weights.some(Number.isNaN) || !own.every(({ task, predictor }) => task === 'regression' && predictor.contributions)) return undefined;
  return { base: new Float64Array(1), add: (m, from, out, at) => (out[at] += weights[m] * from[at]) };
}

/** What columns and pairs of them add to a weighted sum; nothing where there is none. */
function sharesOf(own: readonly Part[], mix: Mix | undefined): Pick<Predictor, 'contributions' | 'interactions'> {
  if (!mix) return {};
  const members = own.map(({ predictor }) => predictor);
  const { contributions, interactions } = mixedPredictor(members, mix, () => members[0].toParts());
  return { ...(contributions ? { contributions } : {}), ...(interactions ? { interactions } : {}) };
}

const chancesIn = ({ parts: { assignment }, share }: FittedUplift, x: Matrix): Float64Array =>
  assignment ? expected(assignment, x).map(boundedChance) : new Float64Array(x.rows).fill(share!);

/** Both expected outcomes. A method that learns one for all rows alike, m, has m = e μₜ + (1 − e) μ_c, and so μ_c = m − e τ. */
function armsOf(fitted: FittedUplift, x: Matrix): ExpectedArms {
  const { outcome, parts } = fitted;
  const chance = chancesIn(fitted, x);
  if (parts.treated && parts.control) return { treated: expected(parts.treated, x), control: expected(parts.control, x), chance };
  const [mean, effect] = [expected(parts.outcome!, x), expected(parts.effect!, x)];
  const within = (value: number): number => (outcome === 'binary' ? Math.min(1, Math.max(0, value)) : value);
  return {
    treated: mean.map((m, i) => within(m + (1 - chance[i]) * effect[i])),
    control: mean.map((m, i) => within(m - chance[i] * effect[i])),
    chance,
  };
}
