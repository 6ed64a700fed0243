/** The form of a network: `width` inputs, `layers` hidden layers of `hidden` units, `outputs` outputs. */
export interface Shape {
  readonly width: number;
  readonly hidden: number;
  readonly layers: number;
  readonly outputs: number;
}

/** One layer of a network: its weights lie row by row of its inputs from `weights`, then its biases from `biases`. */
export interface Layer {
  readonly from: number;
  readonly to: number;
  readonly weights: number;
  readonly biases: number;
}

/** The layers of a network, the output layer last. */
export function layersOf({ width, hidden, layers, outputs }: Shape): readonly Layer[] {
  let next = 0;
  return Array.from({ length: layers + 1 }, (_, l): Layer => {
    const [from, to] = [l === 0 ? width : hidden, l === layers ? outputs : hidden];
    const weights = next;
    const biases = weights + from * to;
    next = biases + to;
    return { from, to, weights, biases };
  });
}

/** How many weights and biases a network has. */
export function sizeOf(shape: Shape): number {
  const { biases, to } = layersOf(shape).at(-1)!;
  return biases + to;
}

/**
 * Adds to `size` entries of `out` from `at` the rows of a matrix that lies from `first` of `matrix`: row `index[i]` times `value[i]`,
 * for i from `from` to `to`. Four rows at a time, so that each entry of `out` is read and written once for all of them. Forward passes, single rows and gradients all go
 * through here.
 */
export function addRows(
  out: Float64Array,
  at: number,
  size: number,
  matrix: Float64Array,
  first: number,
  index: Int32Array,
  value: Float64Array,
  from: number,
  to: number,
): void {
  const end = at + size;
  const start = first - at;
  let i = from;
  for (; i + 3 < to; i += 4) {
    const a = value[i];
    const b = value[i + 1];
    const c = value[i + 2];
    const d = value[i + 3];
    const p = start + index[i] * size;
    const q = start + index[i + 1] * size;
    const r = start + index[i + 2] * size;
    const s = start + index[i + 3] * size;
    for (let k = at; k < end; k++) out[k] += a * matrix[k + p] + b * matrix[k + q] + (c * matrix[k + r] + d * matrix[k + s]);
  }
  for (; i < to; i++) {
    const a = value[i];
    const p = start + index[i] * size;
    for (let k = at; k < end; k++) out[k] += a * matrix[k + p];
  }
}
