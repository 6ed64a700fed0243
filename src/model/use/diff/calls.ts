import { calledClasses, scored } from '../../../evaluate/index.js';
import type { ModelContent } from '../../content.js';
import { amountsOfKept, decideAlone, type KeptAmounts } from '../../decide/index.js';
import { outputsIn } from '../../holdout.js';
import type { Evidence } from '../evidence.js';
import type { PairedRows } from '../paired-gain.js';
import { lackingAmounts } from '../terms-apart.js';

/** What two versions say of the same rows, each by its own amounts, rule and cut. */
export interface Calls {
  /** Of a and of b: the called class of each row; where money is declared 1 for a row that is acted on when it comes alone, as `predict` decides. */
  readonly was: Int32Array;
  readonly is: Int32Array;
}

/** The calls of both on paired rows, or why they cannot be told: a version decides by amounts that were not kept. */
export function callsOf(a: Evidence, b: Evidence, rows: PairedRows): Calls | { readonly undecided: string } {
  const undecided = lackingAmounts(b, a, rows);
  if (undecided !== undefined) return { undecided };
  return {
    was: calledBy(a.content, rows, rows.other, rows.otherAmounts),
    is: calledBy(b.content, rows, rows.own, rows.ownAmounts),
  };
}

function calledBy({ task, labels, decide }: ModelContent, { y }: PairedRows, margins: Float64Array, kept: KeptAmounts = {}): Int32Array {
  const sample = scored(task, outputsIn({ task, labels }), y, margins);
  if (!decide) return calledClasses(sample);
  return Int32Array.from(decideAlone(decide, amountsOfKept(decide, kept, y.length)!, sample.scores));
}
