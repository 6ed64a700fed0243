import { mwError, type AnyTask } from '../../core/index.js';
import type { Schema } from '../../data/index.js';
import { AMOUNTS, type AmountName, type PolicyName, type Room, type Running } from '../../evaluate/index.js';
import { checkNode, holesOf, typeOf, type Node, type Typed } from '../../expr/index.js';
import { protectedIn, type ColumnsOf } from '../../features/index.js';
import { AMOUNT, checkFields, odd, type Due } from '../check-options.js';
import { PERIODS, type Period } from './period.js';

/** An amount of money: the same for all rows, or an expression over a row's columns: `(c) => c.MonthlyCharges.mul(12)`. */
export type AmountOf<S extends Schema = Schema> = number | ((c: ColumnsOf<S>) => Typed<'number'> | number);

/** How much acting there may be in a period: so many acts, so much money, or both. */
export interface LimitOptions extends Room {
  readonly per: Period;
  /** Rows to decide about in a period. Without it they are counted by the time column. */
  readonly of?: number;
}

/**
 * What acting on a positive prediction costs and brings: money is what threshold, report and gate speak. Doing nothing is worth 0: every amount is the
 * difference that acting makes.
 *
 * ```ts
 * const offer: Payoff = { act: 'offer a discount', cost: 30, valueIfRight: 400, limit: { acts: 500, per: 'week', of: 7000 } };
 * ```
 */
export interface Payoff<S extends Schema = Schema> {
  /** What is done, as a person says it: `offer a discount`. */
  readonly act: string;
  /** Of acting, on any row; ≥ 0. */
  readonly cost: AmountOf<S>;
  /** Gained by acting when the row is positive; ≥ 0. */
  readonly valueIfRight: AmountOf<S>;
  /** Lost on top of the cost by acting when the row is negative; ≥ 0, absent means 0. */
  readonly costIfWrong?: AmountOf<S>;
  /** Its code or sign, for words; absent means plain numbers. */
  readonly currency?: string;
  /** How it is decided whom to act on. Absent: `expected_value` where an amount differs by row, else `threshold`. `top_k` needs a limit. */
  readonly policy?: PolicyName;
  readonly limit?: LimitOptions;
  /** What it costs to run the model, for what it returns. */
  readonly running?: Running;
}

/**
 * What treating a row costs and what one more unit of the outcome is worth: rows are treated whose uplift × value is at least the cost, as many as a limit allows.
 *
 * ```ts
 * const mail: TreatPayoff = { act: 'mail', cost: 2, value: 40, limit: { acts: 500, per: 'week', of: 7000 } };
 * ```
 */
export interface TreatPayoff<S extends Schema = Schema> extends Pick<Payoff<S>, 'act' | 'cost' | 'currency' | 'limit'> {
  /** Of one more outcome (one more buyer), or of one more unit of it; ≥ 0. */
  readonly value: AmountOf<S>;
}

/** A payoff as plain data: expressions as nodes, the policy left out where it is `threshold`. */
export interface Declared {
  readonly act: string;
  readonly cost: number | Node;
  readonly valueIfRight: number | Node;
  readonly costIfWrong?: number | Node;
  readonly currency?: string;
  readonly policy?: Exclude<PolicyName, 'threshold'>;
  readonly limit?: LimitOptions;
  readonly running?: Running;
}

const MORE: Due = { test: (v) => typeof v === 'number' && v > 0 && Number.isFinite(v), due: 'more than 0' };
const LIMIT: Readonly<Record<keyof LimitOptions, Due>> = {
  acts: MORE,
  spend: MORE,
  per: { test: (v) => PERIODS.includes(v as Period), due: PERIODS.map((p) => `'${p}'`).join(', ') },
  of: MORE,
};
const RUNNING: Readonly<Record<keyof Running, Due>> = { perMonth: AMOUNT, perPrediction: AMOUNT, rowsPerMonth: MORE };

/**
 * The payoff of a definition as plain data. `isTimed`: the rows have a time column. Throws `MW_MODEL_OPTION` for an expression that is no number
 * of the row itself, and for a limit that says nothing or cannot be told for single rows.
 */
