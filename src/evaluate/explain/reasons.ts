import { plainNumber } from '../../core/index.js';

/** A raw value of a feature, as the row has it; `null` is missing. */
export type ReasonValue = number | string | boolean | null;

/** One feature's part in one prediction. */
export interface Reason {
  readonly feature: string;
  readonly value: ReasonValue;
  /** Exact and additive, in the units of the margin: log-odds, or the target's own. */
  readonly effect: number;
  /** `Contract is "Month-to-month": raises the chance of Churn` */
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
    .map((reason) => ({
      ...reason,
      text: `${stated(reason.feature, reason.value, words.get(reason.feature))}: ${moved(reason.effect, outcome)}`,
    }));
}

/** `Contract is "Month-to-month"`, `tenure is 2 months`, `joined is 2025-08-11`, `TotalCharges is missing`. */
function stated(feature: string, value: ReasonValue, { label = feature, unit, time = false }: FeatureWords = {}): string {
  if (value === null || (typeof value === 'number' && Number.isNaN(value))) return `${label} is missing`;
  if (typeof value === 'string') return time ? `${label} is ${value}` : `${label} is "${value}"`;
  if (typeof value === 'boolean') return `${label} is ${value ? 'yes' : 'no'}`;
  return `${label} is ${plainNumber(value)}${unit === undefined ? '' : ` ${unit}`}`;
}

function moved(effect: number, outcome: Outcome): string {
  switch (outcome.task) {
    case 'regression': {
      const size = `${plainNumber(Math.abs(effect), 3)}${outcome.unit === undefined ? '' : ` ${outcome.unit}`}`;
      return effect > 0 ? `adds ${size} to ${outcome.of}` : `takes ${size} off ${outcome.of}`;
    }
    case 'segment':
      return `${effect > 0 ? 'speaks for' : 'speaks against'} “${outcome.of}”`;
    case 'outlier':
      return effect > 0 ? 'makes the row odder' : 'makes the row more usual';
    default:
      return `${effect > 0 ? 'raises' : 'lowers'} the chance of ${outcome.of}`;
  }
}
