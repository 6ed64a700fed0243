import { mwError } from '../core/index.js';
import type { Engine } from '../data/index.js';
import { duckdb } from '../expr/index.js';
import { joinedSchema } from './joined-schema.js';
import { classSql, labelSql } from './labels.js';
import type { OutcomeTask, ProblemDefinition, TargetlessDefinition, TrialDefinition } from './problem.js';
import { labelOrder, readTarget } from './target.js';

/** What is known of a trial's columns: JSON, part of a fitted content. */
export interface TrialColumns {
  readonly outcome: string;
  readonly treatment: string;
  readonly task: OutcomeTask;
  /** Of a binary outcome, in the data's spelling: not hoped for, hoped for. Empty for a number. */
  readonly labels: readonly string[];
  /** Values of the treatment: not treated, treated. */
  readonly arms: readonly [string, string];
}

/** Who was treated, and what became of them. One entry per row of the relation. */
export interface TrialRows extends TrialColumns {
  readonly y: Float64Array;
  /** 1 treated, 0 not. */
  readonly treated: Float64Array;
}

type Trialled = Pick<TargetlessDefinition, 'table'> & { readonly trial: TrialDefinition };

/** Fewest rows of an arm, and of each label of a binary outcome in it. */
const LEAST_ROWS = 20;
const LEAST_LABELLED = 5;

/**
 * Treatment and outcome of every row. The relation must hold no null of either. Throws `MW_FEATURES_TREATMENT_…` unless there are two arms with rows enough, and
 * `MW_FEATURES_TARGET_…` for an outcome of which nothing can be learned.
 */
export async function readTrial(engine: Engine, relation: string, problem: Trialled): Promise<TrialRows> {
  const { table, trial } = problem;
  const column = joinedSchema(table)[trial.treatment];
  const arms = await armsIn(engine, relation, problem);
  const sql = `SELECT ${classSql(trial.treatment, column, arms)} AS t FROM ${duckdb.ident(relation)}`;
  const treated = (await engine.columns(sql)).number('t');
  const { task, labels, y } = await readTarget(engine, relation, outcomeOf(problem));
  const rows = { outcome: trial.outcome, treatment: trial.treatment, task: task as OutcomeTask, labels, arms, y, treated };
  checkArms(rows);
  return rows;
}

/** The outcome as a problem's target. */
function outcomeOf({ table, trial }: Trialled): ProblemDefinition {
  const { kind } = joinedSchema(table)[trial.outcome];
  const task = trial.task ?? (kind === 'int' || kind === 'number' ? 'regression' : 'binary');
  return { table, target: trial.outcome, task, positive: trial.positive } as ProblemDefinition;
}

const TREATED: readonly string[] = ['true', 'yes', 'y', '1', 'treated', 'treatment', 'test'];

async function armsIn(engine: Engine, relation: string, { table, trial }: Trialled): Promise<readonly [string, string]> {
  const { treatment, treated } = trial;
  const column = joinedSchema(table)[treatment];
  const sql = `SELECT ${labelSql(treatment, column)} AS arm, count(*)::DOUBLE AS n FROM ${duckdb.ident(relation)} GROUP BY 1`;
  const found = await engine.rows(sql);
  const values = found.map((r) => String(r['arm'])).toSorted(labelOrder);
  if (values.length !== 2)
    throw mwError('MW_FEATURES_TREATMENT_ARMS', { column: treatment, values, rows: found.reduce((n, r) => n + Number(r['n']), 0) });
  const known = column.kind === 'bool' ? [column.trueText ?? 'true'] : values.filter((v) => TREATED.includes(v.toLowerCase()));
  const named = treated ?? (known.length === 1 ? known[0] : '');
  if (!values.includes(named)) throw mwError('MW_FEATURES_TREATMENT_WHICH', { column: treatment, values, got: treated ?? '' });
  return values[0] === named ? [values[1], named] : [values[0], named];
}

function checkArms({ treatment, arms, outcome, labels, treated, y }: TrialRows): void {
  arms.forEach((arm, mark) => {
    const own = y.filter((_, row) => treated[row] === mark);
    const few = (what: string, rows: number, need: number): void => {
      if (rows < need) throw mwError('MW_FEATURES_TREATMENT_FEW', { column: treatment, arm, what, rows, need });
    };
    few('are there', own.length, LEAST_ROWS);
    labels.forEach((label, k) => few(`have "${outcome}" = ${label}`, own.filter((value) => value === k).length, LEAST_LABELLED));
  });
}
