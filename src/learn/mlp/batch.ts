import { rowSums, type Entries, type RowSums } from '../../kernel/index.js';
import { layersOf, sizeOf, type Layer, type Shape } from './network.js';

/** Room for the passes of up to `rows` rows through a network of one shape; what it holds is only valid until the next pass. */
export interface Passes {
  readonly layers: readonly Layer[];
  /** Weights and biases, and the slopes of the loss by them. The caller fills the former, and clears the latter. */
  readonly params: Float64Array;
  readonly gradient: Float64Array;
  /** What enters each layer. The caller fills the first. */
  readonly entering: readonly Entries[];
  /** The same by inputs instead of rows. */
  readonly byInput: readonly Entries[];
  /** What leaves each layer, rows × size, before it is rectified; going back, the slope of the loss by it. */
  readonly leaving: readonly Float64Array[];
  readonly sums: RowSums;
}

/** Room for batches whose rows have at most `active` inputs on; `open` opens the memory for it. */
export function passesOf(shape: Shape, rows: number, active: number, open = rowSums): Passes {
  const layers = layersOf(shape);
  const size = sizeOf(shape);
  const entries = layers.map(({ from }, l) => rows * (l === 0 ? active : from));
  const sums = open(layers.reduce((bytes, { from, to }, l) => bytes + 24 * entries[l] + 4 * (from + rows) + 8 * rows * to + 64, 16 * size));
  const room = (starts: number, l: number): Entries => ({
    starts: sums.ints(starts + 1),
    index: sums.ints(entries[l]),
    value: sums.doubles(entries[l]),
  });
  return {
    layers,
    params: sums.doubles(size),
    gradient: sums.doubles(size),
    entering: layers.map((_, l) => room(rows, l)),
    byInput: layers.map(({ from }, l) => room(from, l)),
    leaving: layers.map(({ to }) => sums.doubles(rows * to)),
    sums,
  };
}

/** Sends `rows` rows through the network; the margins are then in the last `leaving`. */
export function forward({ layers, params, entering, leaving, sums }: Passes, rows: number): void {
  layers.forEach(({ to, weights, biases }, l) => {
    const out = leaving[l];
    for (let i = 0, at = 0; i < rows; i++) for (let k = 0; k < to; k++) out[at++] = params[biases + k];
    sums.addRows(out, 0, to, rows, params, weights, entering[l]);
    if (l + 1 < layers.length) rectify(out, rows, to, entering[l + 1]);
  });
}

/** Keeps what is above zero. */
function rectify(out: Float64Array, rows: number, size: number, { starts, index, value }: Entries): void {
  let next = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    starts[i] = next;
    for (let k = 0; k < size; k++, at++) {
      index[next] = k;
      value[next] = out[at];
      if (out[at] > 0) next++;
    }
  }
  starts[rows] = next;
}

/**
 * Takes the slope of the loss by each margin, which stands in the last `leaving`, back through the network, and adds the slopes by the
 * parameters to the gradient. After {@link forward} of the same rows.
 */
export function backward({ layers, params, gradient, entering, byInput, leaving, sums }: Passes, rows: number): void {
  for (let l = layers.length - 1; l >= 0; l--) {
    const { from, to, weights, biases } = layers[l];
    const slopes = leaving[l];
    for (let i = 0, at = 0; i < rows; i++) for (let k = 0; k < to; k++) gradient[biases + k] += slopes[at++];
    transpose(entering[l], rows, from, byInput[l]);
    sums.addRows(gradient, weights, to, from, slopes, 0, byInput[l]);
    if (l > 0) sums.products(leaving[l - 1], from, slopes, to, rows, params, weights, entering[l]);
  }
}

/** The same entries by index: a counting sort, so that rows stay in order. */
function transpose(of: Entries, rows: number, width: number, { starts, index, value }: Entries): void {
  starts.fill(0);
  const end = of.starts[rows];
  for (let e = 0; e < end; e++) starts[of.index[e] + 1]++;
  for (let input = 0; input < width; input++) starts[input + 1] += starts[input];
  for (let row = 0; row < rows; row++) {
    for (let e = of.starts[row]; e < of.starts[row + 1]; e++) {
      const place = starts[of.index[e]]++;
      index[place] = row;
      value[place] = of.value[e];
    }
  }
  for (let input = width; input > 0; input--) starts[input] = starts[input - 1];
  starts[0] = 0;
}
