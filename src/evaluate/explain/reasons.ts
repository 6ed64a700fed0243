import { codeOf, reasonText, type ReasonCode } from './reason-code.js';

/** A raw value of a feature, as the row has it; `null` is missing. */
export type ReasonValue = number | string | boolean | null;

/** One feature's part in one prediction, in words and in what they are made of. */
export interface Reason extends ReasonCode {
  readonly feature: string;
  readonly value: ReasonValue;
  /** Exact and additive, in the units of the margin: log-odds, or the target's own. */
  readonly effect: number;
  /** In English: `Contract is "Month-to-month": raises the chance of Churn` */
  readonly text: string;
}

/** What a person should read instead of a feature's name, and how its values read. */
export interface FeatureWords {
  readonly label?: string;
  /** Of its numbers. */
  readonly unit?: string;
  /** Its values are dates, which stand without quotation marks. */
  readonly time?: boolean;
}

/** What is predicted, in words. */
export type Outcome =
  | { readonly task: 'binary' | 'multiclass'; /** What the chance is of: `Churn`, or a class. */ readonly of: string }
  | { readonly task: 'regression'; /** What the number is: `price`. */ readonly of: string; readonly unit?: string }
  | { readonly task: 'segment'; /** The segment's name. */ readonly of: string }
  | { readonly task: 'outlier' };

/** One row's features with their values and exact effects, and what is predicted. */
export interface ReasonsInput {
  readonly features: readonly string[];
  readonly values: readonly ReasonValue[];
  /** Of one row and one output, in the order of the features. */
  readonly effects: ArrayLike<number>;
  readonly outcome: Outcome;
  /** By feature. */
  readonly words?: ReadonlyMap<string, FeatureWords>;
  /** The most reasons; absent means all that have an effect. */
  readonly most?: number;
}

/**
 * Why one row is predicted as it is: one sentence per feature that moves the prediction, the strongest first, equals in the
 * order of the features. Features without effect are left out.
 */
export function reasonsOf({ features, values, effects, outcome, words = new Map(), most = Infinity }: ReasonsInput): Reason[] {
  return features
    .map((feature, f) => ({ feature, value: values[f], effect: effects[f] }))
    .filter(({ effect }) => effect !== 0)
    .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, most)
    .map((reason) => {
      const code = codeOf(reason, outcome, words.get(reason.feature));
      return { ...reason, ...code, text: reasonText(code) };
    });
}
