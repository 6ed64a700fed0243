import { didYouMean, mwError } from '../core/index.js';
import type { PolicyName } from '../evaluate/index.js';
import { checkNode, type Node, type Typed } from '../expr/index.js';

const is = {
  object: (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null && !Array.isArray(value),
  text: (value: unknown): boolean => typeof value === 'string' && value !== '',
  amount: (value: unknown): boolean => typeof value === 'number' && value >= 0 && Number.isFinite(value),
};

/** What an option must be, as a test and in words. */
export interface Due {
  readonly test: (value: unknown) => boolean;
  readonly due: string;
}

const SEED: Due = { test: (v) => Number.isSafeInteger(v) && (v as number) >= 0, due: 'a whole number of 0 or more' };
const TEXT: Due = { test: is.text, due: 'a text' };
/** An amount of money. */
export const AMOUNT: Due = { test: is.amount, due: 'an amount of 0 or more' };
const AMOUNT_OR_ROWS: Due = {
  test: (v) => is.amount(v) || typeof v === 'function',
  due: 'an amount of 0 or more, or one per row: (c) => c.monthlyCharge.mul(12)',
};
const FUNCTION: Due = { test: (v) => typeof v === 'function', due: 'a function of the columns: (c) => …' };

const OPTIONS: Readonly<Record<string, Due>> = {
  learner: { test: (v) => is.object(v) && is.text(v['learner']) && is.object(v['params']), due: 'a learner such as gbdt({ trees: 300 })' },
  metric: TEXT,
  seed: SEED,
  decide: { test: is.object, due: "{ act: 'offer a discount', cost: 30, valueIfRight: 400 }" },
  segments: { test: is.object, due: "{ names: { 'low income, plan basic': 'students' } }" },
  monitor: { test: is.object, due: "{ labelsWithin: '90d' }" },
  coverage: { test: is.object, due: '{ level: 0.9 }' },
  gate: { test: is.object, due: '{ tolerance: 0.005, floors: { auc: 0.7 } }' },
  tune: { test: is.object, due: "{ learners: ['gbdt'], space: { gbdt: { leaves: { low: 8, high: 64 } } } }" },
  calibration: TEXT,
  limits: { test: is.object, due: '{ latencyMs: 1, sizeBytes: 5_000_000 }' },
  slices: FUNCTION,
  currentRule: FUNCTION,
};

const POLICIES: readonly PolicyName[] = ['threshold', 'expected_value', 'top_k'];

const WITHIN: Readonly<Record<string, Readonly<Record<string, Due>>>> = {
  decide: {
    act: TEXT,
    cost: AMOUNT_OR_ROWS,
    valueIfRight: AMOUNT_OR_ROWS,
    costIfWrong: AMOUNT_OR_ROWS,
    currency: TEXT,
    policy: { test: (v) => POLICIES.includes(v as PolicyName), due: POLICIES.map((name) => `'${name}'`).join(', ') },
    limit: { test: is.object, due: "{ acts: 500, per: 'week', of: 7000 }" },
    running: { test: is.object, due: '{ perMonth: 400, perPrediction: 0.001 }' },
  },
  segments: {
    names: {
      test: (v) => is.object(v) && Object.values(v).every((name) => is.text(name)),
      due: "names by the found ones: { 'low income, plan basic': 'students' }",
    },
  },
  coverage: { level: { test: (v) => typeof v === 'number', due: 'a share between 0 and 1, such as 0.9' }, method: TEXT, by: FUNCTION },
  tune: {
    learners: { test: (v) => Array.isArray(v) && v.every(is.text), due: "names of learners: ['linear', 'gbdt']" },
    space: {
      test: (v) => is.object(v) && Object.values(v).every((ranges) => is.object(ranges)),
      due: 'ranges by learner and parameter: { gbdt: { leaves: { low: 8, high: 64 } } }',
    },
    warmStart: { test: (v) => typeof v === 'boolean', due: 'true or false' },
  },
  gate: {
    tolerance: { test: (v) => typeof v === 'number', due: 'a share from 0 to 1' },
    floors: { test: is.object, due: '{ auc: 0.7 }' },
  },
  limits: {
    latencyMs: { test: (v) => typeof v === 'number', due: 'milliseconds for one row, such as 0.5' },
    sizeBytes: { test: (v) => typeof v === 'number', due: 'bytes, such as 5_000_000' },
  },
};
const REQUIRED: Readonly<Record<string, readonly string[]>> = { decide: ['act', 'cost', 'valueIfRight'], coverage: ['level'] };

/** What the compiler refuses in TypeScript, for those who write JavaScript. Throws `MW_MODEL_OPTION` or `MW_MODEL_OPTION_UNKNOWN`. */
export function checkOptions(options: object): void {
  if (!is.object(options)) throw odd('options', options, '{ … }');
  checkFields('', options, OPTIONS, []);
  for (const [name, fields] of Object.entries(WITHIN)) {
    const value = options[name];
    if (is.object(value)) checkFields(`${name}.`, value, fields, REQUIRED[name] ?? []);
  }
}

/** Refuses a name that is no field, a value that is not what its field is due, and a required field that is missing. */
export function checkFields(
  path: string,
  value: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, Due>>,
  required: readonly string[],
): void {
  const known = Object.keys(fields);
  for (const [name, field] of Object.entries(value)) {
    if (!Object.hasOwn(fields, name))
      throw mwError('MW_MODEL_OPTION_UNKNOWN', { option: `${path}${name}`, hint: didYouMean(name, known), known });
    if (field !== undefined && !fields[name].test(field)) throw odd(`${path}${name}`, field, fields[name].due);
  }
  for (const name of required) if (value[name] === undefined) throw odd(`${path}${name}`, undefined, fields[name].due);
}

/** The tests of slices or rules as expressions. Throws `MW_MODEL_OPTION` for what is none. */
export const testsOf = (option: string, tests: Readonly<Record<string, Typed<'bool'>>>): Readonly<Record<string, Node>> =>
  Object.fromEntries(Object.entries(tests).map(([name, test]) => [name, testOf(`${option} "${name}"`, test)]));

/** The expression of one test. */
export function testOf(option: string, test: Typed<'bool'> | undefined): Node {
  if (typeof test?.node?.kind !== 'string') throw odd(option, test, 'a yes/no of the columns, such as c.tenure.lt(12)');
  return checkNode(test.node);
}

/** The error of an option that is not what is due. */
export const odd = (option: string, got: unknown, due: string): Error => mwError('MW_MODEL_OPTION', { option, due, got: shown(got) });

const shown = (value: unknown): string =>
  typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value)).slice(0, 80);
