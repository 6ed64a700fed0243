import { basename } from 'node:path';
import { mwError } from '../../core/index.js';
import { openEngine, schemaFromJson, type Engine } from '../../data/index.js';
import { duckdb } from '../../expr/index.js';
import { classSql, encodeRelation } from '../../features/index.js';
import { engineOptions } from '../engine-options.js';
import type { RunOptions } from '../run.js';
import { amountsIn } from '../decide/index.js';
import type { Evaluated } from './evaluate-file.js';
import { judgeUplift } from './judge-uplift.js';
import { loadForModel } from './load-rows.js';
import type { OpenModel } from './open-model.js';

/**
 * How a model of effects does on the rows of another trial, in which some were treated and some were not. Throws `MW_MODEL_TARGET_MISSING` where the treatment or the
 * outcome has no column, and `MW_EVALUATE_UPLIFT` where only one arm is there.
 */
export async function evaluateTrial(model: OpenModel<'uplift'>, file: string, run: RunOptions): Promise<Evaluated> {
  const { content, predictor } = model;
  const { outcome, treatment, assignment } = content.trial!;
  await using engine = await openEngine(engineOptions(run));
  const loaded = await loadForModel(engine, model, file, 'predict', run, [outcome, treatment]);
  const missing = [treatment, outcome].find((column) => loaded.absent.includes(column));
  if (missing !== undefined) throw mwError('MW_MODEL_TARGET_MISSING', { column: missing, file: basename(file) }, { where: file });
  const relation = await knownOnly(engine, loaded.relation, model);
  const { y, treated } = await trialIn(engine, relation, model);
  if (y.length === 0) throw mwError('MW_MODEL_UNLABELLED', { column: outcome, file: basename(file) }, { where: file });
  const x = await encodeRelation(engine, relation, content.features, 'serving');
  const { decide } = content;
  const judged = judgeUplift({
    y,
    treated,
    uplift: model.margins(x),
    expected: predictor.arms!(x),
    assignment,
    seed: content.seed,
    ...(decide ? { deciding: { decide, amounts: await amountsIn(engine, relation, decide) } } : {}),
  });
  const { qini, auuc, effect } = judged.evaluation;
  return {
    model: model.model,
    version: model.version,
    task: 'uplift',
    rows: y.length,
    unlabelled: loaded.rows - y.length,
    metrics: { qini, auuc, effect },
    uplift: judged,
  };
}

/** SQL that gives treatment and outcome as numbers; null for what is neither arm, or no outcome that the model knows. */
function cellsOf({ content }: OpenModel<'uplift'>): { readonly y: string; readonly treated: string } {
  const { outcome, treatment, task, labels, arms } = content.trial!;
  const schema = schemaFromJson(content.schema as never);
  return {
    y: task === 'regression' ? `CAST(${duckdb.ident(outcome)} AS DOUBLE)` : classSql(outcome, schema[outcome], labels),
    treated: classSql(treatment, schema[treatment], arms),
  };
}

/** Rows of which it is known whether they were treated and what became of them. */
async function knownOnly(engine: Engine, relation: string, model: OpenModel<'uplift'>): Promise<string> {
  const { y, treated } = cellsOf(model);
  const known = `${relation} known`;
  await engine.run(
    `CREATE TABLE ${duckdb.ident(known)} AS SELECT * FROM ${duckdb.ident(relation)} WHERE ${y} IS NOT NULL AND ${treated} IS NOT NULL ORDER BY rowid`,
  );
  return known;
}

async function trialIn(engine: Engine, relation: string, model: OpenModel<'uplift'>) {
  const cells = cellsOf(model);
  const rows = await engine.columns(`SELECT ${cells.y} AS y, ${cells.treated} AS t FROM ${duckdb.ident(relation)}`);
  return { y: rows.number('y'), treated: rows.number('t') };
}
