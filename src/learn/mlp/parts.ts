import type { ColumnHead } from '../../core/index.js';
import { categoriesIn } from '../categories-in.js';
import { checkedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';
import { startsOf } from '../linear/model.js';
import type { Inputs } from './inputs.js';
import type { MlpModel } from './model.js';
import { sizeOf, type Shape } from './network.js';
import { mlpParams } from './params.js';

const FORMAT = 1;
const NAMES = ['centre', 'spread', 'slots', 'target', 'weights'] as const;

/** The networks as the artifact stores them: 4 bytes per weight; at most 257 inputs per category and 2 per number. */
export function partsOf({ inputs, shape, members, weights, target }: MlpModel): Parts {
  const { hidden, layers, outputs, width } = shape;
  return {
    meta: { format: FORMAT, outputs, columns: inputs.centre.length, width, hidden, layers, members },
    arrays: {
      centre: inputs.centre.slice(),
      spread: inputs.spread.slice(),
      slots: inputs.slots.slice(),
      target: Float64Array.of(target.scale, target.shift, target.low, target.high),
      weights: weights.slice(),
    },
  };
}

/** The networks again. Throws `MW_LEARN_PARTS` with the first thing that is wrong, before anything is used. */
export function modelFrom(parts: Parts, heads: readonly ColumnHead[]): MlpModel {
  const { outputs, array, damaged } = checkedParts('mlp', parts, FORMAT, heads.length, NAMES);
  const meta = parts.meta as Readonly<Record<string, unknown>>;
  const whole = (name: string, low: number, high: number): number => {
    const value = meta[name];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < low || value > high)
      throw damaged(`"${name}" is not a whole number from ${low} to ${high}`);
    return value;
  };
  const starts = startsOf(heads);
  const shape: Shape = {
    width: whole('width', 0, starts[heads.length]),
    hidden: whole('hidden', mlpParams.hidden.low, mlpParams.hidden.high),
    layers: whole('layers', mlpParams.layers.low, mlpParams.layers.high),
    outputs,
  };
  const members = whole('members', mlpParams.members.low, mlpParams.members.high);
  const inputs: Inputs = {
    width: shape.width,
    centre: array('centre', Float64Array, heads.length).slice(),
    spread: array('spread', Float64Array, heads.length).slice(),
    isCategory: categoriesIn(heads),
    starts,
    slots: array('slots', Int32Array, starts[heads.length]).slice(),
  };
  checkInputs(inputs, damaged);
  const [scale, shift, low, high] = array('target', Float64Array, 4);
  if (!(scale > 0) || low > high) throw damaged('"target" is no scale, shift and range');
  return {
    inputs,
    shape,
    members,
    weights: array('weights', Float32Array, members * sizeOf(shape)).slice(),
    target: { scale, shift, low, high },
  };
}

function checkInputs({ width, spread, isCategory, starts, slots }: Inputs, damaged: (reason: string) => Error): void {
  const stray = slots.findIndex((slot) => slot < -1 || slot >= width);
  if (stray >= 0) throw damaged(`"slots" holds ${slots[stray]} at entry ${stray}, which is no input`);
  const narrow = spread.findIndex((s, j) => s < 0 || (s === 0 && isCategory[j] === 0 && slots[starts[j]] >= 0));
  if (narrow >= 0) throw damaged(`"spread" holds ${spread[narrow]} at entry ${narrow}, not a positive number`);
}
