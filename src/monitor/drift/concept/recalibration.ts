import { sigmoid, softplus } from '../../../core/index.js';
import type { OutcomeSketch } from '../../../model/index.js';

/** logit P(came) = intercept + slope · (margin − centre), fitted by maximum likelihood. */
export interface Recalibration {
  readonly intercept: number;
  readonly slope: number;
  /** Of the intercept, the slope, and both: the inverse of the information. */
  readonly variance: readonly [number, number, number];
  readonly logLikelihood: number;
}

/** A little of a ridge keeps rows that a margin parts perfectly from infinity (as weak as one row in a thousand). */
const RIDGE = 1e-3;
const ROUNDS = 50;

/** Fits the recalibration of outcomes (0 or 1) on margins by Newton's method, halving steps that overshoot. O(rows) a round. */
export function recalibrate({ margin, came }: OutcomeSketch, centre: number): Recalibration {
  let [a, b] = [0, 1];
  let here = pointAt(margin, came, centre, a, b);
  for (let round = 0; round < ROUNDS; round++) {
    const { ga, gb, haa, hab, hbb } = here;
    const determinant = haa * hbb - hab * hab;
    const [da, db] = [(hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant];
    let size = 1;
    let next = pointAt(margin, came, centre, a + da, b + db);
    while (!(next.objective >= here.objective) && size > 1e-8) {
      size /= 2;
      next = pointAt(margin, came, centre, a + size * da, b + size * db);
    }
    if (!(next.objective >= here.objective)) break;
    const gained = next.objective - here.objective;
    [a, b, here] = [a + size * da, b + size * db, next];
    if (gained < 1e-12 * (1 + Math.abs(here.objective))) break;
  }
  const { haa, hab, hbb, logLikelihood } = here;
  const determinant = haa * hbb - hab * hab;
  return { intercept: a, slope: b, variance: [hbb / determinant, haa / determinant, -hab / determinant], logLikelihood };
}

function pointAt(margin: Float64Array, came: Float64Array, centre: number, a: number, b: number) {
  let [logLikelihood, ga, gb, haa, hab, hbb] = [0, -RIDGE * a, -RIDGE * (b - 1), RIDGE, 0, RIDGE];
  for (let i = 0; i < margin.length; i++) {
    const x = margin[i] - centre;
    const score = a + b * x;
    const p = sigmoid(score);
    logLikelihood += came[i] * score - softplus(score);
    const [off, bend] = [came[i] - p, p * (1 - p)];
    ga += off;
    gb += off * x;
    haa += bend;
    hab += bend * x;
    hbb += bend * x * x;
  }
  const objective = logLikelihood - (RIDGE / 2) * (a * a + (b - 1) ** 2);
  return { logLikelihood, objective, ga, gb, haa, hab, hbb };
}
