import { given } from '../core/index.js';
import type { Money } from '../evaluate/index.js';
import type { Decision } from './decide/index.js';

/** How a version decides about some rows, what comes of it, and what else could have been done: `train` and `evaluate` tell it alike. */
export interface DecidedMoney extends Pick<Money, 'policy' | 'acts' | 'leftOut' | 'undecided' | 'policies' | 'over' | 'returns'> {
  readonly currency: string;
  readonly threshold: number;
  /** As it is declared, of the rows of a period; on other rows it is kept as a share of them. */
  readonly limit?: Decision['limit'];
}

/** The part of a version's money that is told, with its limit as the version's decision has it. */
export function decidedMoney(
  { currency = '', threshold, policy, acts, leftOut, undecided, policies, over, returns }: Money,
  decide: Pick<Decision, 'limit'> | null,
): DecidedMoney {
  const told = given({ policy, limit: decide?.limit, acts, leftOut, undecided, returns });
  return { currency, threshold, ...told, policies, over };
}
