import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mwError } from '../../core/index.js';
import type { Engine } from '../engine/engine.js';
import { openEngine } from '../engine/duckdb.js';
import { loadTable } from '../load/load.js';
import type { CsvSource } from '../sources/source.js';
import { t } from '../types.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'millwright-typed-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const schema = {
  id: t.id().nullable(),
  n: t.int().nullable(),
  x: t.number().nullable(),
  s: t.text().nullable(),
  b: t.bool().nullable(),
};

const OF_A_FILE = /^CREATE TABLE "rows_\d+" AS .* FROM (\(SELECT \* FROM )?read_csv\(/;
const isTyped = (sql: string): boolean => OF_A_FILE.test(sql) && sql.includes("'DOUBLE'");

/** An engine on which the first so many one-step ways fail; `tried` hears the SQL of those that work. */
function without(engine: Engine, failing: number, tried: (sql: string) => void = () => {}): Engine {
  let left = failing;
  return {
    ...engine,
    run: async (sql, options) => {
      if (OF_A_FILE.test(sql) && left-- > 0) throw mwError('MW_DATA_ENGINE', { kind: 'test' });
      await engine.run(sql, options);
      if (OF_A_FILE.test(sql)) tried(sql);
    },
  };
}

async function table(engine: Engine, source: CsvSource, mode: 'training' | 'predict' = 'training'): Promise<unknown> {
  try {
    const definition = { source, schema, checks: [], joins: [], maxBadRate: 1 };
    const loaded = await loadTable(engine, definition, { mode, root });
    const rows = await engine.rows(`SELECT * FROM "${loaded.relation}" ORDER BY rowid`);
    await engine.run(`DROP TABLE "${loaded.relation}"`).catch(() => undefined);
    return { rows, quarantined: loaded.quarantined };
  } catch (error) {
    return (error as { code?: string }).code ?? error;
  }
}

const plain = fc.record({
  id: fc.constantFrom('1', '007', 'k-1', '', '-', 'inf'),
  n: fc.constantFrom('', '3', '-4', '5.0', '1e3', '+7', '-0', '9007199254740991'),
  x: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }).map(String), fc.constantFrom('', '.5', '5.', '-0', '1E-400', '00012')),
  s: fc.constantFrom('', 'a b', 'été', 'a_1', '1_a', '😀', 'NA', 'zz', 'a\u00a0b', '\u0001', 'a\nb', 'say"x"'),
  b: fc.constantFrom('', 'true', 'false', 'NA'),
});
const odd = fc.record({
  id: fc.constantFrom('1_000', ' 1', '1\u00a0', '\ufeff1', '\n1', '\t1'),
  n: fc.constantFrom('1_000', '+-1', '3_', ' 4', '2.5', '9007199254740993', 'NA', '?', 'NaN', 'x', '1\n'),
  x: fc.constantFrom('1_0.5', '1e1_0', '+-.5', 'nan', '-inf', '1e999', '0x1', '1,5', '5 ', '\u00a05', 'None', '-7'),
  s: fc.constantFrom(' ', ' a', 'a "b"', 'a\t', '\u00a0a', 'a\u00a0', '\ufeffa', '\na', 'a\r\n', '\u000b', 'zz ', ',', ',a'),
  b: fc.constantFrom(' true', 'maybe', 'none', 'false\t'),
});

interface Form {
  readonly delimiter: string;
  readonly quotes: boolean;
  readonly end: string;
  readonly last: boolean;
  readonly mark: boolean;
  readonly header: boolean;
  readonly zip: boolean;
  readonly nulls: readonly string[] | undefined;
}

const form: fc.Arbitrary<Form> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  quotes: fc.boolean(),
  end: fc.constantFrom('\n', '\r\n'),
  last: fc.boolean(),
  mark: fc.boolean(),
  header: fc.boolean(),
  zip: fc.boolean(),
  nulls: fc.constantFrom(undefined, ['zz'], ['zz', '-7', '3']),
});

type Cells = Readonly<Record<keyof typeof schema, string>>;

