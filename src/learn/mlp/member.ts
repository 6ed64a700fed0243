import { random } from '../../core/index.js';
import type { Pace } from '../pace.js';
import { adamOf, adamStep, restart, type Adam } from './adam.js';
import { backward, forward, passesOf, type Passes } from './batch.js';
import { rowLoss, rowSlopes } from '../row-loss.js';
import { layersOf, type Shape } from './network.js';
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

/** A network is judged after each pass, in passes of many steps after about so many of them. */
const ROUND_STEPS = 200;
/** After being judged `patience` times without a better network, training goes on from the best one at this share of the rate, so many times. */
const RATE_CUT = 0.25;
const RATE_CUTS = 2;

/** Trains one network; its weights and biases in the order of `layersOf`. Cost: rows × epochs × weights in use. */
export async function trainMember(task: MemberTask): Promise<Float64Array> {
  const { shape, settings, learned, seed, member, heldOut } = task;
  const batchRows = Math.min(settings.batchRows, learned.length);
  const passes = passesOf(shape, Math.max(batchRows, Math.min(JUDGED_AT_ONCE, heldOut.length)), task.rows.columns.length);
  const { params } = passes;
  start(params, shape, task.rows.columns.length, task.start, seed, member);
  const [adam, best, order] = [adamOf(params.length), params.slice(), learned.slice()];
  const draw = random(seed, 'mlp', 'order', member);
  let [least, waited, cuts] = [Infinity, 0, 0];
  const rounds = Math.max(1, Math.round(order.length / batchRows / ROUND_STEPS));
  for (let round = 0; round < settings.epochs * rounds; round++) {
    const [epoch, part] = [Math.floor(round / rounds), round % rounds];
    if (part === 0) draw.shuffle(order);
    const rows = order.subarray(Math.floor((part * order.length) / rounds), Math.floor(((part + 1) * order.length) / rounds));
    await learn(task, passes, adam, rows, batchRows, settings.learningRate * RATE_CUT ** cuts);
    const loss = heldOut.length === 0 ? -round : await judge(task, passes);
    if (loss < least) {
      [least, waited] = [loss, 0];
      best.set(params);
    } else if (++waited === settings.patience) {
      if (cuts++ === RATE_CUTS) break;
      waited = 0;
      params.set(best);
      restart(adam);
    }
    task.tell(epoch);
  }
  task.tell(settings.epochs);
  return best;
}

/** One step per batch of rows, in the order given. */
async function learn(
  { shape, settings, rows, pace }: MemberTask,
  passes: Passes,
  adam: Adam,
  order: Int32Array,
  batchRows: number,
  rate: number,
): Promise<void> {
  for (let from = 0; from < order.length; from += batchRows) {
    const batch = order.subarray(from, from + batchRows);
    addSlopes(rows, passes, batch, 1 / batchRows);
    adamStep(adam, passes, rate, settings.weightDecay);
    await pace(3 * workOf(shape, batch.length, rows.columns.length) + 4 * passes.params.length);
  }
}

const JUDGED_AT_ONCE = 512;

const workOf = ({ hidden, layers, outputs }: Shape, rows: number, columns: number): number =>
  rows * hidden * (columns + (layers - 1) * hidden + outputs);

/**
 * Weights at random, as large as lets signals pass both ways (Glorot & Bengio, AISTATS 2010), counting the inputs that a row turns on;
 * outputs start at `margins`.
 */
function start(params: Float64Array, shape: Shape, columns: number, margins: Float64Array, seed: number, member: number): void {
  const draw = random(seed, 'mlp', 'start', member);
  layersOf(shape).forEach(({ from, to, weights, biases }, l) => {
    const spread = Math.sqrt(2 / ((l === 0 ? columns : from) + to));
    for (let i = weights; i < biases; i++) params[i] = spread * draw.normal();
    if (l === shape.layers) params.set(margins, biases);
  });
}

/** Adds the slopes of `share` × the weighted loss of some rows to the gradient. */
function addSlopes(rows: Rows, passes: Passes, batch: Int32Array, share: number): void {
  enter(rows, passes, batch, 0, batch.length);
  forward(passes, batch.length);
  const margins = passes.leaving.at(-1)!;
  const outputs = passes.layers.at(-1)!.to;
  for (let i = 0; i < batch.length; i++)
    rowSlopes(rows.task, margins, i * outputs, outputs, rows.y[batch[i]], share * rows.weights[batch[i]]);
  backward(passes, batch.length);
}

/** Weighted mean loss of the rows set apart. */
async function judge({ judges, heldOut, shape, pace }: MemberTask, passes: Passes): Promise<number> {
  let [sum, total] = [0, 0];
  const margins = passes.leaving.at(-1)!;
  for (let from = 0; from < heldOut.length; from += JUDGED_AT_ONCE) {
    const to = Math.min(heldOut.length, from + JUDGED_AT_ONCE);
    enter(judges, passes, heldOut, from, to);
    forward(passes, to - from);
    for (let i = from; i < to; i++) {
      const weight = judges.weights[heldOut[i]];
      sum += weight * rowLoss(judges.task, margins, (i - from) * shape.outputs, shape.outputs, judges.y[heldOut[i]]);
      total += weight;
    }
    await pace(workOf(shape, to - from, judges.columns.length));
  }
  return sum / total;
}
