import { didYouMean, mwError } from '../core/index.js';
import { durationMs, protectedColumns, type Schema } from '../data/index.js';
import { checkNode, type Node } from '../expr/index.js';
import type { RowSettings, TargetSettings, UpliftSettings } from './problem.js';

type Kind = Schema[string]['kind'];

const PREDICTABLE: readonly Kind[] = ['bool', 'category', 'int', 'number'];
const ROLES: Readonly<Record<'time' | 'group' | 'weight', readonly Kind[]>> = {
  time: ['timestamp', 'date'],
  group: ['id', 'category', 'int', 'text'],
  weight: ['int', 'number'],
};
const RANGES = { holdout: [0.01, 0.9], folds: [2, 50], gapMs: [0, Number.MAX_SAFE_INTEGER] } as const;
const CHOICES = {
  task: ['binary', 'multiclass', 'regression'],
  split: ['auto', 'random', 'purged'],
  assignment: ['chance', 'columns'],
  outcome: ['binary', 'regression'],
} as const;
const TREATMENTS: readonly Kind[] = ['bool', 'category', 'int'];
const SPANS = ['labelsWithin', 'embargo'] as const;
const ROW_OPTIONS: readonly string[] = [...Object.keys(ROLES), ...Object.keys(RANGES), ...SPANS, 'split', 'allowProtected'];
const OPTIONS: readonly string[] = [...ROW_OPTIONS, 'task', 'positive'];
const TRIAL_OPTIONS: readonly string[] = [...OPTIONS, 'treatment', 'treated', 'assignment'];

/** What the compiler refuses in TypeScript, for those who write JavaScript. Throws `MW_FEATURES_…` with the option or the column. */
export function checkProblem(schema: Schema, target: string, options: TargetSettings): void {
  checkTarget(schema, target);
  checkOptions(schema, target, options, OPTIONS);
  checkChoice('task', options.task);
}

/** The same for the effect of a treatment. */
export function checkTrial(schema: Schema, outcome: string, options: UpliftSettings): void {
  checkTarget(schema, outcome);
  if (typeof options?.treatment !== 'string') throw mwError('MW_FEATURES_TREATMENT_NONE', { outcome });
  checkOptions(schema, outcome, options, TRIAL_OPTIONS);
  checkColumn(schema, outcome, 'treatment', options.treatment, TREATMENTS);
  checkChoice('outcome', options.task);
  checkChoice('assignment', options.assignment);
}

function checkTarget(schema: Schema, target: string): void {
  const known = Object.keys(schema);
  if (!Object.hasOwn(schema, target))
    throw mwError('MW_FEATURES_TARGET_UNKNOWN', { column: String(target), hint: didYouMean(String(target), known), known });
  const { kind } = schema[target];
  if (!PREDICTABLE.includes(kind)) throw mwError('MW_FEATURES_TARGET_KIND', { column: target, kind });
}

/** The same for rows without a target. */
export const checkRows = (schema: Schema, options: RowSettings): void => checkOptions(schema, null, options, ROW_OPTIONS);

function checkOptions(schema: Schema, target: string | null, options: RowSettings, known: readonly string[]): void {
  const odd = Object.keys(options).find((name) => !known.includes(name));
  if (odd !== undefined) throw mwError('MW_FEATURES_OPTION_UNKNOWN', { option: odd, hint: didYouMean(odd, known), known });
  for (const role of ['time', 'group', 'weight'] as const) checkRole(schema, target, role, options[role]);
  for (const name of ['holdout', 'folds', 'gapMs'] as const) checkRange(name, options[name]);
  checkChoice('split', options.split);
  checkAllowed(schema, options.allowProtected);
  checkSpans(options);
}

const TIME_DUE = 'time: a column that says when each row happened';

/** Spans of time say something of rows with a time alone, and an embargo of folds that look back. */
function checkSpans({ time, split, labelsWithin, embargo }: RowSettings): void {
  for (const span of [labelsWithin, embargo]) if (span !== undefined) durationMs(span);
  if (split === 'purged' && time === undefined) throw mwError('MW_FEATURES_OPTION_NEEDS', { option: 'split: purged', due: TIME_DUE });
  if (labelsWithin !== undefined && time === undefined)
    throw mwError('MW_FEATURES_OPTION_NEEDS', { option: 'labelsWithin', due: TIME_DUE });
  if (embargo !== undefined && split !== 'purged') throw mwError('MW_FEATURES_OPTION_NEEDS', { option: 'embargo', due: "split: 'purged'" });
}

function checkAllowed(schema: Schema, allowed: unknown): void {
  if (allowed === undefined) return;
  const known = protectedColumns(schema);
  if (!Array.isArray(allowed)) throw mwError('MW_FEATURES_ALLOW', { got: shown(allowed), hint: '', known });
  const odd = (allowed as readonly unknown[]).find((name) => !known.includes(String(name)));
  if (odd !== undefined) throw mwError('MW_FEATURES_ALLOW', { got: shown(odd), hint: didYouMean(String(odd), known), known });
}

function checkRole(schema: Schema, target: string | null, option: keyof typeof ROLES, column: string | undefined): void {
  if (column !== undefined) checkColumn(schema, target, option, column, ROLES[option]);
}

function checkColumn(schema: Schema, target: string | null, option: string, column: string, due: readonly Kind[]): void {
  const known = Object.keys(schema);
  if (!Object.hasOwn(schema, column) || column === target)
    throw mwError('MW_FEATURES_OPTION_COLUMN', { option, column: String(column), hint: didYouMean(String(column), known), known });
  const { kind } = schema[column];
  if (!due.includes(kind)) throw mwError('MW_FEATURES_OPTION_KIND', { option, column, kind, due });
}

function checkRange(name: keyof typeof RANGES, value: unknown): void {
  const [low, high] = RANGES[name];
  if (
    value === undefined ||
    (typeof value === 'number' && value >= low && value <= high && (name === 'holdout' || Number.isInteger(value)))
  )
    return;
  throw mwError('MW_FEATURES_OPTION', { name, got: String(value), low, high });
}

function checkChoice(name: keyof typeof CHOICES, value: unknown): void {
  const known: readonly string[] = CHOICES[name];
  if (value !== undefined && !known.includes(value as string))
    throw mwError('MW_FEATURES_OPTION_CHOICE', { name: name === 'outcome' ? 'task' : name, got: String(value), known });
}

/** The expression of a feature. Throws `MW_FEATURES_VALUE` for what is none, `MW_EXPR_ILLEGAL` for one that cannot be calculated. */
export function nodeOf(feature: string, value: { readonly node: Node } | undefined): Node {
  const node = value?.node;
  if (typeof node?.kind !== 'string') throw mwError('MW_FEATURES_VALUE', { feature, got: shown(value) });
  return checkNode(node);
}

const shown = (value: unknown): string =>
  typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value)).slice(0, 80);
