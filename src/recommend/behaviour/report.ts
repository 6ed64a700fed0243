import { count, listedWords } from '../../core/index.js';

/** Why rows were left out. A row counts once, for the first reason in this order. */
export const leftReasons = {
  no_user: 'without a user',
  no_item: 'without an item',
  no_time: 'without a time',
  future: 'from the future',
  unknown_type: 'of a type without a weight',
  no_weight: 'of a type whose weight is 0',
  bad_value: 'with a value that is no number above 0',
  duplicate: 'there already',
  bot: 'of users who are no people',
} as const;

/** One of {@link leftReasons}. */
export type LeftReason = keyof typeof leftReasons;

/** What became of the rows: `rows` is `kept` plus all that were left out. */
export interface BehaviourReport {
  readonly rows: number;
  readonly kept: number;
  /** Rows by reason, without reasons that left none out. */
  readonly left: Readonly<Partial<Record<LeftReason, number>>>;
  /** Numbers of the first rows left out for a reason, from 0; bots are named under `bots`. */
  readonly samples: Readonly<Partial<Record<LeftReason, readonly number[]>>>;
  /** Types without a weight, with how many rows they have. */
  readonly unknownTypes: Readonly<Record<string, number>>;
}

/** Most rows named per reason. */
const NAMED = 5;

/** Counts rows by reason as they are left out. */
export function reportOn(rows: number, reasonOf: Uint8Array, unknownTypes: Readonly<Record<string, number>>): BehaviourReport {
  const names = Object.keys(leftReasons) as LeftReason[];
  const [left, samples]: [Partial<Record<LeftReason, number>>, Partial<Record<LeftReason, number[]>>] = [{}, {}];
  const counts = new Float64Array(names.length + 1);
  for (let row = 0; row < rows; row++) {
    const reason = reasonOf[row];
    if (reason > 0 && counts[reason] < NAMED) (samples[names[reason - 1]] ??= []).push(row);
    counts[reason]++;
  }
  names.forEach((name, i) => counts[i + 1] > 0 && (left[name] = counts[i + 1]));
  return { rows, kept: counts[0], left, samples, unknownTypes };
}

/** The place of a reason in a column of reasons, where 0 is a row that is kept. */
export const reasonCode = (reason: LeftReason): number => (Object.keys(leftReasons) as LeftReason[]).indexOf(reason) + 1;

/**
 * What was left out in a sentence, each reason in its words; `undefined` when nothing was.
 *
 * ```ts
 * leftWords({ rows: 100_000, left: { future: 2, duplicate: 10 } }) // '12 of 100,000 rows were left out: 2 from the future and 10 there already'
 * ```
 */
export function leftWords(
  { rows, left }: Pick<BehaviourReport, 'rows' | 'left'>,
  words: Readonly<Record<LeftReason, string>> = leftReasons,
): string | undefined {
  const parts = Object.entries(left) as [LeftReason, number][];
  const sum = parts.reduce((all, [, n]) => all + n, 0);
  if (sum === 0) return undefined;
  const why = listedWords(parts.map(([reason, n]) => `${n.toLocaleString('en')} ${words[reason]}`));
  return `${sum.toLocaleString('en')} of ${count(rows, 'row')} ${sum === 1 ? 'was' : 'were'} left out: ${why}`;
}
