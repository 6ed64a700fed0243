import { calledClasses, scored } from '../../../evaluate/index.js';
import type { ModelContent } from '../../content.js';
import { amountsOfKept, decideAlone, type KeptAmounts } from '../../decide/index.js';
import { outputsIn } from '../../holdout.js';
import type { Evidence } from '../evidence.js';
import type { PairedRows } from '../paired-gain.js';

/** What two versions say of the same rows, each by its own amounts, rule and cut. */
export interface Calls {
  /** Of a and of b: the called class of each row; where money is declared 1 for a row that is acted on when it comes alone, as `predict` decides. */
  readonly was: Int32Array;
  readonly is: Int32Array;
}

/** The calls of both on paired rows, or why they cannot be told: a version decides by amounts that were not kept. */
export function callsOf(a: Evidence, b: Evidence, rows: PairedRows): Calls | { readonly undecided: string } {
  const was = calledBy(a.content, rows, rows.other, rows.otherAmounts);
  const is = calledBy(b.content, rows, rows.own, rows.ownAmounts);
  if (was && is) return { was, is };
  const name = was ? b.name : a.name;
  return { undecided: `${name} decides by amounts that differ by row, and the rows compared were kept without them` };
}

function calledBy({ task, labels, decide }: ModelContent, { y }: PairedRows, margins: Float64Array, kept: KeptAmounts = {}) {
  const sample = scored(task, outputsIn({ task, labels }), y, margins);
  if (!decide) return calledClasses(sample);
  const amounts = amountsOfKept(decide, kept, y.length);
  return amounts && Int32Array.from(decideAlone(decide, amounts, sample.scores));
}
