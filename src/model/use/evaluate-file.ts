import { basename } from 'node:path';
import { hasTarget, mwError, type AnyTask, type TargetlessTask } from '../../core/index.js';
import { openEngine, schemaFromJson, type Engine } from '../../data/index.js';
import { evaluate, type EvaluateInput, type Evaluation, type GroupColumn, type Interval, type Money } from '../../evaluate/index.js';
import { checkNode, duckdb, duckdbClean, selectSql, usedColumns, type Node } from '../../expr/index.js';
import { classSql, encodeRelation, labelSql } from '../../features/index.js';
import { floorKey } from '../define.js';
import { judgeCoverage, servedFeatures, servedParts, type JudgedCoverage } from '../coverage/index.js';
import { amountsIn, ruleOf } from '../decide/index.js';
import type { ModelContent } from '../content.js';
import { decidedMoney, type DecidedMoney } from '../earned-money.js';
import { engineOptions } from '../engine-options.js';
import { groupColumns, judgedColumns } from '../groups.js';
import type { RunOptions } from '../run.js';
import { treatmentsOf, type Treatment } from '../treatment.js';
import type { JudgedUplift } from './judge-uplift.js';
import { loadForModel } from './load-rows.js';
import { evaluateRows } from './evaluate-rows.js';
import { openAnyModel, withTarget, type OpenModel } from './open-model.js';

/** What deciding by a version earned on rows with outcomes. */
export interface EarnedMoney extends DecidedMoney {
  readonly perRow: number;
  readonly total: number;
}

/** How a version does on rows that it never saw. */
export interface Evaluated {
  readonly model: string;
  readonly version: number;
  readonly task: AnyTask;
  readonly rows: number;
  /** Rows of the file without a label; they are left out. */
  readonly unlabelled: number;
  readonly metrics: Readonly<Record<string, Interval>>;
  readonly money?: EarnedMoney;
  /** How the groups of every protected column of the file, and of every two, are treated. */
  readonly fairness?: readonly Treatment[];
  /** What came of the promised coverage; absent where none was asked for. */
  readonly coverage?: JudgedCoverage;
  /** Uplift: the ranking of the rows, and what deciding by the model would have earned. */
  readonly uplift?: JudgedUplift;
  /** Absent for a task without a target. */
  readonly evaluation?: Evaluation;
}

/** Judges a version on rows that it never saw: labelled ones, where it has a target. Throws when the label column is missing or empty, or holds a class that training had not. */
export async function evaluateVersion(ref: string, file: string, run: RunOptions): Promise<Evaluated> {
  const any = await openAnyModel(ref, run);
  if (!hasTarget(any.content.task)) return evaluateRows(any as unknown as OpenModel<TargetlessTask>, file, run);
  const model = withTarget(any, 'evaluate');
  await using engine = await openEngine(engineOptions(run));
  const rule = model.record.currentRule && checkNode(model.record.currentRule);
  const loaded = await loadForModel(engine, model, file, 'judge', run, rule ? usedColumns([rule]) : []);
  const { content } = model;
  if (loaded.absent.includes(content.target))
    throw mwError('MW_MODEL_TARGET_MISSING', { column: content.target, file: basename(file) }, { where: file });
  const relation = await labelledOnly(engine, loaded.relation, content.target);
  const y = await labelsOf(engine, relation, model, file);
  const groups = await groupsIn(engine, relation, model, loaded.absent, file, run);
  const { x, segments } = servedParts(content, await encodeRelation(engine, relation, servedFeatures(content), 'serving'));
  const margins = model.margins(x);
  const within = model.coverageOf?.(x, segments, margins);
  const evaluation = evaluate({
    task: content.task,
    classes: model.predictor.outputs,
    y,
    margins,
    seed: content.seed,
    by: model.record.metric,
    groups,
    ...(content.task === 'regression' ? {} : { labels: content.labels }),
    ...(await decidedBy(engine, relation, model)),
    ...(rule ? await ruledBy(engine, relation, rule, loaded.absent, file, run) : {}),
  });
  const { money } = evaluation;
  return {
    model: model.model,
    version: model.version,
    task: content.task,
    rows: y.length,
    unlabelled: loaded.rows - y.length,
    metrics: evaluation.metrics,
    ...(money ? { money: earnedOf(money, content) } : {}),
    ...(evaluation.fairness ? { fairness: treatmentsOf(content, evaluation.fairness) } : {}),
    ...(within && content.coverage ? { coverage: judgeCoverage(content.coverage, within, { y, segments, seed: content.seed }) } : {}),
    evaluation,
  };
}

