import { resolve } from 'node:path';
import { sha256, systemClock } from '../../core/index.js';
import { duckdbClean, selectSql, type Node } from '../../expr/index.js';
import { ROW_COLUMN } from '../checks/live.js';
import { runRules } from '../checks/run-rules.js';
import type { LoadedTable, LoadRun, TableDefinition } from '../definition.js';
import type { Engine, QueryOptions } from '../engine/engine.js';
import { ident } from '../engine/sql.js';
import { createFaults } from '../ingest/faults.js';
import { ingest, type Ingested } from '../ingest/ingest.js';
import type { Schema } from '../schema.js';
import { DEFAULT_BAD_RATE, refuseBadRate, refuseWholeTable } from './bad-rate.js';
import { summaries, type Findings } from './findings.js';
import { joinTables } from './join.js';
import { quarantineFile, quarantineTable } from './quarantine.js';

/**
 * Loads a table: reads its source into typed columns, joins, filters, checks. Always `read = rows + quarantined + filtered`.
 *
 * In training, bad rows go to quarantine, and the load stops with `MW_DATA_BAD_RATE` when there are too many, or with
 * `MW_DATA_RULE_FAILED` when a rule about the whole table fails at level `error`. For prediction every row is kept; a cell that cannot be
 * read refuses the file with `MW_DATA_CELLS`. Cost: about 1 s for 1M × 20 mixed CSV on two cores.
 */
export async function loadTable(engine: Engine, definition: TableDefinition, run: LoadRun): Promise<LoadedTable> {
  const options: QueryOptions = run.signal ? { signal: run.signal } : {};
  const base = await ingest(engine, definition.source, definition.schema, run);
  const joined = await joinAll(engine, base, definition, run, options);
  const whole = { ...joined, read: base.rows, notes: [...base.notes, ...joined.notes], absent: base.absent };
  if (run.mode === 'predict') {
    return { ...whole, rows: base.rows, quarantined: 0, filtered: 0, faults: [], rules: [], quarantine: null };
  }
  return train(engine, definition, run, base, whole, options);
}

type Whole = Pick<LoadedTable, 'relation' | 'schema' | 'fingerprint' | 'notes' | 'absent' | 'read'>;

async function joinAll(
  engine: Engine,
  base: Ingested,
  definition: TableDefinition,
  run: LoadRun,
  options: QueryOptions,
): Promise<Pick<Whole, 'relation' | 'schema' | 'fingerprint' | 'notes'>> {
  let left: { relation: string; schema: Schema } = { relation: base.relation, schema: definition.schema };
  const [prints, notes] = [[base.fingerprint], [] as string[]];
  for (const join of definition.joins) {
    const right = await loadTable(engine, join.right, referenceRun(run));
    left = await joinTables(engine, left, right, { on: join.on, label: labelOf(join.right) }, options);
    prints.push(right.fingerprint);
    if (right.quarantined > 0) notes.push(`${right.quarantined} rows of ${labelOf(join.right)} are in quarantine and were not joined`);
  }
  return { ...left, fingerprint: prints.length === 1 ? prints[0] : sha256(prints.join('\n')), notes };
}

/** A table that others look into is read as for training whoever looks, so that training and prediction see the same rows. */
function referenceRun(run: LoadRun): LoadRun {
  const { limit: _limit, target: _target, quarantineDir: _dir, enforceBadRate: _rate, ...rest } = run;
  return { ...rest, mode: 'training' };
}

const labelOf = ({ source }: TableDefinition): string =>
  'path' in source ? JSON.stringify(source.path) : source.kind === 'postgres' ? (source.table ?? 'the query') : 'the table in memory';

