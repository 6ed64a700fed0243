import { random } from '../../core/index.js';
import type { Pace } from '../linear/pace.js';
import { adamOf, adamStep } from './adam.js';
import { backward, forward, passesOf, type Passes } from './batch.js';
import { rowLoss, rowSlopes } from './loss.js';
import { layersOf, sizeOf, type Shape } from './network.js';
import type { MlpSettings } from './params.js';
import { enter, type Rows } from './rows.js';

/** What one network is trained on. */
export interface MemberTask {
  readonly shape: Shape;
  readonly settings: MlpSettings;
  readonly rows: Rows;
  /** Rows of `rows` to learn from. */
  readonly learned: Int32Array;
  /** Rows to stop by, and where they stand; none: all epochs are trained. */
  readonly judges: Rows;
  readonly heldOut: Int32Array;
  /** Margins before anything is learned. */
  readonly start: Float64Array;
  readonly seed: number;
  readonly member: number;
  readonly pace: Pace;
  readonly tell: (epochs: number) => void;
}

/** Trains one network; its weights and biases in the order of `layersOf`. Cost: rows × epochs × weights in use. */
export async function trainMember(task: MemberTask): Promise<Float64Array> {
  const { shape, settings, rows, learned, seed, member, heldOut } = task;
  const batchRows = Math.min(settings.batchRows, learned.length);
  const passes = passesOf(shape, Math.max(batchRows, Math.min(JUDGED_AT_ONCE, heldOut.length)), rows.columns.length);
  const params = startParams(shape, rows.columns.length, task.start, seed, member);
  const [gradient, adam, best] = [new Float64Array(params.length), adamOf(params.length), params.slice()];
  const order = learned.slice();
  const draw = random(seed, 'mlp', 'order', member);
  let [least, bestEpoch] = [Infinity, 0];
  for (let epoch = 1; epoch <= settings.epochs; epoch++) {
    draw.shuffle(order);
    for (let from = 0; from < order.length; from += batchRows) {
      const to = Math.min(order.length, from + batchRows);
      batchGradient(rows, passes, params, order, from, to, gradient);
      adamStep(adam, passes.layers, params, gradient, settings.learningRate, settings.weightDecay);
      await task.pace(3 * workOf(shape, to - from, rows.columns.length) + 4 * params.length);
    }
    const loss = heldOut.length === 0 ? -epoch : await judge(task, passes, params);
    if (loss < least) {
      [least, bestEpoch] = [loss, epoch];
      best.set(params);
    } else if (epoch - bestEpoch >= settings.patience) break;
    task.tell(epoch);
  }
  task.tell(settings.epochs);
  return best;
}

const JUDGED_AT_ONCE = 512;

const workOf = ({ hidden, layers, outputs }: Shape, rows: number, columns: number): number =>
  rows * hidden * (columns + (layers - 1) * hidden + outputs);

/** Weights at random, so that units vary as much as what enters them (He et al., ICCV 2015); outputs start at the margins `start`. */
function startParams(shape: Shape, columns: number, start: Float64Array, seed: number, member: number): Float64Array {
  const params = new Float64Array(sizeOf(shape));
  const draw = random(seed, 'mlp', 'start', member);
  layersOf(shape).forEach(({ from, to, weights, biases }, l) => {
    const spread = Math.sqrt((l === shape.layers ? 1 : 2) / (l === 0 ? Math.min(columns, from) || 1 : from));
    for (let i = weights; i < biases; i++) params[i] = spread * draw.normal();
    if (l === shape.layers) params.set(start, biases);
    else for (let k = 0; k < to; k++) params[biases + k] = 0;
  });
  return params;
}

/** Adds the slopes of the weighted mean loss of some rows to `gradient`. */
function batchGradient(
  rows: Rows,
  passes: Passes,
  params: Float64Array,
  order: Int32Array,
  from: number,
  to: number,
  gradient: Float64Array,
): void {
  enter(rows, passes, order, from, to);
  forward(passes, params, to - from);
  const margins = passes.leaving.at(-1)!;
  const outputs = passes.layers.at(-1)!.to;
  for (let i = from; i < to; i++) {
    const row = order[i];
    rowSlopes(rows.task, margins, (i - from) * outputs, outputs, rows.y[row], rows.weights[row] / (to - from));
  }
  backward(passes, params, to - from, gradient);
}

/** Weighted mean loss of the rows set apart. */
async function judge({ judges, heldOut, shape, pace }: MemberTask, passes: Passes, params: Float64Array): Promise<number> {
  let [sum, total] = [0, 0];
  const margins = passes.leaving.at(-1)!;
  for (let from = 0; from < heldOut.length; from += JUDGED_AT_ONCE) {
    const to = Math.min(heldOut.length, from + JUDGED_AT_ONCE);
    enter(judges, passes, heldOut, from, to);
    forward(passes, params, to - from);
    for (let i = from; i < to; i++) {
      const weight = judges.weights[heldOut[i]];
      sum += weight * rowLoss(judges.task, margins, (i - from) * shape.outputs, shape.outputs, judges.y[heldOut[i]]);
      total += weight;
    }
    await pace(workOf(shape, to - from, judges.columns.length));
  }
  return sum / total;
}
