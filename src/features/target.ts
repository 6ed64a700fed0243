import { mwError, type Task } from '../core/index.js';
import type { Column, Engine } from '../data/index.js';
import { duckdb } from '../expr/index.js';
import type { ProblemDefinition } from './problem.js';
import { classSql, labelSql } from './labels.js';
import { joinedSchema } from './joined-schema.js';
import { taskOf } from './task.js';

/** What a target is: its task and, for classes, its labels in the data's spelling (binary: negative, positive). */
export interface TargetInfo {
  readonly column: string;
  readonly task: Task;
  /** Empty for a regression. `y` is an index into it. */
  readonly labels: readonly string[];
}

/** A target with its values. */
export interface TargetVector extends TargetInfo {
  /** One entry per row of the relation: the value, or the index of the label. */
  readonly y: Float64Array;
}

const MAX_CLASSES = 1000;

/**
 * The target of every row as doubles. The relation must hold no null target (see `withoutNullTargets`).
 * Throws `MW_FEATURES_TARGET_…` when there is nothing to learn: one value, a label in one row, more classes than a task can have.
 */
export async function readTarget(engine: Engine, relation: string, problem: ProblemDefinition): Promise<TargetVector> {
  const { target: column } = problem;
  const schema = joinedSchema(problem.table);
  const task = taskOf(problem);
  if (task === 'regression') return { column, task, labels: [], y: await numbers(engine, relation, column) };
  const labels = await readLabels(engine, relation, problem, schema[column]);
  const y = await numbersOf(engine, `SELECT ${classSql(column, schema[column], labels)} AS y FROM ${duckdb.ident(relation)}`);
  return { column, task, labels, y };
}

/** The labels in their order; binary: negative, positive. */
async function readLabels(engine: Engine, relation: string, problem: ProblemDefinition, column: Column): Promise<readonly string[]> {
  const label = labelSql(problem.target, column);
  const counts = await engine.rows(`SELECT ${label} AS label, count(*)::DOUBLE AS n FROM ${duckdb.ident(relation)} GROUP BY 1`);
  const found = new Map(counts.map((r) => [String(r['label']), Number(r['n'])]));
  const labels = column.kind === 'bool' ? spellings(column).filter((l) => found.has(l)) : [...found.keys()].toSorted(labelOrder);
  const task = taskOf(problem);
  checkLabels(
    problem.target,
    task,
    labels,
    labels.map((l) => found.get(l)!),
  );
  return task === 'binary' ? positiveLast(labels, found, problem) : labels;
}

const spellings = (column: Column): readonly string[] => [column.falseText ?? 'false', column.trueText ?? 'true'];

/** The sum of the squares of a billion such amounts is still a number. */
const MOST_AMOUNT = 1e149;

async function numbers(engine: Engine, relation: string, column: string): Promise<Float64Array> {
  const y = await numbersOf(engine, `SELECT CAST(${duckdb.ident(column)} AS DOUBLE) AS y FROM ${duckdb.ident(relation)}`);
  if (y.every((v) => v === y[0])) throw mwError('MW_FEATURES_TARGET_CONSTANT', { column, value: String(y[0]), rows: y.length });
  const huge = y.find((v) => Math.abs(v) > MOST_AMOUNT);
  if (huge !== undefined) throw mwError('MW_FEATURES_TARGET_HUGE', { column, value: String(huge), most: MOST_AMOUNT });
  return y;
}

async function numbersOf(engine: Engine, sql: string): Promise<Float64Array> {
  return (await engine.columns(sql)).number('y');
}

function checkLabels(column: string, task: Task, labels: readonly string[], counts: readonly number[]): void {
  const rows = counts.reduce((s, n) => s + n, 0);
  if (labels.length === 1) throw mwError('MW_FEATURES_TARGET_CONSTANT', { column, value: labels[0], rows });
  if ((task === 'binary' && labels.length > 2) || labels.length > MAX_CLASSES)
    throw mwError('MW_FEATURES_TARGET_CLASSES', { column, classes: labels.length, task });
  const rare = counts.findIndex((n) => n < 2);
  if (rare >= 0) throw mwError('MW_FEATURES_TARGET_RARE', { column, label: labels[rare], rows: counts[rare], need: 2 });
}

/** Labels that are numbers stand in their order, others by code unit. */
export function labelOrder(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (a !== '' && b !== '' && !Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The contract's rule: the named one, else true / yes / y, else 1 beside 0 or −1, else the rarer label. */
function positiveLast(labels: readonly string[], counts: ReadonlyMap<string, number>, problem: ProblemDefinition): readonly string[] {
  const [a, b] = labels;
  const order = (positive: string) => (positive === a ? [b, a] : [a, b]);
  const { positive, target } = problem;
  if (positive !== undefined && !labels.includes(positive)) throw mwError('MW_FEATURES_POSITIVE', { positive, column: target, labels });
  const named = positive ?? declaredTrue(problem) ?? labels.find((l) => ['true', 'yes', 'y'].includes(l.toLowerCase()));
  if (named !== undefined) return order(named);
  if (labels.includes('1') && (labels.includes('0') || labels.includes('-1'))) return order('1');
  return order(counts.get(a)! <= counts.get(b)! ? a : b);
}

/** A yes/no column says itself which spelling is yes. */
function declaredTrue({ table, target }: ProblemDefinition): string | undefined {
  const column = joinedSchema(table)[target];
  return column.kind === 'bool' ? (column.trueText ?? 'true') : undefined;
}
