import { allDone, mwError } from '../../core/index.js';
import { ANYTHING, isPlain, type CsvFindings } from '../../kernel/index.js';
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
import { typedWay, type Way } from './typed.js';

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
 * Reads a source into a typed table. Most files take the typed or the quick way, one pass of the engine; a file with a cell that these do
 * not understand is read again as text and judged cell by cell. All ways give the same table.
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
  const findings = async (): Promise<CsvFindings> => {
    await printed;
    return opened.findings?.() ?? ANYTHING;
  };
  const limited = (from: string): string => (run.limit === undefined ? from : `(SELECT * FROM ${from} LIMIT ${run.limit})`);
  const typed = typedWay(cells, source, opened);
  const work = (from: string): Promise<Read> => {
    const ways = [...(typed && from === opened.relation ? [typed] : []), { cells, from, plainOnly: false }];
    return read(
      engine,
      ways.map((way) => ({ ...way, from: limited(way.from) })),
      { ...run, findings },
      options,
    );
  };
  const [fingerprint, done] = await allDone([printed, helped(opened, work)] as const);
  const [{ n }] = await engine.rows(`SELECT count(*) AS n FROM ${ident(done.relation)}`);
  if (n === 0) throw mwError('MW_DATA_FILE_NO_ROWS', { file }, { where: file });
  if (run.mode === 'predict' && done.faults !== undefined)
    await refuseUnreadable(engine, { label: opened.label, name: file }, done.faults, cells);
  return {
    label: opened.label,
    rows: Number(n),
    cells,
    fingerprint,
    absent: matches.filter((m) => !m.from).map((m) => m.name),
    ...done,
    notes: [...extraNote(extra.filter((name) => !run.places?.includes(name))), ...done.notes],
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

/** Tries the ways from the fastest to the last one, which is the careful way's, too. */
async function read(
  engine: Engine,
  ways: readonly Way[],
  run: Pick<LoadRun, 'mode'> & { readonly findings: () => Promise<CsvFindings> },
  options: QueryOptions,
): Promise<Read> {
  const relation = engine.name('rows');
  for (const { cells, from, plainOnly } of ways) {
    if (!(await quickTable(engine, relation, cells, from, options))) continue;
    const findings = await run.findings();
    const doubts = plainOnly && !isPlain(findings) ? undefined : await doubtsOf(engine, relation, cells, findings.rareBlanks, options);
    const clean = doubts?.empty.size === 0 && doubts.whole.size === 0;
    if (doubts?.odd === false && (clean || run.mode === 'predict')) {
      const notes = [...countNote(doubts.empty, 'empty'), ...countNote(doubts.whole, 'whole')];
      return { relation, faults: undefined, raw: undefined, notes };
    }
    await engine.run(`DROP TABLE ${ident(relation)}`);
    if (doubts?.odd === false) break;
  }
  return await judged(engine, relation, ways.at(-1)!, run.mode, options);
}

/** Cell by cell, with the bad ones beside. */
async function judged(engine: Engine, relation: string, { cells, from }: Way, mode: LoadRun['mode'], options: QueryOptions): Promise<Read> {
  const careful = await carefulTable(engine, relation, cells, from, options);
  const found = await engine.rows(`SELECT place, rule, count(*) AS n FROM ${ident(careful.faults)} GROUP BY ALL ORDER BY ALL`);
  if (found.length === 0) {
    await engine.run(`DROP TABLE ${ident(careful.raw)}`);
    return { relation, faults: undefined, raw: undefined, notes: [] };
  }
  const counted = (...rules: readonly string[]): Map<string, number> =>
    new Map(found.filter((f) => rules.includes(String(f['rule']))).map((f) => [cells[Number(f['place'])].name, Number(f['n'])]));
  const notes = mode === 'predict' ? [...countNote(counted('empty'), 'empty'), ...countNote(counted('whole', 'range'), 'whole')] : [];
  return { relation, faults: careful.faults, raw: careful.raw, notes };
}
