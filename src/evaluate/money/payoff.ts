import { mwError } from '../../core/index.js';

/** An amount of money: the same for every row, or one per row. */
export type Amount = number | Float64Array;

/**
 * What acting on a row is worth, in one currency. Doing nothing is worth 0, so every amount is the difference that acting makes.
 * Acting on a positive row brings `valueIfRight − cost`, on a negative one `−cost − costIfWrong`.
 */
export interface Payoff {
  /** What is done, as a person says it: `offer a discount`. */
  readonly act: string;
  /** Of acting, on any row; ≥ 0. */
  readonly cost: Amount;
  /** Gained by acting when the row is positive; ≥ 0. */
  readonly valueIfRight: Amount;
  /** Lost on top of the cost by acting when the row is negative; ≥ 0, absent means 0. */
  readonly costIfWrong?: Amount;
  /** Its code or sign, for words; absent means plain numbers. */
  readonly currency?: string;
}

/** The amount of one row. */
export const amountAt = (amount: Amount, row: number): number => (typeof amount === 'number' ? amount : amount[row]);

/** Throws `MW_EVALUATE_PAYOFF` when an amount is negative or no number, is not one per row, or acting can never pay. */
export function checkPayoff(payoff: Payoff, rows: number): void {
  const named = { cost: payoff.cost, valueIfRight: payoff.valueIfRight, costIfWrong: payoff.costIfWrong ?? 0 };
  for (const [name, amount] of Object.entries(named)) {
    if (typeof amount !== 'number' && amount.length !== rows) {
      throw mwError('MW_EVALUATE_PAYOFF', { name, got: `${amount.length} amounts`, due: `one amount, or one per row (${rows})` });
    }
    const odd = (typeof amount === 'number' ? [amount] : [...amount]).find((a) => !(a >= 0 && Number.isFinite(a)));
    if (odd !== undefined) throw mwError('MW_EVALUATE_PAYOFF', { name, got: String(odd), due: 'an amount of 0 or more' });
  }
  if (meanAmount(payoff.valueIfRight) === 0) throw mwError('MW_EVALUATE_PAYOFF', { name: 'valueIfRight', got: '0', due: 'more than 0' });
}

/** What acting on each row would have brought, knowing the truth (0 or 1). */
export function worthOfActing({ cost, valueIfRight, costIfWrong = 0 }: Payoff, y: Float64Array): Float64Array {
  return y.map((real, i) => (real === 1 ? amountAt(valueIfRight, i) : -amountAt(costIfWrong, i)) - amountAt(cost, i));
}

/** What acting on each row is expected to bring when the probabilities are honest. */
export function expectedWorth({ cost, valueIfRight, costIfWrong = 0 }: Payoff, probability: Float64Array): Float64Array {
  return probability.map((p, i) => p * amountAt(valueIfRight, i) - (1 - p) * amountAt(costIfWrong, i) - amountAt(cost, i));
}

/**
 * The probability from which acting pays when probabilities are honest: (cost + costIfWrong) / (valueIfRight + costIfWrong),
 * of the mean amounts when they differ by row. 1 when acting never pays.
 *
 * ```ts
 * breakEven({ act: 'offer a discount', cost: 30, valueIfRight: 400 }) // 0.075
 * ```
 */
export function breakEven({ cost, valueIfRight, costIfWrong = 0 }: Payoff): number {
  const wrong = meanAmount(costIfWrong);
  return Math.min(1, (meanAmount(cost) + wrong) / (meanAmount(valueIfRight) + wrong));
}

function meanAmount(amount: Amount): number {
  return typeof amount === 'number' ? amount : amount.reduce((sum, a) => sum + a, 0) / Math.max(1, amount.length);
}
