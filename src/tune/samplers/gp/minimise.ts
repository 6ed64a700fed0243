/** A function of several numbers and its gradient, which it writes into `gradient`. */
export type Smooth = (x: Float64Array, gradient: Float64Array) => number;

const BACKTRACKS = 12;
const SUFFICIENT = 1e-4;

/**
 * Goes downhill within a box by projected BFGS (Nocedal and Wright, Numerical Optimization, 2006, ch. 6): coordinates that push against an
 * end stay there. Changes `x` to the lowest point found and returns its value. Cost per step: one to twelve evaluations.
 */
export function minimise(f: Smooth, x: Float64Array, low: number, high: number, steps: number, tolerance = 1e-6): number {
  const size = x.length;
  const inverse = new Float64Array(size * size);
  const [gradient, next, nextGradient, direction] = Array.from({ length: 4 }, () => new Float64Array(size));
  let value = f(x, gradient);
  reset(inverse, size);
  for (let step = 0; step < steps; step++) {
    let slope = descent(inverse, x, gradient, low, high, direction);
    if (!(slope < 0)) {
      reset(inverse, size);
      slope = descent(inverse, x, gradient, low, high, direction);
      if (!(slope < 0)) return value;
    }
    const lower = search(f, x, value, direction, slope, low, high, next, nextGradient);
    if (lower === undefined) return value;
    learn(inverse, x, gradient, next, nextGradient);
    const gain = value - lower;
    x.set(next);
    gradient.set(nextGradient);
    value = lower;
    if (gain < tolerance * (1 + Math.abs(value))) return value;
  }
  return value;
}

function reset(inverse: Float64Array, size: number): void {
  inverse.fill(0);
  for (let i = 0; i < size; i++) inverse[i * size + i] = 1;
}

/** The quasi-Newton direction with held coordinates left out, and the slope along it. */
function descent(
  inverse: Float64Array,
  x: Float64Array,
  gradient: Float64Array,
  low: number,
  high: number,
  direction: Float64Array,
): number {
  const size = x.length;
  const held = (i: number): boolean => (x[i] <= low && gradient[i] > 0) || (x[i] >= high && gradient[i] < 0);
  let slope = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    if (!held(i)) for (let j = 0; j < size; j++) if (!held(j)) sum -= inverse[i * size + j] * gradient[j];
    direction[i] = sum;
    slope += sum * gradient[i];
  }
  return slope;
}

/** Armijo's backtracking along the projected direction; `undefined` when nothing lower is found. */
function search(
  f: Smooth,
  x: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
  low: number,
  high: number,
  next: Float64Array,
  nextGradient: Float64Array,
): number | undefined {
  for (let k = 0, t = 1; k < BACKTRACKS; k++, t /= 2) {
    for (let i = 0; i < x.length; i++) next[i] = direction[i] === 0 ? x[i] : Math.min(high, Math.max(low, x[i] + t * direction[i]));
    const lower = f(next, nextGradient);
    if (lower <= value + SUFFICIENT * t * slope) return lower;
  }
  return undefined;
}

/** The BFGS update of the inverse second derivatives, left out where the curvature is not positive. */
function learn(inverse: Float64Array, x: Float64Array, gradient: Float64Array, next: Float64Array, nextGradient: Float64Array): void {
  const size = x.length;
  const s = next.map((v, i) => v - x[i]);
  const y = nextGradient.map((v, i) => v - gradient[i]);
  const sy = s.reduce((sum, v, i) => sum + v * y[i], 0);
  if (!(sy > 1e-12)) return;
  const hy = new Float64Array(size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) hy[i] += inverse[i * size + j] * y[j];
  const scale = (1 + y.reduce((sum, v, i) => sum + v * hy[i], 0) / sy) / sy;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) inverse[i * size + j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
}