async function train(
  engine: Engine,
  definition: TableDefinition,
  run: LoadRun,
  base: Ingested,
  whole: Whole,
  options: QueryOptions,
): Promise<LoadedTable> {
  const faults = base.faults ?? (await createFaults(engine));
  const gone = engine.name('gone');
  await engine.run(`CREATE TABLE ${ident(gone)} AS SELECT DISTINCT "row" FROM ${ident(faults)}`, options);
  const bad = await count(engine, gone);
  if (definition.where) await leaveOut(engine, definition.where, whole.relation, gone, options);
  const filtered = (await count(engine, gone)) - bad;
  const live = engine.name('live');
  await engine.run(
    `CREATE VIEW ${ident(live)} AS SELECT rowid + 1 AS ${ident(ROW_COLUMN)}, * FROM ${ident(whole.relation)} ${bad + filtered === 0 ? '' : `WHERE rowid + 1 NOT IN (SELECT "row" FROM ${ident(gone)})`}`,
  );
  run.progress?.(`checking ${base.label}`);
  const load = async (table: TableDefinition): Promise<string> => (await loadTable(engine, table, referenceRun(run))).relation;
  const answers = await runRules(engine, definition.checks, { live, schema: whole.schema, faults, now: run.now ?? systemClock, load });
  const found: Findings = { faults, relation: whole.relation, schema: whole.schema, cells: base.cells, rules: definition.checks };
  const summary = await summaries(engine, found, answers);
  const [{ n }] = await engine.rows(`SELECT count(DISTINCT "row") AS n FROM ${ident(faults)} WHERE "out"`);
  const quarantined = Number(n);
  const quarantine = quarantined === 0 ? null : await quarantineAll(engine, found, run, base, definition);
  if (run.enforceBadRate !== false) {
    refuseWholeTable(summary.rules, base.label);
    refuseBadRate(
      base.label,
      { bad: quarantined, rows: base.rows, limit: definition.maxBadRate ?? DEFAULT_BAD_RATE },
      summary.faults,
      summary.rules,
    );
  }
  const relation = quarantined + filtered === 0 ? whole.relation : await keep(engine, live, faults, whole.schema, options);
  await engine.run(`DROP VIEW ${ident(live)}`);
  for (const table of [gone, faults, base.raw, relation === whole.relation ? undefined : whole.relation])
    if (table !== undefined) await engine.run(`DROP TABLE ${ident(table)}`);
  return { ...whole, relation, rows: base.rows - quarantined - filtered, quarantined, filtered, ...summary, quarantine };
}

const count = async (engine: Engine, table: string): Promise<number> =>
  Number((await engine.rows(`SELECT count(*) AS n FROM ${ident(table)}`))[0]['n']);

/** Adds the rows for which the test is not true; rows that are bad already are not looked at. */
async function leaveOut(engine: Engine, where: Node, relation: string, gone: string, options: QueryOptions): Promise<void> {
  const numbered = `(SELECT rowid + 1 AS ${ident(ROW_COLUMN)}, * FROM ${ident(relation)} WHERE rowid + 1 NOT IN (SELECT "row" FROM ${ident(gone)}))`;
  const judged = selectSql({ outputs: { keep: where }, from: numbered, keep: [ROW_COLUMN], dialect: duckdbClean });
  await engine.run(`INSERT INTO ${ident(gone)} SELECT ${ident(ROW_COLUMN)} FROM (${judged}) WHERE "keep" IS NOT TRUE`, options);
}

async function keep(engine: Engine, live: string, faults: string, schema: Schema, options: QueryOptions): Promise<string> {
  const kept = engine.name('kept');
  const columns = Object.keys(schema).map(ident).join(', ');
  const out = `SELECT "row" FROM ${ident(faults)} WHERE "out"`;
  await engine.run(
    `CREATE TABLE ${ident(kept)} AS SELECT ${columns} FROM ${ident(live)} WHERE ${ident(ROW_COLUMN)} NOT IN (${out}) ORDER BY ${ident(ROW_COLUMN)}`,
    options,
  );
  return kept;
}

async function quarantineAll(
  engine: Engine,
  found: Findings,
  run: LoadRun,
  base: Ingested,
  definition: TableDefinition,
): Promise<{ relation: string; file?: string }> {
  const relation = await quarantineTable(engine, found);
  if (run.quarantineDir === undefined) return { relation };
  const name = 'path' in definition.source ? definition.source.path : definition.source.kind;
  return {
    relation,
    file: await quarantineFile(engine, relation, found, { dir: resolve(run.root, run.quarantineDir), name, raw: base.raw }),
  };
}