export function declaredOf<S extends Schema>(
  payoff: Payoff<S>,
  columns: () => ColumnsOf<S>,
  isTimed: boolean,
  task: AnyTask = 'binary',
): Declared {
  const { cost, valueIfRight, costIfWrong, policy, limit, running, ...told } = payoff;
  const amounts = Object.fromEntries(
    Object.entries({ cost, valueIfRight, costIfWrong })
      .filter(([, amount]) => amount !== undefined)
      .map(([name, amount]) => [name, amountNode(amountIn(task, name as AmountName), amount!, columns)]),
  ) as Pick<Declared, AmountName>;
  const named = policy ?? (Object.values(amounts).some((amount) => typeof amount === 'object') ? 'expected_value' : 'threshold');
  if (limit) checkLimit(limit, isTimed);
  else if (policy === 'top_k')
    throw odd('decide.limit', undefined, "{ acts: 500, per: 'week', of: 7000 }: the policy top_k acts on as many as a limit allows");
  if (running) checkFields('decide.running.', running as Readonly<Record<string, unknown>>, RUNNING, []);
  return {
    ...told,
    ...amounts,
    ...(named === 'threshold' ? {} : { policy: named }),
    ...(limit ? { limit } : {}),
    ...(running ? { running } : {}),
  };
}

/** The same of what treating is worth: the uplift takes the place of the probability, and what is expected always decides. */
export function declaredTreatment<S extends Schema>(
  { value, ...payoff }: TreatPayoff<S>,
  columns: () => ColumnsOf<S>,
  isTimed: boolean,
): Declared {
  return declaredOf({ ...payoff, valueIfRight: value, policy: 'expected_value' }, columns, isTimed, 'uplift');
}

/** What a definition calls an amount. */
export const amountIn = (task: AnyTask, name: AmountName): string => (task === 'uplift' && name === 'valueIfRight' ? 'value' : name);

function amountNode<S extends Schema>(name: string, amount: AmountOf<S>, columns: () => ColumnsOf<S>): number | Node {
  if (typeof amount === 'number') return amount;
  const found = amount(columns());
  if (typeof found === 'number') {
    if (!AMOUNT.test(found)) throw odd(`decide.${name}`, found, AMOUNT.due);
    return found;
  }
  const due = 'an amount of the row itself: (c) => c.monthlyCharge.mul(12)';
  if (typeof found?.node?.kind !== 'string') throw odd(`decide.${name}`, found, due);
  if (holesOf([found.node]).length > 0) throw odd(`decide.${name}`, 'learned from all rows', due);
  const node = checkNode(found.node, { fitted: true });
  if (typeOf(node) !== 'number') throw odd(`decide.${name}`, `a ${typeOf(node)}`, due);
  return node;
}

function checkLimit(limit: LimitOptions, isTimed: boolean): void {
  checkFields('decide.limit.', limit as unknown as Readonly<Record<string, unknown>>, LIMIT, ['per']);
  if (limit.acts === undefined && limit.spend === undefined)
    throw odd('decide.limit', limit, "{ acts: 500, per: 'week' } or { spend: 10_000, per: 'week' }");
  if (limit.of === undefined && !isTimed)
    throw odd(
      'decide.limit',
      limit,
      `with "of", the rows to decide about in a ${limit.per}: the rows have no time column to count them by`,
    );
}

/** The amounts that differ by row, by name. */
export const namedAmounts = (declared: Pick<Declared, AmountName>): readonly (readonly [AmountName, Node])[] =>
  AMOUNTS.flatMap((name) => {
    const amount = declared[name];
    return typeof amount === 'object' ? [[name, amount] as const] : [];
  });

/** Who is protected is not to be acted on by that, unless the definition allows it. Throws `MW_MODEL_DECIDE_PROTECTED`. */
export function refuseProtectedAmounts(
  declared: Pick<Declared, AmountName>,
  schema: Schema,
  allowed: readonly string[] | undefined,
  task: AnyTask,
): void {
  for (const [amount, node] of namedAmounts(declared)) {
    const column = protectedIn(node, schema, allowed);
    if (column !== undefined) throw mwError('MW_MODEL_DECIDE_PROTECTED', { amount: amountIn(task, amount), column });
  }
}

/** The expressions of the amounts that differ by row; none where no money is declared. */
export const amountNodes = (declared: Pick<Declared, AmountName> | null | undefined): readonly Node[] =>
  declared ? namedAmounts(declared).map(([, node]) => node) : [];
