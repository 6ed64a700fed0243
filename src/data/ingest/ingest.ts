import { mwError } from '../../core/index.js';
import type { LoadRun } from '../definition.js';
import type { Engine, QueryOptions } from '../engine/engine.js';
import { ident } from '../engine/sql.js';
import type { Schema } from '../schema.js';
import { checkNames } from '../schema-json.js';
import { openSource } from '../sources/index.js';
import type { OpenSource } from '../sources/open.js';
import type { Source } from '../sources/source.js';
import { carefulTable } from './careful.js';
import { cellSql, type CellSql } from './cell.js';
import { matchColumns } from './match.js';
import { countNote, extraNote } from './notes.js';
import { doubtsOf, quickTable } from './quick.js';
import { refuseUnreadable } from './refuse.js';

/** A source's rows as a typed table: all of them, in order. */
export interface Ingested {
  readonly label: string;
  readonly relation: string;
  readonly rows: number;
  readonly cells: readonly CellSql[];
  /** Table of bad cells (see `createFaults`); `undefined` when there are none. */
  readonly faults: string | undefined;
  /** The rows as the source spells them, columns `x0`, `x1` …; `undefined` when the quick way sufficed. */
  readonly raw: string | undefined;
  readonly fingerprint: string;
  readonly notes: readonly string[];
  readonly absent: readonly string[];
}

/**
 * Reads a source into a typed table. Most files take the quick way, one pass of the engine; a file with a cell that this does not
 * understand is read again as text and judged cell by cell. Both ways give the same table.
 */
export async function ingest(engine: Engine, source: Source, schema: Schema, run: LoadRun): Promise<Ingested> {
  checkNames(Object.keys(schema));
  const options: QueryOptions = run.signal ? { signal: run.signal } : {};
  const context = {
    engine,
    root: run.root,
    names: run.places ?? Object.keys(schema),
    target: run.target,
    signal: run.signal,
    env: run.env ?? process.env,
  };
  const opened = await openSource(source, context);
  const file = 'path' in source ? source.path : opened.label;
  const { matches, extra } = matchColumns(schema, opened, {
    file,
    target: run.target,
    places: run.places,
    byNumber: run.mode === 'training',
  });
  const cells = matches.map((match) => cellSql(match, source, opened.label));
  run.progress?.(`reading ${opened.label}`);
  const printed = opened.fingerprint();
  const rareBlanks = async (): Promise<boolean> => {
    await printed;
    return opened.rareBlanks?.() ?? true;
  };
  const work = (from: string): Promise<Read> =>
    read(engine, cells, run.limit === undefined ? from : `(SELECT * FROM ${from} LIMIT ${run.limit})`, { ...run, rareBlanks }, options);
  const [fingerprint, done] = await Promise.allSettled([printed, helped(opened, work)]);
  if (fingerprint.status === 'rejected') throw fingerprint.reason;
  if (done.status === 'rejected') throw done.reason;
  const [{ n }] = await engine.rows(`SELECT count(*) AS n FROM ${ident(done.value.relation)}`);
  if (n === 0) throw mwError('MW_DATA_FILE_NO_ROWS', { file }, { where: file });
  if (run.mode === 'predict' && done.value.faults !== undefined)
    await refuseUnreadable(engine, { label: opened.label, name: file }, done.value.faults, cells);
  return {
    label: opened.label,
    rows: Number(n),
    cells,
    fingerprint: fingerprint.value,
    absent: matches.filter((m) => !m.from).map((m) => m.name),
    ...done.value,
    notes: [...extraNote(extra.filter((name) => !run.places?.includes(name))), ...done.value.notes],
  };
}

type Read = Pick<Ingested, 'relation' | 'faults' | 'raw' | 'notes'>;

/** Tries again where the source knows how, and puts failures into the source's words. */
async function helped(opened: OpenSource, work: (from: string) => Promise<Read>): Promise<Read> {
  try {
    return await work(opened.relation);
  } catch (error) {
    const other = await opened.again?.(error);
    if (other === undefined) throw opened.failure(error);
    return await work(other).catch((second: unknown) => {
      throw opened.failure(second);
    });
  }
}

async function read(
  engine: Engine,
  cells: readonly CellSql[],
  from: string,
  run: Pick<LoadRun, 'mode'> & { readonly rareBlanks: () => Promise<boolean> },
  options: QueryOptions,
): Promise<Read> {
  const relation = engine.name('rows');
  if (await quickTable(engine, relation, cells, from, options)) {
    const doubts = await doubtsOf(engine, relation, cells, await run.rareBlanks(), options);
    const clean = doubts.empty.size === 0 && doubts.whole.size === 0;
    if (!doubts.odd && (clean || run.mode === 'predict')) {
      const notes = [...countNote(doubts.empty, 'empty'), ...countNote(doubts.whole, 'whole')];
      return { relation, faults: undefined, raw: undefined, notes };
    }
    await engine.run(`DROP TABLE ${ident(relation)}`);
  }
  const careful = await carefulTable(engine, relation, cells, from, options);
  const found = await engine.rows(`SELECT place, rule, count(*) AS n FROM ${ident(careful.faults)} GROUP BY ALL ORDER BY ALL`);
  if (found.length === 0) {
    await engine.run(`DROP TABLE ${ident(careful.raw)}`);
    return { relation, faults: undefined, raw: undefined, notes: [] };
  }
  const counted = (...rules: readonly string[]): Map<string, number> =>
    new Map(found.filter((f) => rules.includes(String(f['rule']))).map((f) => [cells[Number(f['place'])].name, Number(f['n'])]));
  const notes = run.mode === 'predict' ? [...countNote(counted('empty'), 'empty'), ...countNote(counted('whole', 'range'), 'whole')] : [];
  return { relation, faults: careful.faults, raw: careful.raw, notes };
}
