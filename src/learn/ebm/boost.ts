import type { Objective } from '../gbdt/objective.js';
import type { Pace } from '../pace.js';
import { moveMargins, sumPerBin, type Term } from './term.js';

const MOST_PER_BLOCK = 8;
/** Columns that say all the same overshoot together beyond 2 full steps. */
const STABLE = 1.5;

/** What one bag boosts: its terms, and its rows in the bag's order, those to learn from first. */
export interface BoostJob {
  readonly objective: Objective;
  readonly terms: readonly Term[];
  /** All rows × outputs; moved. */
  readonly margins: Float64Array;
  readonly y: Float64Array;
  readonly weights: Float64Array | undefined;
  /** How many rows to learn from. Where no others are left, they also say when to end. */
  readonly train: number;
  /** Outputs that have something to learn. */
  readonly learns: readonly boolean[];
  readonly rounds: number;
  readonly smoothRounds: number;
  /** Ends when the loss has not fallen by this share of itself in so many rounds. */
  readonly patience: number;
  readonly tolerance: number;
  /** Share of a full step that one turn takes. */
  readonly turnRate: number;
}

/** Tables of the terms, one after the other, per output. */
export type Tables = readonly Float64Array[];

/**
 * Cyclic gradient boosting (Lou et al., "Intelligible models for classification and regression", KDD 2012): in every round each term
 * has a turn. Up to eight terms in a row see the same gradients, fewer when steps are large, so that together they never overshoot.
 * Gives the tables of the round with the least loss on the rows left out.
 */
export async function boost(job: BoostJob, pace: Pace): Promise<Tables> {
  const { terms, objective, rounds, smoothRounds, patience, tolerance } = job;
  const starts = startsOf(terms);
  const total = starts[terms.length];
  const tables = Array.from({ length: objective.outputs }, () => new Float64Array(total));
  const best = tables.map((table) => table.slice());
  const turn = turnsOf(job, starts, tables);
  const watch = lossOf(job);
  let least = watch();
  let [mark, markRound] = [least, smoothRounds];
  const perBlock = Math.max(1, Math.min(MOST_PER_BLOCK, Math.floor(STABLE / job.turnRate)));
  for (let round = 1; round <= rounds; round++) {
    for (let from = 0; from < terms.length; from += perBlock) {
      const to = Math.min(terms.length, from + perBlock);
      turn(from, to, round <= smoothRounds);
      await pace((3 + 4 * (to - from)) * objective.outputs * job.y.length);
    }
    const loss = watch();
    if (loss < least) {
      least = loss;
      best.forEach((table, k) => table.set(tables[k]));
    }
    if (loss < mark - tolerance * Math.abs(mark)) [mark, markRound] = [loss, Math.max(markRound, round)];
    if (round - markRound >= patience) break;
  }
  return best;
}

/** First bin of each term, and last the number of all. */
export function startsOf(terms: readonly { readonly size: number }[]): Int32Array {
  const starts = new Int32Array(terms.length + 1);
  terms.forEach((term, t) => (starts[t + 1] = starts[t] + term.size));
  return starts;
}

/** The turns of the terms `from … to - 1`. */
function turnsOf(job: BoostJob, starts: Int32Array, tables: Tables): (from: number, to: number, smooth: boolean) => void {
  const { objective, terms, margins, y, weights, train, learns } = job;
  const { outputs } = objective;
  const [heardY, heardWeights] = [y.subarray(0, train), weights?.subarray(0, train)];
  const gradients = Array.from({ length: outputs }, () => new Float64Array(2 * train));
  const deltas = tables.map((table) => new Float64Array(table.length));
  const sums = new Float64Array(2 * Math.max(...terms.map((term) => term.size)));
  const learned = [...learns.keys()].filter((k) => learns[k]);
  return (from, to, smooth) => {
    objective.gradients(margins, heardY, heardWeights, gradients);
    for (const k of learned) {
      for (let t = from; t < to; t++) {
        const { cells, size } = terms[t];
        sumPerBin(cells, gradients[k], train, sums, size);
        terms[t].step(sums, deltas[k].subarray(starts[t], starts[t + 1]), smooth);
      }
      for (let t = from; t < to; t++) moveMargins(terms[t].cells, deltas[k].subarray(starts[t], starts[t + 1]), margins, k, outputs);
      for (let b = starts[from]; b < starts[to]; b++) tables[k][b] += deltas[k][b];
    }
  };
}

function lossOf({ objective, margins, y, weights, train }: BoostJob): () => number {
  const from = train < y.length ? train : 0;
  const [seenMargins, seenY, seenWeights] = [margins.subarray(from * objective.outputs), y.subarray(from), weights?.subarray(from)];
  return () => objective.loss(seenMargins, seenY, seenWeights);
}