function write(path: string, rows: readonly Cells[], { delimiter, quotes, end, last, mark, header, zip }: Form): void {
  const cell = (text: string): string =>
    quotes || text.includes(delimiter) || /[\n"\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = rows.map((row) => Object.keys(schema).map((name) => cell(row[name as keyof Cells])));
  const text = [...(header ? [Object.keys(schema)] : []), ...lines].map((line) => line.join(delimiter)).join(end);
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}${last ? end : ''}`);
  writeFileSync(path, zip ? gzipSync(bytes) : bytes);
}

describe('the three ways', () => {
  it('give the same table, whatever stands in the file', async () => {
    await using engine = await openEngine({ threads: 2 });
    const names = fc.constantFrom(...(Object.keys(schema) as (keyof Cells)[]));
    const single = fc.tuple(plain, odd, names).map(([a, b, name]) => ({ ...a, [name]: b[name] }));
    const few = fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 4, arbitrary: single.map((row) => [row]) },
      { weight: 1, arbitrary: odd.map((row) => [row]) },
    );
    const rows = fc.tuple(fc.array(plain, { minLength: 1, maxLength: 8 }), few).map((parts) => parts.flat());
    let typed = 0;
    const mode = fc.constantFrom('training' as const, 'predict' as const);
    await fc.assert(
      fc.asyncProperty(rows, form, mode, async (cells, as, use) => {
        const source: CsvSource = {
          kind: 'csv',
          path: `a.csv${as.zip ? '.gz' : ''}`,
          delimiter: as.delimiter,
          header: as.header,
          ...(as.nulls ? { nulls: as.nulls } : {}),
        };
        write(join(root, source.path), cells, as);
        const first = await table(
          without(engine, 0, (sql) => (typed += isTyped(sql) ? 1 : 0)),
          source,
          use,
        );
        for (const failing of [1, 2]) expect(await table(without(engine, failing), source, use)).toEqual(first);
      }),
      { numRuns: 60, seed: 3 },
    );
    expect(typed).toBeGreaterThan(15);
  }, 120_000);
});

describe('an odd cell far behind plain ones', () => {
  const good = { id: 'k', n: '1', x: '0.5', s: 'a', b: 'true' };
  const usual: Form = { delimiter: ',', quotes: false, end: '\n', last: true, mark: false, header: true, zip: false, nulls: undefined };
  const many = Array.from({ length: 8_000 }, () => good);

  it.for([
    ['x', '1_000', 'fault'],
    ['n', '+-1', 'fault'],
    ['x', 'inf', 'fault'],
    ['x', 'two', 'fault'],
    ['x', 'nan', null],
    ['x', 'NA', null],
    ['n', ' 7', 7],
    ['s', 'z ', 'z'],
    ['s', '\u00a0z', 'z'],
    ['s', '1_000', '1_000'],
  ] as const)('%s %j is %j', async ([name, cell, due]) => {
    await using engine = await openEngine({ threads: 2 });
    write(join(root, 'far.csv'), [...many, { ...good, [name]: cell }], usual);
    let typed = 0;
    const counted = without(engine, 0, (sql) => (typed += isTyped(sql) ? 1 : 0));
    const definition = { source: { kind: 'csv', path: 'far.csv' } as const, schema, checks: [], joins: [], maxBadRate: 1 };
    const loaded = await loadTable(counted, definition, { mode: 'training', root });
    const last = await engine.rows(`SELECT ${name} AS v FROM "${loaded.relation}" WHERE rowid >= 8000`);
    expect({ quarantined: loaded.quarantined, last: last.map(({ v }) => v) }).toEqual(
      due === 'fault' ? { quarantined: 1, last: [] } : { quarantined: 0, last: [due] },
    );
    expect(typed).toBe(['two', 'NA'].includes(cell) ? 0 : 1);
  });
});

describe('a column whose first cells show a word for nothing', () => {
  it('keeps its way, and the others are typed', async () => {
    await using engine = await openEngine();
    writeFileSync(join(root, 'na.csv'), 'id,n,x,s,b\nk,NA,0.5,a,true\n');
    const tried: string[] = [];
    const got = await table(
      without(engine, 0, (sql) => tried.push(sql)),
      { kind: 'csv', path: 'na.csv' },
    );
    expect(got).toEqual({ rows: [{ id: 'k', n: null, x: 0.5, s: 'a', b: true }], quarantined: 0 });
    expect(tried).toHaveLength(1);
    expect([...tried[0].matchAll(/'(k\d)': 'DOUBLE'/g)].map(([, column]) => column)).toEqual(['k2']);
  });
});
