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
  /** Per row 1 where no amounts are known (one is missing or negative): whoever decides, such a row is not acted on, and counts as worth 0. */
  readonly undecided?: Uint8Array;
}

/** The amounts of a payoff, by name. */
export const AMOUNTS = ['cost', 'valueIfRight', 'costIfWrong'] as const;
/** The name of an amount. */
export type AmountName = (typeof AMOUNTS)[number];

/** The amount of one row. */
export const amountAt = (amount: Amount, row: number): number => (typeof amount === 'number' ? amount : amount[row]);

/** Throws `MW_EVALUATE_PAYOFF` when an amount is negative or no number, is not one per row, or the one `valueIfRight` of all rows is 0. */
export function checkPayoff(payoff: Payoff, rows: number): void {
  const named = { cost: payoff.cost, valueIfRight: payoff.valueIfRight, costIfWrong: payoff.costIfWrong ?? 0 };
  for (const [name, amount] of Object.entries(named)) {
    if (typeof amount !== 'number' && amount.length !== rows) {
      throw mwError('MW_EVALUATE_PAYOFF', { name, got: `${amount.length} amounts`, due: `one amount, or one per row (${rows})` });
    }
    const odd = (typeof amount === 'number' ? [amount] : [...amount]).find((a) => !(a >= 0 && Number.isFinite(a)));
    if (odd !== undefined) throw mwError('MW_EVALUATE_PAYOFF', { name, got: String(odd), due: 'an amount of 0 or more' });
  }
  if (payoff.valueIfRight === 0) throw mwError('MW_EVALUATE_PAYOFF', { name: 'valueIfRight', got: '0', due: 'more than 0' });
}

/** What acting on each row would have brought, knowing the truth (0 or 1); 0 of an undecided row. */
export function worthOfActing({ cost, valueIfRight, costIfWrong = 0, undecided }: Payoff, y: Float64Array): Float64Array {
  return y.map((real, i) =>
    undecided?.[i] === 1 ? 0 : (real === 1 ? amountAt(valueIfRight, i) : -amountAt(costIfWrong, i)) - amountAt(cost, i),
  );
}

/** What acting on each row is expected to bring when the probabilities are honest; 0 of an undecided row. */
export function expectedWorth({ cost, valueIfRight, costIfWrong = 0, undecided }: Payoff, probability: Float64Array): Float64Array {
  return probability.map((p, i) =>
    undecided?.[i] === 1 ? 0 : p * amountAt(valueIfRight, i) - (1 - p) * amountAt(costIfWrong, i) - amountAt(cost, i),
  );
}

/** How far apart acting on a positive and on a negative row are, per row. */
export const stakesOf = ({ valueIfRight, costIfWrong = 0 }: Payoff, rows: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => amountAt(valueIfRight, i) + amountAt(costIfWrong, i));

/** What acting on each row costs, whatever it brings. */
export const costsOf = ({ cost }: Pick<Payoff, 'cost'>, rows: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => amountAt(cost, i));

/** Whether amounts differ by row. */
export const differsByRow = (payoff: Payoff): boolean => AMOUNTS.some((name) => typeof payoff[name] === 'object');

/** The payoff of some of the rows, in the given order. */
export function takePayoff(payoff: Payoff, rows: ArrayLike<number>): Payoff {
  const taken = (amount: Amount): Amount => (typeof amount === 'number' ? amount : Float64Array.from(rows, (row) => amount[row]));
  return {
    ...payoff,
    cost: taken(payoff.cost),
    valueIfRight: taken(payoff.valueIfRight),
    ...(payoff.costIfWrong === undefined ? {} : { costIfWrong: taken(payoff.costIfWrong) }),
    ...(payoff.undecided ? { undecided: Uint8Array.from(rows, (row) => payoff.undecided![row]) } : {}),
  };
}

/**
 * The probability from which acting pays when probabilities are honest: (cost + costIfWrong) / (valueIfRight + costIfWrong),
 * of the mean amounts of the decided rows when they differ by row. 1 when acting never pays.
 *
 * ```ts
 * breakEven({ act: 'offer a discount', cost: 30, valueIfRight: 400 }) // 0.075
 * ```
 */
export function breakEven(payoff: Payoff): number {
  const { cost, valueIfRight, wrong } = meanAmounts(payoff);
  return valueIfRight + wrong > 0 ? Math.min(1, (cost + wrong) / (valueIfRight + wrong)) : 1;
}

/** The mean over the decided rows of each amount that differs by row, by name. */
export function meansByRow(payoff: Payoff): Readonly<Partial<Record<AmountName, number>>> {
  const differing = AMOUNTS.filter((name) => typeof payoff[name] === 'object');
  return Object.fromEntries(differing.map((name) => [name, meanAmount(payoff[name]!, payoff.undecided)]));
}

/** The mean of each amount over the decided rows. */
function meanAmounts({ cost, valueIfRight, costIfWrong = 0, undecided }: Payoff): {
  readonly cost: number;
  readonly valueIfRight: number;
  readonly wrong: number;
} {
  const mean = (amount: Amount): number => meanAmount(amount, undecided);
  return { cost: mean(cost), valueIfRight: mean(valueIfRight), wrong: mean(costIfWrong) };
}

function meanAmount(amount: Amount, undecided?: Uint8Array): number {
  if (typeof amount === 'number') return amount;
  const decided = undecided ? amount.length - undecided.reduce((n, one) => n + one, 0) : amount.length;
  return amount.reduce((sum, a, i) => (undecided?.[i] === 1 ? sum : sum + a), 0) / Math.max(1, decided);
}
