import { joined, type AnyTask } from '../../core/index.js';
import type { Engine } from '../../data/index.js';
import { costsOf } from '../../evaluate/index.js';
import { amountsIn, decideTogether, hasRowAmounts, isPlain, type Decision } from '../decide/index.js';
import { decisionColumns } from './answer.js';
import type { OpenModel } from './open-model.js';

/** What was decided about the rows of a file. */
export interface DecidedFile {
  readonly acts: number;
  /** What the acts cost. */
  readonly spend: number;
  /** Rows that would have been acted on, had the limit left room. */
  readonly leftOut: number;
  /** Rows that are not acted on because an amount is missing or negative. */
  readonly undecided: number;
  readonly currency: string;
  /** Amounts differ by row. */
  readonly ownAmounts?: true;
  /** From which probability on, where that says it all. */
  readonly threshold?: number;
  /** The limit that the file was held to: it is one period's rows. */
  readonly limit?: Decision['limit'];
}

/** The same where the probability of a row says it all. */
export const decidedPlainly = ({ cost, currency = '', threshold }: Decision, acts: number): DecidedFile => ({
  acts,
  spend: acts * (cost as number),
  leftOut: 0,
  undecided: 0,
  currency,
  threshold,
});

/** Rows that are written at a time. */
const BLOCK = 65_536;

/**
 * Decides about all rows of a file at once, where the probability of a row does not say it all, and appends the decisions to a table `decisions` in the
 * order of the rows. The file is one period's rows: as many are acted on as its limit allows, those that score highest, of equal ones the earlier. Holds
 * 33 bytes a row. Undefined where there is nothing to decide, or each row has its decision already.
 */
export async function decideFile(
  engine: Engine,
  relation: string,
  { content }: OpenModel<AnyTask>,
  probabilities: readonly Float64Array[],
): Promise<DecidedFile | undefined> {
  const { decide, task } = content;
  if (!decide || isPlain(decide)) return undefined;
  const probability = joined(Float64Array, probabilities);
  const amounts = await amountsIn(engine, relation, decide);
  const { acts, left } = decideTogether(decide, amounts, probability);
  for (let from = 0; from < acts.length || from === 0; from += BLOCK) {
    const own = { payoff: amounts.payoff, ...(amounts.faults ? { faults: amounts.faults.subarray(from, from + BLOCK) } : {}) };
    await engine.append('decisions', decisionColumns(decide, acts.subarray(from, from + BLOCK), own, task));
  }
  return {
    acts: acts.reduce((n, one) => n + one, 0),
    spend: costsOf(amounts.payoff, acts.length).reduce((sum, cost, i) => sum + cost * acts[i], 0),
    leftOut: left,
    undecided: amounts.faults?.reduce((n, code) => n + Number(code > 0), 0) ?? 0,
    currency: decide.currency ?? '',
    ...(hasRowAmounts(decide) ? { ownAmounts: true } : {}),
    ...(decide.limit ? { limit: decide.limit } : {}),
  };
}
