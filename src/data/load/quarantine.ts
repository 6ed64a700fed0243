import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileReason, MillwrightError, mwError } from '../../core/index.js';
import type { Engine } from '../engine/engine.js';
import { ident, text } from '../engine/sql.js';
import { keySql, meaningOf, type Findings } from './findings.js';

/** Writes the faults that take rows out into a table `row, key, column, rule, reason, value`, in the order of rows, and gives its name. */
export async function quarantineTable(engine: Engine, found: Findings): Promise<string> {
  const places = await engine.rows(`SELECT DISTINCT place, rule FROM ${ident(found.faults)} WHERE "out" ORDER BY ALL`);
  const meanings = places.map((p) => ({
    place: Number(p['place']),
    raw: p['rule'] as string | null,
    ...meaningOf(found, Number(p['place']), p['rule'] as string | null),
  }));
  const table = engine.name('quarantine');
  const named = engine.name('meanings');
  await engine.append(named, {
    place: Int32Array.from(meanings, (m) => m.place),
    raw: meanings.map((m) => m.raw),
    column: meanings.map((m) => m.column),
    rule: meanings.map((m) => m.rule),
    reason: meanings.map((m) => m.reason),
  });
  await engine.run(
    `CREATE TABLE ${ident(table)} AS SELECT f."row", ${keySql(found.schema)} AS key, m."column", m.rule, m.reason, f.value
     FROM ${ident(found.faults)} f JOIN ${ident(named)} m ON m.place = f.place AND m.raw IS NOT DISTINCT FROM f.rule
     JOIN ${ident(found.relation)} t ON t.rowid = f."row" - 1 WHERE f."out" ORDER BY f."row", f.place`,
  );
  await engine.run(`DROP TABLE ${ident(named)}`);
  return table;
}

/** Where the bad rows' cells are: as the source spells them when it was read as text, else as the table holds them. */
function valuesSql(found: Findings, raw: string | undefined): { readonly from: string; readonly json: string } {
  const cell = (name: string, i: number): string => `${text(name)}: ${raw === undefined ? `CAST(v.${ident(name)} AS VARCHAR)` : `v.x${i}`}`;
  return {
    from: ident(raw ?? found.relation),
    json: `CAST(to_json({${found.cells.map((c, i) => cell(c.name, i)).join(', ')}}) AS VARCHAR)`,
  };
}

/**
 * Writes quarantine as a file of one JSON object per row: `row`, `key`, `faults` (`column`, `rule`, `reason`, `value`) and `values`, the whole
 * row as text, so that it can be corrected and read again. The file is whole or absent. Gives its path.
 */
export async function quarantineFile(
  engine: Engine,
  table: string,
  found: Findings,
  options: { dir: string; name: string; raw: string | undefined },
): Promise<string> {
  const { from, json } = valuesSql(found, options.raw);
  const query = `SELECT CAST(q."row" AS DOUBLE) AS "row", q.key, q."column", q.rule, q.reason, q.value, ${json} AS vals
    FROM ${ident(table)} q JOIN ${from} v ON v.rowid = q."row" - 1 ORDER BY q."row", q.rowid`;
  const file = join(options.dir, `${basename(options.name)}.jsonl`);
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await mkdir(options.dir, { recursive: true });
    await pipeline(lines(engine, query), createWriteStream(unfinished));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw error instanceof MillwrightError
      ? error
      : mwError('MW_DATA_QUARANTINE', { file, reason: fileReason(error) }, { where: file, cause: error });
  }
  return file;
}

interface Line {
  readonly row: number;
  readonly key: unknown;
  readonly faults: { column?: string; rule: string; reason: string; value?: string }[];
  readonly values: unknown;
}

async function* lines(engine: Engine, query: string): AsyncGenerator<string> {
  let open: Line | undefined;
  for await (const block of engine.chunks(query)) {
    const rows = block.number('row');
    const text = (name: string) => block.text(name);
    const [key, column, rule, reason, value, vals] = ['key', 'column', 'rule', 'reason', 'value', 'vals'].map(text);
    for (let i = 0; i < block.rows; i++) {
      if (open && open.row !== rows[i]) yield `${JSON.stringify(open)}\n`;
      if (open?.row !== rows[i]) open = { row: rows[i], key: JSON.parse(key[i]!), faults: [], values: JSON.parse(vals[i]!) };
      const [named, raw] = [column[i], value[i]];
      open.faults.push({
        ...(named === null ? {} : { column: named }),
        rule: rule[i]!,
        reason: reason[i]!,
        ...(raw === null ? {} : { value: raw }),
      });
    }
  }
  if (open) yield `${JSON.stringify(open)}\n`;
}
