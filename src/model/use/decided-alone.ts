import type { AnyTask } from '../../core/index.js';
import type { AppendColumn, Engine } from '../../data/index.js';
import type { ModelContent } from '../content.js';
import { amountsIn, decideAlone, isPlain } from '../decide/index.js';
import { decisionColumns } from './answer.js';

/** Decisions about rows of a table that come one by one, as named columns; none where the probability says it all, which `answerColumns` knows. */
export async function decidedAlone(
  engine: Engine,
  relation: string,
  { decide, task }: ModelContent<AnyTask>,
  probability: Float64Array,
): Promise<Readonly<Record<string, AppendColumn>>> {
  if (!decide || isPlain(decide)) return {};
  const amounts = await amountsIn(engine, relation, decide);
  return decisionColumns(decide, decideAlone(decide, amounts, probability), amounts, task);
}
