import type { Layer } from './network.js';

const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

/** Moments of the gradient, after so many steps. */
export interface Adam {
  readonly mean: Float64Array;
  readonly square: Float64Array;
  steps: number;
}

/** What a step moves, and by which slopes. */
export interface Stepped {
  readonly layers: readonly Layer[];
  readonly params: Float64Array;
  readonly gradient: Float64Array;
}

/** No step taken yet. */
export const adamOf = (size: number): Adam => ({
  mean: new Float64Array(size),
  square: new Float64Array(size),
  steps: 0,
});

/** Forgets all steps. */
export function restart(adam: Adam): void {
  for (const values of [adam.mean, adam.square]) values.fill(0);
  adam.steps = 0;
}

/**
 * One step of Adam (Kingma & Ba, "Adam: a method for stochastic optimization", ICLR 2015) with decay of the weights apart from the
 * gradient (Loshchilov & Hutter, ICLR 2019). Clears the gradient.
 */
export function adamStep(adam: Adam, { layers, params, gradient }: Stepped, rate: number, decay: number): void {
  const step = ++adam.steps;
  const scale = Math.sqrt(1 - BETA2 ** step);
  const pace = (rate * scale) / (1 - BETA1 ** step);
  const floor = EPSILON * scale;
  const { mean, square } = adam;
  for (let i = 0; i < params.length; i++) {
    const slope = gradient[i];
    const m = (mean[i] = BETA1 * mean[i] + (1 - BETA1) * slope);
    const v = (square[i] = BETA2 * square[i] + (1 - BETA2) * slope * slope);
    params[i] -= (pace * m) / (Math.sqrt(v) + floor);
    gradient[i] = 0;
  }
  if (decay === 0) return;
  const kept = 1 - rate * decay;
  for (const { weights, biases } of layers) for (let i = weights; i < biases; i++) params[i] *= kept;
}
