import { addRows, layersOf, type Layer, type Shape } from './network.js';

/** Rows of which few entries are not zero: row i holds `value` at `index`, from `starts[i]` to `starts[i + 1]`. */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly index: Int32Array;
  readonly value: Float64Array;
}

const sparseRows = (rows: number, most: number): SparseRows => ({
  starts: new Int32Array(rows + 1),
  index: new Int32Array(rows * most),
  value: new Float64Array(rows * most),
});

/** Room for the passes of up to `rows` rows through a network of one shape; what it holds is only valid until the next pass. */
export interface Passes {
  readonly layers: readonly Layer[];
  /** What enters each layer. The caller fills the first. */
  readonly entering: readonly SparseRows[];
  /** The same by inputs instead of rows. */
  readonly byInput: readonly SparseRows[];
  /** What leaves each layer, rows × size, before it is rectified; going back, the slope of the loss by it. */
  readonly leaving: readonly Float64Array[];
}

/** Room for batches whose rows have at most `active` inputs on. */
export function passesOf(shape: Shape, rows: number, active: number): Passes {
  const layers = layersOf(shape);
  const room = (transposed: boolean) =>
    layers.map(({ from }, l) => {
      const most = l === 0 ? active : from;
      return transposed ? { ...sparseRows(rows, most), starts: new Int32Array(from + 1) } : sparseRows(rows, most);
    });
  return { layers, entering: room(false), byInput: room(true), leaving: layers.map(({ to }) => new Float64Array(rows * to)) };
}

/** Sends `rows` rows through the network; the margins are then in the last `leaving`. */
export function forward({ layers, entering, leaving }: Passes, params: Float64Array, rows: number): void {
  layers.forEach(({ to, weights, biases }, l) => {
    const [out, { starts, index, value }] = [leaving[l], entering[l]];
    for (let i = 0, at = 0; i < rows; i++, at += to) {
      for (let k = 0; k < to; k++) out[at + k] = params[biases + k];
      addRows(out, at, to, params, weights, index, value, starts[i], starts[i + 1]);
    }
    if (l + 1 < layers.length) rectify(out, rows, to, entering[l + 1]);
  });
}

/** Keeps what is above zero. */
function rectify(out: Float64Array, rows: number, size: number, { starts, index, value }: SparseRows): void {
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
 * parameters to `gradient`. After {@link forward} of the same rows.
 */
export function backward({ layers, entering, byInput, leaving }: Passes, params: Float64Array, rows: number, gradient: Float64Array): void {
  for (let l = layers.length - 1; l >= 0; l--) {
    const { from, to, weights, biases } = layers[l];
    const slopes = leaving[l];
    for (let i = 0, at = 0; i < rows; i++) for (let k = 0; k < to; k++) gradient[biases + k] += slopes[at++];
    transpose(entering[l], rows, from, byInput[l]);
    const { starts, index, value } = byInput[l];
    for (let input = 0; input < from; input++)
      if (starts[input] < starts[input + 1])
        addRows(gradient, weights + input * to, to, slopes, 0, index, value, starts[input], starts[input + 1]);
    if (l > 0) pullBack(layers[l], entering[l], params, rows, slopes, leaving[l - 1]);
  }
}

/** The slope by each unit that was above zero: its weights times the slopes by what it feeds. Four units at a time. */
function pullBack(
  { from, to, weights }: Layer,
  { starts, index }: SparseRows,
  params: Float64Array,
  rows: number,
  slopes: Float64Array,
  out: Float64Array,
): void {
  out.fill(0, 0, rows * from);
  for (let row = 0; row < rows; row++) {
    const first = row * to;
    const start = weights - first;
    const end = starts[row + 1];
    let i = starts[row];
    for (; i + 3 < end; i += 4) {
      const p = start + index[i] * to;
      const q = start + index[i + 1] * to;
      const r = start + index[i + 2] * to;
      const s = start + index[i + 3] * to;
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let k = first; k < first + to; k++) {
        a += slopes[k] * params[k + p];
        b += slopes[k] * params[k + q];
        c += slopes[k] * params[k + r];
        d += slopes[k] * params[k + s];
      }
      out[row * from + index[i]] = a;
      out[row * from + index[i + 1]] = b;
      out[row * from + index[i + 2]] = c;
      out[row * from + index[i + 3]] = d;
    }
    for (; i < end; i++) {
      let a = 0;
      for (let k = first, p = start + index[i] * to; k < first + to; k++) a += slopes[k] * params[k + p];
      out[row * from + index[i]] = a;
    }
  }
}

/** The same entries by index: a counting sort, so that rows stay in order. */
function transpose(of: SparseRows, rows: number, width: number, { starts, index, value }: SparseRows): void {
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
