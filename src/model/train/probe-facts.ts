import type { Split } from '../../evaluate/index.js';
import { duckdb } from '../../expr/index.js';
import { joinedSchema, type EncodedTable, type ProblemDefinition } from '../../features/index.js';
import type { ProbeFacts } from '../probes/index.js';
import type { Prepared } from './prepare.js';

/** Gathers what the leak probes look at: encoded rows, and the numbers within ids. */
export async function probeFacts(
  prepared: Prepared,
  problem: ProblemDefinition,
  x: EncodedTable,
  split: Split,
  seed: number,
  nowMs: number,
): Promise<ProbeFacts> {
  const { task, labels, y } = prepared.target;
  const ids = Object.entries(joinedSchema(problem.table)).flatMap(([name, column]) => (column.kind === 'id' ? [name] : []));
  return {
    task,
    target: problem.target,
    labels,
    x,
    y,
    train: split.train,
    holdout: split.test,
    ids: Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await idNumbers(prepared, id)] as const))),
    times: prepared.times,
    timeColumn: problem.time,
    nowMs,
    seed,
  };
}

/** The digits of each id as a number, NaN without any. */
async function idNumbers({ engine, relation }: Prepared, id: string): Promise<Float64Array> {
  const digits = `regexp_replace(${duckdb.ident(id)}, '[^0-9]', '', 'g')`;
  return (await engine.columns(`SELECT TRY_CAST(nullif(${digits}, '') AS DOUBLE) AS n FROM ${duckdb.ident(relation)}`)).number('n');
}
