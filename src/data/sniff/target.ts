import { didYouMean, mwError } from '../../core/index.js';
import type { ColumnFacts } from './facts.js';
import { looksNumeric } from './kind.js';
import type { SniffedTask } from './types.js';

/** A label in the data's spelling and its rows. */
export interface LabelCount {
  readonly label: string;
  readonly rows: number;
}

export interface TargetVerdict {
  readonly task: SniffedTask;
  readonly taskReason: string;
  readonly positive?: string;
  /** Binary: negative, positive. Multiclass: numbers by value, else by code points. Regression: none. */
  readonly classes?: readonly string[];
}

/** More labels than this are no classes. */
export const MOST_CLASSES = 1000;
const MOST_CODED_CLASSES = 10;

/**
 * The task of a target. `labels` holds its values with their counts, or as many as {@link MOST_CLASSES} + 1 of them.
 * Two values are binary; texts multiclass; whole numbers 0…k−1 or 1…k with k ≤ 10 multiclass; other numbers a regression; `task`
 * overrides. The positive class is the given one, else true / yes / y, else 1 beside 0 or −1, else the rarer.
 * Throws `MW_DATA_TARGET_…` where nothing can be learned or the wish does not fit the values.
 */
export function targetOf(
  facts: ColumnFacts,
  labels: readonly LabelCount[],
  wish: { task?: SniffedTask | undefined; positive?: string | undefined },
): TargetVerdict {
  const column = facts.name;
  if (facts.present === 0) throw mwError('MW_DATA_TARGET_EMPTY', { column }, { where: column });
  if (labels.length === 1)
    throw mwError('MW_DATA_TARGET_CONSTANT', { column, value: labels[0].label, rows: facts.present }, { where: column });
  const [task, taskReason] = taskOf(facts, labels, wish.task);
  if (task !== 'binary' && wish.positive !== undefined)
    throw mwError('MW_DATA_POSITIVE_TASK', { column, task, positive: wish.positive }, { where: column });
  if (task === 'regression') return { task, taskReason };
  if (labels.length > MOST_CLASSES)
    throw mwError('MW_DATA_TARGET_CLASSES', { column, classes: facts.distinct, most: MOST_CLASSES }, { where: column });
  if (labels.every((l) => l.rows === 1)) throw mwError('MW_DATA_TARGET_UNIQUE', { column, rows: facts.present }, { where: column });
  if (task === 'multiclass') return { task, taskReason, classes: labels.map((l) => l.label).toSorted(byLabel) };
  const [positive, why] = positiveOf(column, labels, wish.positive);
  const negative = labels.find((l) => l.label !== positive)!.label;
  return { task, taskReason: `${taskReason} ${why}`, positive, classes: [negative, positive] };
}

function taskOf(facts: ColumnFacts, labels: readonly LabelCount[], wish: SniffedTask | undefined): [SniffedTask, string] {
  const numeric = looksNumeric(facts);
  const refuse = (why: string) => mwError('MW_DATA_TARGET_TASK', { column: facts.name, task: wish!, why }, { where: facts.name });
  if (wish === 'binary' && labels.length !== 2) throw refuse(`it has ${facts.distinct} different values, and binary needs two`);
  if (wish === 'regression' && !numeric) throw refuse(`its values are not numbers (such as "${facts.firstText}")`);
  if (wish) return [wish, `It is ${wish} because you said so.`];
  if (labels.length === 2) return ['binary', `It has two values, "${labels[0].label}" and "${labels[1].label}".`];
  if (!numeric) return ['multiclass', `Its values are words, ${facts.distinct} different ones.`];
  const from = codedFrom(labels);
  if (from !== undefined) return ['multiclass', `Its values are the whole numbers ${from} to ${from + labels.length - 1}.`];
  return ['regression', `Its values are numbers, ${facts.distinct} different ones.`];
}

/** 0 or 1 when the labels are exactly the whole numbers from there on, at most ten of them. */
function codedFrom(labels: readonly LabelCount[]): number | undefined {
  if (labels.length > MOST_CODED_CLASSES) return undefined;
  const values = labels.map((l) => Number(l.label)).toSorted((a, b) => a - b);
  const fits = (values[0] === 0 || values[0] === 1) && values.every((v, i) => v === values[0] + i);
  return fits ? values[0] : undefined;
}

function positiveOf(column: string, labels: readonly LabelCount[], wish: string | undefined): [string, string] {
  const names = labels.map((l) => l.label);
  if (wish !== undefined) {
    const found = sameLabel(names, wish.trim());
    if (found === undefined)
      throw mwError(
        'MW_DATA_POSITIVE_UNKNOWN',
        { column, positive: wish, labels: names, hint: didYouMean(wish, names) },
        { where: column },
      );
    return [found, `The positive class is "${found}" because you said so.`];
  }
  const plain = names.map((n) => unquoted(n).toLowerCase());
  const yes = plain.findIndex((n) => n === 'true' || n === 'yes' || n === 'y');
  if (yes >= 0) return [names[yes], `The positive class is "${names[yes]}".`];
  const numbers = plain.map((n) => (n === '' ? NaN : Number(n)));
  const one = numbers.indexOf(1);
  if (one >= 0 && (numbers[1 - one] === 0 || numbers[1 - one] === -1))
    return [names[one], `The positive class is "${names[one]}", beside "${names[1 - one]}".`];
  const rarer = labels.toSorted((a, b) => a.rows - b.rows || (a.label < b.label ? 1 : -1))[0];
  return [rarer.label, `The positive class is "${rarer.label}", the rarer one (${rarer.rows} rows).`];
}

/** The label that is meant: the same text, else the same number, else the same letters in another case when only one fits. */
function sameLabel(labels: readonly string[], wish: string): string | undefined {
  const tests = [
    (l: string) => l === wish,
    (l: string) => wish !== '' && Number(l) === Number(wish),
    (l: string) => unquoted(l) === unquoted(wish),
    (l: string) => l.toLowerCase() === wish.toLowerCase(),
  ];
  for (const test of tests) {
    const found = labels.filter(test);
    if (found.length === 1) return found[0];
  }
  return undefined;
}

const unquoted = (label: string): string => (/^(['"]).*\1$/s.test(label) ? label.slice(1, -1) : label);

function byLabel(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isFinite(x) && Number.isFinite(y) && x !== y) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}
