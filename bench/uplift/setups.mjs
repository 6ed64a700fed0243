import { random } from 'millwright/core';

const softplus = (x) => Math.log1p(Math.exp(x));
const between = (p) => Math.min(0.9, Math.max(0.1, p));

/**
 * Simulated trials whose effects are known. `wager…`: setups A to D of Nie & Wager (Biometrika, 2021): b the mean of both outcomes, e the propensity, tau the
 * effect; the outcome is b + (t − 1/2) tau + noise. `unbalanced`: simulation 1 of Künzel et al. (PNAS, 2019): one row in a hundred is treated.
 */
export const setups = {
  wagerA: {
    uniform: true,
    b: (x) => Math.sin(Math.PI * x[0] * x[1]) + 2 * (x[2] - 0.5) ** 2 + x[3] + 0.5 * x[4],
    e: (x) => between(Math.sin(Math.PI * x[0] * x[1])),
    tau: (x) => (x[0] + x[1]) / 2,
  },
  wagerB: {
    b: (x) => Math.max(x[0] + x[1], x[2], 0) + Math.max(x[3] + x[4], 0),
    e: () => 0.5,
    known: 0.5,
    tau: (x) => x[0] + softplus(x[1]),
  },
  wagerC: { b: (x) => 2 * softplus(x[0] + x[1] + x[2]), e: (x) => 1 / (1 + Math.exp(x[1] + x[2])), tau: () => 1 },
  wagerD: {
    b: (x) => (Math.max(x[0] + x[1] + x[2], 0) + Math.max(x[3] + x[4], 0)) / 2,
    e: (x) => 1 / (1 + Math.exp(-x[0]) + Math.exp(-x[1])),
    tau: (x) => Math.max(x[0] + x[1] + x[2], 0) - Math.max(x[3] + x[4], 0),
  },
  unbalanced: {
    width: 20,
    slopes: true,
    b: (x, slopes) => x.reduce((sum, v, j) => sum + slopes[j] * v, 0) + (x[0] > 0.5 ? 5 : 0) + (x[1] > 0.1 ? 4 : 0),
    e: () => 0.01,
    known: 0.01,
    tau: (x) => (x[1] > 0.1 ? 8 : 0),
  },
};

/** Rows of a setup: columns, outcome, assignment, and the true effects. */
export function simulated({ b, e, tau, known, uniform, slopes, width = 10 }, rows, seed, name) {
  const draw = random(seed, 'setup', name);
  const steep = slopes ? Array.from({ length: width }, () => 10 * draw.uniform() - 5) : [];
  const cells = Array.from({ length: rows }, () => Array.from({ length: width }, () => (uniform ? draw.uniform() : draw.normal())));
  const effects = Float64Array.from(cells, tau);
  const treated = Float64Array.from(cells, (x) => (draw.uniform() < e(x) ? 1 : 0));
  const y = Float64Array.from(cells, (x, i) => b(x, steep) + (treated[i] - 0.5) * effects[i] + draw.normal());
  const columns = Array.from({ length: width }, (_, j) => ({
    kind: 'number',
    name: `x${j}`,
    values: Float64Array.from(cells, (x) => x[j]),
  }));
  return { x: { rows, columns }, y, treated, effects, ...(known === undefined ? {} : { propensity: known }) };
}
