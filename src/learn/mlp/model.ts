import type { Inputs } from './inputs.js';
import { addScaledRows } from '../../kernel/index.js';
import { layersOf, type Shape } from './network.js';

/** Fitted networks of one shape, whose margins are averaged. */
export interface MlpModel {
  readonly inputs: Inputs;
  readonly shape: Shape;
  readonly members: number;
  /** Weights and biases of all members, one after the other, each in the order of `layersOf`. */
  readonly weights: Float32Array;
  /** What margins are times, plus, and kept between; 1, 0 and no bounds for classifications. */
  readonly target: Target;
}

/** From standardised targets to targets. */
export interface Target {
  readonly scale: number;
  readonly shift: number;
  readonly low: number;
  readonly high: number;
}

/** Writes the margins of encoded inputs to `out` from `at`. */
export type Score = (index: Int32Array, value: Float64Array, count: number, out: Float64Array, at: number) => void;

/** A function that scores one row at a time, with room of its own. */
export function scorerOf({ shape, members, weights: stored, target }: MlpModel): Score {
  const layers = layersOf(shape);
  const { outputs } = shape;
  const params = Float64Array.from(stored);
  const size = params.length / members;
  const units = new Float64Array(Math.max(shape.hidden, outputs));
  const [active, values] = [new Int32Array(shape.hidden), new Float64Array(shape.hidden)];
  const scoreMember = (first: number, index: Int32Array, value: Float64Array, count: number): void => {
    for (let l = 0; l < layers.length; l++) {
      const { to, weights, biases } = layers[l];
      for (let k = 0; k < to; k++) units[k] = params[first + biases + k];
      addScaledRows(units, 0, to, params, first + weights, l === 0 ? index : active, l === 0 ? value : values, 0, count);
      if (l + 1 === layers.length) return;
      count = 0;
      for (let k = 0; k < to; k++) {
        if (!(units[k] > 0)) continue;
        active[count] = k;
        values[count++] = units[k];
      }
    }
  };
  return (index, value, count, out, at) => {
    for (let k = 0; k < outputs; k++) out[at + k] = 0;
    for (let m = 0; m < members; m++) {
      scoreMember(m * size, index, value, count);
      for (let k = 0; k < outputs; k++) out[at + k] += units[k] / members;
    }
    for (let k = 0; k < outputs; k++) {
      const margin = target.shift + target.scale * out[at + k];
      out[at + k] = margin > target.high ? target.high : margin < target.low ? target.low : margin;
    }
  };
}
