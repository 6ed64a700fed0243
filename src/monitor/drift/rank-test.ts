import type { Contrast } from './contrast.js';
import type { Placed } from './placed.js';
import { quadraticForm } from './quadratic-form.js';
import { COMPONENTS, scoresAt } from './scores.js';

/** Nodes and weights of Gauss–Legendre quadrature on 0 to 1, exact to degree 9. */
const NODES = [0.046910077030668, 0.230765344947158, 0.5, 0.769234655052842, 0.953089922969332];
const WEIGHTS = [0.118463442528095, 0.239314335249683, 0.284444444444444, 0.239314335249683, 0.118463442528095];

/**
 * Whether the values of the window are placed among those of the reference as chance would place them: Neyman's smooth test for two samples, on midranks. The sums of
 * the components over the reference's ranks have known means and covariances when all arrangements are equally likely (with the ties as they are), and
 * their quadratic form is chi-square for all but the smallest samples. Ranks know no units and no outliers, and four components see a shift, a spread, a skew and a
 * peak. Sources: J. Neyman (1937); A. Janic-Wróblewska & T. Ledwina, Scand. J. Stat. 27 (2000).
 */
export function rankTest({ points, at, between, size }: Placed): Contrast {
  const rows = points.size + size;
  if (points.size === 0 || size === 0) return { statistic: 0, df: 0 };
  const sums = new Float64Array(COMPONENTS);
  const covariance = new Float64Array(COMPONENTS * COMPONENTS);
  for (let j = 0; j < COMPONENTS; j++) covariance[j * COMPONENTS + j] = 1;
  const scores = new Float64Array(COMPONENTS);
  let passed = 0;
  for (let k = 0; k < at.length; k++) {
    passed += between[k];
    const tied = points.counts[k] + at[k];
    if (tied === 1) scoresAt((passed + 0.5) / rows, scores);
    else tiedScores(passed / rows, tied / rows, scores, covariance);
    for (let j = 0; j < COMPONENTS; j++) sums[j] += points.counts[k] * scores[j];
    passed += tied;
  }
  const scale = (points.size * size) / (rows - 1);
  return quadraticForm(
    sums,
    covariance.map((c) => c * scale),
    Math.min(0.5, LEAST_ROWS / Math.min(points.size, size)) * scale,
  );
}

/** A component is left out when ties leave so little of it that it rests on about five rows of the smaller side: a rare value has 3 × its share. */
const LEAST_ROWS = 15;

/** The mean scores of ranks that are tied over `width`; takes the spread that the ties remove out of the covariance. */
function tiedScores(from: number, width: number, mean: Float64Array, covariance: Float64Array): void {
  const nodes = NODES.map((node) => {
    const scores = new Float64Array(COMPONENTS);
    scoresAt(from + node * width, scores);
    return scores;
  });
  for (let j = 0; j < COMPONENTS; j++) mean[j] = nodes.reduce((sum, scores, q) => sum + WEIGHTS[q] * scores[j], 0);
  for (let i = 0; i < COMPONENTS; i++)
    for (let j = 0; j < COMPONENTS; j++) {
      const within = nodes.reduce((sum, scores, q) => sum + WEIGHTS[q] * (scores[i] - mean[i]) * (scores[j] - mean[j]), 0);
      covariance[i * COMPONENTS + j] -= width * within;
    }
}