/**
 * The groups of the protected columns. One that the file lacks is left out with a note; where a floor of the gate goes by it, judging without
 * it would say nothing, and `MW_MODEL_PROTECTED_MISSING` is thrown.
 */
async function groupsIn(
  engine: Engine,
  relation: string,
  { content }: OpenModel,
  absent: readonly string[],
  file: string,
  run: RunOptions,
): Promise<readonly GroupColumn[]> {
  const schema = schemaFromJson(content.schema as never);
  const columns = judgedColumns(schema, content.target);
  const lacking = columns.filter((column) => absent.includes(column));
  for (const column of lacking) {
    const floor = Object.keys(content.gate.floors ?? {}).find((key) => floorKey(key).segment?.split(' × ').includes(column));
    if (floor !== undefined) throw mwError('MW_MODEL_PROTECTED_MISSING', { column, floor, file: basename(file) }, { where: file });
    run.say(`${basename(file)} has no column "${column}", which is protected: how its groups are treated is not judged.`);
  }
  return groupColumns(
    engine,
    relation,
    schema,
    columns.filter((column) => !lacking.includes(column)),
  );
}

function earnedOf(money: Money, { decide }: ModelContent): EarnedMoney {
  const { currency, ...told } = decidedMoney(money, decide);
  return { currency, perRow: money.perRow.value, total: money.total.value, ...told };
}

/** What acting on each row is worth, and how the version decides. */
async function decidedBy(engine: Engine, relation: string, { content, record }: OpenModel): Promise<Partial<EvaluateInput>> {
  const { decide } = content;
  if (!decide) return {};
  const { payoff } = await amountsIn(engine, relation, decide);
  const { running } = record;
  return { payoff, threshold: decide.threshold, deciding: ruleOf(decide), ...(running ? { running } : {}) };
}

/** Where today's rule acts; nothing, and a note, where the file lacks a column that it reads. */
async function ruledBy(
  engine: Engine,
  relation: string,
  node: Node,
  absent: readonly string[],
  file: string,
  run: RunOptions,
): Promise<Pick<EvaluateInput, 'rule'>> {
  const lacking = usedColumns([node]).find((column) => absent.includes(column));
  if (lacking !== undefined) {
    run.say(`${basename(file)} has no column "${lacking}": today's rule is not compared.`);
    return {};
  }
  const sql = selectSql({ outputs: [{ name: 'rule', node }], from: duckdb.ident(relation), dialect: duckdbClean });
  return { rule: (await engine.columns(sql)).bool('rule').map((value) => (value === 1 ? 1 : 0)) as Uint8Array };
}

async function labelledOnly(engine: Engine, relation: string, target: string): Promise<string> {
  const labelled = `${relation} labelled`;
  await engine.run(
    `CREATE TABLE ${duckdb.ident(labelled)} AS SELECT * FROM ${duckdb.ident(relation)} WHERE ${duckdb.ident(target)} IS NOT NULL ORDER BY rowid`,
  );
  return labelled;
}

/** The target as `evaluate` wants it: numbers, or indexes into the model's labels. */
async function labelsOf(engine: Engine, relation: string, { content }: OpenModel, file: string): Promise<Float64Array> {
  const { target, task, labels, schema } = content;
  const column = schemaFromJson(schema as never)[target];
  const code = task === 'regression' ? `CAST(${duckdb.ident(target)} AS DOUBLE)` : classSql(target, column, labels);
  const y = (await engine.columns(`SELECT ${code} AS y FROM ${duckdb.ident(relation)}`)).number('y');
  if (y.length === 0) throw mwError('MW_MODEL_UNLABELLED', { column: target, file: basename(file) }, { where: file });
  const rows = y.reduce((n, v) => n + (Number.isNaN(v) ? 1 : 0), 0);
  if (rows === 0) return y;
  const unseen = `SELECT DISTINCT ${labelSql(target, column)} AS label FROM ${duckdb.ident(relation)} WHERE ${code} IS NULL ORDER BY 1`;
  const found = (await engine.rows(unseen)).map((r) => String(r['label']));
  throw mwError('MW_MODEL_CLASS_UNSEEN', { column: target, labels: found, rows, known: labels }, { where: file });
}
