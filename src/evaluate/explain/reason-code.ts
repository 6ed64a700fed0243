import { plainNumber } from '../../core/index.js';
import type { FeatureWords, Outcome, ReasonValue } from './reasons.js';

/** What a reason says, whatever the language. */
export type ReasonTemplate =
  | 'adds'
  | 'takesOff'
  | 'raisesChance'
  | 'lowersChance'
  | 'speaksFor'
  | 'speaksAgainst'
  | 'makesOdder'
  | 'makesMoreUsual';

/** What the words of a template are filled with. */
export interface ReasonParams {
  /** The feature's name for people. */
  readonly feature: string;
  /** null is missing; of `kind` date a text such as `2025-08-11`. */
  readonly value: ReasonValue;
  /** A yes or no of the data is a text, in its own spelling; `bool` is a feature that asks something (`tenure > 12`). */
  readonly kind: 'number' | 'text' | 'bool' | 'date' | 'missing';
  /** Of a number. */
  readonly unit?: string;
  /** What is predicted: `Churn`, a class, a segment, `price`; absent for outliers. */
  readonly of?: string;
  /** adds, takesOff: how much, in the target's own unit. */
  readonly size?: number;
  readonly sizeUnit?: string;
}

/** A reason as an application words it in any language: which sentence, and what stands in it. */
export interface ReasonCode {
  /** Whether the feature moves the prediction, or its chance, up or down. */
  readonly direction: 'up' | 'down';
  readonly template: ReasonTemplate;
  readonly params: ReasonParams;
}

/** One language: how a feature's value is stated, and a sentence's end for each template. */
export interface ReasonWords {
  readonly stated: (params: ReasonParams) => string;
  readonly moved: Readonly<Record<ReasonTemplate, (params: ReasonParams) => string>>;
}

const sizeText = ({ size = 0, sizeUnit }: ReasonParams): string => `${plainNumber(size, 3)}${sizeUnit === undefined ? '' : ` ${sizeUnit}`}`;

/** Languages that reasons are worded in; an application brings its own as another such row. */
export const reasonWords = {
  en: {
    stated: ({ feature, value, kind, unit }) => `${feature} is ${STATED[kind](value)}${unit === undefined ? '' : ` ${unit}`}`,
    moved: {
      adds: (params) => `adds ${sizeText(params)} to ${params.of}`,
      takesOff: (params) => `takes ${sizeText(params)} off ${params.of}`,
      raisesChance: ({ of }) => `raises the chance of ${of}`,
      lowersChance: ({ of }) => `lowers the chance of ${of}`,
      speaksFor: ({ of }) => `speaks for “${of}”`,
      speaksAgainst: ({ of }) => `speaks against “${of}”`,
      makesOdder: () => 'makes the row odder',
      makesMoreUsual: () => 'makes the row more usual',
    },
  },
} as const satisfies Readonly<Record<string, ReasonWords>>;

const STATED: Readonly<Record<ReasonParams['kind'], (value: ReasonValue) => string>> = {
  missing: () => 'missing',
  number: (value) => plainNumber(value as number),
  text: (value) => `"${value}"`,
  bool: (value) => (value ? 'yes' : 'no'),
  date: String,
};

/**
 * A reason in words: `Contract is "Month-to-month": raises the chance of Churn`.
 *
 * ```ts
 * const code = { direction: 'up', template: 'raisesChance', params: { feature: 'tenure', value: 2, kind: 'number', of: 'Churn' } } as const;
 * reasonText(code) // 'tenure is 2: raises the chance of Churn'
 * ```
 */
export const reasonText = ({ template, params }: Pick<ReasonCode, 'template' | 'params'>, words: ReasonWords = reasonWords.en): string =>
  `${words.stated(params)}: ${words.moved[template](params)}`;

/** Templates up and down, by what is predicted. */
const TEMPLATES: Readonly<Record<Outcome['task'], readonly [up: ReasonTemplate, down: ReasonTemplate]>> = {
  regression: ['adds', 'takesOff'],
  binary: ['raisesChance', 'lowersChance'],
  multiclass: ['raisesChance', 'lowersChance'],
  segment: ['speaksFor', 'speaksAgainst'],
  outlier: ['makesOdder', 'makesMoreUsual'],
};

/** The sentence for one feature's part, and what stands in it. */
export function codeOf(
  { feature, value, effect }: { readonly feature: string; readonly value: ReasonValue; readonly effect: number },
  outcome: Outcome,
  { label = feature, unit, time = false }: FeatureWords = {},
): ReasonCode {
  const [up, down] = TEMPLATES[outcome.task];
  const kind = kindOf(value, time);
  const isUp = effect > 0;
  return {
    direction: isUp ? 'up' : 'down',
    template: isUp ? up : down,
    params: {
      feature: label,
      value: kind === 'missing' ? null : value,
      kind,
      ...(kind === 'number' && unit !== undefined ? { unit } : {}),
      ...(outcome.task === 'outlier' ? {} : { of: outcome.of }),
      ...(outcome.task === 'regression'
        ? { size: Math.abs(effect), ...(outcome.unit === undefined ? {} : { sizeUnit: outcome.unit }) }
        : {}),
    },
  };
}

function kindOf(value: ReasonValue, time: boolean): ReasonParams['kind'] {
  if (value === null || (typeof value === 'number' && Number.isNaN(value))) return 'missing';
  if (typeof value === 'string') return time ? 'date' : 'text';
  return typeof value === 'boolean' ? 'bool' : 'number';
}
