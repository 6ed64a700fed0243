import { count, mwError } from '../../core/index.js';
import { loadTable, type Engine, type LoadedTable } from '../../data/index.js';
import { duckdb } from '../../expr/index.js';
import {
  readTarget,
  type ProblemDefinition,
  type RowsDefinition,
  type TargetlessDefinition,
  readTrial,
  type TrialRows,
  type TargetVector,
} from '../../features/index.js';
import { checkRows } from '../memory.js';
import type { RunOptions } from '../run.js';

/** The rows of one training, typed and checked, in the engine and as vectors in the same row order. */
export interface PreparedRows {
  readonly engine: Engine;
  /** Table of the rows to learn from: those that have a target, where there is one. */
  readonly relation: string;
  readonly loaded: LoadedTable;
  /** Absent for a task without a target. */
  readonly target?: TargetVector;
  /** Uplift: who was treated, and what became of them. */
  readonly trial?: TrialRows;
  readonly weights: Float64Array | undefined;
  /** Milliseconds since 1970, when a time column is declared. */
  readonly times: Float64Array | undefined;
  /** A number per group, when a group column is declared; an empty cell (−1) is a group of its own. */
  readonly groups: Int32Array | undefined;
  readonly rows: number;
  /** Rows kept out: by a rule, by a cell that could not be read, or for want of a target. */
  readonly quarantined: number;
  readonly notes: readonly string[];
}

/** The labelled rows of one training. */
export interface Prepared extends PreparedRows {
  readonly target: TargetVector;
}

/** Reads, types and checks the rows of a problem without a target. */
export async function prepareRows(engine: Engine, problem: TargetlessDefinition, run: RunOptions): Promise<PreparedRows> {
  const loaded = await load(engine, problem, run);
  if (problem.trial) return prepareTrial(engine, { ...problem, trial: problem.trial }, loaded);
  const { relation, rows, quarantined, notes } = loaded;
  return { engine, relation, loaded, ...(await readRoles(engine, relation, problem)), rows, quarantined, notes };
}

/** The rows of a trial, less those of which nobody knows whether they were treated or what became of them (counted). */
async function prepareTrial(
  engine: Engine,
  problem: TargetlessDefinition & Required<Pick<TargetlessDefinition, 'trial'>>,
  loaded: LoadedTable,
): Promise<PreparedRows> {
  const { treatment, outcome } = problem.trial;
  const known = [treatment, outcome].map((column) => `${duckdb.ident(column)} IS NOT NULL`).join(' AND ');
  const relation = `${loaded.relation} known`;
  await engine.run(
    `CREATE TABLE ${duckdb.ident(relation)} AS SELECT * FROM ${duckdb.ident(loaded.relation)} WHERE ${known} ORDER BY rowid`,
  );
  const trial = await readTrial(engine, relation, problem);
  const unknown = loaded.rows - trial.y.length;
  return {
    engine,
    relation,
    loaded,
    trial,
    ...(await readRoles(engine, relation, problem)),
    rows: trial.y.length,
    quarantined: loaded.quarantined + unknown,
    notes: [...loaded.notes, ...(unknown ? [`${count(unknown, 'row')} without a "${treatment}" or a "${outcome}" left out.`] : [])],
  };
}

/** Reads, types and checks the rows of a problem, and leaves out those without a target (counted). */
export async function prepare(engine: Engine, problem: ProblemDefinition, run: RunOptions): Promise<Prepared> {
  const loaded = await load(engine, problem, run);
  const { relation, unlabelled } = await withTarget(engine, loaded, problem);
  const target = await readTarget(engine, relation, problem);
  const notes = [...loaded.notes, ...(unlabelled ? [`${count(unlabelled, 'row')} without a "${problem.target}" left out.`] : [])];
  return {
    engine,
    relation,
    loaded,
    target,
    ...(await readRoles(engine, relation, problem)),
    rows: target.y.length,
    quarantined: loaded.quarantined + unlabelled,
    notes,
  };
}

async function load(engine: Engine, { table }: RowsDefinition, run: RunOptions): Promise<LoadedTable> {
  run.progress('reading and checking the data');
  const { root, quarantineDir } = run.workspace;
  const loaded = await loadTable(engine, table, { mode: 'training', root, signal: run.signal, progress: run.progress, quarantineDir });
  checkRows(loaded.rows, run);
  return loaded;
}

async function readRoles(
  engine: Engine,
  relation: string,
  { weight, time, group }: RowsDefinition,
): Promise<Pick<PreparedRows, 'weights' | 'times' | 'groups'>> {
  return {
    weights: weight === undefined ? undefined : await readWeights(engine, relation, weight),
    times: time === undefined ? undefined : await readTimes(engine, relation, time),
    groups: group === undefined ? undefined : await readGroups(engine, relation, group),
  };
}

async function withTarget(
  engine: Engine,
  loaded: LoadedTable,
  problem: ProblemDefinition,
): Promise<{ relation: string; unlabelled: number }> {
  const column = duckdb.ident(problem.target);
  const table = duckdb.ident(loaded.relation);
  const [counts] = await engine.rows(`SELECT count(*)::DOUBLE AS n, count(${column})::DOUBLE AS labelled FROM ${table}`);
  const [rows, labelled] = [Number(counts['n']), Number(counts['labelled'])];
  if (labelled === 0) throw mwError('MW_FEATURES_TARGET_EMPTY', { column: problem.target, rows });
  if (labelled === rows) return { relation: loaded.relation, unlabelled: 0 };
  const relation = `${loaded.relation} labelled`;
  await engine.run(`CREATE TABLE ${duckdb.ident(relation)} AS SELECT * FROM ${table} WHERE ${column} IS NOT NULL ORDER BY rowid`);
  return { relation, unlabelled: rows - labelled };
}

async function readWeights(engine: Engine, relation: string, column: string): Promise<Float64Array> {
  const weights = (await engine.columns(`SELECT CAST(${duckdb.ident(column)} AS DOUBLE) AS w FROM ${duckdb.ident(relation)}`)).number('w');
  const bad = weights.reduce((n, w) => n + (w > 0 ? 0 : 1), 0);
  if (bad > 0) throw mwError('MW_FEATURES_WEIGHT', { column, rows: bad });
  return weights;
}

async function readTimes(engine: Engine, relation: string, column: string): Promise<Float64Array> {
  return (
    await engine.columns(`SELECT CAST(epoch_ms(CAST(${duckdb.ident(column)} AS TIMESTAMP)) AS DOUBLE) AS t FROM ${duckdb.ident(relation)}`)
  ).number('t');
}

async function readGroups(engine: Engine, relation: string, column: string): Promise<Int32Array> {
  const texts = (await engine.columns(`SELECT CAST(${duckdb.ident(column)} AS VARCHAR) AS g FROM ${duckdb.ident(relation)}`)).text('g');
  const codes = new Map<string, number>();
  return Int32Array.from(texts, (text) => {
    if (text === null) return -1;
    let code = codes.get(text);
    if (code === undefined) codes.set(text, (code = codes.size));
    return code;
  });
}
